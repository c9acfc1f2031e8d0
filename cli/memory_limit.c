/* SPDX-License-Identifier: Apache-2.0 */
#include "memory_limit.h"
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER
#endif

void memory_limit(int64_t mib)
{
#ifndef ADDRESS_SANITIZER
    const rlim_t most = (rlim_t)mib << 20;
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && most < limit.rlim_cur) {
        limit.rlim_cur = most;
        setrlimit(RLIMIT_DATA, &limit);
    }
#else
    (void)mib;
#endif
}

void memory_map_large(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}
