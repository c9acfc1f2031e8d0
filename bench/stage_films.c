/* SPDX-License-Identifier: Apache-2.0 */
#include "stage_films.h"
#include "film/filming.h"
#include "film/script.h"
#include "render/y4m.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool complain(const char *what, const char *subject)
{
    fprintf(stderr, "stage films: %s '%s'\n", what, subject);
    return false;
}

/* Writes the script into memory and reads it again: what is drawn is what a script file would say. */
static bool draw_script(const struct film_order *order, struct screenplay *film)
{
    char *text = NULL, complaint[longest_complaint];
    size_t size = 0;
    FILE *script = open_memstream(&text, &size);
    bool written = script && franchise_write(order, script) == 0;
    if (script && fclose(script))
        written = false;
    bool read = written && script_read(text, "script", film, complaint) == 0;
    if (written && !read)
        complain("a drawn script cannot be read", complaint);
    free(text);
    return read;
}

static int take(void *user, const struct film_frame *frame, const struct picture_planes *planes)
{
    (void)frame;
    return y4m_frame(user, planes);
}

static bool encode(const struct stage_film_params *p, const struct screenplay *film,
                   const struct running *running, const struct speeches *speeches)
{
    char command[4096];
    const struct stage_copy *copy = &p->copy;
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -y -i - -vf 'shuffleframes=%s,pad=iw:ih+%d:0:%d:black' -c:v %s "
             "-threads 2 '%s'",
             copy->hold == 2   ? "0 0"
             : copy->hold == 3 ? "0 0 0"
                               : "0",
             2 * copy->bar, copy->bar, copy->codec, p->film);
    FILE *pipe = popen(command, "w");
    if (!pipe)
        return complain("cannot start ffmpeg for", p->film);
    struct filming filming = {.film = film,
                              .running = running,
                              .speeches = speeches,
                              .last = running->frames - 1,
                              .threads = 2,
                              .take = take,
                              .user = pipe};
    bool whole =
        y4m_begin(pipe, film->width, film->height, film->rate, film->per) == 0 && film_shoot(&filming) == 0;
    if (pclose(pipe) != 0 || !whole)
        return complain("cannot write", p->film);
    return true;
}

/* The first frame that shows a picture as late as that one, where pictures are held. */
static int first_shown(int frame, int hold)
{
    return hold > 1 ? (frame + hold - 1) / hold * hold : frame;
}

static bool write_truth(const char *path, const struct screenplay *film, const struct running *running,
                        int hold)
{
    int count = 0;
    struct true_transition *transitions = running_transitions(film, running, &count);
    FILE *file = fopen(path, "w");
    for (int i = 0; file && i < count; i++)
        fprintf(file, "%s\t%d\t%d\n", transitions[i].kind, first_shown(transitions[i].first, hold),
                first_shown(transitions[i].last, hold));
    free(transitions);
    if (!file || fclose(file))
        return complain("cannot write", path);
    return true;
}

bool stage_film(const struct stage_film_params *p)
{
    struct screenplay film;
    struct running running;
    struct speeches speeches;
    char complaint[longest_complaint];
    if (!draw_script(&p->order, &film))
        return false;
    if (running_make(&film, &running, complaint, sizeof complaint)) {
        screenplay_release(&film);
        return complain("a drawn film does not run", complaint);
    }
    speeches_make(&film, &speeches);
    bool done = encode(p, &film, &running, &speeches) && write_truth(p->truth, &film, &running, p->copy.hold);
    speeches_release(&speeches);
    running_release(&running);
    screenplay_release(&film);
    return done;
}

struct stage_copy stage_copy_drawn(uint64_t seed, int n)
{
    struct stage_copy copy = {.hold = 1};
    struct stream s = stream_of(scramble(seed), "copy");
    int quality = 17 + draw_one_of(&s, 17), group = 12 + draw_one_of(&s, 109);
    int bar = 2 * (7 + draw_one_of(&s, 20)), hold = 2 + draw_one_of(&s, 2);
    if (n % 5 == 2)
        snprintf(copy.codec, sizeof copy.codec, "mpeg2video -q:v %d -g %d", (quality - 13) / 2, group);
    else
        snprintf(copy.codec, sizeof copy.codec, "libx264 -preset veryfast -crf %d -g %d", quality, group);
    copy.bar = n % 4 == 1 ? bar : 0;
    copy.hold = n % 7 == 3 ? hold : 1;
    return copy;
}

bool stage_seed(const char *path, const char *group, int n, uint64_t *seed)
{
    char line[256], name[32];
    FILE *file = fopen(path, "r");
    bool found = false;
    while (file && !found && fgets(line, sizeof line, file))
        found = line[0] != '#' && sscanf(line, "%31s %" SCNu64, name, seed) == 2 && !strcmp(name, group) &&
                n-- == 0;
    if (file)
        fclose(file);
    return found;
}
