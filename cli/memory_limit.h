/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_MEMORY_LIMIT_H
#define PST_MEMORY_LIMIT_H

#include <stdint.h>

/* From here on the program may hold at most so many MiB, stacks and all; less where less is allowed anyway.
   Not under AddressSanitizer, which reserves terabytes. */
void memory_limit(int64_t mib);

#endif
