/* SPDX-License-Identifier: Apache-2.0 */
/* Loops over many numbers are compiled three times on x86-64: for every processor, and for those that take
 * eight or sixteen at a time. Each number comes out the same, as nothing is summed across them. */
#ifndef STAGE_LANES_H
#define STAGE_LANES_H

#if defined(__x86_64__) && !defined(STAGE_NARROW)
#define EIGHT_LANES __attribute__((target("avx2"), flatten))
#define SIXTEEN_LANES __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"), flatten))
/* Defines NAME_in_lanes, which does what the function NAME does. */
#define IN_LANES(name, parameters, arguments)                                                                \
    EIGHT_LANES static void name##_in_eight parameters                                                       \
    {                                                                                                        \
        name arguments;                                                                                      \
    }                                                                                                        \
    SIXTEEN_LANES static void name##_in_sixteen parameters                                                   \
    {                                                                                                        \
        name arguments;                                                                                      \
    }                                                                                                        \
    static void name##_in_lanes parameters                                                                   \
    {                                                                                                        \
        if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&                      \
            __builtin_cpu_supports("avx512vl"))                                                              \
            name##_in_sixteen arguments;                                                                     \
        else if (__builtin_cpu_supports("avx2"))                                                             \
            name##_in_eight arguments;                                                                       \
        else                                                                                                 \
            name arguments;                                                                                  \
    }
#else
#define IN_LANES(name, parameters, arguments)                                                                \
    static void name##_in_lanes parameters                                                                   \
    {                                                                                                        \
        name arguments;                                                                                      \
    }
#endif

#endif
