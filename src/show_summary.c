/* SPDX-License-Identifier: Apache-2.0 */
#include "show_summary.h"
#include "show_rows.h"
#include <inttypes.h>
#include <math.h>

/* "3 references", "1 control"; 0 is said as "no controls". */
static void put_count(struct text *out, size_t count, const char *what)
{
    if (count)
        text_format(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
    else
        text_format(out, "no %ss", what);
}

static void put_films(const struct comparison_data *d, struct text *out)
{
    size_t references = 0, controls = 0;
    char length[PST_TIMECODE_SIZE];
    for (size_t i = 0; i < d->films.count; i++) {
        references += d->films.items[i].role == PST_ROLE_REFERENCE;
        controls += d->films.items[i].role == PST_ROLE_CONTROL;
    }
    pst_duration(d->films.items[0].seconds, length);
    text_append_utf8(out, show_name(d->films.items));
    text_format(out, " (%s, ", length);
    put_count(out, (size_t)d->films.items[0].shots, "shot");
    text_append(out, ") against ");
    put_count(out, references, "reference");
    text_append(out, " and ");
    put_count(out, controls, "control");
    text_append(out, ".\n");
}

static void put_p(struct text *out, double p)
{
    if (isnan(p))
        text_append(out, "p: cannot tell");
    else
        text_format(out, "p %.3g", p);
}

static void put_unlike(struct text *out, enum pst_unlike unlike)
{
    static const char *const said[] = {
        [PST_UNLIKE_UNKNOWN] = "",
        [PST_UNLIKE_SERIES] = "; unlike the series only",
        [PST_UNLIKE_BOTH] = "; unlike the series and the controls",
    };
    text_append(out, said[unlike]);
}

/* "1. 00:58:00:00 to 01:18:00:00 (20:00, 17 % of the film): departs by 2.31 in all facets together; p 0.002,
   rank 1 of 5; unlike the series only. Carried by colour (p 0.004)." */
static void put_stretch(const struct comparison_data *d, size_t i, struct text *out)
{
    const struct pst_stretch *s = &d->stretches.items[i];
    const struct pst_compared *film = d->films.items;
    char in[PST_TIMECODE_SIZE], end[PST_TIMECODE_SIZE], length[PST_TIMECODE_SIZE];
    struct text carriers = {0};
    pst_duration(s->ends - s->starts, length);
    text_format(out, "%zu. %s to %s (%s", i + 1, show_time(film, s->starts, in),
                show_time(film, s->ends, end), length);
    if (film->seconds > 0)
        text_format(out, ", %.0f %% of the film", 100 * (s->ends - s->starts) / film->seconds);
    text_format(out, "): departs by %.2f in %s%s; ", s->effect, s->by == PST_TOGETHER ? "all facets " : "",
                pst_facet_name(s->by));
    put_p(out, s->p);
    if (s->rank && s->ranked)
        text_format(out, ", rank %" PRId64 " of %" PRId64, s->rank, s->ranked);
    put_unlike(out, s->unlike);
    show_carriers(d, i, &carriers);
    text_append(out, s->p >= SHOW_SIGNIFICANT ? ". One more film of the series could well have it." : ".");
    if (carriers.length)
        text_format(out, " Carried by %s.", carriers.data);
    text_append(out, "\n");
    out->failed |= carriers.failed;
    text_release(&carriers);
}

static void put_stretches(const struct comparison_data *d, struct text *out)
{
    if (*d->about.stretch_note) {
        text_append(out, "Stretches: cannot tell: ");
        text_append_utf8(out, d->about.stretch_note);
        text_append(out, ".\n");
        return;
    }
    if (d->stretches.count == 0)
        text_append(out, "No stretch departs from the references.\n");
    else
        text_append(out, "What departs most from the references (0: as they from one another; p: that one "
                         "more film of the series has such a stretch):\n");
    for (size_t i = 0; i < d->stretches.count; i++)
        put_stretch(d, i, out);
}

static void put_likeness(const struct comparison_data *d, struct text *out)
{
    bool any = false;
    for (size_t i = 0; i < d->likenesses.count; i++) {
        const struct pst_likeness *l = &d->likenesses.items[i];
        text_append(out, any ? ", " : "Likeness to the series (one more film of it has about 0.5): ");
        any = true;
        if (isnan(l->likeness))
            text_format(out, "%s cannot tell", pst_facet_name(l->facet));
        else
            text_format(out, "%s %.2f", pst_facet_name(l->facet), l->likeness);
    }
    text_append(out, any ? ".\n" : "");
}

void show_summary(const struct comparison_data *d, struct text *out)
{
    put_films(d, out);
    put_stretches(d, out);
    put_likeness(d, out);
    for (size_t i = 0; i < d->notes.count; i++) {
        text_append(out, "Note: ");
        text_append_utf8(out, d->notes.items[i]);
        text_append(out, ".\n");
    }
}
