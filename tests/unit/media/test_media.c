/* SPDX-License-Identifier: Apache-2.0 */
/* A film made here by the ffmpeg program, without loss: 24 frames of red and 24 of blue at 25 a second,
   320x180 with its own colours told, a second of 997 Hz at a known level, a title, a chapter and tags. */
#include "base/clock.h"
#include "media/jpeg.h"
#include "media/media.h"
#include "test.h"
#include <sys/stat.h>
#include <unistd.h>

struct seen {
    int64_t pictures, samples, last_pts;
    double luma[64], cb[64];
    float peak;
    int titles;
    char words[64];
    int64_t title_first, title_last;
    struct jpeg_maker *jpeg;
    int stop_at;
};

static double mean(const struct plane *p)
{
    double sum = 0;
    for (int i = 0; i < p->width * p->height; i++)
        sum += p->data[i];
    return sum / p->width / p->height;
}

static enum pst_status see(void *data, const struct picture *p, struct pst_error *error)
{
    struct seen *s = data;
    REQUIRE_INT(p->n, s->pictures);
    REQUIRE(s->pictures == 0 || p->pts > s->last_pts);
    s->last_pts = p->pts;
    if (s->pictures < 64) {
        s->luma[s->pictures] = mean(&p->small.y);
        s->cb[s->pictures] = mean(&p->small.cb);
    }
    s->pictures++;
    if (s->jpeg && p->n == 0) {
        const void *jpeg;
        size_t size;
        int width, height;
        REQUIRE_INT(jpeg_make(s->jpeg, p, &jpeg, &size, &width, &height, error), PST_OK);
        REQUIRE_INT(width, 320);
        REQUIRE_INT(height, 180);
        REQUIRE_INT(((const unsigned char *)jpeg)[0], 0xff);
        void *smaller;
        size_t smaller_size;
        REQUIRE_INT(jpeg_shrink(jpeg, size, 160, &smaller, &smaller_size, error), PST_OK);
        REQUIRE(smaller_size > 100 && smaller_size < size);
        free(smaller);
        REQUIRE_INT(jpeg_shrink("no picture", 10, 160, &smaller, &smaller_size, error), PST_INPUT);
    }
    return PST_OK;
}

static enum pst_status hear(void *data, const struct sound_block *b, struct pst_error *error)
{
    struct seen *s = data;
    (void)error;
    REQUIRE_INT(b->first, s->samples);
    REQUIRE_INT(b->rate, 48000);
    REQUIRE_INT(b->channels, 2);
    REQUIRE_INT(b->speakers[0], SPEAKER_LEFT);
    REQUIRE_INT(b->speakers[1], SPEAKER_RIGHT);
    s->samples += b->count;
    for (int i = 0; i < 2 * b->count; i++)
        s->peak = b->samples[i] > s->peak ? b->samples[i] : s->peak;
    return PST_OK;
}

static enum pst_status read_title(void *data, const struct title *t, struct pst_error *error)
{
    struct seen *s = data;
    (void)error;
    s->titles++;
    snprintf(s->words, sizeof s->words, "%s", t->text);
    struct pst_rational milli = {1, 1000};
    s->title_first = clock_rescale(t->first_pts, t->time_base, milli);
    s->title_last = clock_rescale(t->last_pts, t->time_base, milli);
    return PST_OK;
}

static bool stop(void *data)
{
    struct seen *s = data;
    return s->stop_at && s->pictures >= s->stop_at;
}

static const struct media_params whole = {
    .threads = 2, .audio = -1, .to = -1, .pictures = true, .sound = true, .titles = true};

static enum pst_status play(const char *path, const struct media_params *params, struct seen *s,
                            struct pst_film *film, size_t *problems, struct pst_error *error)
{
    struct media *media;
    enum pst_status status = media_open(path, params, &media, error);
    if (status != PST_OK)
        return status;
    const struct media_sink sink = {see, hear, read_title, stop, s};
    REQUIRE_INT(jpeg_maker_open(media_film(media), &s->jpeg, error), PST_OK);
    status = media_play(media, &sink, error);
    *film = *media_film(media);
    film->streams = NULL;
    film->chapters = NULL;
    media_problems(media, problems);
    jpeg_maker_close(&s->jpeg);
    media_close(&media);
    return status;
}

static void run(const char *command)
{
    if (system(command))
        TEST_FAIL("failed: %s", command);
}

static void make_film(void)
{
    FILE *titles = fopen("media_test.srt", "w");
    fputs("1\n00:00:00,500 --> 00:00:01,250\n<i>Take</i> a look,\nold friend\n", titles);
    fclose(titles);
    FILE *tags = fopen("media_test.txt", "w");
    fputs(";FFMETADATA1\ntitle=Red & "
          "<Blue>\nartist=Nobody\ndate=1931-05-11\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\n"
          "END=960\ntitle=Red\n",
          tags);
    fclose(tags);
    run("ffmpeg -y -v error -f lavfi -i color=red:s=320x180:r=25:d=0.96 -f lavfi -i "
        "color=blue:s=320x180:r=25:d=0.96 "
        "-f lavfi -i sine=997:r=48000:d=1.92 -i media_test.srt -i media_test.txt -filter_complex "
        "\"[0][1]concat=2,format=yuv420p[v];[2]volume=-6dB,aformat=channel_layouts=stereo[a]\" -map \"[v]\" "
        "-map \"[a]\" "
        "-map 3 -map_metadata 4 -c:v ffv1 -c:a pcm_s16le -c:s srt -colorspace smpte170m -timecode "
        "01:00:00:00 "
        "media_test.mkv");
}

