/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/quote.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/words.h"
#include <stdlib.h>
#include <string.h>

struct quoting {
    const struct pst_film *film;
    const struct pst_title *titles;
    size_t title_count;
    struct text words;  /* what is looked for */
    struct text spoken; /* all titles of one stream */
    size_t *begins;     /* where each title begins in it */
    struct {
        struct pst_quote *items;
        size_t count, capacity;
    } found;
};

static bool push(struct quoting *q, size_t title)
{
    const struct pst_title *t = &q->titles[title];
    return array_push(&q->found, (struct pst_quote){clock_seconds(t->first_pts, t->time_base), t->text,
                                                    q->film->streams[t->stream].language});
}

/* The title of the stream in which the word at `at` stands: the last that begins there or before. */
static size_t title_at(const struct quoting *q, int stream, size_t at)
{
    size_t found = 0;
    for (size_t i = 0; i < q->title_count; i++)
        if (q->titles[i].stream == stream && q->begins[i] <= at)
            found = i;
    return found;
}

static bool find_in_stream(struct quoting *q, int stream)
{
    text_clear(&q->spoken);
    text_append(&q->spoken, "");
    for (size_t i = 0; i < q->title_count; i++)
        if (q->titles[i].stream == stream) {
            q->begins[i] = q->spoken.length;
            words_append(&q->spoken, q->titles[i].text);
        }
    if (q->spoken.failed)
        return false;
    for (const char *at = q->spoken.data; (at = strstr(at, q->words.data)); at++) {
        char behind = at[q->words.length];
        if ((behind == ' ' || behind == '\0') && !push(q, title_at(q, stream, (size_t)(at - q->spoken.data))))
            return false;
    }
    return true;
}

static int by_time(const void *a, const void *b)
{
    const struct pst_quote *x = a, *y = b;
    if (x->starts != y->starts)
        return x->starts < y->starts ? -1 : 1;
    return strcmp(x->language, y->language);
}

static enum pst_status find(struct quoting *q, struct pst_error *error)
{
    q->begins = calloc(q->title_count + 1, sizeof *q->begins);
    bool good = q->begins != NULL;
    for (size_t s = 0; good && s < q->film->stream_count; s++)
        if (q->film->streams[s].kind == PST_STREAM_TITLE)
            good = find_in_stream(q, (int)s);
    if (good && q->found.count)
        qsort(q->found.items, q->found.count, sizeof *q->found.items, by_time);
    return good ? PST_OK : fail_memory(error);
}

enum pst_status pst_quotes(struct pst_reel *reel, const char *words, struct pst_quote **quotes, size_t *count,
                           struct pst_error *error)
{
    struct quoting q = {.film = pst_reel_film(reel)};
    struct text clean = {0};
    *quotes = NULL;
    *count = 0;
    enum pst_status status = pst_reel_titles(reel, &q.titles, &q.title_count, error);
    if (status == PST_OK && q.title_count == 0)
        status = fail(error, PST_USAGE, "'%s' has no titles to find words in", pst_reel_path(reel));
    text_append_utf8(&clean, words);
    if (status == PST_OK && clean.data)
        words_append(&q.words, clean.data);
    if (status == PST_OK && (clean.failed || q.words.failed))
        status = fail_memory(error);
    if (status == PST_OK && q.words.length == 0)
        status = fail(error, PST_USAGE, "'%s' holds no words", words);
    if (status == PST_OK)
        status = find(&q, error);
    if (status == PST_OK) {
        *quotes = q.found.items;
        *count = q.found.count;
    } else {
        free(q.found.items);
    }
    text_release(&clean);
    text_release(&q.words);
    text_release(&q.spoken);
    free(q.begins);
    return status;
}

void pst_quotes_release(struct pst_quote **quotes)
{
    free(*quotes);
    *quotes = NULL;
}
