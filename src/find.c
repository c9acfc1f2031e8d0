/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/find.h"
#include "base/error.h"
#include "base/text.h"
#include "find_indexed.h"
#include "find_result.h"
#include "frame_prints.h"
#include "library/print_block.h"
#include "pastiche/shot_list.h"
#include "pastiche/timecode.h"
#include "reel_index.h"
#include "reel_list.h"
#include "still_frame.h"
#include "still_print.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct finding {
    const struct pst_find_params *params;
    struct pst_find *found;
    struct sought *sought;
    size_t searched, left_out; /* films; indexes count with theirs */
};

const char *pst_still_verdict_name(enum pst_still_verdict verdict)
{
    switch (verdict) {
    case PST_STILL_NONE: return "none";
    case PST_STILL_SET_UP: return "same set-up";
    case PST_STILL_EXACT: return "exact";
    }
    return NULL;
}

static void seek(struct sought *s, const struct still_film *film, const struct still_place *place)
{
    int64_t counts[FINGERPRINT_BITS + 1] = {0};
    struct still_match match = match_still(&s->prints, film, counts);
    sought_take(s, &match, counts, place);
}

static enum pst_status seek_in_reel(struct finding *f, const char *path, struct pst_error *error)
{
    struct pst_reel *opened = NULL;
    struct frame_prints prints = {0};
    const struct still_place place = {.reel = path};
    enum pst_status status = pst_reel_open(path, &opened, error);
    if (status == PST_OK)
        status = frame_prints_read(opened, &prints, error);
    const struct still_film film = {(const uint8_t(*)[FINGERPRINT_SIZE])prints.prints, prints.frames,
                                    prints.begins};
    for (size_t i = 0; status == PST_OK && i < f->found->count; i++)
        if (still_can_tell(f->sought[i].prints.as_is))
            seek(&f->sought[i], &film, &place);
    f->searched += status == PST_OK;
    frame_prints_release(&prints);
    pst_reel_close(&opened);
    return status;
}

static enum pst_status pass_over(struct finding *f, enum pst_status status, const struct pst_error *why,
                                 struct pst_error *error)
{
    if (status != PST_INPUT)
        return status == PST_OK ? PST_OK : fail(error, status, "%s", why->message);
    f->left_out++;
    if (f->params->told)
        f->params->told(f->params->data, why->message);
    return PST_OK;
}

/* Reels that an index has no prints of: it is an older program's, or they have no fingerprints. */
static enum pst_status seek_in_others(struct finding *f, const struct index_file *index,
                                      struct pst_error *error)
{
    uint32_t count = index_reels(index);
    enum pst_status status = PST_OK;
    for (uint32_t i = 0; i < count && status == PST_OK; i++) {
        struct pst_compared about;
        struct pst_error why;
        if (print_block_is_there(index, i)) {
            f->searched++;
            continue;
        }
        status = film_block_read(index, i, &about, NULL, error);
        const char *path = status == PST_OK ? find_keep_name(f->found, about.reel) : NULL;
        if (status == PST_OK && !path)
            status = fail_memory(error);
        if (status == PST_OK)
            status = pass_over(f, seek_in_reel(f, path, &why), &why, error);
    }
    return status;
}

static enum pst_status seek_in(struct finding *f, const char *path, struct pst_error *error)
{
    struct index_file *index;
    if (!is_index_file(path))
        return seek_in_reel(f, path, error);
    enum pst_status status = index_file_open(path, &index, error);
    if (status == PST_OK)
        status = find_in_index(f->params, f->found, f->sought, f->found->count, index, error);
    if (status == PST_OK)
        status = seek_in_others(f, index, error);
    index_file_close(&index);
    return status;
}

static enum pst_status seek_everywhere(struct finding *f, struct pst_error *error)
{
    struct reel_list *reels = &f->found->reels;
    for (size_t r = 0; r < reels->count; r++) {
        struct pst_error why = {0};
        if (f->params->cancelled && f->params->cancelled(f->params->data))
            return fail(error, PST_INTERRUPTED, "interrupted");
        enum pst_status status = seek_in(f, reels->items[r], &why);
        if (status == PST_INPUT && !f->searched && r + 1 == reels->count)
            return fail(error, status, "%s", why.message);
        status = pass_over(f, status, &why, error);
        if (status != PST_OK)
            return status;
    }
    return PST_OK;
}