/* Y' and Cb of pure red and blue by BT.601 (0.299, 0.587, 0.114), rounded to 8 bits by the maker: within a
 * step. */
static void whole_film(void)
{
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_test.mkv", &whole, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(problems, 0);
    REQUIRE_INT(s.pictures, 48);
    REQUIRE_INT(film.frames, 48);
    REQUIRE_NEAR(film.duration, 1.92, 0.002);
    REQUIRE(!film.variable_rate);
    REQUIRE_INT(film.frame_rate.num, 25 * film.frame_rate.den);
    REQUIRE_INT(film.matrix, PST_MATRIX_BT601);
    REQUIRE_TEXT(film.title, "Red & <Blue>");
    REQUIRE_TEXT(film.timecode, "01:00:00:00");
    REQUIRE_INT(film.year, 1931);
    for (int i = 0; i < 48; i++) {
        REQUIRE_NEAR(s.luma[i] / 65280, i < 24 ? 0.299 : 0.114, 0.005);
        REQUIRE_NEAR((s.cb[i] - 32768) / 65280, i < 24 ? -0.169 : 0.5, 0.005);
    }
    REQUIRE_INT(s.samples, 92160);
    /* lavfi's sine has amplitude 1/8; −6 dB, and −3 dB more from one channel into two. */
    REQUIRE_NEAR(s.peak, 0.125 * 0.501187 * 0.707107, 0.0005);
    REQUIRE_INT(s.titles, 1);
    REQUIRE_TEXT(s.words, "Take a look,\nold friend");
    REQUIRE_INT(s.title_first, 500);
    REQUIRE_INT(s.title_last, 1250);
}

static void part_of_film(void)
{
    struct media_params part = whole;
    part.from = 0.8;
    part.to = 1.4;
    part.sidecar = "media_test.srt";
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_test.mkv", &part, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(s.pictures, 15);
    REQUIRE_NEAR(s.luma[3] / 65280, 0.299, 0.005);
    REQUIRE_NEAR(s.luma[4] / 65280, 0.114, 0.005);
    REQUIRE_INT(s.samples, 28800);
    /* The title begins before the part: −300 ms; once from the film, once from the sidecar. */
    REQUIRE_INT(s.titles, 2);
    REQUIRE_INT(s.title_first, -300);
    REQUIRE_INT(s.title_last, 450);
}

/* Sound of the 40 s between the only key frame and the part is more than its queue holds: nobody may wait for
   the first picture while the reader waits for the queue. */
static void part_far_from_a_key_frame(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=25:d=42 -f lavfi -i sine=r=48000:d=42 -ac 2 "
        "-c:v mpeg4 -g 2000 -sc_threshold 1000000000 -c:a ac3 media_far.mkv");
    struct media_params part = whole;
    part.from = 40;
    part.to = 41;
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_far.mkv", &part, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(s.pictures, 25);
    REQUIRE_INT(s.samples, 48000);
}

/* Sound that begins 1 s after the pictures ends with the part, not 1 s behind it. */
static void part_with_late_sound(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=25:d=4 -itsoffset 1 -f lavfi -i "
        "sine=r=48000:d=3 "
        "-ac 2 -c:v mpeg4 -c:a pcm_s16le media_late.mkv");
    struct media_params part = whole;
    part.to = 2;
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_late.mkv", &part, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(s.pictures, 50);
    REQUIRE_INT(s.samples, 48000);
    REQUIRE_NEAR((double)film.sound_start.num / film.sound_start.den, 1, 0.001);
}

/* Sound that is silent for eleven minutes, packets and all, while pictures go on. */
static void sound_with_a_long_hole(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=1:d=720 -f lavfi -i sine=r=48000:d=720 -af "
        "\"aselect='not(between(t,20,680))',asetnsamples=4800:p=0\" -ac 2 -c:v mpeg4 -c:a pcm_s16le "
        "media_hole.mkv");
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_hole.mkv", &whole, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(problems, 0);
    REQUIRE_INT(s.pictures, 720);
    REQUIRE_NEAR((double)s.samples / 48000, 720, 0.2);
}

/* Two transport streams of four seconds one behind the other: the second one's clock begins again. */
static void clock_that_jumps(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=25:d=4 -f lavfi -i sine=r=48000:d=4 -ac 2 -c:v "
        "mpeg2video -c:a mp2 media_four.ts && cat media_four.ts media_four.ts > media_twice.ts");
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_twice.ts", &whole, &s, &film, &problems, &error), PST_OK);
    REQUIRE(problems > 0);
    REQUIRE_INT(s.pictures, 200);
    REQUIRE_NEAR(film.duration, 8, 0.1);
    REQUIRE_NEAR((double)s.samples / 48000, 8, 0.2);
}

