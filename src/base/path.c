/* SPDX-License-Identifier: Apache-2.0 */
#include "base/path.h"
#include <string.h>

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
