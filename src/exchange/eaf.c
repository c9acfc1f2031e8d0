/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/eaf.h"
#include "base/array.h"
#include "base/error.h"
#include "exchange/media_url.h"
#include "exchange/xml_text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct annotation {
    size_t tier;        /* in the order of the tiers */
    int64_t start, end; /* milliseconds; start < end */
    size_t slots[2];    /* numbers of its time slots, from 1 */
    char *value;        /* XML */
};

struct slot {
    int64_t time;
    size_t annotation;
    int edge; /* 0: start, 1: end */
};

struct tiers {
    struct {
        struct annotation *items;
        size_t count, capacity;
    } annotations;
    struct {
        char (*items)[32]; /* names */
        size_t count, capacity;
    } tiers;
    struct slot *slots; /* two an annotation, in order of time */
};

static void release(struct tiers *all)
{
    for (size_t i = 0; i < all->annotations.count; i++)
        free(all->annotations.items[i].value);
    free(all->annotations.items);
    free(all->tiers.items);
    free(all->slots);
}

/* To the nearest, and so at most half a millisecond off: nearer to its own frame than to any other below 1000
   frames a second. */
static int64_t milliseconds(double seconds)
{
    return seconds > 0 && seconds < 1e12 ? llround(seconds * 1000) : 0;
}

static bool add_tier(struct tiers *all, const char *name, int lane)
{
    if (!array_grow((void **)&all->tiers.items, all->tiers.count, &all->tiers.capacity,
                    sizeof *all->tiers.items))
        return false;
    char *to = all->tiers.items[all->tiers.count++];
    if (lane == 0)
        snprintf(to, sizeof *all->tiers.items, "%s", name);
    else
        snprintf(to, sizeof *all->tiers.items, "%s %d", name, lane + 1);
    return true;
}

/* Takes the value. ELAN knows no annotation without length. */
static bool add_annotation(struct tiers *all, size_t tier, double start, double end, struct text *value)
{
    int64_t from = milliseconds(start), to = milliseconds(end);
    text_append(value, "");
    struct annotation annotation = {tier, from, to > from ? to : from + 1, {0, 0}, value->data};
    if (!value->failed && array_push(&all->annotations, annotation))
        return true;
    text_release(value);
    return false;
}

static bool add_shots(struct tiers *all, const struct exchange *list)
{
    size_t tier = all->tiers.count;
    bool good = add_tier(all, "shot", 0);
    for (size_t i = 0; good && i < list->shot_count; i++) {
        const struct exchange_shot *shot = &list->shots[i];
        struct text value = {0};
        text_format(&value, "%zu %s", shot->number, pst_shot_kind_name(shot->shot.kind));
        good = add_annotation(all, tier, shot->start, shot->end, &value);
    }
    return good;
}

/* A cut has no length, and the borders of the shots tell it; a jump cut is shown for a twentieth of a second,
   less where the next change or the end of the shot comes before. */
static double end_of(const struct exchange_change *change, const struct exchange_shot *shot)
{
    if (change->in < change->out)
        return change->end;
    double end = fmin(change->start + 0.05, shot->end);
    return shot->ends && shot->ends != change ? fmin(end, shot->ends->start) : end;
}

static bool add_change(struct tiers *all, size_t tier, const struct exchange_change *change, double end)
{
    struct text value = {0};
    const struct pst_transition *t = &change->transition;
    if (t->kind == PST_CUT)
        return true;
    text_append(&value, pst_transition_kind_name(t->kind));
    if (t->detail[0]) {
        text_append(&value, " ");
        xml_append(&value, t->detail);
    }
    return add_annotation(all, tier, change->start, end, &value);
}

