/* SPDX-License-Identifier: Apache-2.0 */
/* What a film sounds like: every step, blow, line, tune and room of its scenes, on the film's samples, as
 * near and as far to the side as the camera hears it. */
#ifndef STAGE_SCORING_H
#define STAGE_SCORING_H

#include "film/running.h"
#include "film/speeches.h"
#include "sound/soundtrack.h"

/* A noise, a line: where in the film's own data it comes from. */
struct noise_cause {
    int shot, scene;
    int deed;   /* of the scene; -1: a step, a door, an effect, weather */
    int effect; /* of the scene; -1: none */
    int who;    /* nobody: nobody's */
    int landed; /* of a blow */
};

struct line_cause {
    int shot, scene, deed;
};

/* The soundtrack and, entry for entry, the causes of its noises and lines. */
struct scoring {
    struct soundtrack track;
    struct noise_cause *noise_causes;
    struct line_cause *line_causes;
    struct room_span *rooms;
    struct noise_event *noises;
    struct spoken_line *lines;
    struct music_cue *cues;
    struct crowd_cue *crowds;
};

/* The sample at which a frame of the film begins; fractions of frames allowed. */
int64_t sample_of(const struct screenplay *film, double frame);

/* `film` must outlive it: words and tunes are the film's own. */
void scoring_make(const struct screenplay *film, const struct running *running,
                  const struct speeches *speeches, struct scoring *scoring);
void scoring_release(struct scoring *scoring);

#endif
