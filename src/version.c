/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/version.h"

const char *pst_version(void)
{
    return PST_VERSION;
}
