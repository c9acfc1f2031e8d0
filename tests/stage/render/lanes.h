/* SPDX-License-Identifier: Apache-2.0 */
/* Loops over many numbers are compiled twice on x86-64: for every processor, and for those that take eight at
 * a time. Each number comes out the same either way, as nothing is summed across them. */
#ifndef STAGE_LANES_H
#define STAGE_LANES_H

#if defined(__x86_64__) && !defined(STAGE_NARROW)
#define EIGHT_LANES __attribute__((target("avx2"), flatten))
#define has_eight_lanes() __builtin_cpu_supports("avx2")
#else
#define EIGHT_LANES
#define has_eight_lanes() 0
#endif

#endif
