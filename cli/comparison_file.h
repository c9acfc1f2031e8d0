/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_COMPARISON_FILE_H
#define PST_COMPARISON_FILE_H

#include <stdbool.h>

/* Does the file itself say that it is a comparison? Whether it can be read is not looked at. */
bool is_comparison_file(const char *path);

#endif
