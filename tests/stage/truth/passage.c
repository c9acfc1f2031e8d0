/* SPDX-License-Identifier: Apache-2.0 */
#include "truth/passage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { sound_rate = 48000, most_numbers = 4 };

/* What stands after a word. */
struct said {
    int numbers[most_numbers];
    const char *text;
};

struct word {
    const char *name;
    int numbers; /* how many follow it */
    int (*change)(struct passage *passage, const struct said *said);
    const char *colour, *sound; /* what the copy's are then; NULL: as before */
};

static struct passed_frame *frames_for(int count)
{
    struct passed_frame *frames = calloc((size_t)count + 1, sizeof *frames);
    if (!frames) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return frames;
}

static void run_evenly(struct passage *passage)
{
    for (int i = 0; i < passage->frame_count; i++)
        passage->frames[i].seconds = (double)i * passage->per / passage->rate;
}

static void become(struct passage *passage, struct passed_frame *frames, int count)
{
    free(passage->frames);
    passage->frames = frames;
    passage->frame_count = count;
    run_evenly(passage);
}

static int64_t nearest(double x)
{
    return (int64_t)(x + 0.5);
}

/* The copy's sample at which a frame begins. */
static int64_t sample_at(const struct passage *passage, int frame)
{
    return nearest((double)frame * passage->per * sound_rate / passage->rate);
}

static int64_t piece_end(const struct sound_piece *piece)
{
    return piece->from + nearest((double)(piece->last - piece->first + 1) * piece->step);
}

static int change_speed(struct passage *passage, const struct said *said)
{
    if (said->numbers[0] <= 0 || said->numbers[1] <= 0)
        return -1;
    double longer = (double)passage->rate * said->numbers[1] / ((double)passage->per * said->numbers[0]);
    passage->rate = said->numbers[0];
    passage->per = said->numbers[1];
    run_evenly(passage);
    for (int i = 0; i < passage->piece_count; i++) {
        passage->pieces[i].from = nearest((double)passage->pieces[i].from * longer);
        passage->pieces[i].step *= longer;
    }
    passage->samples = nearest((double)passage->samples * longer);
    passage->pitch /= longer;
    return 0;
}

/* Five frames for four: what each shows of a group, and what its lower field shows if that is another. */
static int five_of_four(struct passage *passage, const int upper[5], const int lower[5])
{
    int count = passage->frame_count * 5 / 4;
    struct passed_frame *frames = frames_for(count);
    if (passage->rate % 4 == 0)
        passage->rate = passage->rate / 4 * 5;
    else {
        passage->rate *= 5;
        passage->per *= 4;
    }
    for (int i = 0; i < count; i++) {
        int group = i / 5 * 4, other = group + lower[i % 5];
        frames[i] = passage->frames[group + upper[i % 5]];
        if (lower[i % 5] == upper[i % 5] || other >= passage->frame_count)
            continue;
        frames[i].other = passage->frames[other].source;
        frames[i].share = 0.5;
    }
    become(passage, frames, count);
    return 0;
}

static int change_telecine(struct passage *passage, const struct said *said)
{
    (void)said;
    passage->interlaced = 1;
    return five_of_four(passage, (const int[5]){0, 1, 1, 2, 3}, (const int[5]){0, 1, 2, 3, 3});
}

static int change_repeat(struct passage *passage, const struct said *said)
{
    const int shown[5] = {0, 1, 2, 3, 3};
    return said->numbers[0] == 5 ? five_of_four(passage, shown, shown) : -1;
}

static int change_blend(struct passage *passage, const struct said *said)
{
    if (said->numbers[0] <= 0 || said->numbers[1] <= 0)
        return -1;
    /* Frame i is at i * step / whole of the old frames. */
    int64_t step = (int64_t)passage->rate * said->numbers[1],
            whole = (int64_t)passage->per * said->numbers[0];
    int count = (int)(((int64_t)passage->frame_count * whole + step - 1) / step);
    struct passed_frame *frames = frames_for(count);
    for (int i = 0; i < count; i++) {
        int before = (int)(i * step / whole);
        double part = (double)(i * step % whole) / (double)whole;
        int far = part > 0.5 ? before : before + 1, last = before == passage->frame_count - 1;
        frames[i] = passage->frames[part > 0.5 && !last ? before + 1 : before];
        if (part > 0 && !last) {
            frames[i].other = passage->frames[far].source;
            frames[i].share = part > 0.5 ? 1 - part : part;
        }
    }
    passage->rate = said->numbers[0];
    passage->per = said->numbers[1];
    become(passage, frames, count);
    return 0;
}

