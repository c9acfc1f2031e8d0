/* SPDX-License-Identifier: Apache-2.0 */
/* What the checks of kernels share. Inputs lie against a page that may not be read, outputs between guards.
 */
#ifndef PST_KERNELCHECK_H
#define PST_KERNELCHECK_H

#include "kernel/level.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A kernel at every level against the reference; what it costs, in samples a call. */
struct kernel_check {
    const char *name;
    void (*check)(const struct kernels *);
    void (*run)(const struct kernels *);
    int64_t samples;
};
extern const struct kernel_check plane_checks[], thumb_checks[], meter_checks[],
    apart_checks[]; /* each ends without a name */

/* Ends the program where it does not hold. */
void expect(bool holds, const char *what);
#define EXPECT(holds) expect(holds, __FILE__ ": " #holds)

uint32_t random_bits(void);
int random_from(int least, int most); /* both may come */

/* Memory for inputs, one at a time for each `which`, that ends where reading on would end the program. */
enum { INPUTS = 4, INPUT_SIZE = 1 << 20 };
void *input(int which, size_t size);

/* Memory for an output of `size` bytes, and whether nothing was written beside it since. */
enum { OUTPUTS = 4 };
void *output(int which, size_t size);
bool guards_hold(int which);

enum fill { FILL_RANDOM, FILL_NOUGHT, FILL_MOST, FILL_ENDS, FILLS }; /* ENDS: samples of either end alone */
void fill_bytes(uint8_t *, size_t count, enum fill);
void fill_words(uint16_t *, size_t count, enum fill, int most);

/* The sizes at which vectors begin, end and lack one. */
int edge_size(int most);

#endif
