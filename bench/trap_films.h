/* SPDX-License-Identifier: Apache-2.0 */
/* Films without any boundary, full of what looks like one. */
#ifndef BENCH_TRAP_FILMS_H
#define BENCH_TRAP_FILMS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* What is done to a real clip that runs forwards and backwards again and again (it never jumps). */
enum trap_kind {
    TRAP_NONE,
    TRAP_LIGHT,
    TRAP_HAND,
    TRAP_ZOOM,
    TRAP_OVER,
    TRAP_KINDS,                /* that are reported on */
    TRAP_ENTERED = TRAP_KINDS, /* for lessons alone, as is */
    TRAP_PLATED,
};
const char *trap_name(enum trap_kind);

struct real_trap {
    const char *clip, *film;
    enum trap_kind kind;
    uint64_t seed;
    int seconds;
};
/* Written with ffmpeg's filters, 25 frames a second, 640 × 360. false: told on standard error. */
bool real_trap(const struct real_trap *);

/* Writes the script of a film of one scene and one shot of so many frames. Some are refused by script_read,
 * where the camera finds no room: then another seed must do. */
void stage_trap_script(uint64_t seed, int frames, FILE *script);

#endif
