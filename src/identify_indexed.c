/* SPDX-License-Identifier: Apache-2.0 */
#include "identify_indexed.h"
#include "base/error.h"
#include "library/film_block.h"
#include "library/print_block.h"
#include <stdlib.h>

/* The likeliest films are opened whatever speaks for them; others as long as it is as much as chance hardly
   shows: three pictures on one line. */
enum { FILMS_LEAST = 3, FILMS_MOST = 16, PICTURES_SURE = 3 };
static const double support_sure = 30;

struct voting {
    const struct index_file *file;
    struct sought_pictures sought[2]; /* of the fragment, and of the pictures within its pictures */
    struct indexed_vote *votes;
};

static enum pst_status vote_on(void *data, uint32_t reel, const struct print_block *block,
                               struct pst_error *error)
{
    const struct voting *v = data;
    struct indexed_vote *vote = &v->votes[reel];
    struct pst_compared about;
    enum pst_status status = film_block_read(v->file, reel, &about, NULL, error);
    if (status != PST_OK)
        return status;
    uint8_t *spare = malloc(2 * CODES_ABREAST * code_groups(block->codes.count) + 1);
    bool room = spare;
    for (int i = 0; i < 2 && room; i++) {
        struct print_vote here;
        room = print_votes_count(&v->sought[i], &block->codes, about.seconds, block->frames, spare, &here);
        if (room && here.support > vote->vote.support)
            vote->vote = here;
    }
    free(spare);
    vote->extent = block->extent;
    vote->searched = true;
    return room ? PST_OK : fail_memory(error);
}

bool is_sure_vote(const struct print_vote *vote)
{
    return vote->pictures >= PICTURES_SURE && vote->support >= support_sure;
}

static uint32_t find_likeliest(const struct indexed_vote *votes, uint32_t reels)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < reels; i++)
        if (!votes[i].likely && votes[i].vote.support > 0 &&
            (best == UINT32_MAX || votes[i].vote.support > votes[best].vote.support))
            best = i;
    return best;
}

static void choose_likely(struct indexed_vote *votes, uint32_t reels)
{
    for (int i = 0; i < FILMS_MOST; i++) {
        uint32_t best = find_likeliest(votes, reels);
        if (best == UINT32_MAX || (i >= FILMS_LEAST && !is_sure_vote(&votes[best].vote)))
            return;
        votes[best].likely = true;
    }
}

enum pst_status identify_in_index(const struct pst_footage *fragment, const struct index_file *file,
                                  struct indexed_vote **votes, uint32_t *reels, struct pst_error *error)
{
    struct voting v = {.file = file};
    *reels = index_reels(file);
    *votes = v.votes = calloc((size_t)*reels + 1, sizeof *v.votes);
    bool room = v.votes && sought_pictures_choose(&fragment->sketch, &v.sought[0]);
    if (room && fragment->insets)
        room = sought_pictures_choose(&fragment->inset_sketch, &v.sought[1]);
    enum pst_status status = room ? PST_OK : fail_memory(error);
    if (status == PST_OK)
        status = print_blocks_each(file, *reels, vote_on, &v, error);
    if (status == PST_OK)
        choose_likely(v.votes, *reels);
    sought_pictures_release(&v.sought[0]);
    sought_pictures_release(&v.sought[1]);
    if (status != PST_OK) {
        free(v.votes);
        *votes = NULL;
    }
    return status;
}
