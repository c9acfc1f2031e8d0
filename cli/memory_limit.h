/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_MEMORY_LIMIT_H
#define PST_MEMORY_LIMIT_H

#include <stdint.h>

/* From here on the program may hold at most so many MiB, stacks and all; less where less is allowed anyway.
   Not under AddressSanitizer, which reserves terabytes. */
void memory_limit(int64_t mib);

/* From here on what is larger than a MiB goes back to the system when it is freed, as a picture is. The GNU C
   library does so too until the first is freed, and then keeps what each thread held. */
void memory_map_large(void);

#endif
