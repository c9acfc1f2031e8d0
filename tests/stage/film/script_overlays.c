/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script_parts.h"

/* "from A to B", frames of the film, both inside. */
static void take_film_frames(struct script_reader *r, int *first, int *last)
{
    if (!r->frames) {
        script_fail(r, "the film has no frames yet: say this after the shots that it lies over");
        return;
    }
    if (!script_takes(r, "from"))
        script_fail(r, "in which frames of the film? from A to B");
    *first = script_whole(r, "the first frame", 0, r->frames - 1);
    if (!script_takes(r, "to"))
        script_fail(r, "until which frame of the film? from A to B");
    *last = script_whole(r, "the last frame", *first, r->frames - 1);
}

void read_caption(struct script_reader *r)
{
    struct screenplay *film = r->film;
    struct caption caption = {.x = 0.5, .y = 0.86, .height = 0.05};
    struct script_field fields[] = {{"fade", take_whole, &caption.fade, 0, 1000},
                                    {"x", take_number, &caption.x, 0, 1},
                                    {"y", take_number, &caption.y, 0, 1},
                                    {"height", take_number, &caption.height, 0.01, 0.5}};
    script_text(r, "the caption's words", caption.words, sizeof caption.words);
    take_film_frames(r, &caption.first, &caption.last);
    script_fields(r, FIELDS(fields));
    if (2 * caption.fade > caption.last - caption.first + 1)
        script_fail(r, "the caption shows for %d frames, too few to come and go in %d each",
                    caption.last - caption.first + 1, caption.fade);
    if (r->failed)
        return;
    film->captions = script_grown(film->captions, film->caption_count, sizeof *film->captions);
    film->captions[film->caption_count++] = caption;
}

void read_music(struct script_reader *r)
{
    struct screenplay *film = r->film;
    struct music music = {.speed = 1, .gain = 0.5};
    struct script_field fields[] = {{"transpose", take_whole, &music.transpose, -24, 24},
                                    {"speed", take_number, &music.speed, 0.25, 4},
                                    {"gain", take_number, &music.gain, 0, 4}};
    music.tune = take_tune_name(r);
    take_film_frames(r, &music.first, &music.last);
    script_fields(r, FIELDS(fields));
    if (r->failed)
        return;
    film->music = script_grown(film->music, film->music_count, sizeof *film->music);
    film->music[film->music_count++] = music;
}

void read_subtitles(struct script_reader *r)
{
    struct subtitle_faults *faults = &r->film->subtitle_faults;
    struct script_field fields[] = {{"misspelt", take_number, &faults->misspelt, 0, 1},
                                    {"missing", take_number, &faults->missing, 0, 1},
                                    {"late", take_number, &faults->late, -60, 60},
                                    {"seed", take_seed, &faults->seed, 0, 0}};
    script_fields(r, FIELDS(fields));
}
