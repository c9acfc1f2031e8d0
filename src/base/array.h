/* SPDX-License-Identifier: Apache-2.0 */
/* A growing array of any type, as a struct with `items`, `count` and `capacity`:
       struct { int *items; size_t count, capacity; } list = {0};
       if (!array_push(&list, 3)) return fail_memory(error);
       free(list.items); */
#ifndef PST_ARRAY_H
#define PST_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Room for one item more; false where there is no memory (the array stays as it was). */
bool array_grow(void **items, size_t count, size_t *capacity, size_t item_size);

#define array_push(array, ...)                                                                               \
    (array_grow((void **)&(array)->items, (array)->count, &(array)->capacity, sizeof *(array)->items)        \
         ? ((array)->items[(array)->count++] = (__VA_ARGS__), true)                                          \
         : false)

#endif
