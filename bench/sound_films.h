/* SPDX-License-Identifier: Apache-2.0 */
/* Films without pictures: real sound from Debian's packages, put together. */
#ifndef BENCH_SOUND_FILMS_H
#define BENCH_SOUND_FILMS_H

#include "pastiche/copies.h"

struct stage_script;
struct sound_film {
    char name[96], source[96]; /* films of one source may hold the same */
    char path[512];
    double seconds;
    struct pst_footage *footage;
    struct stage_script *script; /* what it was made by; NULL: it is real */
};

struct sound_films {
    struct sound_film *items;
    size_t count, capacity;
};

/* Of each package of a group ("": all), `each` films of two minutes. Packages are fetched and unpacked in
   `work` where they are not there. false: told on standard error. */
bool sound_films_make(const char *list, const char *work, const char *group, int each, struct sound_films *);
/* The sound of the films (*.mkv) in a folder, each a source of its own. */
bool sound_films_in(const char *folder, const char *work, struct sound_films *);
void sound_films_release(struct sound_films *);

/* NULL: told on standard error. */
struct pst_footage *sound_footage(const char *path);
/* Runs a command of the shell, made as by printf. */
bool sound_run(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
