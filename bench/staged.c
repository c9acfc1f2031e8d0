/* SPDX-License-Identifier: Apache-2.0 */
#include "staged.h"
#include "film/filming.h"
#include "film/scoring.h"
#include "film/script.h"
#include "film/subtitling.h"
#include "render/y4m.h"
#include "truth/degrade.h"
#include "truth/ledger.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH = 1024, THREADS = 2 };

struct camera_crew {
    FILE *picture;
    struct ledger *ledger;
};

static bool complain(const char *what, const char *subject)
{
    fprintf(stderr, "staged: %s '%s'\n", what, subject);
    return false;
}

static bool is_there(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0;
}

static bool is_older(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) != 0 || stat(other, &b) != 0 || a.st_mtime < b.st_mtime;
}

/* The folder keeps films between runs; one whose script has changed is shot anew. */
static bool is_same_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "r");
    bool same = file;
    for (; same && *text; text++)
        same = getc(file) == (unsigned char)*text;
    same = same && getc(file) == EOF;
    if (file)
        fclose(file);
    return same;
}

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    bool whole = file && fputs(text, file) >= 0;
    return file && fclose(file) == 0 && whole;
}

static int take(void *user, const struct film_frame *frame, const struct picture_planes *planes)
{
    struct camera_crew *crew = user;
    return y4m_frame(crew->picture, planes) ||
           ledger_frame(crew->ledger, frame->number, &frame->exposure, &frame->a, &frame->b);
}

/* ---- sound ---- */

static bool write_sound(const struct soundtrack *track, const char *path)
{
    FILE *none[stem_count] = {NULL}, *mix = fopen(path, "wb");
    bool whole = mix && soundtrack_write(track, mix, none) == 0;
    whole = mix && fclose(mix) == 0 && whole;
    return whole || complain("cannot write", path);
}

static bool tell_sound(const struct screenplay *film, const struct scoring *scoring,
                       const struct speeches *speeches, struct ledger *ledger)
{
    struct subtitle *titles = subtitles_make(film, scoring, speeches);
    bool told = ledger && ledger_sound(ledger, scoring, speeches, titles) == 0;
    free(titles);
    return told;
}

/* The sound goes to `path` before there is a picture, and what is true of it into the ledger. */
static bool record(const struct screenplay *film, const struct running *running,
                   const struct speeches *speeches, struct ledger *ledger, const char *path)
{
    struct scoring scoring;
    scoring_make(film, running, speeches, &scoring);
    bool done = tell_sound(film, &scoring, speeches, ledger) && write_sound(&scoring.track, path);
    scoring_release(&scoring);
    return done;
}

/* ---- picture ---- */

static FILE *open_encoder(const struct staged *p, const char *sound, const char *film)
{
    char command[4 * PATH], input[2 * PATH] = "";
    if (p->sound)
        snprintf(input, sizeof input, "-i '%s' -map 0:v -map 1:a -c:a flac", sound);
    snprintf(command, sizeof command, "ffmpeg -v error -nostdin -y -i - %s -c:v %s -threads %d '%s'", input,
             p->codec ? p->codec : "libx264 -preset veryfast -crf 12", THREADS, film);
    return popen(command, "w");
}

static bool shoot_picture(const struct screenplay *film, const struct running *running,
                          const struct speeches *speeches, struct camera_crew *crew)
{
    struct filming filming = {.film = film,
                              .running = running,
                              .speeches = speeches,
                              .last = running->frames - 1,
                              .threads = THREADS,
                              .take = take,
                              .user = crew};
    return y4m_begin(crew->picture, film->width, film->height, film->rate, film->per) == 0 &&
           film_shoot(&filming) == 0;
}

static bool shoot(const struct staged *p, const struct screenplay *film, const struct running *running,
                  const char *picture, const char *truth)
{
    char sound[PATH];
    struct speeches speeches;
    struct camera_crew crew = {NULL, ledger_open(truth, film, running)};
    snprintf(sound, sizeof sound, "%s.wav", p->stem);
    speeches_make(film, &speeches);
    bool whole = crew.ledger && (!p->sound || record(film, running, &speeches, crew.ledger, sound));
    if (whole)
        crew.picture = open_encoder(p, sound, picture);
    whole = whole && crew.picture && shoot_picture(film, running, &speeches, &crew);
    whole = crew.picture && pclose(crew.picture) == 0 && whole;
    whole = crew.ledger && ledger_close(crew.ledger, whole) == 0 && whole;
    speeches_release(&speeches);
    remove(sound);
    return whole || complain("cannot shoot", picture);
}