/* A transport stream whose middle has a stream more than its beginning and end tell. */
static void stream_that_turns_up_later(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=25:d=8 -vf noise=alls=90:allf=t -c:v mpeg2video "
        "-b:v 9M -maxrate 9M -bufsize 2M media_before.ts && ffmpeg -y -v error -f lavfi -i "
        "testsrc2=s=320x180:r=25:d=1 -f lavfi -i sine=d=1 -f lavfi -i sine=d=1 -map 0 -map 1 -map 2 "
        "-c:v mpeg2video -c:a mp2 media_more.ts && "
        "cat media_before.ts media_more.ts media_before.ts > media_grown.ts");
    struct media_params params = whole;
    params.sidecar = "media_test.srt";
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_grown.ts", &params, &s, &film, &problems, &error), PST_OK);
    REQUIRE(s.pictures >= 400);
    REQUIRE_INT(s.samples, 0);
}

/* What was asked for must be readable before the film is played; what was only found is told and left out. */
static void bad_sidecar(void)
{
    FILE *file = fopen("media_bad.srt", "w");
    fputs("1\n00:00:00,100 --> 00:00:00,500\nGr\xfc\xdf Gott\n", file); /* ISO 8859-1 */
    fclose(file);
    struct media_params params = whole;
    params.sidecar = "media_bad.srt";
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_test.mkv", &params, &s, &film, &problems, &error), PST_INPUT);
    REQUIRE_INT(s.pictures, 0);
    REQUIRE(strstr(error.message, "--charset"));
    params.sidecar_found = true;
    REQUIRE_INT(play("media_test.mkv", &params, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(s.pictures, 48);
    REQUIRE_INT(problems, 1);
    params.charset = "ISO-8859-1";
    s = (struct seen){0};
    REQUIRE_INT(play("media_test.mkv", &params, &s, &film, &problems, &error), PST_OK);
    REQUIRE_INT(problems, 0);
    REQUIRE_TEXT(s.words, "Gr\u00fc\u00df Gott");
}

static void interrupted(void)
{
    struct seen s = {.stop_at = 7};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_test.mkv", &whole, &s, &film, &problems, &error), PST_INTERRUPTED);
    REQUIRE_INT(s.pictures, 7);
}

static void cut_off(void)
{
    run("ffmpeg -y -v error -f lavfi -i testsrc2=s=320x180:r=25:d=20 -c:v mpeg4 media_long.mkv");
    struct stat st;
    REQUIRE(stat("media_long.mkv", &st) == 0);
    REQUIRE(truncate("media_long.mkv", st.st_size / 2) == 0);
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error;
    size_t problems;
    REQUIRE_INT(play("media_long.mkv", &whole, &s, &film, &problems, &error), PST_OK);
    REQUIRE(s.pictures > 100 && s.pictures < 400);
    REQUIRE(problems > 0);
}

static void expect_refusal(const char *path, enum pst_status wanted, const char *words)
{
    struct seen s = {0};
    struct pst_film film;
    struct pst_error error = {0};
    size_t problems;
    REQUIRE_INT(play(path, &whole, &s, &film, &problems, &error), wanted);
    if (!strstr(error.message, words) || !strstr(error.message, path))
        TEST_FAIL("'%s' should name '%s' and say '%s'", error.message, path, words);
}

static void not_films(void)
{
    FILE *file = fopen("media_empty.mkv", "w");
    fclose(file);
    file = fopen("media_text.mkv", "w");
    for (int i = 0; i < 1000; i++)
        fputs("It was the best of times.\n", file);
    fclose(file);
    /* A playlist would make libav open the film it names. */
    file = fopen("media_list.m3u8", "w");
    fputs("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nmedia_test.mkv\n#EXT-X-ENDLIST\n", file);
    fclose(file);
    run("ffmpeg -y -v error -f lavfi -i sine=d=1 media_sound.wav");
    expect_refusal("media_gone.mkv", PST_INPUT, "no such file");
    expect_refusal("media_empty.mkv", PST_INPUT, "is empty");
    expect_refusal("media_text.mkv", PST_INPUT, "is not a film");
    expect_refusal("media_list.m3u8", PST_INPUT, "points to other files");
    expect_refusal("media_sound.wav", PST_INPUT, "it has no pictures");
    expect_refusal(".", PST_INPUT, "directory");
    expect_refusal("/dev/null", PST_INPUT, "not a regular file");
}

int main(void)
{
    if (system("ffmpeg -version > ffmpeg_version.txt 2>&1"))
        SKIP("the ffmpeg program is not installed");
    make_film();
    whole_film();
    part_of_film();
    part_far_from_a_key_frame();
    part_with_late_sound();
    sound_with_a_long_hole();
    clock_that_jumps();
    stream_that_turns_up_later();
    bad_sidecar();
    interrupted();
    cut_off();
    not_films();
    return 0;
}