static int change_drop(struct passage *passage, const struct said *said)
{
    int every = said->numbers[0], kept = 0;
    if (every < 2)
        return -1;
    for (int i = 0; i < passage->frame_count; i++) {
        if (i % every != every - 1)
            passage->frames[kept++] = passage->frames[i];
    }
    passage->frame_count = kept;
    passage->variable = 1;
    return 0;
}

static int change_uneven(struct passage *passage, const struct said *said)
{
    if (said->numbers[0] <= 0 || said->numbers[1] <= 0)
        return -1;
    int64_t step = (int64_t)passage->per * said->numbers[0],
            whole = (int64_t)passage->rate * said->numbers[1];
    for (int i = 0; i < passage->frame_count; i++)
        passage->frames[i].seconds = (double)(i * step / whole) * said->numbers[1] / said->numbers[0];
    passage->variable = 1;
    return 0;
}

/* Splits a piece around the copy's samples [from, until), which go. Writes what is left of it. */
static int piece_without(const struct sound_piece *piece, int64_t from, int64_t until,
                         struct sound_piece left[2])
{
    int count = 0;
    int64_t end = piece_end(piece);
    if (piece->from < from) {
        left[count] = *piece;
        if (end > from)
            left[count].last = piece->first + nearest((double)(from - piece->from) / piece->step) - 1;
        count++;
    }
    if (end > until) {
        left[count] = *piece;
        if (piece->from < until) {
            left[count].first = piece->first + nearest((double)(until - piece->from) / piece->step);
            left[count].from = from;
        } else
            left[count].from -= until - from;
        count++;
    }
    return count;
}

static int change_cut(struct passage *passage, const struct said *said)
{
    int first = (int)((int64_t)passage->frame_count * said->numbers[0] / 100);
    int after = (int)((int64_t)passage->frame_count * said->numbers[1] / 100);
    struct sound_piece pieces[most_pieces], left[2];
    int count = 0;
    if (first < 1 || after <= first || after >= passage->frame_count || passage->splice >= 0)
        return -1;
    int64_t from = sample_at(passage, first), until = sample_at(passage, after);
    for (int i = 0; i < passage->piece_count; i++) {
        int parts = piece_without(&passage->pieces[i], from, until, left);
        if (count + parts > most_pieces)
            return -1;
        memcpy(pieces + count, left, (size_t)parts * sizeof *left);
        count += parts;
    }
    memcpy(passage->pieces, pieces, (size_t)count * sizeof *pieces);
    passage->piece_count = count;
    passage->samples -= until - from;
    int rest = passage->frame_count - after;
    memmove(passage->frames + first, passage->frames + after, (size_t)rest * sizeof *passage->frames);
    passage->frame_count = first + rest;
    run_evenly(passage);
    passage->splice = first;
    passage->cut_first = first;
    passage->cut_last = after - 1;
    passage->cut_sample = from;
    passage->back_sample = until;
    return 0;
}

static int change_lead(struct passage *passage, const struct said *said)
{
    int count = said->numbers[0];
    enum leader leader = !strcmp(said->text, "black")  ? leader_black
                         : !strcmp(said->text, "bars") ? leader_bars
                                                       : leader_none;
    if (count < 1 || leader == leader_none || passage->leaders)
        return -1;
    struct passed_frame *frames = frames_for(count + passage->frame_count);
    for (int i = 0; i < count; i++)
        frames[i] = (struct passed_frame){0, -1, -1, 0, leader};
    memcpy(frames + count, passage->frames, (size_t)passage->frame_count * sizeof *frames);
    become(passage, frames, count + passage->frame_count);
    for (int i = 0; i < passage->piece_count; i++)
        passage->pieces[i].from += sample_at(passage, count);
    passage->samples += sample_at(passage, count);
    passage->splice += passage->splice >= 0 ? count : 0;
    passage->leaders = count;
    passage->leader_samples = sample_at(passage, count);
    return 0;
}

static int even(double x)
{
    return (int)(x / 2 + 0.5) * 2;
}

/* What bars there are scales along; what is cut off first takes from them. */
static void reframe(double *active_from, double *active_size, double scale, double shift, double size)
{
    double from = *active_from * scale + shift, to = from + *active_size * scale;
    from = from < 0 ? 0 : from;
    to = to > size ? size : to;
    *active_from = from;
    *active_size = to - from;
}

static void resize(struct passage *passage, int width, int height, struct axis x, struct axis y)
{
    passage->width = width;
    passage->height = height;
    passage->x = (struct axis){passage->x.scale * x.scale, passage->x.shift * x.scale + x.shift};
    passage->y = (struct axis){passage->y.scale * y.scale, passage->y.shift * y.scale + y.shift};
    reframe(&passage->active_x, &passage->active_width, x.scale, x.shift, width);
    reframe(&passage->active_y, &passage->active_height, y.scale, y.shift, height);
    passage->to_w = width;
    passage->to_h = height;
}

