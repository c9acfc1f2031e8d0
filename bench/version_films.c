/* SPDX-License-Identifier: Apache-2.0 */
#include "version_films.h"
#include "luck.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHOTS = 64,
    SHORTEST = 24,
    LONGEST = 140,
    SPARE_CLIPS = 3,
    SPARES = 32,
    APART = 12 /* frames left out between two shots of one clip */
};

struct shot {
    int clip, start, frames;
    double pace; /* clip frames a film frame */
    int place;   /* in the old cut; < 0: added */
};

struct cut {
    struct shot shots[2 * SHOTS];
    int count;
};

/* Each frame of a clip is in one shot at most. What is added comes from clips that the old cut has not:
   `spare` of them. */
static int cut_clips(const struct clip_store *store, struct chance *c, int spare, bool spares,
                     struct shot *shots, int most)
{
    int count = 0, at_first = (int)(c->state % (unsigned)store->count);
    for (int i = 0; i < store->count; i++) {
        int clip = (at_first + i) % store->count;
        if ((i < spare) != spares)
            continue;
        for (int at = 0, frames; count < most; at += frames + APART) {
            frames = scaled(c, SHORTEST, LONGEST);
            if (at + frames > store->clips[clip].count)
                break;
            shots[count++] = (struct shot){clip, at, frames, 1, 0};
        }
    }
    return count;
}

static void shuffle(struct shot *shots, int count, struct chance *c)
{
    for (int i = count - 1; i > 0; i--) {
        int k = whole(c, 0, i);
        struct shot kept = shots[i];
        shots[i] = shots[k];
        shots[k] = kept;
    }
    for (int i = 1; i < count; i++) /* no cut within one clip, where that can be had */
        for (int k = i + 1; k < count && shots[i].clip == shots[i - 1].clip; k++)
            if (shots[k].clip != shots[i - 1].clip) {
                struct shot kept = shots[i];
                shots[i] = shots[k];
                shots[k] = kept;
            }
}

static int frames_before(const struct cut *cut, int place)
{
    int frames = 0;
    for (int i = 0; i < place; i++)
        frames += cut->shots[i].frames;
    return frames;
}

static int find_place(const struct cut *cut, int place)
{
    int i = 0;
    while (i < cut->count && cut->shots[i].place != place)
        i++;
    return i;
}

static void take_out(struct cut *cut, int at)
{
    memmove(cut->shots + at, cut->shots + at + 1, sizeof *cut->shots * (size_t)(cut->count - at - 1));
    cut->count--;
}

static void put_in(struct cut *cut, int at, struct shot shot)
{
    memmove(cut->shots + at + 1, cut->shots + at, sizeof *cut->shots * (size_t)(cut->count - at));
    cut->shots[at] = shot;
    cut->count++;
}

/* What is done, without where that comes to lie in the new cut. */
static struct pst_change change_shot(const struct cut *old_cut, struct cut *new_cut, int what, int place,
                                     struct shot spare, struct chance *c)
{
    static const double paces[] = {0.5, 0.8, 1.25, 1.5, 2};
    int first = frames_before(old_cut, place), at = find_place(new_cut, place);
    struct shot *shot = &new_cut->shots[at];
    int last = first + shot->frames - 1, cut = whole(c, 2, shot->frames / 2);
    switch (what) {
    case 0:
    case 1: /* at the head */
        shot->start += cut;
        shot->frames -= cut;
        return (struct pst_change){
            PST_CHANGE_TRIMMED, PST_SIDE_HEAD, false, first, first + cut - 1, 0, -1, NAN};
    case 2:
    case 3:
        shot->frames -= cut;
        return (struct pst_change){
            PST_CHANGE_TRIMMED, PST_SIDE_TAIL, false, last - cut + 1, last, 0, -1, NAN};
    case 4:
    case 5:
        take_out(new_cut, at);
        return (struct pst_change){PST_CHANGE_MISSING, 0, false, first, last, 0, -1, NAN};
    case 6:
    case 7: {
        struct shot moved = *shot;
        take_out(new_cut, at);
        int to = (at + new_cut->count / 3 + whole(c, 0, new_cut->count / 3)) % new_cut->count;
        put_in(new_cut, to, moved);
        return (struct pst_change){PST_CHANGE_MOVED, 0, true, first, last, place, -1, 1};
    }
    case 8:
        put_in(new_cut, at, spare);
        return (struct pst_change){PST_CHANGE_ADDED, 0, false, 0, -1, spare.place, -1, NAN};
    default:
        shot->pace = paces[whole(c, 0, 4)];
        shot->frames = (int)((shot->frames - 1) / shot->pace) + 1;
        return (struct pst_change){PST_CHANGE_RETIMED, 0, false, first, last, place, -1, shot->pace};
    }
}

