/* SPDX-License-Identifier: Apache-2.0 */
/* The test signals of EBU Tech 3341 (2016) cases 1 to 6, 9, 12 and 15 to 19 and of EBU Tech 3342 cases 1 to
   4, made here from their descriptions, with the tolerances of the documents; then what the measures promise.
 */
#include "meter/fake_sink.h"
#include <ebur128.h>

extern const struct meter loudness_meter;
static const struct pst_film film;
static const double pi = 3.14159265358979323846;
static const enum speaker stereo[] = {SPEAKER_LEFT, SPEAKER_RIGHT};

/* A sound being made and played in blocks of `block` samples. */
struct player {
    struct fake fake;
    int rate, channels, block;
    const enum speaker *speakers;
    float *samples;
    int64_t first;
    int64_t phase;
    int filled;
};

static void flush(struct player *p)
{
    struct sound_block block = {.first = p->first,
                                .count = p->filled,
                                .rate = p->rate,
                                .channels = p->channels,
                                .speakers = p->speakers,
                                .samples = p->samples};
    REQUIRE_INT(loudness_meter.sound(&p->fake.run, &block), PST_OK);
    p->first += p->filled;
    p->filled = 0;
}

static void player_open(struct player *p, int rate, int channels, const enum speaker *speakers, int block)
{
    *p = (struct player){.rate = rate, .channels = channels, .block = block, .speakers = speakers};
    p->samples = malloc((size_t)block * (size_t)channels * sizeof *p->samples);
    REQUIRE(p->samples);
    fake_open(&p->fake, &loudness_meter, &film);
}

static void player_close(struct player *p)
{
    free(p->samples);
    fake_close(&p->fake);
}

static void play_sample(struct player *p, const float *sample)
{
    memcpy(p->samples + p->filled * p->channels, sample, (size_t)p->channels * sizeof *sample);
    if (++p->filled == p->block)
        flush(p);
}

/* A sine of `hertz`, peak level in dBFS for each channel; its phase runs on from one call to the next. */
static void play(struct player *p, double seconds, double hertz, const double *levels)
{
    float sample[SOUND_CHANNELS];
    double amplitudes[SOUND_CHANNELS];
    for (int c = 0; c < p->channels; c++)
        amplitudes[c] = pow(10, levels[c] / 20);
    for (int64_t left = llround(seconds * p->rate); left > 0; left--, p->phase++) {
        double wave = sin(2 * pi * hertz * (double)p->phase / p->rate);
        for (int c = 0; c < p->channels; c++)
            sample[c] = (float)(amplitudes[c] * wave);
        play_sample(p, sample);
    }
}

static void play_stereo(struct player *p, double seconds, double level)
{
    double levels[2] = {level, level};
    play(p, seconds, 1000, levels);
}

static void finish(struct player *p)
{
    flush(p);
    fake_finish(&p->fake);
}

struct part {
    double seconds, level;
};

static void expect_film(const char *what, const struct part *parts, int count, const char *measure,
                        double wanted, double within)
{
    struct player p;
    player_open(&p, 48000, 2, stereo, 4800);
    for (int i = 0; i < count; i++)
        play_stereo(&p, parts[i].seconds, parts[i].level);
    finish(&p);
    double got = fake_value(&p.fake, measure, 0);
    printf("%s: %.3f (%.1f ± %.1f)\n", what, got, wanted, within);
    REQUIRE_NEAR(got, wanted, within);
    player_close(&p);
}

static void integrated(void)
{
    static const struct part one[] = {{20, -23}}, two[] = {{20, -33}},
                             three[] = {{10, -36}, {60, -23}, {10, -36}},
                             four[] = {{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}},
                             five[] = {{20, -26}, {20.1, -20}, {20, -26}};
    expect_film("Tech 3341 case 1", one, 1, "loudness_integrated", -23, 0.1);
    expect_film("Tech 3341 case 2", two, 1, "loudness_integrated", -33, 0.1);
    expect_film("Tech 3341 case 3", three, 3, "loudness_integrated", -23, 0.1);
    expect_film("Tech 3341 case 4", four, 5, "loudness_integrated", -23, 0.1);
    expect_film("Tech 3341 case 5", five, 3, "loudness_integrated", -23, 0.1);
}

