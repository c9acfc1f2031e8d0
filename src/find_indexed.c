/* SPDX-License-Identifier: Apache-2.0 */
#include "find_indexed.h"
#include "base/error.h"
#include "base/shared_work.h"
#include "frame_prints.h"
#include "library/print_block.h"
#include "likeness/still_scan.h"
#include "reel_index.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many of the likeliest films are looked into at most, AT_ONCE together whatever processors there are (how
   far one is looked into hangs on the best before), and of a film what prints within PRINT_FARTHEST bits
   stand for: a frame that is nearer by more than its print is farther would have to be like the still in just
   the bits in which it differs from the print. */
enum { FILMS_MOST = 24, AT_ONCE = 4, PRINT_FARTHEST = 36 };

/* What the scan tells of one film. */
struct glance {
    uint8_t distance, least; /* of the nearest print: as match_still tells it; by whatever views */
    uint8_t apart, unseen;   /* unseen: the film has no print */
};

struct scanning {
    const struct sought *sought;
    size_t count;
    uint32_t reels;
    struct still_scan *scans; /* a still each */
    struct glance *glances;   /* a film each, still by still */
    int64_t (*totals)[FINGERPRINT_BITS + 1];
    pthread_mutex_t adding;
};

/* Distances of one still from one film's prints. */
struct held {
    uint8_t *distances, *least; /* least: the owner of both */
};

static bool hold(const struct still_scan *scan, const struct film_codes *codes, struct held *held)
{
    size_t room = code_groups(codes->count) * CODES_ABREAST;
    held->least = malloc(3 * room + 1);
    held->distances = held->least + room;
    if (held->least)
        still_scan_film(scan, codes, held->distances, held->least, held->distances + room);
    return held->least;
}

static size_t nearest_of(const uint8_t *distances, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (distances[i] < distances[best])
            best = i;
    return best;
}

static void add_counts(int64_t *to, const int64_t *counts, int sign)
{
    for (int d = 0; d <= FINGERPRINT_BITS; d++)
        to[d] += sign * counts[d];
}

void sought_take(struct sought *s, const struct still_match *match,
                 const int64_t counts[FINGERPRINT_BITS + 1], const struct still_place *place)
{
    if (match->distance >= s->best.distance) {
        add_counts(s->counts, counts, 1);
        s->next = match->distance < s->next ? match->distance : s->next;
        return;
    }
    add_counts(s->counts, s->best_counts, 1);
    s->next = s->best.distance < s->next ? s->best.distance : s->next;
    s->best = *match;
    s->place = *place;
    memcpy(s->best_counts, counts, sizeof s->best_counts);
}

/* ---- all films, by prints ---- */

static enum pst_status glance_at(void *data, uint32_t reel, const struct print_block *block,
                                 struct pst_error *error)
{
    struct scanning *s = data;
    const struct film_codes *codes = &block->codes;
    for (size_t k = 0; k < s->count; k++) {
        struct held held;
        int64_t counts[FINGERPRINT_BITS + 1] = {0};
        if (codes->count == 0 || !still_can_tell(s->sought[k].prints.as_is))
            continue;
        if (!hold(&s->scans[k], codes, &held))
            return fail_memory(error);
        s->glances[k * s->reels + reel] =
            (struct glance){held.distances[nearest_of(held.distances, codes->count)],
                            held.least[nearest_of(held.least, codes->count)], (uint8_t)codes->apart, false};
        still_scan_count(codes, held.distances, counts);
        pthread_mutex_lock(&s->adding);
        add_counts(s->totals[k], counts, 1);
        pthread_mutex_unlock(&s->adding);
        free(held.least);
    }
    return PST_OK;
}

/* ---- the likeliest films, by their reels ---- */

/* One still, and one index. */
struct seeking {
    const struct pst_find_params *params;
    struct pst_find *found;
    struct sought *sought;
    const struct index_file *file;
    const struct still_scan *scan;
    uint32_t reels;
    struct glance *glances;
    const int64_t *totals;
};

/* A film that was looked into. */
struct looked {
    uint32_t reel;
    bool seen;         /* there was something to look at */
    const char *state; /* of its reel: "" where it is as it was indexed */
    struct pst_compared about;
    struct still_match match;
    enum pst_status status;
    struct pst_error why;
};

/* Frames are, by and large, half as far from their print as they may be. */
static int rank_of(const struct glance *g)
{
    return g->unseen ? 4 * FINGERPRINT_BITS : 2 * g->least - g->apart;
}

