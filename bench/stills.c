/* SPDX-License-Identifier: Apache-2.0 */
/* How well a still's film and frame are found: stills of real clips, changed, among the films of all of them.
 *
 * stills [--group report|tune|stage] [--work DIR] [--shared DIR] [--again] [--films]
 *
 * The first two thirds of each clip are in one of four films, encoded; every fifth clip of the group is in
 * none. The other group's clips are in films, too: others to choose from. Stills are taken of the clips as
 * they were:
 *
 *   in it: frames that the film has;
 *
 *   set-up: frames of the last third, in which the film has none, of cameras that stand still;
 *
 *   absent: frames of clips that are in no film: all that is told of them is false.
 *
 *   card: frames of black, or of text on black, of which nothing should be told.
 *
 * Group stage: films of the stage in place of clips, twenty seconds of each of fifteen report seeds
 * (synthetic).
 * --again: with the films and stills that lie there from before. --films: frames are settled by the films'
 * own pictures. A row a still goes to DIR/GROUP_stills.tsv.
 */
#include "clip_store.h"
#include "option.h"
#include "pastiche/pastiche.h"
#include "stage_films.h"
#include "staged.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 1024, FILMS = 4, MOST = 16384, EVERY = 5, TAKEN = 6, LATER = 24 };

static const struct change {
    const char *name, *filter, *extension;
} changes[] = {
    {"as it is", "null", "png"},
    {"JPEG, half the size", "scale=iw/2:-2", "jpg"},
    {"WebP, squashed", "scale=240:240", "webp"},
    {"middle 85%", "crop=iw*0.85:ih*0.85", "jpg"},
    {"regraded", "eq=gamma=0.7:contrast=1.15:saturation=0.6", "jpg"},
    {"black and white", "hue=s=0", "jpg"},
    {"text over it", "drawtext=text=THE END:fontsize=h/5:x=(w-tw)/2:y=h*0.7:fontcolor=white", "jpg"},
    {"mirrored", "hflip", "jpg"},
    {"letterboxed", "pad=iw:ih*4/3:0:(oh-ih)/2", "png"},
    {"mirrored, 85%, regraded", "hflip,crop=iw*0.85:ih*0.85,eq=gamma=0.8:saturation=0.7", "jpg"},
};
enum { CHANGES = sizeof changes / sizeof *changes };

enum part { IN_IT, SET_UP, ABSENT, CARD, PARTS };
static const char *const part_names[PARTS] = {"in it", "set-up", "absent", "card"};

struct still {
    char path[PATH];
    enum part part;
    int change, film;
    int64_t frame; /* of the film */
};

struct tally {
    int stills, exact, set_up, right, near_frame, in_run;
};

struct bench {
    const char *shared, *work, *group;
    char reels[2 * FILMS][PATH];
    int reel_count;
    bool again, by_film;
    struct still *stills;
    int count;
    int64_t frames;
};

static bool stands(const struct stored_clip *clip)
{
    static const char *const cameras[] = {"droid", "tfl", "intel", "zamba"};
    for (size_t i = 0; i < sizeof cameras / sizeof *cameras; i++)
        if (strcmp(clip->source, cameras[i]) == 0)
            return true;
    return false;
}

static bool is_absent(int clip)
{
    return clip % EVERY == EVERY - 1;
}

static int shown(const struct stored_clip *clip)
{
    return clip->count * 2 / 3;
}

static char *stage_script(uint64_t seed)
{
    const struct film_order order = {.seed = seed,
                                     .number = 1,
                                     .minutes = 0.35,
                                     .width = CLIP_WIDTH,
                                     .height = CLIP_HEIGHT,
                                     .gradual = -1};
    char *text = NULL;
    size_t size = 0;
    FILE *script = open_memstream(&text, &size);
    bool written = script && franchise_write(&order, script) == 0;
    if ((script && fclose(script)) || !written)
        exit(5);
    return text;
}

/* Films of the stage, each as one clip. */
static struct clip_store *open_stage(const struct bench *b)
{
    enum { STAGE_FILMS = 15 };
    struct clip_store *store = calloc(1, sizeof *store);
    uint64_t seed;
    for (int i = 0; store && i < STAGE_FILMS && stage_seed(SEEDS_DEFAULT, "report", i, &seed); i++) {
        char stem[PATH], *script = stage_script(seed);
        struct stored_clip *clip = &store->clips[store->count];
        snprintf(stem, sizeof stem, "%s/stage%02d", b->work, i);
        snprintf(clip->file, sizeof clip->file, "stage%02d.mkv", i);
        if (staged_master(&(struct staged){.stem = stem, .script = script}) && load_clip(clip, b->work))
            store->count++;
        free(script);
    }
    return store;
}

