/* SPDX-License-Identifier: Apache-2.0 */
#include "copied_reels.h"
#include "base/array.h"
#include "pastiche/measure.h"
#include "sources.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool complain(const char *what, const char *subject)
{
    fprintf(stderr, "copies: '%s': %s\n", subject, what);
    return false;
}

bool copied_reel_measure(const char *film, const char *reel)
{
    struct stat there;
    struct pst_error error = {0};
    struct pst_measure_result result;
    struct pst_measure_params params = pst_measure_default;
    params.output = reel;
    params.only = "fingerprint,inset,colour,light";
    params.no_stills = true;
    params.threads = 1;
    if (stat(reel, &there) == 0)
        return true;
    enum pst_status status = pst_measure(film, &params, &result, &error);
    return status == PST_OK || status == PST_PARTLY || complain(error.message, film);
}

struct pst_footage *copied_footage(const char *reel)
{
    struct pst_footage *footage;
    struct pst_error error = {0};
    if (pst_footage_open(reel, NULL, &footage, &error) != PST_OK)
        complain(error.message, reel);
    return footage;
}

void copied_reels_release(struct copied_reels *reels)
{
    for (size_t i = 0; i < reels->count; i++)
        pst_footage_close(&reels->items[i].footage);
    free(reels->items);
    *reels = (struct copied_reels){0};
}

static bool add(struct copied_reels *reels, struct copied_reel *reel, const char *path)
{
    reel->footage = copied_reel_measure(reel->film, path) ? copied_footage(path) : NULL;
    return reel->footage && array_push(reels, *reel);
}

static const char *name_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

bool copied_clips(const char *sources, const char *shared, const char *work, const char *group,
                  struct copied_reels *reels)
{
    struct source_clip clip;
    FILE *list = fopen(sources, "r");
    bool good = list || complain("cannot be read", sources);
    while (good && next_clip(list, &clip)) {
        struct copied_reel reel = {0};
        char path[1024];
        if (*group && strcmp(clip.group, group) != 0)
            continue;
        snprintf(reel.source, sizeof reel.source, "%s", clip.source);
        snprintf(reel.name, sizeof reel.name, "%.100s", name_of(clip.file));
        snprintf(reel.film, sizeof reel.film, "%.200s/footage/%s", shared, clip.file);
        snprintf(path, sizeof path, "%.400s/clip-%s.reel", work, reel.name);
        good = add(reels, &reel, path);
    }
    if (list)
        fclose(list);
    return good;
}

static bool add_stage(const char *stage, const char *work, int seed, int n, struct copied_reels *reels)
{
    struct copied_reel reel = {0};
    struct stat there;
    char path[1024];
    snprintf(reel.source, sizeof reel.source, "%d", seed);
    snprintf(reel.name, sizeof reel.name, "stage-%d-film%d", seed, n);
    snprintf(reel.film, sizeof reel.film, "%.400s/%d-film%d.mkv", stage, seed, n);
    snprintf(path, sizeof path, "%.400s/%s.reel", work, reel.name);
    return stat(reel.film, &there) != 0 || add(reels, &reel, path);
}

bool copied_stage(const char *stage, const char *work, const char *group, int each,
                  struct copied_reels *reels)
{
    enum { SEEDS = 12 };
    int first = strcmp(group, "tune") == 0 ? 1 : 90001;
    bool good = true;
    for (int n = 1; good && n <= each; n++)
        for (int seed = first; good && seed < first + SEEDS; seed++)
            good = add_stage(stage, work, seed, n, reels);
    return good;
}