static size_t choose_films(const struct seeking *k, uint32_t films[FILMS_MOST])
{
    size_t count = 0;
    for (uint32_t i = 0; i < k->reels; i++) {
        size_t at = count;
        if (k->glances[i].unseen)
            continue;
        while (at > 0 && rank_of(&k->glances[films[at - 1]]) > rank_of(&k->glances[i]))
            at--;
        if (at == FILMS_MOST)
            continue;
        count += count < FILMS_MOST;
        memmove(films + at + 1, films + at, (count - 1 - at) * sizeof *films);
        films[at] = i;
    }
    return count;
}

/* Frames that prints within `most` bits of the still may stand for. `frames`: a flag each, of `end`. */
static void mark_runs(const struct film_codes *codes, const uint8_t *least, int most, bool *frames,
                      int64_t end)
{
    for (size_t i = 0; i < codes->count; i++) {
        if (least[i] > most)
            continue;
        int64_t first = i > 0 ? (int64_t)codes->frames[i - 1] + 1 : 0,
                last = i + 1 < codes->count ? (int64_t)codes->frames[i + 1] - 1 : end - 1;
        for (int64_t n = first; n <= last; n++)
            frames[n] = true;
    }
}

/* Holds the still against the frames marked, and no others. */
static enum pst_status match_marked(const struct seeking *k, const char *path, const bool *marked,
                                    int64_t end, struct still_match *match, struct pst_error *error)
{
    int64_t *places = malloc(((size_t)end + 1) * sizeof *places), unused[FINGERPRINT_BITS + 1] = {0};
    struct pst_reel *reel = NULL;
    struct frame_prints prints = {0};
    size_t count = 0;
    if (!places)
        return fail_memory(error);
    for (int64_t n = 0; n < end; n++)
        if (marked[n])
            places[count++] = n;
    enum pst_status status = pst_reel_open(path, &reel, error);
    if (status == PST_OK)
        status = frame_prints_read_at(reel, places, count, &prints, error);
    const struct still_film film = {(const uint8_t(*)[FINGERPRINT_SIZE])prints.prints, prints.frames,
                                    prints.begins};
    if (status == PST_OK)
        *match = match_still(&k->sought->prints, &film, unused);
    frame_prints_release(&prints);
    pst_reel_close(&reel);
    free(places);
    return status;
}

/* The nearest print is a frame of the film, too. */
static void match_print(const struct seeking *k, const struct film_codes *codes, size_t print,
                        struct still_match *match)
{
    int64_t unused[FINGERPRINT_BITS + 1] = {0};
    uint8_t frame[1][FINGERPRINT_SIZE] = {{0}};
    const bool begins[1] = {true};
    const struct still_film film = {(const uint8_t(*)[FINGERPRINT_SIZE])frame, 1, begins};
    code_take(codes->views[0], print, frame[0]);
    code_take(codes->views[1], print, frame[0] + CODE_SIZE);
    frame[0][FINGERPRINT_QUALITY] = frame[0][FINGERPRINT_LUMA] = UINT8_MAX / 2;
    *match = match_still(&k->sought->prints, &film, unused);
    match->frame = match->run_first = match->run_last = codes->frames[print];
}

/* Looks at what may lie within `most` bits of the still, or at what its nearest print stands for. `shot`: all
   of this one's shot is looked at too, for it tells the rest; NULL: none is. */
static enum pst_status look_into(const struct seeking *k, const struct print_block *block,
                                 const struct held *held, int most, const struct still_match *shot,
                                 struct looked *looked)
{
    const struct film_codes *codes = &block->codes;
    struct indexed_reel stamp;
    enum pst_status status = film_block_read(k->file, looked->reel, &looked->about, &stamp, &looked->why);
    if (status != PST_OK)
        return status;
    looked->state = index_reel_state(looked->about.reel, &stamp);
    if (*looked->state) {
        match_print(k, codes, nearest_of(held->least, codes->count), &looked->match);
        return PST_OK;
    }
    bool *marked = calloc((size_t)block->frames + 1, sizeof *marked);
    if (!marked)
        return fail_memory(&looked->why);
    mark_runs(codes, held->least, most, marked, block->frames);
    for (int64_t n = shot ? shot->shot_first : 0; shot && n <= shot->shot_last && n < block->frames; n++)
        marked[n] = true;
    status = match_marked(k, looked->about.reel, marked, block->frames, &looked->match, &looked->why);
    free(marked);
    return status;
}

/* Nothing farther is asked of a film: it would be neither the nearest, nor matter beside it. */
static int farthest_of(const struct looked *best)
{
    int distance = best->match.distance;
    if (distance <= STILL_NEAR_OTHERS)
        return distance;
    return distance + STILL_MARGIN < STILL_FARTHEST ? distance + STILL_MARGIN : STILL_FARTHEST;
}

