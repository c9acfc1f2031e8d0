/* SPDX-License-Identifier: Apache-2.0 */
#include "compared.h"
#include "stage_films.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CONTROLS = 2 };

void reels_add(struct reel_list *list, const char *reel)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity * 2 + 16;
        list->items = realloc(list->items, list->capacity * sizeof *list->items);
    }
    char *copy = list->items ? strdup(reel) : NULL;
    if (!copy)
        exit(5);
    list->items[list->count++] = copy;
}

void reels_release(struct reel_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct reel_list){0};
}

void compared_tell(const struct compare_bench *b, const char *format, ...)
{
    va_list words;
    if (strcmp(b->group, "tune") != 0)
        return;
    va_start(words, format);
    fputs("compare: ", stderr);
    vfprintf(stderr, format, words);
    fputc('\n', stderr);
    va_end(words);
}

bool compared_seed(const struct compare_bench *b, int n, uint64_t *seed)
{
    return n < b->series && stage_seed(SEEDS_DEFAULT, b->group, n, seed);
}

bool compared_reel(const struct compare_bench *b, uint64_t seed, const struct series_film *film,
                   char reel[SERIES_PATH])
{
    char stem[SERIES_PATH - 8], picture[SERIES_PATH];
    struct pst_measure_params params = pst_measure_default;
    struct pst_error error = {0};
    if (!series_is_there(b->work, seed, film))
        return false;
    series_stem(b->work, seed, film, stem, sizeof stem);
    snprintf(reel, SERIES_PATH, "%s.reel", stem);
    snprintf(picture, sizeof picture, "%s.mkv", stem);
    params.output = reel;
    params.no_stills = true;
    enum pst_status status = pst_measure(picture, &params, NULL, &error);
    if (status != PST_OK)
        fprintf(stderr, "compare: cannot measure '%s': %s\n", picture, error.message);
    return status == PST_OK;
}

bool compared_references(const struct compare_bench *b, uint64_t seed, int most, int without,
                         struct reel_list *list)
{
    char reel[SERIES_PATH];
    for (int i = 1; i <= most; i++) {
        if (i == without)
            continue;
        if (!compared_reel(b, seed, &(struct series_film){KIND_PLAIN, i, 1}, reel))
            return false;
        reels_add(list, reel);
    }
    return true;
}

bool compared_controls(const struct compare_bench *b, int n, struct reel_list *list)
{
    char reel[SERIES_PATH];
    uint64_t seed;
    for (int i = 1; i <= CONTROLS; i++) {
        int other = (n + i) % b->series;
        if (other == n || !compared_seed(b, other, &seed) ||
            !compared_reel(b, seed, &(struct series_film){KIND_PLAIN, 1, 1}, reel))
            return false;
        reels_add(list, reel);
    }
    return true;
}

struct pst_comparison *compared(const struct compare_bench *b, const char *reel,
                                const struct reel_list *references, const struct reel_list *controls)
{
    char path[SERIES_PATH];
    struct pst_comparison *comparison = NULL;
    struct pst_error error = {0};
    const struct pst_compare_params params = {.references = (const char *const *)references->items,
                                              .reference_count = references->count,
                                              .controls = (const char *const *)controls->items,
                                              .control_count = controls->count,
                                              .no_copies = true};
    snprintf(path, sizeof path, "%s/.compared-%ld.cmp", b->work, (long)getpid());
    if (pst_compare(reel, &params, path, NULL, &error) != PST_OK ||
        pst_comparison_open(path, &comparison, &error) != PST_OK)
        fprintf(stderr, "compare: '%s': %s\n", reel, error.message);
    unlink(path);
    return comparison;
}
