/* SPDX-License-Identifier: Apache-2.0 */
/* How frames, sound and places of a master pass into a copy: pure arithmetic over words like
 * "cut 40 60, telecine, speed 30000 1001, mirror". The words, in the order in which they are done:
 *
 *   speed RATE PER     the same frames at another rate; the sound goes along, in pitch too
 *   telecine           2:3, upper field first: five interlaced frames of four
 *   repeat 5           of each five frames the last is the one before it again: five of four
 *   blend RATE PER     frames at another rate, each blended of the two that are nearest in time
 *   drop 5             of each five frames the last is left out; the others keep their times
 *   uneven RATE PER    the same frames, each at the grid's last time before its own
 *   cut A B            frames from A to B hundredths of the film are missing
 *   lead N black|bars  N frames, and as much silence, before the film
 *   crop L T R B       hundredths of width and height cut off on each side
 *   bars W H           black bars above and below, until the picture has that shape
 *   scale X Y          hundredths
 *   mirror             left for right
 *   colour, grey       other colours, or none
 *   mono, 5.1          the sound's channels
 *   over WHAT          something is burnt in over the picture
 *
 * drop and uneven make the copy's rate variable and come last of those that change frames. */
#ifndef STAGE_PASSAGE_H
#define STAGE_PASSAGE_H

#include <stddef.h>
#include <stdint.h>

enum leader { leader_none, leader_black, leader_bars };

struct passed_frame {
    double seconds;
    int source, other; /* frames of the master; -1: none */
    double share;      /* of `other`, at most a half */
    enum leader leader;
};

/* The master's samples [first, last] sound from the copy's sample `from` on, `step` of the copy's for one of
 * the master's. */
struct sound_piece {
    int64_t first, last, from;
    double step;
};

enum { most_pieces = 8 };

/* One direction of the picture: the master's place x is the copy's x * scale + shift. */
struct axis {
    double scale, shift;
};

struct passage {
    int from_width, from_height;  /* the master's */
    int width, height, rate, per; /* the copy's */
    int frame_count;
    struct passed_frame *frames;
    struct sound_piece pieces[most_pieces];
    int piece_count;
    int64_t samples;
    struct axis x, y;
    double active_x, active_y, active_width, active_height;
    int variable, interlaced;
    double pitch;
    const char *colour, *sound; /* same, changed, grey; stereo, mono, 5.1 */
    char over[32];
    int splice;  /* the copy's first frame after what is missing; -1: nothing is */
    int leaders; /* frames before the film */
    /* What ffmpeg must be told. */
    int cut_first, cut_last;         /* frames left out */
    int64_t cut_sample, back_sample; /* samples left out: from the one until before the other */
    int64_t leader_samples;
    int corner_x, corner_y, to_w, to_h; /* of what crop keeps; of what bars come around; the new size */
};

/* The master: that of which each frame is its own copy. 0, or -1 where a word is not known or does not fit,
 * told in `complaint`, nothing to release. */
int passage_make(struct passage *passage, int width, int height, int rate, int per, int frames,
                 int64_t samples, const char *changes, char *complaint, size_t room);
void passage_release(struct passage *passage);

/* The copy's frames that show any of the master's [first, last]; 0 where none do. */
int passage_span(const struct passage *passage, int first, int last, int *to_first, int *to_last);
/* The copy's first frame whose source is the master's `frame` or later; -1 where there is none. */
int passage_cut(const struct passage *passage, int frame);
/* Those that show nothing else. */
int passage_clean(const struct passage *passage, int first, int last, int *to_first, int *to_last);
/* The copy's frame on the screen when the master's `frame` would come; -1 where that is missing. */
int passage_moment(const struct passage *passage, int frame);
/* All of a box that the master's picture shows is in the copy's too, within its bars. */
int passage_whole(const struct passage *passage, double left, double top, double right, double bottom);
/* The copy's sample; -1 where it is missing. */
int64_t passage_sample(const struct passage *passage, int64_t sample);
/* The copy's samples that [first, last] still sound in; 0 where none do. */
int passage_samples(const struct passage *passage, int64_t first, int64_t last, int64_t *to_first,
                    int64_t *to_last);

#endif
