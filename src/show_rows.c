/* SPDX-License-Identifier: Apache-2.0 */
#include "show_rows.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>

const char *show_name(const struct pst_compared *film)
{
    return *film->title ? film->title : film->file;
}

/* Do the film's frames come as its rate says? */
static bool is_steady(const struct pst_compared *f)
{
    if (f->rate_den <= 0 || f->rate_num <= 0 || f->rate_num > INT_MAX || f->rate_den > INT_MAX)
        return false;
    double frame = (double)f->rate_den / (double)f->rate_num;
    return fabs((double)f->frames * frame - f->seconds) < 0.75 * frame;
}

const char *show_time(const struct pst_compared *f, double seconds, char *text)
{
    if (is_steady(f) && seconds >= 0 && seconds <= f->seconds + 1) {
        struct pst_rational rate = {(int32_t)f->rate_num, (int32_t)f->rate_den};
        pst_timecode(llround(seconds * rate.num / rate.den), rate, false, text);
    } else if (!(seconds >= 0 && seconds < 3.6e8))
        snprintf(text, PST_TIMECODE_SIZE, "-:--:--.---");
    else {
        long long milli = llround(seconds * 1000);
        snprintf(text, PST_TIMECODE_SIZE, "%lld:%02d:%02d.%03d", milli / 3600000, (int)(milli / 60000 % 60),
                 (int)(milli / 1000 % 60), (int)(milli % 1000));
    }
    return text;
}

static void put_time(struct sheet *sheet, const struct pst_compared *film, double seconds)
{
    char text[PST_TIMECODE_SIZE];
    sheet_text(sheet, show_time(film, seconds, text));
}

static void put_some(struct sheet *sheet, int64_t value)
{
    if (value)
        sheet_whole(sheet, value);
    else
        sheet_missing(sheet);
}

static bool is_asked(const struct pst_show_params *params, int facet)
{
    bool usual_is_together = params->what == PST_SHOW_CURVE || params->what == PST_SHOW_PRECEDENTS;
    if (params->facet == PST_SHOW_USUAL_FACETS)
        return !usual_is_together || facet == PST_TOGETHER;
    return params->facet == PST_SHOW_ALL_FACETS || params->facet == facet;
}

void show_carriers(const struct comparison_data *d, size_t stretch, struct text *out)
{
    bool first = true;
    text_append(out, "");
    for (size_t i = 0; i < d->stretch_facets.count; i++) {
        const struct pst_stretch_facet *f = &d->stretch_facets.items[i];
        if (f->stretch != (int64_t)stretch || f->facet == PST_TOGETHER || !(f->p < SHOW_SIGNIFICANT))
            continue;
        text_format(out, "%s%s (p %.3g)", first ? "" : ", ", pst_facet_name(f->facet), f->p);
        first = false;
    }
}