/* `best`: NULL where nothing is known yet, so that the film's nearest print must do. */
static enum pst_status look_at(const struct seeking *k, const struct looked *best,
                               const struct still_match *shot, struct looked *looked)
{
    struct print_block block;
    struct held held = {0};
    const struct glance *g = &k->glances[looked->reel];
    int most = best ? farthest_of(best) + g->apart : g->least;
    most = best && most > PRINT_FARTHEST ? PRINT_FARTHEST : most;
    if (g->least > most)
        return PST_OK;
    enum pst_status status = print_block_read(k->file, looked->reel, &block, &looked->why);
    if (status == PST_OK && !hold(k->scan, &block.codes, &held))
        status = fail_memory(&looked->why);
    if (status == PST_OK)
        status = look_into(k, &block, &held, most, shot, looked);
    looked->seen = status == PST_OK && looked->match.frame >= 0;
    free(held.least);
    return status;
}

static struct looked unlooked(uint32_t reel)
{
    return (struct looked){.reel = reel, .match = {.distance = FINGERPRINT_BITS, .frame = -1}};
}

static bool is_better(const struct looked *a, const struct looked *b)
{
    return a->match.distance != b->match.distance ? a->match.distance < b->match.distance : a->reel < b->reel;
}

/* A film whose reel cannot be read, or is no more what it was, is told. */
static void tell_of(const struct seeking *k, const struct looked *looked)
{
    char line[1024];
    if (!k->params->told)
        return;
    if (looked->status == PST_INPUT)
        k->params->told(k->params->data, looked->why.message);
    if (!looked->seen || !*looked->state || looked->match.distance > STILL_FARTHEST)
        return;
    snprintf(line, sizeof line, "'%s' %s: it is told of by a few of its frames that the index holds",
             looked->about.reel, *looked->state == 'm' ? "is missing" : "has changed since it was indexed");
    k->params->told(k->params->data, line);
}

/* A film whose reel cannot be read is passed over. */
static enum pst_status take_looked(const struct seeking *k, const struct looked *looked, struct looked *best,
                                   struct pst_error *error)
{
    tell_of(k, looked);
    if (looked->status != PST_OK && looked->status != PST_INPUT)
        return fail(error, looked->status, "%s", looked->why.message);
    if (!looked->seen)
        return PST_OK;
    k->glances[looked->reel].distance = (uint8_t)looked->match.distance;
    if (looked->reel == best->reel || is_better(looked, best))
        *best = *looked;
    return PST_OK;
}

/* Films that are looked into together. */
struct looking {
    const struct seeking *seeking;
    const struct looked *best;
    struct looked films[AT_ONCE];
};

static void look_at_some(struct shared_work *all, void *data)
{
    struct looking *looking = data;
    size_t first, count;
    while (shared_work_take(all, &first, &count)) {
        struct looked *looked = &looking->films[first];
        looked->status = look_at(looking->seeking, looking->best, NULL, looked);
    }
}

static enum pst_status look_at_several(const struct seeking *k, const uint32_t *films, size_t count,
                                       struct looked *best, struct pst_error *error)
{
    struct looking looking = {.seeking = k, .best = best};
    struct shared_work all = {.count = count, .at_once = 1, .work = look_at_some, .data = &looking};
    enum pst_status status = PST_OK;
    for (size_t i = 0; i < count; i++)
        looking.films[i] = unlooked(films[i]);
    shared_work_do(&all);
    for (size_t i = 0; i < count && status == PST_OK; i++)
        status = take_looked(k, &looking.films[i], best, error);
    return status;
}

/* The likeliest by its nearest print, then by all that may matter. */
static enum pst_status look_at_likeliest(const struct seeking *k, uint32_t film, struct looked *best,
                                         struct pst_error *error)
{
    struct looked looked = unlooked(film);
    *best = unlooked(UINT32_MAX);
    looked.status = look_at(k, NULL, NULL, &looked);
    enum pst_status status = take_looked(k, &looked, best, error);
    if (status != PST_OK || !looked.seen || *looked.state)
        return status;
    return look_at_several(k, &film, 1, best, error);
}

/* Once more, with all of the shot that its frame is in. */
static enum pst_status complete(const struct seeking *k, struct looked *best, struct pst_error *error)
{
    struct looked again = unlooked(best->reel);
    if (best->reel == UINT32_MAX || *best->state)
        return PST_OK;
    enum pst_status status = look_at(k, best, &best->match, &again);
    if (again.seen)
        *best = again;
    return status == PST_OK ? PST_OK : fail(error, status, "%s", again.why.message);
}

