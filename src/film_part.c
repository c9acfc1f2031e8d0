/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/film_part.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "pastiche/timecode.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct spans {
    struct pst_span *items;
    size_t count, capacity;
};

/* Film time of a frame in seconds, of the end where there is none of that number. */
struct times {
    const struct pst_film *film;
    const int64_t *pts;
};

static double seconds_at(const struct times *t, int64_t frame)
{
    int64_t pts = frame < t->film->frames ? t->pts[frame] : t->film->end_pts;
    return clock_seconds(pts - t->film->first_pts, t->film->time_base);
}

/* The first frame that begins at `seconds` or later, to a microsecond: times are told in decimals. */
static int64_t frame_from(const struct times *t, double seconds)
{
    int64_t low = 0, high = t->film->frames;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (seconds_at(t, middle) < seconds - 1e-6)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool push(struct spans *spans, int64_t first, int64_t behind)
{
    return first >= behind || array_push(spans, (struct pst_span){.first = first, .last = behind - 1});
}

/* Two numbers with `divider` between; either may be left out where `open`. */
static bool read_pair(const char *part, char divider, double *left, double *right)
{
    char text[64];
    const char *mark = strchr(part, divider);
    if (!mark || strlen(part) >= sizeof text || mark[1 + strcspn(mark + 1, "-/")])
        return false;
    strcpy(text, part);
    text[mark - part] = '\0';
    const char *after = text + (mark - part) + 1;
    if (!*text && !*after)
        return false;
    return (!*text || pst_seconds_parse(text, left)) && (!*after || pst_seconds_parse(after, right));
}

static enum pst_status find_times(struct pst_reel *reel, const struct times *t, double from, double to,
                                  struct spans *spans, struct pst_error *error)
{
    if (!(from < to))
        return fail(error, PST_USAGE, "no part of a film goes from %.3f s to %.3f s", from, to);
    if (!push(spans, frame_from(t, from), frame_from(t, to)))
        return fail_memory(error);
    return spans->count
               ? PST_OK
               : fail(error, PST_USAGE, "'%s' has no frame between %.3f s and %.3f s: it lasts %.3f s",
                      pst_reel_path(reel), from, to, seconds_at(t, t->film->frames));
}

static enum pst_status find_share(struct pst_reel *reel, const struct times *t, double k, double n,
                                  struct spans *spans, struct pst_error *error)
{
    if (!(k >= 1 && k <= n) || k != floor(k) || n != floor(n))
        return fail(error, PST_USAGE, "a film has no part %g of %g equal ones", k, n);
    double end = seconds_at(t, t->film->frames);
    if (!push(spans, frame_from(t, end * (k - 1) / n), frame_from(t, end * k / n)))
        return fail_memory(error);
    return spans->count
               ? PST_OK
               : fail(error, PST_USAGE, "'%s' has no frame in part %g of %g", pst_reel_path(reel), k, n);
}

static int by_first(const void *a, const void *b)
{
    const struct pst_span *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* Sorted, and none over another. */
static void join(struct spans *spans)
{
    size_t kept = 0;
    if (spans->count)
        qsort(spans->items, spans->count, sizeof *spans->items, by_first);
    for (size_t i = 1; i < spans->count; i++)
        if (spans->items[i].first <= spans->items[kept].last + 1) {
            if (spans->items[i].last > spans->items[kept].last)
                spans->items[kept].last = spans->items[i].last;
        } else {
            spans->items[++kept] = spans->items[i];
        }
    if (spans->count)
        spans->count = kept + 1;
}

static enum pst_status find_label(struct pst_reel *reel, const char *name, struct spans *spans,
                                  struct pst_error *error)
{
    const struct pst_label *labels;
    size_t count;
    enum pst_status status = pst_reel_labels(reel, &labels, &count, error);
    for (size_t i = 0; status == PST_OK && i < count; i++)
        if (strcmp(labels[i].name, name) == 0 && !push(spans, labels[i].first, labels[i].last + 1))
            status = fail_memory(error);
    join(spans);
    if (status == PST_OK && spans->count == 0)
        status = fail(error, PST_USAGE, "'%s' has no label '%s'%s", pst_reel_path(reel), name,
                      count ? "" : ", nor any other");
    return status;
}

static enum pst_status find(struct pst_reel *reel, const char *part, const struct times *times,
                            struct spans *spans, struct pst_error *error)
{
    static const char label[] = "label:";
    double from = 0, to = INFINITY, k = 0, n = 0;
    if (strncmp(part, label, sizeof label - 1) == 0)
        return find_label(reel, part + sizeof label - 1, spans, error);
    if (read_pair(part, '-', &from, &to))
        return find_times(reel, times, from, to, spans, error);
    if (read_pair(part, '/', &k, &n))
        return find_share(reel, times, k, n, spans, error);
    return fail(error, PST_USAGE, "'%s' names no part of a film: say FROM-TO, K/N or label:NAME", part);
}

enum pst_status pst_part(struct pst_reel *reel, const char *part, struct pst_span **out, size_t *count,
                         struct pst_error *error)
{
    struct spans spans = {0};
    *out = NULL;
    *count = 0;
    struct times times = {.film = pst_reel_film(reel)};
    enum pst_status status = pst_reel_pts(reel, &times.pts, error);
    if (status == PST_OK)
        status = find(reel, part, &times, &spans, error);
    if (status != PST_OK) {
        free(spans.items);
        return status;
    }
    for (size_t i = 0; i < spans.count; i++) {
        spans.items[i].start = seconds_at(&times, spans.items[i].first);
        spans.items[i].end = seconds_at(&times, spans.items[i].last + 1);
    }
    *out = spans.items;
    *count = spans.count;
    return PST_OK;
}

void pst_part_release(struct pst_span **spans)
{
    free(*spans);
    *spans = NULL;
}
