/* SPDX-License-Identifier: Apache-2.0 */
/* Films with flipped bits in their middle. The truth is the undamaged film: pictures that are not the same
   there are the damaged ones. */
#include "media/media.h"
#include "test.h"

enum { FRAMES = 150, SLACK = 4 /* pictures between decoding and showing */ };

struct watched {
    int64_t count;
    double sums[2 * FRAMES]; /* of each picture's samples, weighted by place */
    int64_t first, last;     /* of all that is told as damaged */
    size_t problems;
};

static void run(const char *command)
{
    if (system(command))
        TEST_FAIL("failed: %s", command);
}

static enum pst_status see(void *data, const struct picture *p, struct pst_error *error)
{
    struct watched *w = data;
    const struct plane *y = &p->small.y;
    double sum = 0;
    (void)error;
    for (int i = 0; i < y->width * y->height; i++)
        sum += y->data[i] * (1 + i % 1009);
    if (w->count < 2 * FRAMES)
        w->sums[w->count++] = sum;
    return PST_OK;
}

static enum pst_status hear(void *data, const struct sound_block *block, struct pst_error *error)
{
    (void)data, (void)block, (void)error;
    return PST_OK;
}

static void note_problems(struct watched *w, const struct media *media)
{
    const struct media_problem *problems = media_problems(media, &w->problems);
    w->first = w->last = -1;
    for (size_t i = 0; i < w->problems; i++) {
        if (problems[i].first < 0)
            continue;
        w->first = w->first < 0 || problems[i].first < w->first ? problems[i].first : w->first;
        w->last = problems[i].last > w->last ? problems[i].last : w->last;
    }
}

/* As measuring does: strict, and again with care where that meets damage. */
static struct watched watch(const char *path, int threads)
{
    struct media_params params = {
        .threads = threads, .audio = -1, .to = -1, .pictures = true, .sound = true, .strict = true};
    struct watched w;
    bool damaged;
    do {
        struct media *media;
        struct pst_error error = {0};
        const struct media_sink sink = {.picture = see, .sound = hear, .data = &w};
        w = (struct watched){0};
        REQUIRE_INT(media_open(path, &params, &media, &error), PST_OK);
        enum pst_status status = media_play(media, &sink, &error);
        damaged = media_is_damaged(media);
        if (status != PST_OK && !damaged)
            TEST_FAIL("'%s' gave %d: %s", path, status, error.message);
        note_problems(&w, media);
        media_close(&media);
        REQUIRE(!damaged || params.strict);
        params.strict = false;
    } while (damaged);
    return w;
}

/* Flips `count` bits between 45 and 55 % of the file, always the same. */
static void flip_bits(const char *from, const char *to, int count)
{
    static unsigned char bytes[8 << 20];
    unsigned state = 12345;
    FILE *file = fopen(from, "rb");
    REQUIRE(file);
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    REQUIRE(size > 1000 && size < sizeof bytes);
    for (int i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        size_t at = size * 45 / 100 + (state >> 8) % (size / 10);
        bytes[at] ^= (unsigned char)(1 << (state >> 5) % 8);
    }
    file = fopen(to, "wb");
    REQUIRE(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void hold_against_truth(const char *name, const struct watched *whole, const struct watched *damaged)
{
    int64_t first = -1, last = -1;
    if (damaged->count != whole->count)
        return; /* some are missing: which is which the pictures do not say */
    for (int64_t i = 0; i < whole->count; i++)
        if (whole->sums[i] != damaged->sums[i]) {
            first = first < 0 ? i : first;
            last = i;
        }
    REQUIRE(first >= 0);
    if (damaged->first > first + SLACK || damaged->first < first - SLACK || damaged->last < last - SLACK ||
        damaged->last > last + SLACK)
        TEST_FAIL("%s: %lld to %lld are told, %lld to %lld are damaged", name, (long long)damaged->first,
                  (long long)damaged->last, (long long)first, (long long)last);
}

static void damaged_film(const char *name, const char *options)
{
    char command[1024], whole_path[64], path[64];
    snprintf(whole_path, sizeof whole_path, "damage_whole_%s", name);
    snprintf(path, sizeof path, "damage_%s", name);
    snprintf(command, sizeof command,
             "ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=25:d=6 -f lavfi -i sine=d=6 -vf "
             "noise=alls=12:allf=t,format=yuv420p %s %s",
             options, whole_path);
    run(command);
    flip_bits(whole_path, path, 60);
    struct watched whole = watch(whole_path, 2);
    REQUIRE_INT(whole.count, FRAMES);
    REQUIRE_INT(whole.problems, 0);
    struct watched one = watch(path, 1);
    REQUIRE(one.problems > 0 && one.first >= 0);
    hold_against_truth(name, &whole, &one);
    for (int threads = 1; threads <= 4; threads++) {
        struct watched again = watch(path, threads);
        REQUIRE_INT(again.count, one.count);
        REQUIRE_INT(again.problems, one.problems);
        REQUIRE_INT(again.first, one.first);
        REQUIRE_INT(again.last, one.last);
        REQUIRE(memcmp(again.sums, one.sums, sizeof one.sums) == 0);
    }
}

int main(void)
{
    if (system("ffmpeg -version > ffmpeg_version.txt 2>&1"))
        SKIP("the ffmpeg program is not installed");
    damaged_film("h264.mp4", "-c:v libx264 -preset fast -g 50 -b:v 900k -c:a aac");
    damaged_film("h264.ts", "-c:v libx264 -preset fast -g 50 -b:v 900k -c:a aac");
    damaged_film("mpeg2.avi", "-c:v mpeg2video -g 25 -bf 2 -b:v 1500k -c:a mp2");
    damaged_film("mpeg4.mp4", "-c:v mpeg4 -g 50 -bf 2 -b:v 1200k -c:a aac");
    damaged_film("ffv1.mkv", "-c:v ffv1 -level 3 -slicecrc 1 -c:a pcm_s16le -s 160x90");
    damaged_film("mjpeg.avi", "-c:v mjpeg -q:v 5 -c:a pcm_s16le");
    return 0;
}