static void range(void)
{
    static const struct part one[] = {{20, -20}, {20, -30}}, two[] = {{20, -20}, {20, -15}},
                             three[] = {{20, -40}, {20, -20}},
                             four[] = {{20, -50}, {20, -35}, {20, -20}, {20, -35}, {20, -50}};
    expect_film("Tech 3342 case 1", one, 2, "loudness_range", 10, 1);
    expect_film("Tech 3342 case 2", two, 2, "loudness_range", 5, 1);
    expect_film("Tech 3342 case 3", three, 2, "loudness_range", 20, 1);
    expect_film("Tech 3342 case 4", four, 5, "loudness_range", 15, 1);
}

/* Case 6, and with an LFE channel as loud as can be, which must not count for loudness. */
static void surround(void)
{
    static const enum speaker speakers[] = {SPEAKER_LEFT, SPEAKER_RIGHT,         SPEAKER_CENTRE,
                                            SPEAKER_LFE,  SPEAKER_LEFT_SURROUND, SPEAKER_RIGHT_SURROUND};
    static const double levels[] = {-28, -28, -24, -1, -30, -30};
    struct player p;
    player_open(&p, 48000, 6, speakers, 1024);
    play(&p, 20, 1000, levels);
    finish(&p);
    REQUIRE_NEAR(fake_value(&p.fake, "loudness_integrated", 0), -23, 0.1);
    REQUIRE_NEAR(fake_value(&p.fake, "loudness_sample_peak", 0), -1, 0.01);
    player_close(&p);
}

/* Cases 1 and 2 ask momentary and short-term for the same value; 9 and 12 ask it of a sound that changes. */
static void windows(void)
{
    struct player p;
    player_open(&p, 48000, 2, stereo, 1000);
    play_stereo(&p, 20, -23);
    finish(&p);
    for (int n = 0; n < 200; n++) {
        double momentary = fake_value(&p.fake, "loudness_momentary", n),
               short_term = fake_value(&p.fake, "loudness_short_term", n);
        REQUIRE_INT(isnan(momentary), n < 2 || n > 198);
        REQUIRE_INT(isnan(short_term), n < 15 || n > 185);
        if (!isnan(momentary))
            REQUIRE_NEAR(momentary, -23, 0.1);
        if (!isnan(short_term))
            REQUIRE_NEAR(short_term, -23, 0.1);
    }
    player_close(&p);

    player_open(&p, 48000, 2, stereo, 1000);
    for (int i = 0; i < 5; i++) {
        play_stereo(&p, 1.34, -20);
        play_stereo(&p, 1.66, -30);
    }
    finish(&p);
    for (int n = 15; n <= 135; n++)
        REQUIRE_NEAR(fake_value(&p.fake, "loudness_short_term", n), -23, 0.1);
    player_close(&p);

    player_open(&p, 48000, 2, stereo, 1000);
    for (int i = 0; i < 25; i++) {
        play_stereo(&p, 0.18, -20);
        play_stereo(&p, 0.22, -30);
    }
    finish(&p);
    for (int n = 10; n <= 98; n++)
        REQUIRE_NEAR(fake_value(&p.fake, "loudness_momentary", n), -23, 0.1);
    player_close(&p);
}

/* Where on the grid a sound lies: a burst from 5.0 s to 5.4 s is loudest at n = 52, its middle. */
static void place(void)
{
    struct player p;
    int best = 0;
    player_open(&p, 44100, 2, stereo, 777);
    play_stereo(&p, 5, -60);
    play_stereo(&p, 0.4, -20);
    play_stereo(&p, 5, -60);
    finish(&p);
    for (int n = 2; n <= 100; n++)
        if (fake_value(&p.fake, "loudness_momentary", n) > fake_value(&p.fake, "loudness_momentary", best) ||
            best == 0)
            best = n;
    REQUIRE_INT(best, 52);
    REQUIRE_NEAR(fake_value(&p.fake, "loudness_momentary", 52), -20, 0.1);
    player_close(&p);
}