/* The transitions of a truth file as rows of kind, first and last frame: written under another name and
 * moved, so that what is there is whole. */
static bool write_rows(const char *truth, const char *path)
{
    char part[PATH + 8];
    sqlite3 *db = NULL;
    sqlite3_stmt *ask = NULL;
    snprintf(part, sizeof part, "%s.part", path);
    FILE *file = fopen(part, "w");
    bool whole = file && sqlite3_open_v2(truth, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                 sqlite3_prepare_v2(db, "SELECT kind, first, last FROM transition ORDER BY n", -1, &ask,
                                    NULL) == SQLITE_OK;
    int step = SQLITE_DONE;
    while (whole && (step = sqlite3_step(ask)) == SQLITE_ROW)
        fprintf(file, "%s\t%d\t%d\n", sqlite3_column_text(ask, 0), sqlite3_column_int(ask, 1),
                sqlite3_column_int(ask, 2));
    sqlite3_finalize(ask);
    sqlite3_close(db);
    whole = file && fclose(file) == 0 && whole && step == SQLITE_DONE && rename(part, path) == 0;
    return whole || complain("cannot read transitions of", truth);
}

bool staged_master(const struct staged *p)
{
    char picture[PATH], truth[PATH], rows[PATH], script[PATH], complaint[longest_complaint];
    struct screenplay film;
    struct running running;
    snprintf(picture, sizeof picture, "%s.mkv", p->stem);
    snprintf(truth, sizeof truth, "%s.truth", p->stem);
    snprintf(rows, sizeof rows, "%s.tsv", p->stem);
    snprintf(script, sizeof script, "%s.script", p->stem);
    if (is_there(rows) && is_same_text(script, p->script))
        return true;
    remove(rows);
    if (script_read(p->script, p->stem, &film, complaint))
        return complain("a script cannot be read:", complaint);
    bool runs = running_make(&film, &running, complaint, sizeof complaint) == 0;
    bool done = runs ? shoot(p, &film, &running, picture, truth) && write_text(script, p->script) &&
                           write_rows(truth, rows)
                     : complain("a script does not run:", complaint);
    if (runs)
        running_release(&running);
    screenplay_release(&film);
    return done;
}

/* Each line of `words` as one word of a shell's. */
static void quote_words(FILE *command, char *words)
{
    for (char *rest = NULL, *word = strtok_r(words, "\n", &rest); word; word = strtok_r(NULL, "\n", &rest)) {
        fputs(" '", command);
        for (; *word; word++)
            fputs(*word == '\'' ? "'\\''" : (char[]){*word, 0}, command);
        fputc('\'', command);
    }
}

static bool encode_copy(const char *master, const struct degrade_row *row, const char *film)
{
    char truth[PATH], *words = NULL, *command = NULL;
    size_t size = 0;
    snprintf(truth, sizeof truth, "%s.truth", master);
    FILE *told = open_memstream(&words, &size);
    bool done = told && degrade_arguments(truth, row, told) == 0;
    done = told && fclose(told) == 0 && done;
    FILE *line = open_memstream(&command, &size);
    if (done && line) {
        fprintf(line, "ffmpeg -v error -nostdin -y -i '%s.mkv'", master);
        quote_words(line, words);
        fprintf(line, " '%s'", film);
    }
    done = line && fclose(line) == 0 && done && system(command) == 0;
    free(words);
    free(command);
    return done || complain("cannot make the copy", film);
}

bool staged_copy(const char *master, const char *stem, const char *name, char *film, size_t room)
{
    char from[PATH], truth[PATH], rows[PATH];
    struct degrade_row row;
    if (degrade_find(COPIES, name, &row))
        return false;
    snprintf(film, room, "%s.%s", stem, row.extension);
    snprintf(from, sizeof from, "%s.truth", master);
    snprintf(truth, sizeof truth, "%s.truth", stem);
    snprintf(rows, sizeof rows, "%s.tsv", stem);
    if (!is_older(rows, from))
        return true;
    return encode_copy(master, &row, film) && degrade_truth(from, &row, truth) == 0 &&
           write_rows(truth, rows);
}
