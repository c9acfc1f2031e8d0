/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out when it is told to: malloc and its kin for the whole program, libraries and all. */
#ifndef PST_FAILING_MEMORY_H
#define PST_FAILING_MEMORY_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SYSTEM(name) __interceptor_##name
/* strdup() goes past us, and leaks are the sanitizer's to find. */
enum { LIVE_IS_EXACT = 0 };
#else
#define SYSTEM(name) __libc_##name
enum { LIVE_IS_EXACT = 1 };
#endif

void *SYSTEM(malloc)(size_t);
void *SYSTEM(calloc)(size_t, size_t);
void *SYSTEM(realloc)(void *, size_t);
void SYSTEM(free)(void *);

/* By the libraries too. */
#define SEEN __attribute__((visibility("default")))

static struct {
    bool counting, lasting; /* lasting: once failed, every later one fails too */
    long asked, fail_at;    /* 0: never */
    long live;              /* blocks not yet given back */
    bool failed;
    bool theirs;          /* what SQLite asks for */
    unsigned char *whose; /* NULL, or noted for each allocation: 1 where it is ours */
} memory;

static bool memory_fails(void)
{
    if (!memory.counting)
        return false;
    memory.asked++;
    if (memory.whose)
        memory.whose[memory.asked] = !memory.theirs;
    bool fails = memory.fail_at &&
                 (memory.asked == memory.fail_at || (memory.lasting && memory.asked > memory.fail_at));
    if (fails)
        errno = ENOMEM;
    memory.failed |= fails;
    return fails;
}

SEEN void *malloc(size_t size)
{
    void *block = memory_fails() ? NULL : SYSTEM(malloc)(size);
    memory.live += block != NULL;
    return block;
}

SEEN void *calloc(size_t count, size_t size)
{
    void *block = memory_fails() ? NULL : SYSTEM(calloc)(count, size);
    memory.live += block != NULL;
    return block;
}

SEEN void *realloc(void *old, size_t size)
{
    void *block = memory_fails() ? NULL : SYSTEM(realloc)(old, size);
    memory.live += block && !old;
    return block;
}

SEEN void free(void *block)
{
    memory.live -= block != NULL;
    SYSTEM(free)(block);
}

/* From here on the `fail_at`th allocation fails (0: none), and where `lasting`, all that follow. */
static inline void memory_begin(long fail_at, bool lasting)
{
    memory.asked = 0;
    memory.fail_at = fail_at;
    memory.lasting = lasting;
    memory.failed = false;
    memory.counting = true;
}

/* How many allocations there were. */
static inline long memory_end(void)
{
    memory.counting = false;
    return memory.asked;
}

#endif