static int change_crop(struct passage *passage, const struct said *said)
{
    int left = even(passage->width * said->numbers[0] / 100.0),
        top = even(passage->height * said->numbers[1] / 100.0);
    int width = passage->width - left - even(passage->width * said->numbers[2] / 100.0);
    int height = passage->height - top - even(passage->height * said->numbers[3] / 100.0);
    if (left < 0 || top < 0 || width < 2 || height < 2)
        return -1;
    resize(passage, width, height, (struct axis){1, -left}, (struct axis){1, -top});
    passage->corner_x = left;
    passage->corner_y = top;
    return 0;
}

static int change_bars(struct passage *passage, const struct said *said)
{
    if (said->numbers[0] <= 0 || said->numbers[1] <= 0)
        return -1;
    int height = even((double)passage->width * said->numbers[1] / said->numbers[0]);
    int above = even((height - passage->height) / 2.0);
    if (height < passage->height)
        return -1;
    resize(passage, passage->width, height, (struct axis){1, 0}, (struct axis){1, above});
    passage->corner_x = 0;
    passage->corner_y = above;
    return 0;
}

static int change_scale(struct passage *passage, const struct said *said)
{
    int width = even(passage->width * said->numbers[0] / 100.0),
        height = even(passage->height * said->numbers[1] / 100.0);
    if (width < 2 || height < 2)
        return -1;
    resize(passage, width, height, (struct axis){(double)width / passage->width, 0},
           (struct axis){(double)height / passage->height, 0});
    return 0;
}

static int change_mirror(struct passage *passage, const struct said *said)
{
    (void)said;
    passage->x.scale = -passage->x.scale;
    passage->x.shift = passage->width - passage->x.shift;
    passage->active_x = passage->width - passage->active_x - passage->active_width;
    return 0;
}

static int change_over(struct passage *passage, const struct said *said)
{
    snprintf(passage->over, sizeof passage->over, "%s", said->text);
    return *said->text ? 0 : -1;
}

static const struct word words[] = {
    {"speed", 2, change_speed, NULL, NULL},
    {"telecine", 0, change_telecine, NULL, NULL},
    {"repeat", 1, change_repeat, NULL, NULL},
    {"blend", 2, change_blend, NULL, NULL},
    {"drop", 1, change_drop, NULL, NULL},
    {"uneven", 2, change_uneven, NULL, NULL},
    {"cut", 2, change_cut, NULL, NULL},
    {"lead", 1, change_lead, NULL, NULL},
    {"crop", 4, change_crop, NULL, NULL},
    {"bars", 2, change_bars, NULL, NULL},
    {"scale", 2, change_scale, NULL, NULL},
    {"mirror", 0, change_mirror, NULL, NULL},
    {"over", 0, change_over, NULL, NULL},
    {"colour", 0, NULL, "changed", NULL},
    {"grey", 0, NULL, "grey", NULL},
    {"mono", 0, NULL, NULL, "mono"},
    {"5.1", 0, NULL, NULL, "5.1"},
};

static const struct word *word_named(const char *name)
{
    for (size_t i = 0; name && i < sizeof words / sizeof *words; i++) {
        if (!strcmp(words[i].name, name))
            return &words[i];
    }
    return NULL;
}

/* One change: its word, its numbers, and at most one word more. */
static int change(struct passage *passage, char *text)
{
    struct said said = {{0}, ""};
    char *rest = NULL;
    const struct word *word = word_named(strtok_r(text, " ", &rest));
    if (!word)
        return -1;
    for (int i = 0; i < word->numbers; i++) {
        const char *number = strtok_r(NULL, " ", &rest);
        char *end = NULL;
        said.numbers[i] = number ? (int)strtol(number, &end, 10) : 0;
        if (!number || *end)
            return -1;
    }
    const char *more = strtok_r(NULL, " ", &rest);
    said.text = more ? more : "";
    passage->colour = word->colour ? word->colour : passage->colour;
    passage->sound = word->sound ? word->sound : passage->sound;
    return word->change ? word->change(passage, &said) : 0;
}

static void stay(struct passage *passage, int frames, int64_t samples)
{
    struct passed_frame *own = frames_for(frames);
    for (int i = 0; i < frames; i++)
        own[i] = (struct passed_frame){0, i, -1, 0, leader_none};
    become(passage, own, frames);
    passage->samples = samples;
    if (samples > 0)
        passage->pieces[passage->piece_count++] = (struct sound_piece){0, samples - 1, 0, 1};
}

