/* SPDX-License-Identifier: Apache-2.0 */
/* What is heard, who says what, what the subtitles make of it, and what is said that comes back. */
#include "film/showing.h"
#include "truth/ledger_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_span(struct pen *pen, int64_t at, int64_t until)
{
    pen_int(pen, at);
    pen_int(pen, until - 1);
}

static const char *noise_name(enum noise_kind kind)
{
    static const char *const names[noise_kinds] = {"step", "punch",   "kick",  "fall",      "throw",
                                                   "roll", "gunshot", "swing", "explosion", "thunder",
                                                   "door", "cheer",   "fire",  "rain",      "wind"};
    return names[kind];
}

static int number_in_film(const int *first, int scene, int own)
{
    return own < 0 ? -1 : first[scene] + own;
}

static void write_noise(struct ledger *ledger, int number, const struct noise_event *noise,
                        const struct noise_cause *cause)
{
    static const char *const grounds[] = {"hard", "wood", "snow", "carpet", "wet"};
    struct pen *pen = ledger->pen;
    pen_row(pen, "sound_event");
    pen_int(pen, number);
    pen_text(pen, noise_name(noise->kind));
    pen_int(pen, noise->at);
    pen_known(pen, noise->length > 0 ? noise->at + noise->length - 1 : -1);
    pen_real(pen, noise->gain);
    pen_real(pen, noise->pan);
    pen_text(pen, noise->kind == noise_step ? grounds[noise->ground] : NULL);
    pen_known(pen, cause->shot);
    pen_known(pen, number_in_film(ledger->first_deed, cause->scene, cause->deed));
    pen_known(pen, number_in_film(ledger->first_effect, cause->scene, cause->effect));
    pen_known(pen, cause->who);
    pen_known(pen, cause->deed < 0 ? -1 : cause->landed != 0);
    pen_end(pen);
}

static void write_rooms(struct ledger *ledger, const struct soundtrack *track)
{
    struct pen *pen = ledger->pen;
    for (int i = 0; i < track->room_count; i++) {
        const struct room_span *room = &track->rooms[i];
        pen_row(pen, "room");
        pen_int(pen, i);
        pen_text(pen, room->room);
        write_span(pen, room->at, i + 1 < track->room_count ? room[1].at : track->samples);
        pen_real(pen, room->tone);
        pen_end(pen);
    }
}

static void write_line(struct ledger *ledger, int number, const struct spoken_line *line,
                       const struct line_cause *cause, int64_t length)
{
    struct pen *pen = ledger->pen;
    const struct deed *deed = &ledger->film->scenes[cause->scene].deeds[cause->deed];
    pen_row(pen, "speech");
    pen_int(pen, number);
    pen_int(pen, cause->shot);
    pen_int(pen, ledger->first_deed[cause->scene] + cause->deed);
    pen_int(pen, deed->who);
    write_span(pen, line->at, line->at + length);
    pen_text(pen, line->words);
    pen_text(pen, line->voice);
    pen_said(pen, deed->thread);
    pen_said(pen, line->room);
    pen_real(pen, line->gain);
    pen_real(pen, line->pan);
    pen_end(pen);
}

/* A line that is heard as in another room than its scene's. */
static void write_room_seam(struct ledger *ledger, const struct line_cause *cause)
{
    const struct scene *scene = &ledger->film->scenes[cause->scene];
    const struct deed *deed = &scene->deeds[cause->deed];
    struct pen *pen = ledger->pen;
    struct shown_span span;
    if (!*deed->room || !strcmp(deed->room, scene->set->name) ||
        !showing_span(ledger->film, ledger->running, cause->shot, deed->at, deed->at + deed->length, &span))
        return;
    pen_row(pen, "seam");
    pen_int(pen, ledger->seam_count++);
    pen_text(pen, "room");
    pen_int(pen, cause->shot);
    pen_int(pen, span.first);
    pen_int(pen, span.last);
    pen_int(pen, deed->who);
    pen_null(pen, 1);
    pen_int(pen, ledger->first_deed[cause->scene] + cause->deed);
    pen_text(pen, deed->room);
    pen_end(pen);
}

static void write_lines(struct ledger *ledger, const struct scoring *scoring, const struct speeches *speeches)
{
    for (int i = 0; i < scoring->track.line_count; i++) {
        const struct line_cause *cause = &scoring->line_causes[i];
        write_line(ledger, i, &scoring->track.lines[i], cause,
                   speeches->of[cause->scene][cause->deed].samples);
        write_room_seam(ledger, cause);
    }
}

