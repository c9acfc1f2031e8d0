/* SPDX-License-Identifier: Apache-2.0 */
#include "truth/ledger_parts.h"

#include <stdio.h>
#include <stdlib.h>

void *ledger_room(size_t count, size_t size)
{
    void *room = calloc(count + 1, size);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

void pen_light(struct pen *pen, struct colour colour)
{
    pen_real(pen, colour.red);
    pen_real(pen, colour.green);
    pen_real(pen, colour.blue);
}

void pen_place(struct pen *pen, struct vec at)
{
    pen_real(pen, at.x);
    pen_real(pen, at.y);
    pen_real(pen, at.z);
}

void ledger_side(struct pen *pen, int side)
{
    if (side)
        pen_int(pen, side);
    else
        pen_null(pen, 1);
}

void ledger_key(const struct tune *tune, int transpose, char key[16])
{
    static const char names[12][3] = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
    snprintf(key, 16, "%s %s", names[((tune->tonic + transpose) % 12 + 12) % 12],
             tune->minor ? "minor" : "major");
}

static void write_film(struct ledger *ledger)
{
    const struct screenplay *film = ledger->film;
    const struct look *look = &film->look;
    struct pen *pen = ledger->pen;
    char seed[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)film->seed);
    pen_row(pen, "film");
    pen_int(pen, 1);
    pen_text(pen, film->title);
    pen_text(pen, seed);
    pen_int(pen, film->width);
    pen_int(pen, film->height);
    pen_int(pen, film->rate);
    pen_int(pen, film->per);
    pen_int(pen, ledger->running->frames);
    pen_null(pen, 2);
    const double knobs[] = {look->exposure, look->warm, look->saturation, look->contrast,
                            look->grain,    look->halo, look->vignette};
    for (size_t i = 0; i < sizeof knobs / sizeof *knobs; i++)
        pen_real(pen, knobs[i]);
    pen_light(pen, look->lamps);
    pen_real(pen, film->wear.dirt);
    pen_real(pen, film->wear.scratches);
    pen_real(pen, film->wear.flicker);
    pen_real(pen, film->wear.weave);
    pen_null(pen, 1);
    pen_end(pen);
}

static void number_scenes(struct ledger *ledger)
{
    const struct screenplay *film = ledger->film;
    ledger->first_deed = ledger_room(film->scene_count, sizeof *ledger->first_deed);
    ledger->first_effect = ledger_room(film->scene_count, sizeof *ledger->first_effect);
    for (size_t i = 0; i < film->scene_count; i++) {
        ledger->first_deed[i + 1] = ledger->first_deed[i] + (int)film->scenes[i].deed_count;
        ledger->first_effect[i + 1] = ledger->first_effect[i] + (int)film->scenes[i].effect_count;
    }
}

struct ledger *ledger_open(const char *path, const struct screenplay *film, const struct running *running)
{
    struct pen *pen = pen_open(path);
    if (!pen)
        return NULL;
    struct ledger *ledger = ledger_room(1, sizeof *ledger);
    *ledger = (struct ledger){.pen = pen, .film = film, .running = running};
    number_scenes(ledger);
    write_film(ledger);
    ledger_people(ledger);
    ledger_scenes(ledger);
    ledger_shots(ledger);
    ledger_transitions(ledger);
    ledger_lettering(ledger);
    ledger_deeds(ledger);
    ledger_effects(ledger);
    ledger_seams(ledger);
    if (!pen_failed(pen))
        return ledger;
    ledger_close(ledger, 0);
    return NULL;
}

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 16, used = 0;
    char *text = ledger_room(room, 1);
    while (file && (used += fread(text + used, 1, room - used, file)) == room) {
        text = realloc(text, (room *= 2) + 1);
        if (!text)
            exit(5);
    }
    text[used] = '\0';
    int bad = !file || ferror(file);
    if (file)
        fclose(file);
    if (!bad)
        return text;
    free(text);
    return NULL;
}

int ledger_script(struct ledger *ledger, const char *path)
{
    char *text = read_whole(path);
    sqlite3_stmt *update = NULL;
    if (!text) {
        fprintf(stderr, "stage: cannot read '%s'\n", path);
        return -1;
    }
    int done = sqlite3_prepare_v2(pen_database(ledger->pen), "UPDATE film SET script = ?", -1, &update,
                                  NULL) == SQLITE_OK &&
               sqlite3_bind_text(update, 1, text, -1, SQLITE_STATIC) == SQLITE_OK &&
               sqlite3_step(update) == SQLITE_DONE;
    sqlite3_finalize(update);
    free(text);
    return done ? 0 : -1;
}

int ledger_close(struct ledger *ledger, int keep)
{
    int status = pen_close(ledger->pen, keep);
    free(ledger->first_deed);
    free(ledger->first_effect);
    free(ledger->seams);
    free(ledger);
    return status;
}
