/* SPDX-License-Identifier: Apache-2.0 */
/* How far fingerprints of changed copies are from the original's, and fingerprints of other films. Every film
   is shown twice a second for up to 30 s, by the program `ffmpeg`; each change is made from the film, encoded
   where it says so, and compared picture by picture. fingerprint_copies FILM …        films of the same name
   up to the first '_' or '-' count as related */
#include "kernel/fingerprint_hash.h"
#include "kernel/reduce.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILMS = 200, PICTURES = 60, WIDTH = 320, HEIGHT = 180, THRESHOLDS = 3 };

struct change {
    const char *name, *filter, *encode;
    bool mirrored;
};

static const struct change changes[] = {
    {"as it is", "null", NULL, false},
    {"x264, crf 35", "null", "-crf 35", false},
    {"x264, 240 wide, crf 30", "scale=240:-2", "-crf 30", false},
    {"middle 96%", "crop=iw*0.96:ih*0.96", NULL, false},
    {"middle 92%", "crop=iw*0.92:ih*0.92", NULL, false},
    {"middle 85%", "crop=iw*0.85:ih*0.85", NULL, false},
    {"sides cut to 85%", "crop=iw*0.85:ih", NULL, false},
    {"corner 90%", "crop=iw*0.9:ih*0.9:0:0", NULL, false},
    {"brighter, more contrast", "eq=brightness=0.15:contrast=1.2", NULL, false},
    {"gamma 0.6", "eq=gamma=0.6", NULL, false},
    {"noise, blur", "noise=alls=30:allf=t,gblur=2", NULL, false},
    {"mirrored", "hflip", NULL, true},
    {"mirrored, middle 90%, crf 35", "hflip,crop=iw*0.9:ih*0.9", "-crf 35", true},
};
enum { CHANGES = sizeof changes / sizeof *changes };
static const int thresholds[THRESHOLDS] = {24, 30, 35};

struct film {
    const char *path;
    uint8_t prints[PICTURES][FINGERPRINT_SIZE];
    int count;
};

struct tally {
    int64_t count, within[THRESHOLDS], counts[FINGERPRINT_BITS + 1];
    double sum, squares;
};

static struct film films[FILMS];
static struct fingerprint_basis basis;

static void add(struct tally *t, int distance)
{
    t->count++;
    t->counts[distance]++;
    t->sum += distance;
    t->squares += (double)distance * distance;
    for (int i = 0; i < THRESHOLDS; i++)
        t->within[i] += distance <= thresholds[i];
}

static int percentile(const struct tally *t, double share)
{
    int64_t seen = 0;
    for (int i = 0; i <= FINGERPRINT_BITS; i++)
        if ((seen += t->counts[i]) > share * (double)t->count)
            return i;
    return FINGERPRINT_BITS;
}

static void reduce(const uint8_t *yuv, uint8_t to[FINGERPRINT_SIZE])
{
    static uint16_t planes[3][SMALL_LUMA * SMALL_LUMA];
    static uint32_t sums[WIDTH];
    const int w = SMALL_LUMA, h = SMALL_LUMA * HEIGHT / WIDTH;
    struct samples y = {yuv, WIDTH, WIDTH, HEIGHT, 8};
    struct samples cb = {yuv + WIDTH * HEIGHT, WIDTH / 2, WIDTH / 2, HEIGHT / 2, 8}, cr = cb;
    cr.data = yuv + WIDTH * HEIGHT * 5 / 4;
    reduce_plane(&y, (struct scale){16, 219, 0}, NULL, sums, planes[0], w, h);
    reduce_plane(&cb, (struct scale){128, 224, 32768}, NULL, sums, planes[1], w / 2, h / 2);
    reduce_plane(&cr, (struct scale){128, 224, 32768}, NULL, sums, planes[2], w / 2, h / 2);
    struct reduced small = {
        {planes[0], w, w, h}, {planes[1], w / 2, w / 2, h / 2}, {planes[2], w / 2, w / 2, h / 2}};
    fingerprint_make(&basis, &small, to);
}

