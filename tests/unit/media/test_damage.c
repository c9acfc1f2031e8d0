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
    char told[1024]; /* the problems, in words */
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
        size_t used = strlen(w->told);
        snprintf(w->told + used, sizeof w->told - used, "%s\n", problems[i].what);
        if (problems[i].first < 0)
            continue;
        w->first = w->first < 0 || problems[i].first < w->first ? problems[i].first : w->first;
        w->last = problems[i].last > w->last ? problems[i].last : w->last;
    }
}

/* As measuring does: strict, and again with care where that meets damage; `passes` counts them. */
static struct watched watch_counted(const char *path, int threads, int *passes)
{
    struct media_params params = {
        .threads = threads, .audio = -1, .to = -1, .pictures = true, .sound = true, .strict = true};
    struct watched w;
    bool damaged;
    *passes = 0;
    do {
        ++*passes;
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

static struct watched watch(const char *path, int threads)
{
    int passes;
    return watch_counted(path, threads, &passes);
}

static unsigned char *read_file(const char *path, size_t *size)
{
    static unsigned char bytes[8 << 20];
    FILE *file = fopen(path, "rb");
    REQUIRE(file);
    *size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    REQUIRE(*size > 1000 && *size < sizeof bytes);
    return bytes;
}

static void write_file(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    REQUIRE(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

/* Flips `count` bits between 45 and 55 % of the file, always the same. */
static void flip_bits(const char *from, const char *to, int count)
{
    unsigned state = 12345;
    size_t size;
    unsigned char *bytes = read_file(from, &size);
    for (int i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        size_t at = size * 45 / 100 + (state >> 8) % (size / 10);
        bytes[at] ^= (unsigned char)(1 << (state >> 5) % 8);
    }
    write_file(to, bytes, size);
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

/* The first slice of HEVC behind `from` that does not begin a picture becomes a unit of a kind that decoders
   pass over: a part of one picture, and of those made from it, is nobody's. */
static void lose_slice(const char *from, const char *to)
{
    enum { LAST_SLICE = 9, RESERVED = 41 << 1 };
    size_t size;
    unsigned char *bytes = read_file(from, &size), *at = bytes + size / 2;
    while (at + 6 < bytes + size && (at[0] || at[1] || at[2] != 1 || at[3] >> 1 > LAST_SLICE || at[5] & 0x80))
        at++;
    REQUIRE(at + 6 < bytes + size);
    at[3] = RESERVED;
    write_file(to, bytes, size);
}

static void lost_slice(void)
{
    if (system("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x184:r=25:d=2 -pix_fmt yuv420p10le -c:v libx265 "
               "-x265-params log-level=error:slices=4:ctu=16 -vf noise=alls=12:allf=t "
               "damage_slices.hevc >damage_slices.txt 2>&1"))
        return; /* an ffmpeg without x265, or without its 10 bits */
    int passes;
    struct watched whole = watch_counted("damage_slices.hevc", 2, &passes);
    REQUIRE_INT(whole.count, 50);
    REQUIRE_INT(passes, 1);
    lose_slice("damage_slices.hevc", "damage_slice.hevc");
    struct watched one = watch("damage_slice.hevc", 1);
    REQUIRE_INT(one.count, 50);
    REQUIRE(memcmp(one.sums, whole.sums, sizeof one.sums) != 0);
    for (int threads = 1; threads <= 4; threads++) {
        struct watched again = watch_counted("damage_slice.hevc", threads, &passes);
        REQUIRE_INT(passes, 2);
        REQUIRE_INT(again.count, one.count);
        REQUIRE(memcmp(again.sums, one.sums, sizeof one.sums) == 0);
    }
}

/* Nothing but the two holes says that a cluster of a Matroska file is gone: libav goes on at the next one. */
static void lost_cluster(void)
{
    static const unsigned char cluster[] = {0x1f, 0x43, 0xb6, 0x75};
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=64x48:r=25:d=6 -f lavfi -i sine=d=6 -c:v mpeg4 -g 25 -c:a "
        "pcm_s16le damage_clusters.mkv");
    REQUIRE_INT(watch("damage_clusters.mkv", 1).problems, 0);
    size_t size;
    unsigned char *bytes = read_file("damage_clusters.mkv", &size), *at = bytes + size / 2;
    while (at + 64 < bytes + size && memcmp(at, cluster, sizeof cluster) != 0)
        at++;
    memset(at, 0, 64);
    write_file("damage_cluster.mkv", bytes, size);
    struct watched w = watch("damage_cluster.mkv", 1);
    REQUIRE(w.count >= 120 && w.count <= 130); /* of 150, one second or what was left of it */
    REQUIRE_INT(w.problems, 1);
    REQUIRE_TEXT(w.told, "pictures and sound are missing\n");
    REQUIRE_INT(w.last, w.first + 1);
    REQUIRE(w.first >= 70 && w.first <= 105);
}

/* Where pictures pause in a film of a steady rate while the sound goes on, nothing is lost. */
static void held_picture(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=64x48:r=25:d=6 -f lavfi -i sine=d=6 -vf "
        "\"select='lt(n,75)+gt(n,99)'\" -vsync vfr -c:v ffv1 -c:a pcm_s16le damage_held.mkv");
    struct watched w = watch("damage_held.mkv", 1);
    REQUIRE_INT(w.count, 125);
    REQUIRE_INT(w.problems, 0);
}

/* Noise over some frames of sound: its times are told, those of the pictures beside it are not damaged. */
static void damaged_sound(void)
{
    double from = -1, to = -1;
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=64x48:r=25:d=6 -f lavfi -i anoisesrc=d=6:seed=1 -c:v ffv1 "
        "-c:a "
        "aac "
        "-b:a 192k -shortest damage_sound_whole.mkv && ffmpeg -y -v error -i damage_sound_whole.mkv -c copy "
        "-bsf:a "
        "\"noise=amount=-between(pts\\,3000\\,3500)\" damage_sound.mkv");
    struct watched w = watch("damage_sound.mkv", 1);
    REQUIRE_INT(w.problems, 1);
    REQUIRE_INT(w.first, -1);
    REQUIRE(sscanf(w.told, "sound that cannot be decoded (%lf to %lf s)", &from, &to) == 2);
    REQUIRE(from > 2.9 && from < to && to < 3.6);
}

/* The header tells of 150 pictures; the index that would tell of the rest is lost with it. */
static void cut_avi(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=64x48:r=25:d=6 -f lavfi -i sine=d=6 -c:v ffv1 -c:a "
        "pcm_s16le "
        "damage_uncut.avi");
    REQUIRE_INT(watch("damage_uncut.avi", 1).problems, 0);
    size_t size;
    unsigned char *bytes = read_file("damage_uncut.avi", &size);
    write_file("damage_cut.avi", bytes, size * 6 / 10);
    struct watched w = watch("damage_cut.avi", 1);
    REQUIRE(strstr(w.told, " s of 6.000 s: the file is cut off\n"));
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
    lost_slice();
    lost_cluster();
    held_picture();
    damaged_sound();
    cut_avi();
    return 0;
}
