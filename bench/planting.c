/* SPDX-License-Identifier: Apache-2.0 */
#include "planting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 432, HEIGHT = 240, BYTES = WIDTH * HEIGHT * 3 / 2, AROUND = 90 /* frames of the host */ };
#define GOOD "-crf 20"

/* "titles and logos": a subtitle of two lines and a station's mark. */
#define TITLES                                                                                               \
    "drawtext=font=Sans:text=Nobody told us that it would:fontsize=h/14:fontcolor=white:borderw=2:"          \
    "x=(w-tw)/2:y=h*0.80,drawtext=font=Sans:text=be as late as this:fontsize=h/14:fontcolor=white:"          \
    "borderw=2:x=(w-tw)/2:y=h*0.89"
#define LOGO "drawbox=x=iw*0.84:y=ih*0.06:w=iw*0.11:h=ih*0.09:color=white@0.8:t=fill"

enum { TO_25 = 25, TO_30 = 30 };

const struct planted_change planted_changes[] = {
    {"re-encoded, crf 35", "null", "-crf 35", 1, 0, false, false},
    {"160 wide, crf 28", "scale=160:-2", "-crf 28", 1, 0, false, false},
    {"crop to 85 %", "crop=iw*0.85:ih*0.85", GOOD, 1, 0, false, false},
    {"sides cut to 85 %", "crop=iw*0.85:ih", GOOD, 1, 0, false, false},
    {"mirrored", "hflip", GOOD, 1, 0, true, false},
    {"letterboxed", "scale=432:180,pad=432:240:0:30", GOOD, 1, 0, false, false},
    {"squeezed to 4:3, bars at the sides", "scale=320:240,pad=432:240:56:0", GOOD, 1, 0, false, false},
    {"regraded", "eq=gamma=0.75:contrast=1.15:saturation=1.4,colorbalance=rs=.15:bh=-.15", GOOD, 1, 0, false,
     false},
    {"black and white", "hue=s=0", GOOD, 1, 0, false, false},
    {"4 % faster", "null", GOOD, 24 / 25., 0, false, false},
    {"4 % slower", "null", GOOD, 25 / 24., 0, false, false},
    {"to 25 pictures a second", "fps=25", GOOD, 1, TO_25, false, false},
    {"to 30 pictures a second", "fps=30", GOOD, 1, TO_30, false, false},
    {"to 24 pictures a second", "fps=24", GOOD, 1, 24, false, false},
    {"titles laid over", TITLES, GOOD, 1, 0, false, false},
    {"logo laid over", LOGO, GOOD, 1, 0, false, false},
    {"mirrored, crop to 90 %, faster, crf 32", "hflip,crop=iw*0.9:ih*0.9", "-crf 32", 24 / 25., 0, true,
     false},
    {"picture in picture, half size", "null", GOOD, 1, 0, false, true},
};
const int planted_change_count = sizeof planted_changes / sizeof *planted_changes;

/* Copies what a command writes to `to`; how many pictures, −1: it failed. */
static int64_t pour(const char *command, FILE *to)
{
    static uint8_t picture[BYTES];
    int64_t count = 0;
    FILE *from = popen(command, "r");
    while (from && fread(picture, BYTES, 1, from) == 1 && fwrite(picture, BYTES, 1, to) == 1)
        count++;
    return from && pclose(from) == 0 ? count : -1;
}

#define SHOW "ffmpeg -v error -nostdin -threads 1"
#define RAW "-an -vsync passthrough -f rawvideo -pix_fmt yuv420p -"

static int64_t pour_host(const struct planting *p, int from, FILE *to)
{
    char command[4096];
    snprintf(command, sizeof command,
             SHOW " -stream_loop 9 -i '%s' -vf "
                  "'trim=start_frame=%d:end_frame=%d,setpts=N/FRAME_RATE/TB,scale=%d:%d' " RAW,
             p->host, p->host_from + from, p->host_from + from + AROUND, WIDTH, HEIGHT);
    return pour(command, to);
}

static int64_t pour_passage(const struct planting *p, FILE *to)
{
    char command[8192], cut[256];
    snprintf(cut, sizeof cut, "trim=start_frame=%lld:end_frame=%lld,setpts=PTS-STARTPTS", (long long)p->first,
             (long long)(p->first + p->frames));
    if (p->change->within)
        snprintf(command, sizeof command,
                 SHOW
                 " -i '%s' -stream_loop 9 -i '%s' -filter_complex '[0:v]%s,setpts=N/%.6f/TB,scale=%d:%d[p];"
                 "[1:v]setpts=N/%.6f/TB,fps=%.6f,scale=%d:%d[h];[h][p]overlay=W-w-12:12:shortest=1' " RAW,
                 p->source, p->host, cut, p->rate, WIDTH / 2, HEIGHT / 2, p->rate, p->rate, WIDTH, HEIGHT);
    else
        snprintf(command, sizeof command, SHOW " -i '%s' -vf '%s,%s,scale=%d:%d,setsar=1' " RAW, p->source,
                 cut, p->change->filter, WIDTH, HEIGHT);
    return pour(command, to);
}

bool plant_passage(struct planting *p)
{
    char command[4096];
    double rate = (p->change->rate ? p->change->rate : p->rate) / p->change->speed;
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -y -f rawvideo -pix_fmt yuv420p -s %dx%d -r %.6f -i - -c:v libx264 "
             "-threads "
             "2 -preset veryfast %s '%s'",
             WIDTH, HEIGHT, rate, p->change->encode, p->film);
    FILE *film = popen(command, "w");
    int64_t before = film ? pour_host(p, 0, film) : -1;
    int64_t passage = before > 0 ? pour_passage(p, film) : -1;
    int64_t after = passage > 0 ? pour_host(p, AROUND, film) : -1;
    bool good = film && pclose(film) == 0 && after > 0;
    p->its_first = before;
    p->its_last = before + passage - 1;
    if (!good)
        fprintf(stderr, "copies: cannot make '%s' of '%s' in '%s'\n", p->film, p->source, p->host);
    return good;
}
