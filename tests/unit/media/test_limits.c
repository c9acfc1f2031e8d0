/* SPDX-License-Identifier: Apache-2.0 */
/* Small files that claim absurd things are refused with one line, or played, within bounded memory. */
#define _GNU_SOURCE
#include "media/media.h"
#include "test.h"
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MIB = 1 << 20,
    MEMORY = 256 /* MiB asked for */,
    PEAK = 450 /* MiB: the library and libav beside it */
};

static void run(const char *command)
{
    if (system(command))
        TEST_FAIL("failed: %s", command);
}

static enum pst_status see(void *data, const struct picture *p, struct pst_error *error)
{
    (void)data, (void)p, (void)error;
    return PST_OK;
}

static enum pst_status hear(void *data, const struct sound_block *block, struct pst_error *error)
{
    (void)data, (void)block, (void)error;
    return PST_OK;
}

static enum pst_status play(const char *path, struct pst_error *error)
{
    const struct media_params params = {.threads = 4,
                                        .audio = -1,
                                        .to = -1,
                                        .pictures = true,
                                        .sound = true,
                                        .memory = (int64_t)MEMORY * MIB};
    const struct media_sink sink = {.picture = see, .sound = hear};
    struct media *media;
    enum pst_status status = media_open(path, &params, &media, error);
    if (status == PST_OK)
        status = media_play(media, &sink, error);
    media_close(&media);
    return status;
}

/* In a process of its own, whose peak is then known; status and message come back by a pipe. */
static enum pst_status play_apart(const char *path, struct pst_error *error)
{
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        struct pst_error told = {0};
        told.status = play(path, &told);
        _exit(write(ends[1], &told, sizeof told) != sizeof told);
    }
    close(ends[1]);
    ssize_t got = read(ends[0], error, sizeof *error);
    close(ends[0]);
    int how;
    struct rusage usage;
    REQUIRE(wait4(child, &how, 0, &usage) == child);
    if (got != sizeof *error || how != 0)
        TEST_FAIL("'%s' ended the program (%d)", path, how);
    printf("%s: %ld MiB, %d %s\n", path, usage.ru_maxrss / 1024, error->status, error->message);
#ifndef __SANITIZE_ADDRESS__
    if (usage.ru_maxrss > PEAK * 1024)
        TEST_FAIL("'%s' took %ld MiB, %d are allowed", path, usage.ru_maxrss / 1024, PEAK);
#endif
    return error->status;
}

/* Replaces `old` by `now`, of the same size, everywhere in the file; at least once. */
static void patch(const char *from, const char *to, const void *old, const void *now, size_t size)
{
    static char bytes[4 << 20];
    FILE *file = fopen(from, "rb");
    REQUIRE(file);
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    int found = 0;
    for (char *at = bytes; (at = memmem(at, length - (size_t)(at - bytes), old, size)); found++)
        memcpy(at, now, size);
    if (found == 0)
        TEST_FAIL("'%s' does not hold what is to be patched", from);
    file = fopen(to, "wb");
    REQUIRE(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
}

/* EBML: PixelWidth 320 and PixelHeight 300 become 30000. Some codecs tell their size themselves. */
static void absurd_matroska(const char *codec, bool believed)
{
    char command[512];
    snprintf(command, sizeof command,
             "ffmpeg -y -v error -f lavfi -i testsrc2=s=320x300:r=25:d=0.4 %s limits_plain.mkv", codec);
    run(command);
    patch("limits_plain.mkv", "limits_half.mkv", "\xb0\x82\x01\x40", "\xb0\x82\x75\x30", 4);
    patch("limits_half.mkv", "limits_30000.mkv", "\xba\x82\x01\x2c", "\xba\x82\x75\x30", 4);
    struct pst_error error;
    enum pst_status status = play_apart("limits_30000.mkv", &error);
    REQUIRE(status == PST_INPUT || (status == PST_OK && !believed));
    REQUIRE(!believed || strstr(error.message, "(30000x30000): more than 256"));
}

static void pictures_over_budget(void)
{
    run("ffmpeg -y -v error -f lavfi -i color=red:s=8000x6000:r=25:d=0.08 -c:v png limits_large.mov");
    struct pst_error error;
    REQUIRE_INT(play_apart("limits_large.mov", &error), PST_INPUT);
    REQUIRE(strstr(error.message, "MiB to decode (8000x6000): more than 256"));
    run("ffmpeg -y -v error -f lavfi -i color=red:s=12000x9000:r=25:d=0.08 -c:v mpeg4 -f matroska "
        "limits_12000.mkv "
        "2>/dev/null || ffmpeg -y -v error -f lavfi -i color=red:s=12000x9000:r=25:d=0.08 -c:v mjpeg "
        "limits_12000.mkv");
    REQUIRE_INT(play_apart("limits_12000.mkv", &error), PST_INPUT);
}

/* Sound at 2,147,483,647 Hz, and as many samples. */
static void absurd_sound(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x200:r=25:d=1 -f lavfi -i sine=d=1 -c:v mpeg4 -c:a "
        "pcm_s16le "
        "limits_plain.mov");
    patch("limits_plain.mov", "limits_rate.mov", "\x00\x00\xac\x44", "\x7f\xff\xff\xff", 4);
    struct pst_error error;
    enum pst_status status = play_apart("limits_rate.mov", &error);
    REQUIRE(status == PST_OK || status == PST_INPUT);
}

/* AVI: dwScale, dwRate and lengths at their largest. */
static void absurd_avi(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x200:r=25:d=1 -f lavfi -i sine=r=44100:d=1 -c:v mpeg4 "
        "-c:a "
        "pcm_s16le limits_plain.avi");
    struct pst_error error;
    patch("limits_plain.avi", "limits_rate.avi", "\x44\xac\x00\x00", "\xff\xff\xff\x7f", 4);
    enum pst_status status = play_apart("limits_rate.avi", &error);
    REQUIRE(status == PST_OK || status == PST_INPUT);
    patch("limits_plain.avi", "limits_frames.avi", "\x19\x00\x00\x00", "\xff\xff\xff\x7f", 4);
    status = play_apart("limits_frames.avi", &error);
    REQUIRE(status == PST_OK || status == PST_INPUT);
    patch("limits_plain.avi", "limits_size.avi", "\x40\x01\x00\x00\xc8\x00\x00\x00",
          "\x00\x7d\x00\x00\x00\x7d\x00\x00", 8);
    status = play_apart("limits_size.avi", &error);
    REQUIRE(status == PST_OK || status == PST_INPUT);
}

int main(void)
{
    if (system("ffmpeg -version > ffmpeg_version.txt 2>&1"))
        SKIP("the ffmpeg program is not installed");
    pictures_over_budget();
    absurd_matroska("-c:v ffv1", true);
    absurd_matroska("-c:v libx264", false);
    absurd_matroska("-c:v png", false);
    absurd_sound();
    absurd_avi();
    return 0;
}