static bool measure(struct bench *b, const char *film)
{
    struct pst_measure_params params = pst_measure_default;
    struct pst_measure_result result;
    struct pst_error error;
    char *reel = b->reels[b->reel_count++];
    snprintf(reel, PATH, "%s.reel", film);
    params.output = reel;
    params.no_stills = true;
    params.force = !b->again;
    if (pst_measure(film, &params, &result, &error) != PST_OK)
        return fprintf(stderr, "stills: %s\n", error.message), false;
    b->frames += result.frames;
    return true;
}

/* Clips `film`, film + FILMS … one after another; first[] is where each begins. */
static bool make_film(struct bench *b, const struct clip_store *store, const char *group, int film, bool all,
                      int64_t *first)
{
    char path[PATH], command[2 * PATH];
    int64_t frames = 0;
    snprintf(path, sizeof path, "%s/%s_%d.mkv", b->work, group, film);
    snprintf(
        command, sizeof command,
        "ffmpeg -v error -nostdin -y -f rawvideo -pix_fmt yuv420p -s %dx%d -r 24 -i - -c:v libx264 -preset "
        "veryfast -threads 2 -crf 20 '%s'",
        CLIP_WIDTH, CLIP_HEIGHT, path);
    FILE *pipe = popen(b->again ? "cat >/dev/null" : command, "w");
    bool good = pipe != NULL;
    for (int i = film; good && i < store->count; i += FILMS) {
        first[i] = frames;
        if (!all && is_absent(i))
            continue;
        size_t count = (size_t)shown(&store->clips[i]);
        good = fwrite(store->clips[i].frames, CLIP_SIZE, count, pipe) == count;
        frames += (int64_t)count;
    }
    return pipe && pclose(pipe) == 0 && good && measure(b, path);
}

static bool take(struct bench *b, const struct stored_clip *clip, int frame, struct still still)
{
    char command[3 * PATH];
    snprintf(still.path, sizeof still.path, "%s/still%05d.%s", b->work, b->count,
             changes[still.change].extension);
    snprintf(
        command, sizeof command,
        "ffmpeg -v error -nostdin -y -threads 1 -f rawvideo -pix_fmt yuv420p -s %dx%d -i - -vf '%s' -q:v 4 "
        "-frames:v 1 -update 1 '%s'",
        CLIP_WIDTH, CLIP_HEIGHT, changes[still.change].filter, still.path);
    FILE *pipe = b->again ? NULL : popen(command, "w");
    bool good = pipe && fwrite(clip->frames + (size_t)frame * CLIP_SIZE, CLIP_SIZE, 1, pipe) == 1;
    good = pipe && pclose(pipe) == 0 && good;
    good = (good || b->again) && b->count < MOST;
    if (good)
        b->stills[b->count++] = still;
    return good;
}

/* Mean and twice the deviation of luma, of 255: dark, and what is not black is far from it. */
static bool is_card(const struct stored_clip *clip, int frame)
{
    enum { LUMA = CLIP_WIDTH * CLIP_HEIGHT };
    const uint8_t *picture = clip->frames + (size_t)frame * CLIP_SIZE;
    double sum = 0, squares = 0;
    for (int i = 0; i < LUMA; i++) {
        double value = picture[i] > 16 ? (picture[i] - 16) * 255 / 219.0 : 0;
        sum += value;
        squares += value * value;
    }
    double mean = sum / LUMA, twice = 2 * sqrt(squares / LUMA - mean * mean);
    return mean <= 8 || (mean <= 24 && twice > 4 * mean);
}

static bool take_stills(struct bench *b, const struct clip_store *store, const int64_t *first)
{
    bool good = true;
    for (int i = 0; i < store->count; i++) {
        const struct stored_clip *clip = &store->clips[i];
        int in_film = shown(clip), from = in_film + LATER, rest = clip->count - from;
        for (int k = 0; good && k < TAKEN; k++)
            for (int c = 0; good && c < CHANGES; c++) {
                int frame = (2 * k + 1) * in_film / (2 * TAKEN), later = from + k * rest / TAKEN;
                struct still still = {.part = is_card(clip, frame) ? CARD
                                              : is_absent(i)       ? ABSENT
                                                                   : IN_IT,
                                      .change = c,
                                      .film = i % FILMS,
                                      .frame = first[i] + frame};
                good = take(b, clip, frame, still);
                still.part = SET_UP;
                if (good && !is_absent(i) && stands(clip) && rest > TAKEN && c % 3 == 0)
                    good = take(b, clip, later, still);
            }
    }
    return good;
}