/* The best of the likeliest films. What others come to stands in their glances. */
static enum pst_status look_at_films(const struct seeking *k, struct looked *best, struct pst_error *error)
{
    uint32_t films[FILMS_MOST];
    size_t count = choose_films(k, films);
    *best = unlooked(UINT32_MAX);
    enum pst_status status = count > 0 ? look_at_likeliest(k, films[0], best, error) : PST_OK;
    for (size_t i = 1; i < count && status == PST_OK; i += AT_ONCE) {
        if (k->params->cancelled && k->params->cancelled(k->params->data))
            return fail(error, PST_INTERRUPTED, "interrupted");
        status = look_at_several(k, films + i, count - i < AT_ONCE ? count - i : AT_ONCE, best, error);
    }
    return status == PST_OK ? complete(k, best, error) : status;
}

/* Where the best is, in names that stay. */
static enum pst_status place_of(const struct seeking *k, const struct looked *best, struct still_place *place,
                                struct pst_error *error)
{
    const struct pst_compared *about = &best->about;
    if (!(place->reel = find_keep_name(k->found, about->reel)))
        return fail_memory(error);
    if (!*best->state)
        return PST_OK;
    place->title = find_keep_name(k->found, *about->title ? about->title : about->file);
    place->frame_seconds = about->frames > 0 ? about->seconds / (double)about->frames : 0;
    return place->title ? PST_OK : fail_memory(error);
}

static enum pst_status take_best(const struct seeking *k, const struct looked *best, struct pst_error *error)
{
    struct print_block block;
    struct held held;
    struct still_place place = {0};
    int64_t counts[FINGERPRINT_BITS + 1] = {0};
    enum pst_status status = print_block_read(k->file, best->reel, &block, error);
    if (status == PST_OK)
        status = place_of(k, best, &place, error);
    if (status != PST_OK)
        return status;
    if (!hold(k->scan, &block.codes, &held))
        return fail_memory(error);
    still_scan_count(&block.codes, held.distances, counts);
    free(held.least);
    add_counts(k->sought->counts, k->totals, 1);
    add_counts(k->sought->counts, counts, -1);
    for (uint32_t i = 0; i < k->reels; i++)
        if (i != best->reel && !k->glances[i].unseen && k->glances[i].distance < k->sought->next)
            k->sought->next = k->glances[i].distance;
    sought_take(k->sought, &best->match, counts, &place);
    return PST_OK;
}

static enum pst_status seek(const struct seeking *k, struct pst_error *error)
{
    struct looked best;
    enum pst_status status = look_at_films(k, &best, error);
    if (status != PST_OK)
        return status;
    if (best.reel != UINT32_MAX)
        return take_best(k, &best, error);
    add_counts(k->sought->counts, k->totals, 1);
    return PST_OK;
}

static bool scanning_open(struct scanning *s)
{
    size_t glances = s->count * s->reels;
    s->scans = calloc(s->count + 1, sizeof *s->scans);
    s->glances = malloc((glances + 1) * sizeof *s->glances);
    s->totals = calloc(s->count + 1, sizeof *s->totals);
    if (!s->scans || !s->glances || !s->totals)
        return false;
    for (size_t i = 0; i < glances; i++)
        s->glances[i] = (struct glance){FINGERPRINT_BITS, FINGERPRINT_BITS, 0, true};
    for (size_t k = 0; k < s->count; k++)
        still_scan_make(&s->sought[k].prints, &s->scans[k]);
    return true;
}

enum pst_status find_in_index(const struct pst_find_params *params, struct pst_find *found,
                              struct sought *sought, size_t count, const struct index_file *file,
                              struct pst_error *error)
{
    struct scanning s = {.sought = sought, .count = count, .reels = index_reels(file)};
    pthread_mutex_init(&s.adding, NULL);
    enum pst_status status = scanning_open(&s) ? PST_OK : fail_memory(error);
    if (status == PST_OK)
        status = print_blocks_each(file, s.reels, glance_at, &s, error);
    for (size_t i = 0; i < count && status == PST_OK; i++) {
        const struct seeking k = {
            params, found, &sought[i], file, &s.scans[i], s.reels, s.glances + i * s.reels, s.totals[i]};
        if (still_can_tell(sought[i].prints.as_is))
            status = seek(&k, error);
    }
    pthread_mutex_destroy(&s.adding);
    free(s.scans);
    free(s.glances);
    free(s.totals);
    return status;
}
