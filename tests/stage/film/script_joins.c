/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

enum { longest_join = 1000 };

/* The one join that may stand between two shots. */
static struct pending_join *new_join(struct script_reader *r)
{
    if (!r->film->shot_count)
        script_fail(r, "nothing to join: no shot or card came before this");
    else if (r->pending.said)
        script_fail(r, "how the next shot joins is said twice");
    r->pending = (struct pending_join){.said = 1};
    return &r->pending;
}

static void take_join_frames(struct script_reader *r, enum join kind)
{
    r->pending.join = kind;
    r->pending.frames = script_whole(r, "the frames of the join", 1, longest_join);
}

void read_cut(struct script_reader *r)
{
    new_join(r);
    script_end(r);
}

void read_jump(struct script_reader *r)
{
    struct pending_join *join = new_join(r);
    join->jump = script_number(r, "the frames that the scene's clock jumps over", -10000, 100000);
    if (join->jump == 0)
        script_fail(r, "a jump over no frames is none; say cut");
    script_end(r);
}

void read_dissolve(struct script_reader *r)
{
    new_join(r);
    take_join_frames(r, join_dissolve);
    script_end(r);
}

void read_wipe(struct script_reader *r)
{
    struct pending_join *join = new_join(r);
    struct script_field fields[] = {{"soft", take_number, &join->soft, 0, 1},
                                    {"way", take_number, &join->way, -360, 360}};
    enum join kind = script_takes(r, "clock") ? join_clock : script_takes(r, "iris") ? join_iris : join_wipe;
    take_join_frames(r, kind);
    script_fields(r, fields, kind == join_wipe ? 2 : 1);
}

static void read_moved_join(struct script_reader *r, enum join kind)
{
    struct pending_join *join = new_join(r);
    struct script_field fields[] = {{"way", take_number, &join->way, -360, 360}};
    take_join_frames(r, kind);
    script_fields(r, FIELDS(fields));
}

void read_push(struct script_reader *r)
{
    read_moved_join(r, join_push);
}

void read_slide(struct script_reader *r)
{
    read_moved_join(r, join_slide);
}

static void fade_out(struct script_reader *r, struct staged_shot *shot, int frames, struct colour colour)
{
    if (shot->fade_out)
        script_fail(r, "the shot above fades out already");
    shot->fade_out = frames;
    shot->fade_out_to = colour;
}

void read_dip(struct script_reader *r)
{
    struct staged_shot *shot = last_shot(r);
    if (!shot)
        return;
    struct pending_join *join = new_join(r);
    join->colour = script_colour(r, "the dip's colour");
    int frames = script_whole(r, "the frames of the dip", 2, longest_join);
    script_end(r);
    fade_out(r, shot, frames / 2, join->colour);
    join->fade = frames - frames / 2;
}

void read_fade(struct script_reader *r)
{
    static const char *const ways[] = {"in", "out"};
    struct staged_shot *shot = last_shot(r);
    if (!shot)
        return;
    int out = script_one_of(r, "fade", ways, 2);
    int frames = script_whole(r, "the frames of the fade", 1, longest_join);
    struct colour towards = {0};
    if (!script_at_end(r))
        towards = script_colour(r, "the fade's colour");
    script_end(r);
    if ((shot->card == card_black || shot->card == card_colour) && shot->ground.red == towards.red &&
        shot->ground.green == towards.green && shot->ground.blue == towards.blue)
        script_fail(r, "the card is of that colour already: no fade can be seen");
    if (out) {
        fade_out(r, shot, frames, towards);
        return;
    }
    if (shot->fade_in)
        script_fail(r, "the shot above fades in already");
    shot->fade_in = frames;
    shot->fade_in_from = towards;
}