static void write_music(struct ledger *ledger, const struct soundtrack *track)
{
    struct pen *pen = ledger->pen;
    for (int i = 0; i < track->cue_count; i++) {
        const struct music_cue *cue = &track->cues[i];
        char key[16];
        ledger_key(cue->tune, cue->transpose, key);
        pen_row(pen, "music");
        pen_int(pen, i);
        pen_int(pen, cue->tune - ledger->film->tunes);
        pen_text(pen, cue->tune->name);
        pen_text(pen, key);
        pen_real(pen, cue->tune->tempo * cue->speed);
        pen_int(pen, cue->transpose);
        write_span(pen, cue->at, cue->until);
        pen_real(pen, cue->gain);
        pen_int(pen, cue->fade);
        pen_end(pen);
    }
    for (int i = 0; i < track->crowd_count; i++) {
        pen_row(pen, "crowd_sound");
        pen_int(pen, i);
        write_span(pen, track->crowds[i].at, track->crowds[i].until);
        pen_int(pen, track->crowds[i].people);
        pen_real(pen, track->crowds[i].gain);
        pen_end(pen);
    }
}

static void write_subtitles(struct ledger *ledger, const struct scoring *scoring,
                            const struct subtitle *subtitles)
{
    struct pen *pen = ledger->pen;
    for (int i = 0; i < scoring->track.line_count; i++) {
        const struct subtitle *subtitle = &subtitles[i];
        const struct spoken_line *line = &scoring->track.lines[subtitle->line];
        pen_row(pen, "subtitle");
        pen_int(pen, i);
        pen_int(pen, subtitle->line);
        if (subtitle->missing)
            pen_null(pen, 3);
        else {
            write_span(pen, subtitle->at, subtitle->until);
            pen_text(pen, subtitle->words);
        }
        pen_text(pen, line->words);
        pen_int(pen, subtitle->misspelt != 0 && !subtitle->missing);
        pen_int(pen, subtitle->missing != 0);
        pen_int(pen, subtitle->missing ? 0 : subtitle->at - line->at);
        pen_end(pen);
    }
}

struct thread_line {
    const char *name;
    int frame, line, deed;
};

/* In the film's order: by frame, then by line. */
static int in_order(const void *a, const void *b)
{
    const struct thread_line *x = a, *y = b;
    return x->frame != y->frame ? (x->frame > y->frame) - (x->frame < y->frame)
                                : (x->line > y->line) - (x->line < y->line);
}

static int gather_threads(const struct ledger *ledger, const struct scoring *scoring,
                          struct thread_line *lines)
{
    const struct screenplay *film = ledger->film;
    int count = 0;
    for (int i = 0; i < scoring->track.line_count; i++) {
        const struct line_cause *cause = &scoring->line_causes[i];
        const struct deed *deed = &film->scenes[cause->scene].deeds[cause->deed];
        struct shown_span span;
        if (*deed->thread && showing_span(film, ledger->running, cause->shot, deed->at, deed->at, &span))
            lines[count++] = (struct thread_line){deed->thread, span.first, i,
                                                  ledger->first_deed[cause->scene] + cause->deed};
    }
    qsort(lines, (size_t)count, sizeof *lines, in_order);
    return count;
}

/* The thread that begins with line `first`, unless an earlier line has its name. The same deed shown again
 * does not take it up. */
static void write_thread(struct pen *pen, const struct thread_line *lines, int count, int first, int *threads)
{
    int returns = -1;
    for (int i = 0; i < first; i++) {
        if (!strcmp(lines[i].name, lines[first].name))
            return;
    }
    for (int i = count - 1; i > first; i--) {
        if (!strcmp(lines[i].name, lines[first].name) && lines[i].deed != lines[first].deed)
            returns = lines[i].frame;
    }
    pen_row(pen, "thread");
    pen_int(pen, *threads);
    pen_text(pen, lines[first].name);
    pen_int(pen, lines[first].frame);
    pen_known(pen, returns);
    pen_end(pen);
    for (int i = first; i < count; i++) {
        if (strcmp(lines[i].name, lines[first].name) != 0)
            continue;
        pen_row(pen, "thread_line");
        pen_int(pen, *threads);
        pen_int(pen, lines[i].line);
        pen_int(pen, lines[i].frame);
        pen_end(pen);
    }
    ++*threads;
}

static void write_threads(struct ledger *ledger, const struct scoring *scoring)
{
    struct thread_line *lines = ledger_room((size_t)scoring->track.line_count, sizeof *lines);
    int count = gather_threads(ledger, scoring, lines), threads = 0;
    for (int i = 0; i < count; i++)
        write_thread(ledger->pen, lines, count, i, &threads);
    free(lines);
}

int ledger_sound(struct ledger *ledger, const struct scoring *scoring, const struct speeches *speeches,
                 const struct subtitle *subtitles)
{
    char length[96];
    snprintf(length, sizeof length, "UPDATE film SET sample_rate = %d, samples = %lld", sample_rate,
             (long long)scoring->track.samples);
    pen_run(ledger->pen, length);
    for (int i = 0; i < scoring->track.noise_count; i++)
        write_noise(ledger, i, &scoring->track.noises[i], &scoring->noise_causes[i]);
    write_rooms(ledger, &scoring->track);
    write_lines(ledger, scoring, speeches);
    write_music(ledger, &scoring->track);
    write_subtitles(ledger, scoring, subtitles);
    write_threads(ledger, scoring);
    return pen_failed(ledger->pen) ? -1 : 0;
}
