/* SPDX-License-Identifier: Apache-2.0 */
/* shoot_film SCRIPT [--picture FILE.y4m] [--sound FILE.wav] [--stems FOLDER] [--truth FILE] [--subtitles
 * FILE.srt]
 *            [--threads N]
 * Shoots a script's film. `-` writes the picture to standard output, for an encoder; what is not asked for is
 * not made. */
#include "film/filming.h"
#include "film/scoring.h"
#include "film/script.h"
#include "film/subtitling.h"
#include "render/y4m.h"
#include "truth/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wishes {
    const char *script, *picture, *sound, *stems, *truth, *subtitles;
    int threads;
};

struct production {
    struct wishes wishes;
    struct screenplay film;
    struct running running;
    struct speeches speeches;
    struct scoring scoring;
    struct subtitle *titles;
    struct ledger *ledger;
    FILE *picture;
};

static int usage(void)
{
    fputs(
        "usage: shoot_film SCRIPT [--picture FILE.y4m|-] [--sound FILE.wav] [--stems FOLDER] [--truth FILE]\n"
        "                  [--subtitles FILE.srt] [--threads N]\n",
        stderr);
    return 2;
}

static int wish(struct wishes *wishes, const char *option, const char *value)
{
    const struct {
        const char *option, **value;
    } files[] = {{"--picture", &wishes->picture},
                 {"--sound", &wishes->sound},
                 {"--stems", &wishes->stems},
                 {"--truth", &wishes->truth},
                 {"--subtitles", &wishes->subtitles}};
    for (int i = 0; i < 5; i++) {
        if (!strcmp(option, files[i].option)) {
            *files[i].value = value;
            return 1;
        }
    }
    wishes->threads = atoi(value);
    return !strcmp(option, "--threads") && wishes->threads > 0;
}

static int cannot(const char *verb, const char *path)
{
    fprintf(stderr, "shoot_film: cannot %s '%s'\n", verb, path);
    return 4;
}

static int take(void *user, const struct film_frame *frame, const struct picture_planes *planes)
{
    struct production *p = user;
    if (p->picture && y4m_frame(p->picture, planes))
        return cannot("write", p->wishes.picture);
    return p->ledger && ledger_frame(p->ledger, frame->number, &frame->exposure, &frame->a, &frame->b) ? 4
                                                                                                       : 0;
}

static int shoot_picture(struct production *p)
{
    struct filming filming = {.film = &p->film,
                              .running = &p->running,
                              .speeches = &p->speeches,
                              .first = 0,
                              .last = p->running.frames - 1,
                              .threads = p->wishes.threads,
                              .take = take,
                              .user = p};
    const char *path = p->wishes.picture;
    if (path) {
        p->picture = strcmp(path, "-") ? fopen(path, "wb") : stdout;
        if (!p->picture || y4m_begin(p->picture, p->film.width, p->film.height, p->film.rate, p->film.per))
            return cannot("write", path);
    }
    int status = film_shoot(&filming);
    if (p->picture && fclose(p->picture) && !status)
        status = cannot("write", path);
    return status;
}

static int shoot_sound(struct production *p)
{
    static const char *const names[stem_count] = {"room", "effects", "speech", "music", "crowd"};
    FILE *stems[stem_count] = {0}, *mix = fopen(p->wishes.sound, "wb");
    int status = mix ? 0 : cannot("write", p->wishes.sound);
    for (int i = 0; i < stem_count && p->wishes.stems && !status; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s.wav", p->wishes.stems, names[i]);
        stems[i] = fopen(path, "wb");
        status = stems[i] ? 0 : cannot("write", path);
    }
    if (!status && soundtrack_write(&p->scoring.track, mix, stems))
        status = cannot("write", p->wishes.sound);
    for (int i = 0; i < stem_count; i++) {
        if (stems[i] && fclose(stems[i]) && !status)
            status = cannot("write", p->wishes.stems);
    }
    if (mix && fclose(mix) && !status)
        status = cannot("write", p->wishes.sound);
    return status;
}

static int write_subtitles(struct production *p)
{
    FILE *file = fopen(p->wishes.subtitles, "wb");
    int status = file ? subtitles_write(p->titles, p->scoring.track.line_count, file) : -1;
    if (file && fclose(file))
        status = -1;
    return status ? cannot("write", p->wishes.subtitles) : 0;
}

static int produce(struct production *p)
{
    int status = 0;
    if (p->wishes.truth) {
        p->ledger = ledger_open(p->wishes.truth, &p->film, &p->running);
        if (!p->ledger || ledger_script(p->ledger, p->wishes.script) ||
            ledger_sound(p->ledger, &p->scoring, &p->speeches, p->titles))
            status = 4;
    }
    if (!status && p->wishes.subtitles)
        status = write_subtitles(p);
    if (!status && p->wishes.sound)
        status = shoot_sound(p);
    if (!status && (p->wishes.picture || p->wishes.truth))
        status = shoot_picture(p);
    if (p->ledger && ledger_close(p->ledger, status == 0))
        status = 4;
    return status;
}

int main(int argc, char **argv)
{
    struct production p = {.wishes = {.threads = (int)sysconf(_SC_NPROCESSORS_ONLN)}};
    char complaint[longest_complaint];
    if (argc < 2 || argc % 2)
        return usage();
    p.wishes.script = argv[1];
    for (int i = 2; i < argc; i += 2) {
        if (!wish(&p.wishes, argv[i], argv[i + 1]))
            return usage();
    }
    if (script_read_file(p.wishes.script, &p.film, complaint)) {
        fprintf(stderr, "%s\n", complaint);
        return 3;
    }
    if (running_make(&p.film, &p.running, complaint, sizeof complaint)) {
        fprintf(stderr, "%s\n", complaint);
        screenplay_release(&p.film);
        return 3;
    }
    speeches_make(&p.film, &p.speeches);
    scoring_make(&p.film, &p.running, &p.speeches, &p.scoring);
    p.titles = subtitles_make(&p.film, &p.scoring, &p.speeches);
    int status = produce(&p);
    free(p.titles);
    scoring_release(&p.scoring);
    speeches_release(&p.speeches);
    running_release(&p.running);
    screenplay_release(&p.film);
    return status;
}