static const struct sheet_column stretch_columns[] = {
    {"number", "", "the strongest is 1", CELL_WHOLE, 0, false},
    {"in", "", "timecode where it begins, from 0 at frame 0", CELL_TEXT, 0, false},
    {"out", "", "timecode of the first moment after it", CELL_TEXT, 0, false},
    {"first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"start", "s", "film time where it begins", CELL_NUMBER, 2, true},
    {"end", "s", "film time where it ends", CELL_NUMBER, 2, true},
    {"begin_low", "s", "where it begins: low end of the 95 % interval", CELL_NUMBER, 2, true},
    {"begin_high", "s", "high end", CELL_NUMBER, 2, true},
    {"end_low", "s", "where it ends: low end of the 95 % interval", CELL_NUMBER, 2, true},
    {"end_high", "s", "high end", CELL_NUMBER, 2, true},
    {"seconds", "s", "how long it lasts", CELL_NUMBER, 1, false},
    {"facet", "", "whose curve shows it best", CELL_TEXT, 0, false},
    {"effect", "", "mean departure in it, on the references' scale", CELL_NUMBER, 2, false},
    {"excess", "", "the same less the mean of the film's rest", CELL_NUMBER, 2, false},
    {"p", "", "that one more film of the series has such a stretch", CELL_NUMBER, -3, false},
    {"rank", "", "among the film and the left-out references", CELL_WHOLE, 0, false},
    {"ranked", "", "films in that ranking", CELL_WHOLE, 0, false},
    {"unlike", "", "unlike the series only, or the controls too", CELL_TEXT, 0, false},
    {"control_effect", "", "mean departure from the controls in it", CELL_NUMBER, 2, true},
    {"control_p", "", "that the references' own moments are as far from the controls", CELL_NUMBER, -3, true},
    {"carried_by", "", "facets with a corrected p below 0.05", CELL_TEXT, 0, false},
    {0},
};

static void put_stretches(const struct comparison_data *d, const struct pst_show_params *params,
                          struct sheet *sheet)
{
    const struct pst_compared *film = d->films.items;
    sheet_begin(sheet, stretch_columns, "stretch");
    for (size_t i = 0; i < d->stretches.count; i++) {
        const struct pst_stretch *s = &d->stretches.items[i];
        struct text carriers = {0};
        if (!is_asked(params, s->by))
            continue;
        sheet_whole(sheet, (int64_t)i + 1);
        put_time(sheet, film, s->starts);
        put_time(sheet, film, s->ends);
        sheet_whole(sheet, s->first);
        sheet_whole(sheet, s->last);
        const double times[] = {s->starts,  s->ends,     s->begin_low,       s->begin_high,
                                s->end_low, s->end_high, s->ends - s->starts};
        for (size_t k = 0; k < sizeof times / sizeof *times; k++)
            sheet_number(sheet, times[k]);
        sheet_text(sheet, pst_facet_name(s->by));
        sheet_number(sheet, s->effect);
        sheet_number(sheet, s->excess);
        sheet_number(sheet, s->p);
        put_some(sheet, s->rank);
        put_some(sheet, s->ranked);
        sheet_text(sheet, pst_unlike_name(s->unlike));
        sheet_number(sheet, s->control_effect);
        sheet_number(sheet, s->control_p);
        show_carriers(d, i, &carriers);
        sheet->failed |= carriers.failed;
        sheet_text(sheet, carriers.data ? carriers.data : "");
        text_release(&carriers);
    }
    if (*d->about.stretch_note)
        sheet_note(sheet, "cannot tell stretches: %s", d->about.stretch_note);
    else if (sheet_rows(sheet) == 0)
        sheet_note(sheet, d->stretches.count ? "no stretch is told by that facet" : "no stretch departs");
}

static const struct sheet_column curve_columns[] = {
    {"film", "", "the film, or a reference that was left out", CELL_TEXT, 0, true},
    {"role", "", "film or reference", CELL_TEXT, 0, true},
    {"in", "", "timecode where the moment begins, from 0 at frame 0", CELL_TEXT, 0, false},
    {"start", "s", "film time where it begins", CELL_NUMBER, 2, true},
    {"seconds", "s", "how long it lasts", CELL_NUMBER, 1, false},
    {"facet", "", "", CELL_TEXT, 0, false},
    {"departure", "", "from the references, on their scale", CELL_NUMBER, 2, false},
    {"percentile", "", "share of the references' own moments that are nearer", CELL_NUMBER, 3, false},
    {"control", "", "departure from the controls, on the same scale", CELL_NUMBER, 2, false},
    {0},
};

static void put_moment(struct sheet *sheet, const struct pst_compared *film, double starts, double seconds,
                       int facet)
{
    sheet_text(sheet, show_name(film));
    sheet_text(sheet, pst_role_name(film->role));
    put_time(sheet, film, starts);
    sheet_number(sheet, starts);
    sheet_number(sheet, seconds);
    sheet_text(sheet, pst_facet_name(facet));
}

/* The references' own curves are for programs: they stand beside the film's for whoever draws them. */
static void put_curve(const struct comparison_data *d, const struct pst_show_params *params,
                      struct sheet *sheet)
{
    sheet_begin(sheet, curve_columns, "moment");
    for (size_t i = 0; i < d->departures.count; i++)
        for (int facet = 0; facet < PST_LOOKS; facet++) {
            const struct pst_departure *m = &d->departures.items[i];
            if (!is_asked(params, facet))
                continue;
            put_moment(sheet, d->films.items, m->starts, m->seconds, facet);
            sheet_number(sheet, m->departure[facet]);
            sheet_number(sheet, m->percentile[facet]);
            sheet_number(sheet, m->control[facet]);
        }
    if (params->format == PST_SHOW_TEXT || !is_asked(params, PST_TOGETHER))
        return;
    for (size_t i = 0; i < d->reference_departures.count; i++) {
        const struct pst_reference_departure *r = &d->reference_departures.items[i];
        put_moment(sheet, &d->films.items[r->film], r->starts, r->seconds, PST_TOGETHER);
        sheet_number(sheet, r->departure);
        sheet_missing(sheet);
        sheet_missing(sheet);
    }
}

static const struct sheet_column precedent_columns[] = {
    {"number", "", "of the shot or moment", CELL_WHOLE, 0, false},
    {"in", "", "timecode where it begins, from 0 at frame 0", CELL_TEXT, 0, false},
    {"start", "s", "film time where it begins", CELL_NUMBER, 2, true},
    {"facet", "", "", CELL_TEXT, 0, false},
    {"rank", "", "1: the nearest", CELL_WHOLE, 0, false},
    {"film_rank", "", "1: of the nearest film; empty: another shot of the film is nearer", CELL_WHOLE, 0,
     true},
    {"film", "", "the reference", CELL_TEXT, 0, false},
    {"its_in", "", "timecode in it where the precedent begins", CELL_TEXT, 0, false},
    {"its_start", "s", "film time in it", CELL_NUMBER, 2, true},
    {"its_seconds", "s", "how long the precedent lasts", CELL_NUMBER, 2, false},
    {"its_first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"its_last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"distance", "", "in the facet's own measure", CELL_NUMBER, -3, false},
    {"percentile", "", "share of reference moments that have one at least as near", CELL_NUMBER, -3, false},
    {0},
};

static void put_precedent(const struct comparison_data *d, const struct pst_precedent *p, struct sheet *sheet)
{
    const struct pst_compared *film = &d->films.items[p->film];
    double starts = p->window ? d->departures.items[p->of].starts : d->shots.items[p->of].starts;
    sheet_whole(sheet, p->of + 1);
    put_time(sheet, d->films.items, starts);
    sheet_number(sheet, starts);
    sheet_text(sheet, pst_facet_name(p->facet));
    sheet_whole(sheet, p->rank);
    if (p->film_rank > 0)
        sheet_whole(sheet, p->film_rank);
    else
        sheet_missing(sheet);
    sheet_text(sheet, show_name(film));
    put_time(sheet, film, p->starts);
    sheet_number(sheet, p->starts);
    sheet_number(sheet, p->seconds);
    sheet_whole(sheet, p->first);
    sheet_whole(sheet, p->last);
    sheet_number(sheet, p->distance);
    sheet_number(sheet, p->percentile);
}

/* What cannot be told comes last; equals as they stand. */
static int by_closeness(const void *a, const void *b)
{
    const struct pst_precedent *x = *(const struct pst_precedent *const *)a,
                               *y = *(const struct pst_precedent *const *)b;
    double p = isnan(x->percentile) ? 2 : x->percentile, q = isnan(y->percentile) ? 2 : y->percentile;
    if (p != q)
        return p < q ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void put_precedents(const struct comparison_data *d, const struct pst_show_params *params,
                           struct sheet *sheet)
{
    const struct pst_precedent **asked = calloc(d->precedents.count + 1, sizeof *asked);
    size_t count = 0;
    sheet_begin(sheet, precedent_columns, params->moments ? "moment" : "shot");
    sheet->failed |= !asked;
    for (size_t i = 0; asked && i < d->precedents.count; i++) {
        const struct pst_precedent *p = &d->precedents.items[i];
        if (p->window == params->moments && is_asked(params, p->facet) && (!params->top || p->rank == 1))
            asked[count++] = p;
    }
    if (asked && params->top)
        qsort(asked, count, sizeof *asked, by_closeness);
    if (params->top && count > (size_t)params->top)
        count = (size_t)params->top;
    for (size_t i = 0; i < count; i++)
        put_precedent(d, asked[i], sheet);
    free(asked);
}

static const struct sheet_column likeness_columns[] = {
    {"facet", "", "", CELL_TEXT, 0, false},
    {"likeness", "", "0 to 1; one more film of the series has about 0.5", CELL_NUMBER, 2, false},
    {"low", "", "low end of the 95 % interval", CELL_NUMBER, 2, false},
    {"high", "", "high end", CELL_NUMBER, 2, false},
    {"nearer", "", "share of the film nearer to the series than to the controls", CELL_NUMBER, 2, false},
    {"nearer_low", "", "low end of the 95 % interval", CELL_NUMBER, 2, false},
    {"nearer_high", "", "high end", CELL_NUMBER, 2, false},
    {"times", "", "median of distance to controls over distance to series", CELL_NUMBER, 2, false},
    {0},
};

static void put_likeness(const struct comparison_data *d, const struct pst_show_params *params,
                         struct sheet *sheet)
{
    sheet_begin(sheet, likeness_columns, "facet");
    for (size_t i = 0; i < d->likenesses.count; i++) {
        const struct pst_likeness *l = &d->likenesses.items[i];
        const double values[] = {l->likeness,   l->low,         l->high, l->nearer,
                                 l->nearer_low, l->nearer_high, l->times};
        if (!is_asked(params, l->facet))
            continue;
        sheet_text(sheet, pst_facet_name(l->facet));
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            sheet_number(sheet, values[k]);
    }
}

static const struct sheet_column signature_columns[] = {
    {"measure", "", "", CELL_TEXT, 0, false},
    {"unit", "", "of what is told of films", CELL_TEXT, 0, false},
    {"film", "", "", CELL_TEXT, 0, true},
    {"role", "", "film, reference or control", CELL_TEXT, 0, true},
    {"value", "", "the film's figure", CELL_NUMBER, -4, false},
    {"low", "", "where one more film of the series lies, 95 of 100", CELL_NUMBER, -4, false},
    {"high", "", "high end", CELL_NUMBER, -4, false},
    {"p", "", "of lying as far out", CELL_NUMBER, -3, false},
    {"mean", "", "of the references", CELL_NUMBER, -4, false},
    {"deviation", "", "standard deviation of the references", CELL_NUMBER, -3, false},
    {"references", "", "that have it", CELL_WHOLE, 0, false},
    {"common", "", "0 to 1: how much the references have it in common", CELL_NUMBER, 2, false},
    {"what", "", "what the measure is", CELL_TEXT, 0, true},
    {0},
};

static void put_figure(const struct pst_signature *s, const struct pst_compared *film, double value, double p,
                       struct sheet *sheet)
{
    sheet_text(sheet, s->name);
    sheet_text(sheet, s->unit);
    sheet_text(sheet, show_name(film));
    sheet_text(sheet, pst_role_name(film->role));
    sheet_number(sheet, value);
    sheet_number(sheet, s->low);
    sheet_number(sheet, s->high);
    sheet_number(sheet, p);
    sheet_number(sheet, s->mean);
    sheet_number(sheet, s->deviation);
    sheet_whole(sheet, s->references);
    sheet_number(sheet, s->common);
    sheet_text(sheet, s->what);
}

/* The other films' figures are for programs. */
static void put_signature(const struct comparison_data *d, const struct pst_show_params *params,
                          struct sheet *sheet)
{
    sheet_begin(sheet, signature_columns, "measure");
    for (size_t i = 0; i < d->signatures.count; i++) {
        const struct pst_signature *s = &d->signatures.items[i];
        put_figure(s, d->films.items, s->film, s->p, sheet);
        for (size_t k = 0; params->format != PST_SHOW_TEXT && k < d->signature_films.count; k++) {
            const struct pst_signature_film *f = &d->signature_films.items[k];
            if (f->signature == (int64_t)i)
                put_figure(s, &d->films.items[f->film], f->value, f->p, sheet);
        }
    }
}

static const struct sheet_column common_columns[] = {
    {"film", "", "", CELL_TEXT, 0, false},
    {"role", "", "film, reference or control", CELL_TEXT, 0, false},
    {"in", "", "timecode where it begins, from 0 at frame 0", CELL_TEXT, 0, false},
    {"out", "", "timecode of the first moment after it", CELL_TEXT, 0, false},
    {"first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"start", "s", "film time where it begins", CELL_NUMBER, 2, true},
    {"seconds", "s", "how long it lasts", CELL_NUMBER, 2, false},
    {"what", "", "black, solid, logo, card", CELL_TEXT, 0, false},
    {"films", "", "that have it", CELL_WHOLE, 0, false},
    {0},
};

static void put_common(const struct comparison_data *d, const struct pst_show_params *params,
                       struct sheet *sheet)
{
    (void)params;
    sheet_begin(sheet, common_columns, "part");
    for (size_t i = 0; i < d->commons.count; i++) {
        const struct pst_common *c = &d->commons.items[i];
        const struct pst_compared *film = &d->films.items[c->film];
        sheet_text(sheet, show_name(film));
        sheet_text(sheet, pst_role_name(film->role));
        put_time(sheet, film, c->starts);
        put_time(sheet, film, c->starts + c->seconds);
        sheet_whole(sheet, c->first);
        sheet_whole(sheet, c->last);
        sheet_number(sheet, c->starts);
        sheet_number(sheet, c->seconds);
        sheet_text(sheet, c->what);
        sheet_whole(sheet, c->films);
    }
}

static const struct sheet_column copy_columns[] = {
    {"number", "", "in the order of the film", CELL_WHOLE, 0, false},
    {"in", "", "timecode where it begins, from 0 at frame 0", CELL_TEXT, 0, false},
    {"out", "", "timecode of the first moment after it", CELL_TEXT, 0, false},
    {"first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"start", "s", "film time where it begins", CELL_NUMBER, 3, true},
    {"seconds", "s", "how long it lasts", CELL_NUMBER, 2, false},
    {"film", "", "in which it is too", CELL_TEXT, 0, false},
    {"role", "", "reference or control", CELL_TEXT, 0, true},
    {"its_in", "", "timecode where it begins there", CELL_TEXT, 0, false},
    {"its_out", "", "timecode of the first moment after it there", CELL_TEXT, 0, false},
    {"its_first_frame", "", "inside", CELL_WHOLE, 0, true},
    {"its_last_frame", "", "inside", CELL_WHOLE, 0, true},
    {"its_start", "s", "film time where it begins there", CELL_NUMBER, 3, true},
    {"its_seconds", "s", "how long it lasts there", CELL_NUMBER, 2, true},
    {"what", "", "what is the same there: pictures, sound or both", CELL_TEXT, 0, false},
    {"change", "", "what is certain of how it differs there", CELL_TEXT, 0, false},
    {"speed", "", "its time there over its time in the film", CELL_NUMBER, 4, true},
    {"score", "bits", "likeness beyond that of strangers, summed over pictures, or words of sound",
     CELL_NUMBER, 0, false},
    {"expected", "", "passages of such a score by chance (E-value)", CELL_NUMBER, -2, false},
    {"distance", "bits", "of 128 that differ, mean; of sound, of 64", CELL_NUMBER, 1, true},
    {"matched", "", "share of the pictures, or of the sound, that agree", CELL_NUMBER, 3, true},
    {"of", "", "what was found: pictures or sound", CELL_TEXT, 0, true},
    {"both", "", "share of it in which sound and pictures are the same", CELL_NUMBER, 3, true},
    {0},
};

void show_change(const struct pst_copy *copy, struct text *out)
{
    text_append(out, "");
    for (int i = 0; i < PST_COPY_CHANGES; i++)
        if (copy->change & 1u << i)
            text_format(out, "%s%s", out->length ? " " : "", pst_copy_change_name(i));
}

void show_what(const struct pst_copy *copy, char text[SHOW_WHAT])
{
    static const double all = 0.9, none = 0.1;
    bool sound = copy->what == PST_COPY_SOUND;
    if (isnan(copy->both))
        snprintf(text, SHOW_WHAT, "%s", pst_copy_what_name(copy->what));
    else if (copy->both >= all)
        snprintf(text, SHOW_WHAT, "pictures and sound");
    else if (copy->both <= none)
        snprintf(text, SHOW_WHAT, "%s", sound ? "sound, under other pictures" : "pictures, with other sound");
    else
        snprintf(text, SHOW_WHAT, "%s, %.0f %% with %s", pst_copy_what_name(copy->what), 100 * copy->both,
                 sound ? "its pictures" : "their sound");
}

static void put_what(const struct pst_copy *copy, struct sheet *sheet)
{
    char text[SHOW_WHAT];
    show_what(copy, text);
    sheet_text(sheet, text);
}

static void put_change(const struct pst_copy *copy, struct sheet *sheet)
{
    struct text change = {0};
    show_change(copy, &change);
    sheet->failed |= change.failed;
    sheet_text(sheet, change.data ? change.data : "");
    text_release(&change);
}

static void put_copies(const struct comparison_data *d, const struct pst_show_params *params,
                       struct sheet *sheet)
{
    (void)params;
    sheet_begin(sheet, copy_columns, "copy");
    for (size_t i = 0; i < d->copies.count; i++) {
        const struct pst_copy *c = &d->copies.items[i];
        const struct pst_compared *film = &d->films.items[0], *other = &d->films.items[c->film];
        sheet_whole(sheet, (int64_t)i + 1);
        put_time(sheet, film, c->starts);
        put_time(sheet, film, c->starts + c->seconds);
        sheet_whole(sheet, c->first);
        sheet_whole(sheet, c->last);
        sheet_number(sheet, c->starts);
        sheet_number(sheet, c->seconds);
        sheet_text(sheet, show_name(other));
        sheet_text(sheet, pst_role_name(other->role));
        put_time(sheet, other, c->its_starts);
        put_time(sheet, other, c->its_starts + c->its_seconds);
        sheet_whole(sheet, c->its_first);
        sheet_whole(sheet, c->its_last);
        sheet_number(sheet, c->its_starts);
        sheet_number(sheet, c->its_seconds);
        put_what(c, sheet);
        put_change(c, sheet);
        sheet_number(sheet, c->speed);
        sheet_number(sheet, c->score);
        sheet_number(sheet, c->expected);
        sheet_number(sheet, c->distance);
        sheet_number(sheet, c->matched);
        sheet_text(sheet, pst_copy_what_name(c->what));
        sheet_number(sheet, c->both);
    }
    if (d->films.items[0].copied > 0)
        sheet_note(sheet, "%.1f %% of the film is copied", 100 * d->films.items[0].copied);
    if (d->films.items[0].sound_copied > 0)
        sheet_note(sheet, "%.1f %% of the film's sound is copied", 100 * d->films.items[0].sound_copied);
}

static const struct sheet_column film_columns[] = {
    {"number", "", "0: the film itself", CELL_WHOLE, 0, false},
    {"role", "", "film, reference or control", CELL_TEXT, 0, false},
    {"film", "", "title, or the file's name", CELL_TEXT, 0, false},
    {"reel", "", "as it was given", CELL_TEXT, 0, false},
    {"file", "", "name", CELL_TEXT, 0, true},
    {"hash", "", "of the film, as in its reel", CELL_TEXT, 0, true},
    {"seconds", "s", "how long it lasts", CELL_NUMBER, 1, false},
    {"rate", "frames/s", "the mean where it varies", CELL_NUMBER, -5, false},
    {"frames", "", "", CELL_WHOLE, 0, true},
    {"shots", "", "", CELL_WHOLE, 0, false},
    {"tool", "", "version that measured it", CELL_TEXT, 0, false},
    {"facets", "", "what can be told of it", CELL_TEXT, 0, true},
    {"note", "", "what a person should know", CELL_TEXT, 0, false},
    {"copied", "", "share of the film itself that is also in this one; of itself: in any", CELL_NUMBER, 3,
     true},
    {"sound_copied", "", "the same of its sound", CELL_NUMBER, 3, true},
    {0},
};

static void put_films(const struct comparison_data *d, const struct pst_show_params *params,
                      struct sheet *sheet)
{
    (void)params;
    sheet_begin(sheet, film_columns, "film");
    for (size_t i = 0; i < d->films.count; i++) {
        const struct pst_compared *f = &d->films.items[i];
        struct text facets = {0};
        text_append(&facets, "");
        for (int k = 0; k < PST_FACETS; k++)
            if (f->facets & 1u << k)
                text_format(&facets, "%s%s", facets.length ? " " : "", pst_facet_name(k));
        sheet_whole(sheet, (int64_t)i);
        sheet_text(sheet, pst_role_name(f->role));
        sheet_text(sheet, show_name(f));
        sheet_text(sheet, f->reel);
        sheet_text(sheet, f->file);
        sheet_text(sheet, f->hash);
        sheet_number(sheet, f->seconds);
        sheet_number(sheet, f->rate_den ? (double)f->rate_num / (double)f->rate_den : NAN);
        sheet_whole(sheet, f->frames);
        sheet_whole(sheet, f->shots);
        sheet_text(sheet, f->tool);
        sheet->failed |= facets.failed;
        sheet_text(sheet, facets.data ? facets.data : "");
        sheet_text(sheet, f->note);
        sheet_number(sheet, f->copied);
        sheet_number(sheet, f->sound_copied);
        text_release(&facets);
    }
    for (size_t i = 0; i < d->notes.count; i++)
        sheet_note(sheet, "%s", d->notes.items[i]);
}

void show_rows(const struct comparison_data *d, const struct pst_show_params *params, struct sheet *sheet)
{
    static void (*const put[])(const struct comparison_data *, const struct pst_show_params *,
                               struct sheet *) = {
        [PST_SHOW_STRETCHES] = put_stretches,   [PST_SHOW_CURVE] = put_curve,
        [PST_SHOW_PRECEDENTS] = put_precedents, [PST_SHOW_LIKENESS] = put_likeness,
        [PST_SHOW_SIGNATURE] = put_signature,   [PST_SHOW_COMMON] = put_common,
        [PST_SHOW_FILMS] = put_films,           [PST_SHOW_COPIES] = put_copies,
    };
    put[params->what](d, params, sheet);
}

/* The lists of the comparison, without copying them. */
#define TAKE(list, type)                                                                                     \
    do {                                                                                                     \
        const struct type *items_ = NULL;                                                                    \
        if (status == PST_OK)                                                                                \
            status = pst_comparison_##list(comparison, &items_, &data->list.count, error);                   \
        data->list.items = (struct type *)(uintptr_t)items_;                                                 \
    } while (0)

enum pst_status show_gather(struct pst_comparison *comparison, bool precedents, struct comparison_data *data,
                            struct pst_error *error)
{
    enum pst_status status = PST_OK;
    const char *const *notes = NULL;
    *data = (struct comparison_data){.about = *pst_comparison_about(comparison)};
    TAKE(films, pst_compared);
    TAKE(shots, pst_compared_shot);
    TAKE(departures, pst_departure);
    TAKE(reference_departures, pst_reference_departure);
    TAKE(stretches, pst_stretch);
    TAKE(stretch_facets, pst_stretch_facet);
    TAKE(likenesses, pst_likeness);
    TAKE(signatures, pst_signature);
    TAKE(signature_films, pst_signature_film);
    TAKE(commons, pst_common);
    TAKE(copies, pst_copy);
    if (precedents)
        TAKE(precedents, pst_precedent);
    if (status == PST_OK)
        status = pst_comparison_notes(comparison, &notes, &data->notes.count, error);
    data->notes.items = (char **)(uintptr_t)notes;
    return status;
}