static bool add_changes(struct tiers *all, const struct exchange *list)
{
    const struct exchange_change *last = NULL;
    size_t tier = all->tiers.count;
    bool good = add_tier(all, "transition", 0);
    for (size_t i = 0; good && i < list->shot_count; i++) {
        const struct exchange_shot *shot = &list->shots[i];
        if (shot->begins && shot->begins != last)
            good = add_change(all, tier, shot->begins, end_of(shot->begins, shot));
        last = shot->begins ? shot->begins : last;
        for (size_t k = 0; good && k < shot->loose_count; k++)
            good = add_change(all, tier, &shot->loose[k], end_of(&shot->loose[k], shot));
        if (good && shot->ends && (i + 1 == list->shot_count || list->shots[i + 1].begins != shot->ends)) {
            good = add_change(all, tier, shot->ends, fmax(shot->ends->end, shot->ends->start + 0.05));
            last = shot->ends;
        }
    }
    return good;
}

/* Annotations of one tier cannot overlap: as many tiers as spans lie over one another. */
static bool add_spans(struct tiers *all, const char *name, const struct exchange_span *spans, size_t count)
{
    size_t first = all->tiers.count;
    struct {
        int64_t *items; /* where the last annotation of each ends, in milliseconds */
        size_t count, capacity;
    } ends = {0};
    bool good = add_tier(all, name, 0) && array_push(&ends, INT64_MIN);
    for (size_t i = 0; good && i < count; i++) {
        size_t lane = 0;
        while (lane < ends.count && ends.items[lane] > milliseconds(spans[i].start))
            lane++;
        if (lane == ends.count)
            good = add_tier(all, name, (int)lane) && array_push(&ends, INT64_MIN);
        if (!good)
            break;
        struct text value = {0};
        xml_append(&value, spans[i].text);
        good = add_annotation(all, first + lane, spans[i].start, spans[i].end, &value);
        if (good)
            ends.items[lane] = all->annotations.items[all->annotations.count - 1].end;
    }
    free(ends.items);
    return good;
}

static int by_time(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    if (x->annotation != y->annotation)
        return x->annotation < y->annotation ? -1 : 1;
    return x->edge - y->edge;
}

static bool make_slots(struct tiers *all)
{
    size_t count = all->annotations.count;
    all->slots = malloc((2 * count + 1) * sizeof *all->slots);
    if (!all->slots)
        return false;
    for (size_t i = 0; i < count; i++) {
        all->slots[2 * i] = (struct slot){all->annotations.items[i].start, i, 0};
        all->slots[2 * i + 1] = (struct slot){all->annotations.items[i].end, i, 1};
    }
    qsort(all->slots, 2 * count, sizeof *all->slots, by_time);
    for (size_t i = 0; i < 2 * count; i++)
        all->annotations.items[all->slots[i].annotation].slots[all->slots[i].edge] = i + 1;
    return true;
}

static const char *mime_type(const char *file)
{
    static const char *const TYPES[][2] = {{".mp4", "video/mp4"},       {".m4v", "video/mp4"},
                                           {".mov", "video/quicktime"}, {".mpg", "video/mpeg"},
                                           {".mpeg", "video/mpeg"},     {".wav", "audio/x-wav"}};
    const char *dot = strrchr(file, '.');
    for (size_t i = 0; dot && i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcasecmp(dot, TYPES[i][0]) == 0)
            return TYPES[i][1];
    return "video/*";
}

static void write_header(struct text *text, const struct exchange *list, size_t annotations)
{
    struct text url = {0}, relative = {0};
    media_url(&url, list->media);
    media_url(&relative, list->file);
    text_append(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<ANNOTATION_DOCUMENT AUTHOR=\"pastiche ");
    xml_append(text, list->version);
    /* A date is asked for, but the same list is to give the same file. */
    text_append(text, "\" DATE=\"1970-01-01T00:00:00Z\" FORMAT=\"3.0\" VERSION=\"3.0\""
                      " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                      " xsi:noNamespaceSchemaLocation=\"http://www.mpi.nl/tools/elan/EAFv3.0.xsd\">\n"
                      "    <HEADER MEDIA_FILE=\"\" TIME_UNITS=\"milliseconds\">\n"
                      "        <MEDIA_DESCRIPTOR MEDIA_URL=\"");
    xml_append(text, url.data ? url.data : "");
    text_format(text, "\" MIME_TYPE=\"%s\" RELATIVE_MEDIA_URL=\"./", mime_type(list->file));
    xml_append(text, relative.data ? relative.data : "");
    text_append(text, "\"/>\n        <PROPERTY NAME=\"film\">");
    xml_append(text, list->title && *list->title ? list->title : list->file);
    text_format(text, "</PROPERTY>\n        <PROPERTY NAME=\"lastUsedAnnotationId\">%zu</PROPERTY>\n",
                annotations);
    text_append(text, "    </HEADER>\n");
    text->failed |= url.failed || relative.failed;
    text_release(&url);
    text_release(&relative);
}