/* ffmpeg brings every picture to WIDTH × HEIGHT, whatever its proportions: so does the fingerprint. */
static int show(const char *path, const struct change *change, uint8_t prints[][FINGERPRINT_SIZE])
{
    static uint8_t yuv[WIDTH * HEIGHT * 3 / 2];
    char command[4096], encoded[] = "/tmp/fingerprint_XXXXXX.mkv", filter[512];
    int count = 0, fd = -1;
    snprintf(filter, sizeof filter, "fps=2,%s", change->filter);
    if (change->encode) {
        fd = mkstemps(encoded, 4);
        snprintf(command, sizeof command,
                 "ffmpeg -v error -nostdin -y -i '%s' -t 30 -an -vf '%s,scale=trunc(iw/2)*2:trunc(ih/2)*2' "
                 "-c:v libx264 %s "
                 "-preset veryfast -pix_fmt yuv420p %s",
                 path, filter, change->encode, encoded);
        if (fd < 0 || system(command) != 0)
            return 0;
        path = encoded;
        snprintf(filter, sizeof filter, "null");
    }
    snprintf(
        command, sizeof command,
        "ffmpeg -v error -nostdin -i '%s' -t 30 -an -vf '%s,scale=%d:%d:flags=area' -f rawvideo -pix_fmt "
        "yuv420p -",
        path, filter, WIDTH, HEIGHT);
    FILE *pipe = popen(command, "r");
    while (pipe && count < PICTURES && fread(yuv, sizeof yuv, 1, pipe) == 1)
        reduce(yuv, prints[count++]);
    if (pipe)
        pclose(pipe);
    if (fd >= 0)
        remove(encoded);
    return count;
}

static bool told(const uint8_t print[FINGERPRINT_SIZE])
{
    return print[FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY;
}

static void print_tally(const char *name, const struct tally *t)
{
    printf("%-30s %8lld %6.1f %5.1f %5d %5d %5d", name, (long long)t->count, t->sum / (double)t->count,
           sqrt(t->squares / (double)t->count - t->sum / (double)t->count * t->sum / (double)t->count),
           percentile(t, 0), percentile(t, 0.5), percentile(t, 0.99));
    for (int i = 0; i < THRESHOLDS; i++)
        printf(" %9.6f", (double)t->within[i] / (double)t->count);
    putchar('\n');
}

static void copies(int count)
{
    static uint8_t prints[PICTURES][FINGERPRINT_SIZE];
    for (int c = 0; c < CHANGES; c++) {
        struct tally t = {0};
        for (int f = 0; f < count; f++) {
            int shown = show(films[f].path, &changes[c], c ? prints : films[f].prints);
            if (c == 0)
                films[f].count = shown;
            for (int i = 0; i < shown && i < films[f].count; i++)
                if (told(films[f].prints[i]))
                    add(&t, fingerprint_distance(films[f].prints[i], c ? prints[i] : films[f].prints[i],
                                                 changes[c].mirrored));
        }
        print_tally(changes[c].name, &t);
        fflush(stdout);
    }
}

static bool related(const char *a, const char *b)
{
    const char *x = strrchr(a, '/') ? strrchr(a, '/') + 1 : a, *y = strrchr(b, '/') ? strrchr(b, '/') + 1 : b;
    size_t length = strcspn(x, "_-.");
    return length == strcspn(y, "_-.") && strncmp(x, y, length) == 0;
}

static void strangers(int count)
{
    struct tally t = {0};
    for (int f = 0; f < count; f++)
        for (int g = 0; g < f; g++)
            for (int i = 0; i < films[f].count && !related(films[f].path, films[g].path); i++)
                for (int j = 0; j < films[g].count; j++)
                    if (told(films[f].prints[i]) && told(films[g].prints[j])) {
                        add(&t, fingerprint_distance(films[f].prints[i], films[g].prints[j], false));
                        add(&t, fingerprint_distance(films[f].prints[i], films[g].prints[j], true));
                    }
    print_tally("another film", &t);
}

int main(int argc, char **argv)
{
    int count = argc - 1 < FILMS ? argc - 1 : FILMS;
    fingerprint_init(&basis);
    for (int i = 0; i < count; i++)
        films[i].path = argv[i + 1];
    printf("%-30s %8s %6s %5s %5s %5s %5s", "bits of 128 that differ", "pictures", "mean", "sd", "least",
           "half", "99%");
    for (int i = 0; i < THRESHOLDS; i++)
        printf("      ≤ %d", thresholds[i]);
    putchar('\n');
    copies(count);
    strangers(count);
    return 0;
}