int passage_make(struct passage *passage, int width, int height, int rate, int per, int frames,
                 int64_t samples, const char *changes, char *complaint, size_t room)
{
    char *copy = strdup(changes), *rest = NULL;
    *passage = (struct passage){.from_width = width,
                                .from_height = height,
                                .width = width,
                                .height = height,
                                .rate = rate,
                                .per = per,
                                .x = {1, 0},
                                .y = {1, 0},
                                .active_width = width,
                                .active_height = height,
                                .pitch = 1,
                                .colour = "same",
                                .sound = "stereo",
                                .splice = -1,
                                .to_w = width,
                                .to_h = height};
    stay(passage, frames, samples);
    for (char *said = strtok_r(copy, ",", &rest); said; said = strtok_r(NULL, ",", &rest)) {
        char kept[80];
        snprintf(kept, sizeof kept, "%s", said + strspn(said, " "));
        if (!change(passage, said))
            continue;
        snprintf(complaint, room, "'%s' is no change, or does not fit", kept);
        passage_release(passage);
        free(copy);
        return -1;
    }
    free(copy);
    return 0;
}

void passage_release(struct passage *passage)
{
    free(passage->frames);
    *passage = (struct passage){0};
}

static int shows(const struct passed_frame *frame, int first, int last)
{
    return (frame->source >= first && frame->source <= last) ||
           (frame->other >= first && frame->other <= last);
}

enum which { earliest, mostly, latest };

static int source_of(const struct passed_frame *frame, enum which which)
{
    int later = frame->other > frame->source;
    if (which == mostly || frame->other < 0)
        return frame->source;
    return later == (which == latest) ? frame->other : frame->source;
}

/* The first frame that shows `frame` or later ones: sources never go back. */
static int lower_bound(const struct passage *passage, int frame, enum which which)
{
    int low = passage->leaders, high = passage->frame_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (source_of(&passage->frames[middle], which) < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int passage_span(const struct passage *passage, int first, int last, int *to_first, int *to_last)
{
    int from = lower_bound(passage, first, latest), after = lower_bound(passage, last + 1, earliest);
    if (from >= after || !shows(&passage->frames[from], first, last))
        return 0;
    *to_first = from;
    *to_last = after - 1;
    return 1;
}

int passage_cut(const struct passage *passage, int frame)
{
    int at = lower_bound(passage, frame, mostly);
    return at < passage->frame_count ? at : -1;
}

int passage_clean(const struct passage *passage, int first, int last, int *to_first, int *to_last)
{
    int from = lower_bound(passage, first, earliest), after = lower_bound(passage, last + 1, latest);
    if (from >= after)
        return 0;
    *to_first = from;
    *to_last = after - 1;
    return 1;
}

int passage_moment(const struct passage *passage, int frame)
{
    int first, last, next = lower_bound(passage, frame, mostly);
    if (passage_span(passage, frame, frame, &first, &last))
        return first;
    return next == passage->splice || next == passage->leaders ? -1 : next - 1;
}

/* One direction: [from, to] as far as it lies in [0, size]. */
static int within(struct axis axis, double from, double to, double size, double active, double active_size)
{
    double a = from < 0 ? 0 : from > size ? size : from, b = to > size ? size : to < 0 ? 0 : to;
    double p = a * axis.scale + axis.shift, q = b * axis.scale + axis.shift, least = 1e-6;
    double low = p < q ? p : q, high = p < q ? q : p;
    return low >= active - least && high <= active + active_size + least;
}

int passage_whole(const struct passage *passage, double left, double top, double right, double bottom)
{
    return within(passage->x, left, right, passage->from_width, passage->active_x, passage->active_width) &&
           within(passage->y, top, bottom, passage->from_height, passage->active_y, passage->active_height);
}

int64_t passage_sample(const struct passage *passage, int64_t sample)
{
    for (int i = 0; i < passage->piece_count; i++) {
        const struct sound_piece *piece = &passage->pieces[i];
        if (sample >= piece->first && sample <= piece->last)
            return piece->from + nearest((double)(sample - piece->first) * piece->step);
    }
    return -1;
}

int passage_samples(const struct passage *passage, int64_t first, int64_t last, int64_t *to_first,
                    int64_t *to_last)
{
    int found = 0;
    for (int i = 0; i < passage->piece_count; i++) {
        const struct sound_piece *piece = &passage->pieces[i];
        int64_t a = first > piece->first ? first : piece->first, b = last < piece->last ? last : piece->last;
        if (a > b)
            continue;
        if (!found++)
            *to_first = passage_sample(passage, a);
        *to_last = passage_sample(passage, b);
    }
    return found > 0;
}