static void write_tier(struct text *text, const struct tiers *all, size_t tier)
{
    text_format(text, "    <TIER LINGUISTIC_TYPE_REF=\"default-lt\" TIER_ID=\"%s\">\n",
                all->tiers.items[tier]);
    for (size_t i = 0; i < all->annotations.count; i++) {
        const struct annotation *a = &all->annotations.items[i];
        if (a->tier != tier)
            continue;
        text_format(text,
                    "        <ANNOTATION>\n"
                    "            <ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a%zu\" TIME_SLOT_REF1=\"ts%zu\""
                    " TIME_SLOT_REF2=\"ts%zu\">\n"
                    "                <ANNOTATION_VALUE>",
                    i + 1, a->slots[0], a->slots[1]);
        text_append(text, a->value);
        text_append(text, "</ANNOTATION_VALUE>\n"
                          "            </ALIGNABLE_ANNOTATION>\n"
                          "        </ANNOTATION>\n");
    }
    text_append(text, "    </TIER>\n");
}

/* As ELAN writes them into every file, used or not. */
static void write_constraints(struct text *text)
{
    static const char *const TYPES[][2] = {
        {"Time_Subdivision", "Time subdivision of parent annotation's time interval, no time gaps allowed "
                             "within this interval"},
        {"Symbolic_Subdivision", "Symbolic subdivision of a parent annotation. Annotations refering to the "
                                 "same parent are ordered"},
        {"Symbolic_Association", "1-1 association with a parent annotation"},
        {"Included_In", "Time alignable annotations within the parent annotation's time interval, gaps are "
                        "allowed"},
    };
    text_append(text, "    <LINGUISTIC_TYPE GRAPHIC_REFERENCES=\"false\" LINGUISTIC_TYPE_ID=\"default-lt\""
                      " TIME_ALIGNABLE=\"true\"/>\n");
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        text_format(text, "    <CONSTRAINT DESCRIPTION=\"%s\" STEREOTYPE=\"%s\"/>\n", TYPES[i][1],
                    TYPES[i][0]);
}

enum pst_status eaf_write(const struct exchange *list, struct text *text, struct pst_error *error)
{
    struct tiers all = {0};
    bool good = add_shots(&all, list) && add_changes(&all, list) &&
                add_spans(&all, "title", list->titles, list->title_count) &&
                add_spans(&all, "label", list->labels, list->label_count) && make_slots(&all);
    if (good) {
        write_header(text, list, all.annotations.count);
        text_append(text, "    <TIME_ORDER>\n");
        for (size_t i = 0; i < 2 * all.annotations.count; i++)
            text_format(text, "        <TIME_SLOT TIME_SLOT_ID=\"ts%zu\" TIME_VALUE=\"%lld\"/>\n", i + 1,
                        (long long)all.slots[i].time);
        text_append(text, "    </TIME_ORDER>\n");
        for (size_t i = 0; i < all.tiers.count; i++)
            write_tier(text, &all, i);
        write_constraints(text);
        text_append(text, "</ANNOTATION_DOCUMENT>\n");
    }
    release(&all);
    return good && !text->failed ? PST_OK : fail_memory(error);
}