/* Tech 3341 cases 15 to 19: a sine of rate/divisor at a phase where the samples miss its peak. */
static void expect_peak(int divisor, double degrees, double amplitude, double wanted)
{
    struct player p;
    player_open(&p, 48000, 2, stereo, 4800);
    for (int i = 0; i < 48000; i++) {
        double fade = fmin(fmin(i, 47999 - i) / 2400.0, 1); /* no click at either end */
        double wave = sin(2 * pi * i / divisor + degrees * pi / 180);
        float sample[2] = {(float)(fade * amplitude * wave), (float)(fade * amplitude * wave)};
        play_sample(&p, sample);
    }
    finish(&p);
    double got = fake_value(&p.fake, "loudness_true_peak", 0);
    printf("Tech 3341 true peak, rate/%d at %.1f°: %.3f (%.1f +0.2 −0.4)\n", divisor, degrees, got, wanted);
    REQUIRE(got <= wanted + 0.2 && got >= wanted - 0.4);
    player_close(&p);
}

static void peaks(void)
{
    expect_peak(4, 0, 0.5, -6);
    expect_peak(4, 45, 0.5, -6);
    expect_peak(6, 60, 0.5, -6);
    expect_peak(8, 67.5, 0.5, -6);
    expect_peak(4, 45, 1.41, 3);
}

/* Two channels of noise that swells and fades; now and then the run of signs that lifts a peak between two
   samples farthest above both. */
static void noise(int rate, int n, float sample[2])
{
    static uint32_t seed = 1;
    double swell = 0.02 + 0.4 * fabs(sin(n / (0.37 * rate)) * sin(n / (0.011 * rate)));
    bool worst = n % 9001 >= 4500 && n % 9001 < 4524;
    for (int c = 0; c < 2; c++) {
        seed = seed * 1664525u + 1013904223u;
        double value = (double)(seed >> 8) / (1 << 23) - 1;
        if (worst)
            value = (n % 9001 < 4512) == (n % 2) ? 1 : -1;
        sample[c] = (float)(swell * value * (c ? 0.7 : 1));
    }
}

/* What is not heard for its true peak could not hold the highest. */
static void whole_peak(int rate, int block)
{
    struct player p;
    double one, wanted = 0;
    ebur128_state *whole = ebur128_init(2, (unsigned long)rate, EBUR128_MODE_TRUE_PEAK);
    REQUIRE(whole);
    player_open(&p, rate, 2, stereo, block);
    for (int n = 0; n < rate * 7 + 123; n++) {
        float sample[2];
        noise(rate, n, sample);
        REQUIRE_INT(ebur128_add_frames_float(whole, sample, 1), EBUR128_SUCCESS);
        play_sample(&p, sample);
    }
    finish(&p);
    for (unsigned c = 0; c < 2; c++)
        if (ebur128_true_peak(whole, c, &one) == EBUR128_SUCCESS && one > wanted)
            wanted = one;
    REQUIRE(fake_value(&p.fake, "loudness_true_peak", 0) == 20 * log10(wanted));
    REQUIRE(fake_value(&p.fake, "loudness_true_peak", 0) >
            fake_value(&p.fake, "loudness_sample_peak", 0) + 2);
    ebur128_destroy(&whole);
    player_close(&p);
}

static void whole_peaks(void)
{
    whole_peak(48000, 480);
    whole_peak(44100, 1024);
    whole_peak(96000, 4800);
}