/* new_first held the shot's place in the old cut. */
static void place_change(const struct cut *new_cut, struct pst_change *change)
{
    bool shown = change->kind == PST_CHANGE_MOVED || change->kind == PST_CHANGE_RETIMED ||
                 change->kind == PST_CHANGE_ADDED;
    if (!shown)
        return;
    int at = find_place(new_cut, (int)change->new_first);
    change->new_first = frames_before(new_cut, at);
    change->new_last = change->new_first + new_cut->shots[at].frames - 1;
}

/* Shots are changed that have an unchanged one on each side. */
static void change_cut(const struct cut *old_cut, struct cut *new_cut, const struct shot *spares,
                       struct chance *c, struct version_film *film)
{
    *new_cut = *old_cut;
    int step = old_cut->count / VERSION_CHANGES;
    for (int i = 0; i < VERSION_CHANGES; i++)
        film->changes[i] = change_shot(old_cut, new_cut, (i * 7 + (int)(c->state % 10)) % 10,
                                       i * step + whole(c, 1, step - 2), spares[i], c);
    film->count = VERSION_CHANGES;
    for (int i = 0; i < film->count; i++)
        place_change(new_cut, &film->changes[i]);
}

static bool write_cut(const struct clip_store *store, const struct cut *cut, const char *filter, int crf,
                      const char *path)
{
    char command[2048];
    snprintf(
        command, sizeof command,
        "ffmpeg -v error -nostdin -y -f rawvideo -pix_fmt yuv420p -s %dx%d -r 24 -i - -vf '%s' -c:v libx264 "
        "-preset veryfast -threads 2 -crf %d '%s'",
        CLIP_WIDTH, CLIP_HEIGHT, filter, crf, path);
    FILE *pipe = popen(command, "w");
    bool good = pipe != NULL;
    for (int i = 0; good && i < cut->count; i++)
        for (int n = 0; good && n < cut->shots[i].frames; n++) {
            const struct shot *s = &cut->shots[i];
            size_t frame = (size_t)(s->start + (int)(n * s->pace));
            good = fwrite(store->clips[s->clip].frames + frame * CLIP_SIZE, CLIP_SIZE, 1, pipe) == 1;
        }
    return pipe && pclose(pipe) == 0 && good;
}

bool make_versions(const struct clip_store *store, uint64_t seed, const char *filter, const char *old_film,
                   const char *new_film, struct version_film *film)
{
    struct chance c = chance_of(seed);
    struct shot shots[4 * SHOTS], spares[SPARES];
    uint64_t start = c.state;
    int spare_count = cut_clips(store, &c, SPARE_CLIPS, true, spares, SPARES);
    c.state = start;
    int count = cut_clips(store, &c, SPARE_CLIPS, false, shots, 4 * SHOTS);
    struct cut old_cut = {.count = 0}, new_cut;
    shuffle(shots, count, &c);
    old_cut.count = count < SHOTS ? count : SHOTS;
    for (int i = 0; i < old_cut.count; i++) {
        old_cut.shots[i] = shots[i];
        old_cut.shots[i].place = i;
    }
    shuffle(spares, spare_count, &c);
    if (spare_count == 0)
        return false;
    for (int i = 0; i < SPARES; i++) {
        spares[i] = spares[i % spare_count];
        spares[i].place = -1 - i;
    }
    if (old_cut.count < 3 * VERSION_CHANGES)
        return false;
    change_cut(&old_cut, &new_cut, spares, &c, film);
    film->old_frames = frames_before(&old_cut, old_cut.count);
    film->new_frames = frames_before(&new_cut, new_cut.count);
    return write_cut(store, &old_cut, "null", 18, old_film) &&
           write_cut(store, &new_cut, filter, 24, new_film);
}