/* Number, time and name of what was found. */
static enum pst_status tell_place(const struct finding *f, size_t i, struct pst_error *error)
{
    struct pst_find *found = f->found;
    struct pst_found_still *s = &found->stills[i];
    struct pst_reel *reel = NULL;
    struct pst_shot_line *lines = NULL;
    const int64_t *pts = NULL;
    size_t count = 0, shot = 0;
    enum pst_status status = pst_reel_open(s->reel, &reel, error);
    if (status == PST_OK)
        status = pst_shot_list(reel, &lines, &count, error);
    if (status == PST_OK)
        status = pst_reel_pts(reel, &pts, error);
    if (status == PST_OK) {
        while (shot + 1 < count && lines[shot].shot.last < s->frame)
            shot++;
        s->shot = (int64_t)shot + 1;
        if (s->verdict != PST_STILL_NONE && count > 0 && f->params->film_count > 0)
            status = still_frame(f->params, reel, &lines[shot].shot, s, error);
    }
    if (status == PST_OK)
        status = find_tell_time(found, i, reel, pts, error);
    pst_shot_list_release(&lines);
    pst_reel_close(&reel);
    return status;
}

static enum pst_status tell_place_by_index(struct pst_found_still *to, const struct still_place *place)
{
    to->title = place->title;
    to->starts = (double)to->frame * place->frame_seconds;
    pst_duration(to->starts, to->timecode);
    return PST_OK;
}

static enum pst_status tell(struct finding *f, size_t i, struct pst_error *error)
{
    const struct sought *s = &f->sought[i];
    struct pst_found_still *to = &f->found->stills[i];
    const struct still_match *m = &s->best;
    to->distance = m->distance;
    to->next = s->next;
    to->frame = m->frame;
    if (m->frame < 0)
        return PST_OK;
    to->expected = still_expected(m->distance, s->counts);
    to->verdict = (enum pst_still_verdict)judge_still(m, s->next, isnan(to->expected) ? 0 : to->expected);
    to->run_first = m->run_first;
    to->run_last = m->run_last;
    to->mirrored = m->mirrored;
    to->cropped = m->cropped;
    to->reel = s->place.reel;
    return s->place.title ? tell_place_by_index(to, &s->place) : tell_place(f, i, error);
}

static enum pst_status read_stills(struct finding *f, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    for (size_t i = 0; status == PST_OK && i < f->found->count; i++) {
        f->sought[i].best = (struct still_match){.distance = FINGERPRINT_BITS, .frame = -1};
        f->sought[i].next = FINGERPRINT_BITS;
        f->found->stills[i].expected = NAN;
        status = still_prints(f->found->stills[i].still, &f->sought[i].prints, error);
    }
    return status;
}

static enum pst_status find_stills(struct finding *f, struct pst_error *error)
{
    enum pst_status status = read_stills(f, error);
    for (size_t i = 0; status == PST_OK && i < f->params->reel_count; i++)
        status = reel_list_add(&f->found->reels, f->params->reels[i], error);
    if (status == PST_OK)
        status = seek_everywhere(f, error);
    for (size_t i = 0; status == PST_OK && i < f->found->count; i++) {
        if (f->params->cancelled && f->params->cancelled(f->params->data))
            return fail(error, PST_INTERRUPTED, "interrupted");
        status = tell(f, i, error);
    }
    return status;
}

enum pst_status pst_find(const char *const *stills, size_t count, const struct pst_find_params *params,
                         struct pst_find **found, struct pst_error *error)
{
    struct finding f = {.params = params, .sought = calloc(count + 1, sizeof *f.sought)};
    enum pst_status status = find_result_open(stills, count, &f.found, error);
    if (status == PST_OK && !f.sought)
        status = fail_memory(error);
    if (status == PST_OK)
        status = find_stills(&f, error);
    free(f.sought);
    if (status != PST_OK)
        pst_find_close(&f.found);
    *found = f.found;
    return status == PST_OK && f.left_out
               ? fail(error, PST_PARTLY, "%zu of %zu reels are left out", f.left_out, f.searched + f.left_out)
               : status;
}