static void silence(void)
{
    struct player p;
    double levels[2] = {-400, -400};
    player_open(&p, 48000, 2, stereo, 480);
    play(&p, 5, 0, levels); /* a sine of 0 Hz: nothing */
    finish(&p);
    for (int n = 0; n < 50; n++)
        REQUIRE(isnan(fake_value(&p.fake, "loudness_momentary", n)));
    static const char *const names[] = {"loudness_integrated", "loudness_range", "loudness_true_peak",
                                        "loudness_sample_peak"};
    for (int i = 0; i < 4; i++)
        REQUIRE(isnan(fake_value(&p.fake, names[i], 0)));
    player_close(&p);

    player_open(&p, 48000, 2, stereo, 480);
    play_stereo(&p, 5, -90); /* below the gate, above silence */
    finish(&p);
    REQUIRE_NEAR(fake_value(&p.fake, "loudness_momentary", 25), -90, 0.1);
    REQUIRE(isnan(fake_value(&p.fake, "loudness_integrated", 0)));
    REQUIRE(isnan(fake_value(&p.fake, "loudness_range", 0)));
    REQUIRE_NEAR(fake_value(&p.fake, "loudness_sample_peak", 0), -90, 0.1);
    player_close(&p);

    struct fake never;
    fake_open(&never, &loudness_meter, &film); /* a film without sound writes nothing */
    fake_finish(&never);
    REQUIRE_INT(never.value_count, 0);
    fake_close(&never);

    player_open(&p, 48000, 2, stereo, 480);
    play_stereo(&p, 0.05, -20);
    finish(&p); /* shorter than a tenth: no grid, but a peak */
    REQUIRE_NEAR(fake_value(&p.fake, "loudness_sample_peak", 0), -20, 0.05);
    REQUIRE_INT(p.fake.value_count, 4);
    player_close(&p);
}

static void play_noise(struct player *p, int count)
{
    uint32_t seed = 5;
    float sample[SOUND_CHANNELS];
    for (int i = 0; i < count; i++) {
        for (int c = 0; c < p->channels; c++) {
            seed = seed * 1664525u + 1013904223u;
            sample[c] = (float)((seed >> 8) / 16777216.0 - 0.5) * (i / 9000 % 2 ? 0.9f : 1e-4f);
        }
        play_sample(p, sample);
    }
}

/* The same sound in blocks of any size gives the same bytes. */
static void blocks(void)
{
    static const int sizes[] = {1, 7, 1024, 4410, 30011}, rates[] = {8000, 11025, 44100};
    for (int r = 0; r < 3; r++) {
        struct player one, other;
        player_open(&one, rates[r], 2, stereo, 4096);
        play_noise(&one, rates[r] * 5 + 123);
        finish(&one);
        for (int i = 0; i < 5; i++) {
            player_open(&other, rates[r], 2, stereo, sizes[i]);
            play_noise(&other, rates[r] * 5 + 123);
            finish(&other);
            REQUIRE_INT(other.fake.value_count, one.fake.value_count);
            for (size_t v = 0; v < one.fake.value_count; v++) {
                REQUIRE_INT(other.fake.values[v].measure, one.fake.values[v].measure);
                REQUIRE_INT(other.fake.values[v].n, one.fake.values[v].n);
                REQUIRE(memcmp(&other.fake.values[v].value, &one.fake.values[v].value, sizeof(double)) == 0);
            }
            player_close(&other);
        }
        player_close(&one);
    }
}

/* BS.1770's filter is the same sound's at every rate; a mono channel is 3.01 LU below the same on two. */
static void rates(void)
{
    static const int all[] = {8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000};
    static const enum speaker mono[] = {SPEAKER_CENTRE};
    double level = -23;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct player p;
        player_open(&p, all[i], 1, mono, 1024);
        play(&p, 5, 1000, &level);
        finish(&p);
        REQUIRE_NEAR(fake_value(&p.fake, "loudness_integrated", 0), -26.01, 0.1);
        REQUIRE_NEAR(fake_value(&p.fake, "loudness_true_peak", 0), -23, 0.25);
        player_close(&p);
    }
}

static void faults(void)
{
    struct fake f;
    float sample[2] = {0, 0};
    struct sound_block block = {.count = 1, .rate = 4, .channels = 2, .speakers = stereo, .samples = sample};
    fake_open(&f, &loudness_meter, &film);
    REQUIRE_INT(loudness_meter.sound(&f.run, &block), PST_INPUT);
    fake_close(&f);
    fake_open(&f, &loudness_meter, &film);
    block.rate = 48000;
    REQUIRE_INT(loudness_meter.sound(&f.run, &block), PST_OK);
    block.rate = 44100;
    REQUIRE_INT(loudness_meter.sound(&f.run, &block), PST_INTERNAL);
    fake_close(&f);
}

int main(void)
{
    integrated();
    range();
    surround();
    windows();
    place();
    peaks();
    whole_peaks();
    silence();
    blocks();
    rates();
    faults();
    return 0;
}