static void count_still(const struct bench *b, const struct still *s, const struct pst_found_still *f,
                        struct tally *t)
{
    bool right = f->reel && strcmp(f->reel, b->reels[s->film]) == 0;
    t->stills++;
    t->exact += f->verdict == PST_STILL_EXACT;
    t->set_up += f->verdict == PST_STILL_SET_UP;
    t->right += right && f->verdict != PST_STILL_NONE;
    t->near_frame += right && f->verdict != PST_STILL_NONE && llabs(f->frame - s->frame) <= 1;
    t->in_run +=
        right && f->verdict != PST_STILL_NONE && f->run_first - 1 <= s->frame && s->frame <= f->run_last + 1;
}

static void print_tally(const char *part, const char *change, const struct tally *t)
{
    if (t->stills)
        printf("%-7s %-24s %6d %6d %6d %6d %7d %6d\n", part, change, t->stills, t->exact, t->set_up, t->right,
               t->near_frame, t->in_run);
}

static bool find(struct bench *b)
{
    const char **paths = calloc((size_t)b->count + 1, sizeof *paths), *reels[2 * FILMS];
    struct tally tallies[PARTS][CHANGES + 1] = {{{0}}};
    const char *const films[] = {b->work};
    struct pst_find_params params = {
        .reels = reels, .reel_count = (size_t)b->reel_count, .films = films, .film_count = b->by_film};
    struct pst_find *found;
    struct pst_error error;
    char list[PATH];
    for (int i = 0; i < b->count; i++)
        paths[i] = b->stills[i].path;
    for (int i = 0; i < b->reel_count; i++)
        reels[i] = b->reels[i];
    if (pst_find(paths, (size_t)b->count, &params, &found, &error) != PST_OK)
        return fprintf(stderr, "stills: %s\n", error.message), false;
    size_t count;
    const struct pst_found_still *stills = pst_find_stills(found, &count);
    snprintf(list, sizeof list, "%s/%s_stills.tsv", b->work, b->group);
    FILE *out = fopen(list, "w");
    for (size_t i = 0; i < count; i++) {
        const struct still *s = &b->stills[i];
        count_still(b, s, &stills[i], &tallies[s->part][s->change]);
        count_still(b, s, &stills[i], &tallies[s->part][CHANGES]);
        if (out)
            fprintf(out, "%s\t%s\t%s\t%d\t%lld\t%d\t%lld\t%lld\t%lld\t%d\t%d\t%d\t%g\n", part_names[s->part],
                    changes[s->change].name, pst_still_verdict_name(stills[i].verdict), s->film,
                    (long long)s->frame, stills[i].reel && strcmp(stills[i].reel, b->reels[s->film]) == 0,
                    (long long)stills[i].frame, (long long)stills[i].run_first, (long long)stills[i].run_last,
                    stills[i].distance, stills[i].next, stills[i].cropped, stills[i].expected);
    }
    if (out)
        fclose(out);
    printf("%s, group %s; %d films of %lld frames\n%-7s %-24s %6s %6s %6s %6s %7s %6s\n",
           strcmp(b->group, "stage") == 0 ? "synthetic" : "real clips", b->group, b->reel_count,
           (long long)b->frames, "stills", "change", "count", "exact", "set-up", "right", "frame 1",
           "in run");
    for (int p = 0; p < PARTS; p++) {
        for (int c = 0; c < CHANGES; c++)
            print_tally(part_names[p], changes[c].name, &tallies[p][c]);
        print_tally(part_names[p], "all", &tallies[p][CHANGES]);
    }
    pst_find_close(&found);
    free(paths);
    return true;
}

int main(int argc, char **argv)
{
    struct bench b = {.shared = option(argc, argv, "--shared", SHARED_DEFAULT),
                      .work = option(argc, argv, "--work", "build/bench/stills"),
                      .group = option(argc, argv, "--group", "report"),
                      .again = has(argc, argv, "--again"),
                      .by_film = has(argc, argv, "--films")};
    char footage[PATH];
    int64_t first[CLIPS], unused[CLIPS];
    bool report = strcmp(b.group, "report") == 0;
    snprintf(footage, sizeof footage, "%s/footage", b.shared);
    mkdir("build/bench", 0777);
    mkdir(b.work, 0777);
    b.stills = calloc(MOST, sizeof *b.stills);
    bool stage = strcmp(b.group, "stage") == 0;
    struct clip_store *clips = stage ? open_stage(&b) : open_clips(footage, SOURCES_DEFAULT, b.group);
    struct clip_store *others = open_clips(footage, SOURCES_DEFAULT, report || stage ? "tune" : "report");
    bool good = clips && others && b.stills;
    for (int f = 0; good && f < FILMS; f++)
        good = make_film(&b, clips, b.group, f, false, first);
    for (int f = 0; good && f < FILMS; f++)
        good = make_film(&b, others, "others", f, true, unused);
    good = good && take_stills(&b, clips, first) && find(&b);
    close_clips(clips);
    close_clips(others);
    free(b.stills);
    return good ? 0 : 1;
}
