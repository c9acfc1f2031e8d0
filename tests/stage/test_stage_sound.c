/* SPDX-License-Identifier: Apache-2.0 */
/* What is heard begins at its sample, rings as long as its room says, and is in tune and in time. */
#include "render/arithmetic.h"
#include "sound/chamber.h"
#include "sound/filter.h"
#include "sound/orchestra.h"
#include "sound/resample.h"
#include "sound/riff.h"
#include "test.h"

enum { plain_head = 44 };

struct heard {
    int16_t *samples; /* left and right in turn */
    int64_t count;
};

static struct heard read_back(FILE *file, int64_t samples)
{
    struct heard heard = {malloc((size_t)samples * 4), samples};
    REQUIRE(heard.samples != NULL);
    REQUIRE(fseek(file, plain_head, SEEK_SET) == 0);
    REQUIRE_INT(fread(heard.samples, 4, (size_t)samples, file), samples);
    REQUIRE_INT(fgetc(file), EOF);
    fclose(file);
    return heard;
}

static struct heard hear(const struct soundtrack *film)
{
    FILE *file = tmpfile();
    REQUIRE(file != NULL);
    REQUIRE_INT(soundtrack_write(film, file, NULL), 0);
    return read_back(file, film->samples);
}

static int64_t first_sound(const struct heard *heard)
{
    for (int64_t i = 0; i < 2 * heard->count; i++)
        if (heard->samples[i])
            return i / 2;
    return -1;
}

static int64_t last_sound(const struct heard *heard)
{
    for (int64_t i = 2 * heard->count - 1; i >= 0; i--)
        if (heard->samples[i])
            return i / 2;
    return -1;
}

static int peak_between(const struct heard *heard, int64_t from, int64_t until)
{
    int peak = 0;
    for (int64_t i = 2 * from; i < 2 * until; i++)
        peak = abs(heard->samples[i]) > peak ? abs(heard->samples[i]) : peak;
    return peak;
}

static double energy_between(const struct heard *heard, int64_t from, int64_t until)
{
    double sum = 0;
    for (int64_t i = 2 * from; i < 2 * until; i++)
        sum += (double)heard->samples[i] * heard->samples[i];
    return sum;
}

static double level_of(double energy, int64_t samples)
{
    return 10 * log10(energy / (2.0 * (double)samples) / (32767.0 * 32767.0) + 1e-20);
}

/* In no room and in the one that rings longest, nothing of an impact sounds before its sample, that sample
 * sounds, and the 2 ms from there hold at least half of the peak of what hits. */
static void test_impacts(void)
{
    for (int kind = 0; kind < noise_kinds; kind++) {
        int lasts = kind == noise_cheer || kind == noise_fire || kind == noise_rain || kind == noise_wind;
        int soft = kind == noise_throw || kind == noise_swing || kind == noise_thunder || kind == noise_roll;
        for (int i = 0; i < 10 && !lasts; i++) {
            struct room_span room = {0, "", 0};
            struct noise_event event = {(enum noise_kind)kind, 4801 + 997 * i, 0,          1,
                                        i * 0.2 - 0.9,         i % 5,          (uint64_t)i};
            struct soundtrack film = {
                .samples = 24000, .rooms = &room, .room_count = 1, .noises = &event, .noise_count = 1};
            strcpy(room.room, i % 2 ? "lobby" : "none");
            struct heard heard = hear(&film);
            REQUIRE_INT(first_sound(&heard), event.at);
            if (!soft) {
                int attack = peak_between(&heard, event.at, event.at + 96);
                REQUIRE(2 * attack >= peak_between(&heard, 0, heard.count));
            }
            free(heard.samples);
        }
    }
}

/* Seconds in which the energy still to come (Schroeder's backward integral, ISO 3382-1) falls by 60 dB, from
 * where it has lost 5 dB to where it has lost 25. */
static double decay_of(const double *energy, int64_t count)
{
    double left = 0, all = 0, n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (int64_t i = 0; i < count; i++)
        all += energy[i];
    left = all;
    for (int64_t i = 0; i < count; i++) {
        double level = 10 * log10(left / all + 1e-30), t = (double)i / sample_rate;
        if (level <= -5 && level >= -25) {
            n++;
            x += t;
            y += level;
            xx += t * t;
            xy += t * level;
        }
        left -= energy[i];
    }
    return -60 / ((n * xy - x * y) / (n * xx - x * x));
}

/* In the octave around 1 kHz. */
static double band_decay(const float *left, const float *right, int64_t count)
{
    struct filter bands[2][2];
    double *energy = malloc((size_t)count * sizeof *energy);
    for (int i = 0; i < 4; i++)
        bands[i / 2][i % 2] = filter_of(pass_band, 1000, 1.1);
    for (int64_t i = 0; i < count; i++) {
        double a = filter_run(&bands[0][1], filter_run(&bands[0][0], left[i]));
        double b = filter_run(&bands[1][1], filter_run(&bands[1][0], right[i]));
        energy[i] = a * a + b * b;
    }
    double decay = decay_of(energy, count);
    free(energy);
    return decay;
}

static void test_rooms(void)
{
    enum { long_enough = 4 * sample_rate };
    REQUIRE_INT(room_named("nowhere"), 0);
    for (int room = 1; room < room_kinds; room++) {
        const struct room *wanted = &room_list()[room];
        struct chamber *chamber = chamber_open(wanted, long_enough);
        float *left = calloc(long_enough, sizeof *left), *right = calloc(long_enough, sizeof *right), one = 1;
        double energy = 0;
        chamber_hear(chamber, 0, &one, 1, 0.6f, 0.8f);
        chamber_answer(chamber, left, right, long_enough);
        for (int i = 0; i < long_enough; i++)
            energy += (double)left[i] * left[i] + (double)right[i] * right[i];
        REQUIRE_NEAR(band_decay(left, right, long_enough) / wanted->decay, 1, 0.1);
        REQUIRE_NEAR(sqrt(energy) / wanted->answer, 1, 0.2);
        REQUIRE(left[0] == 0 && right[0] == 0);
        chamber_close(chamber);
        free(left);
        free(right);
    }
}

/* The same from a film: what is left when a step on carpet is over. */
static void test_rooms_in_films(void)
{
    static const char *const names[] = {"apartment", "corridor", "studio", "lobby"};
    for (int i = 0; i < 4; i++) {
        struct room_span room = {0, "", 0};
        struct noise_event event = {noise_step, 480, 0, 20, 0, 3, 1};
        struct soundtrack film = {
            .samples = 4 * sample_rate, .rooms = &room, .room_count = 1, .noises = &event, .noise_count = 1};
        strcpy(room.room, names[i]);
        struct heard heard = hear(&film);
        int64_t from = event.at + sample_rate / 12, count = heard.count - from;
        double *energy = malloc((size_t)count * sizeof *energy);
        for (int64_t k = 0; k < count; k++)
            energy[k] = energy_between(&heard, from + k, from + k + 1);
        /* Broadband, so low frequencies, which ring a little longer than 1 kHz, count most. */
        REQUIRE_NEAR(decay_of(energy, count) / room_list()[room_named(names[i])].decay, 1, 0.1);
        free(energy);
        free(heard.samples);
    }
}

static void test_tone(void)
{
    for (int kind = 1; kind < room_hall; kind++) {
        const struct room *room = &room_list()[kind];
        struct room_span spans[2] = {{0, "", 1}, {5 * sample_rate, "none", 1}};
        struct soundtrack film = {.samples = 6 * sample_rate, .seed = 3, .rooms = spans, .room_count = 2};
        strcpy(spans[0].room, room->name);
        struct heard heard = hear(&film);
        double hum = room->hum > 0 ? pow(10, room->hum_level / 10) * (1 + 0.16 + 0.04) : 0;
        double wanted = 10 * log10(pow(10, room->tone / 10) + hum);
        double got = level_of(energy_between(&heard, 2400, 5 * sample_rate), 5 * sample_rate - 2400);
        REQUIRE_NEAR(got, wanted, 0.7);
        REQUIRE(last_sound(&heard) < 5 * sample_rate + 240);
        free(heard.samples);
    }
}

/* Rain, wind and cheering keep their level (wind and its gusts less so), and both ears hear their own. */
static void test_lasting(void)
{
    static const struct {
        enum noise_kind kind;
        double within, alike;
    } lasting[] = {{noise_rain, 1.5, 0.2}, {noise_wind, 6, 0.2}, {noise_cheer, 3, 0.7}, {noise_fire, 6, 0.2}};
    for (int i = 0; i < 4; i++) {
        struct noise_event event = {lasting[i].kind, 4800, 8 * sample_rate, 1, 0, 0, 5};
        struct soundtrack film = {.samples = 9 * sample_rate, .noises = &event, .noise_count = 1};
        struct heard heard = hear(&film);
        double cross = 0, left = 0, right = 0;
        double mean = level_of(energy_between(&heard, event.at, event.at + event.length), event.length);
        for (int second = 1; second < 7; second++) {
            int64_t from = event.at + second * sample_rate;
            REQUIRE_NEAR(level_of(energy_between(&heard, from, from + sample_rate), sample_rate), mean,
                         lasting[i].within);
        }
        for (int64_t k = 0; k < heard.count; k++) {
            double a = heard.samples[2 * k], b = heard.samples[2 * k + 1];
            cross += a * b;
            left += a * a;
            right += b * b;
        }
        REQUIRE(cross / sqrt(left * right) < lasting[i].alike);
        REQUIRE_NEAR(left / right, 1, 0.35);
        REQUIRE(first_sound(&heard) >= event.at && last_sound(&heard) < event.at + event.length);
        REQUIRE(first_sound(&heard) < event.at + 480 && last_sound(&heard) > event.at + event.length - 480);
        free(heard.samples);
    }
}

/* How much of a frequency is in a stretch (Goertzel's sum under a Hann window). */
static double strength_of(const struct heard *heard, int64_t from, int64_t count, double hertz)
{
    double re = 0, im = 0;
    for (int64_t i = 0; i < count; i++) {
        double window = 0.5 - 0.5 * cos(2 * M_PI * (double)i / (double)count);
        double x = window * (heard->samples[2 * (from + i)] + heard->samples[2 * (from + i) + 1]);
        re += x * cos(2 * M_PI * hertz * (double)i / sample_rate);
        im += x * sin(2 * M_PI * hertz * (double)i / sample_rate);
    }
    return sqrt(re * re + im * im);
}

/* Each timbre sounds at its note's pitch, moved by 2^(n/12) when transposed: louder there than a quarter and
 * a half tone away. */
static void test_pitch(void)
{
    for (int timbre = 0; timbre < timbre_drums; timbre++) {
        for (int transpose = -5; transpose <= 7; transpose += 6) {
            struct tune tune = {.tempo = 120, .beats = 4, .count = 1};
            tune.notes[0] = (struct note){0, 4, 64, 0.8, (enum timbre)timbre};
            struct music_cue cue = {0, 2 * sample_rate, &tune, transpose, 1, 1, 0};
            struct soundtrack film = {.samples = 2 * sample_rate, .cues = &cue, .cue_count = 1};
            struct heard heard = hear(&film);
            double hertz = 440 * pow(2, (64 - 69 + transpose) / 12.0);
            double there = strength_of(&heard, 4800, sample_rate, hertz);
            REQUIRE(there > 1e6);
            for (int away = -2; away <= 2; away++)
                if (away)
                    REQUIRE(there > 4 * strength_of(&heard, 4800, sample_rate, hertz * pow(2, away / 24.0)));
            free(heard.samples);
        }
    }
}

/* Taking a note out of a tune changes nothing before its sample: at + beat · 60 / tempo · 48000 / speed. */
static void test_tempo(void)
{
    static const double beats[] = {0, 0.75, 1.5, 2, 3.25};
    for (int without = 0; without < 5; without++) {
        struct tune tune = {.tempo = 97, .beats = 4}, less;
        for (int i = 0; i < 5; i++)
            tune.notes[tune.count++] =
                (struct note){beats[i], 0.5, i % 2 ? 36 : 60, 0.9, i % 2 ? timbre_drums : timbre_piano};
        less = tune;
        less.notes[without].beat = 1000;
        struct music_cue cue = {1237, 9 * sample_rate, &tune, 0, 1.1, 1, 0}, quiet = cue;
        struct soundtrack film = {.samples = 4 * sample_rate, .cues = &cue, .cue_count = 1}, other = film;
        quiet.tune = &less;
        other.cues = &quiet;
        struct heard a = hear(&film), b = hear(&other);
        int64_t differs = 0, wanted = 1237 + llround(beats[without] * 60 / 97 * 48000 / 1.1);
        while (a.samples[2 * differs] == b.samples[2 * differs] &&
               a.samples[2 * differs + 1] == b.samples[2 * differs + 1])
            differs++;
        REQUIRE_INT(differs, wanted);
        REQUIRE_INT(cue_sample(&cue, beats[without]), wanted);
        free(a.samples);
        free(b.samples);
    }
}

static void test_melody(void)
{
    static const int scales[2][7] = {{0, 2, 4, 5, 7, 9, 11}, {0, 2, 3, 5, 7, 8, 10}};
    for (int key = 0; key < 24; key++) {
        for (uint64_t seed = 0; seed < 40; seed++) {
            struct tune tune = {.tonic = key / 2, .minor = key % 2, .tempo = 100}, other = tune;
            int sung = 0, same = 1;
            tune_compose(&tune, timbre_brass, 1, seed);
            tune_compose(&other, timbre_synth, 1, seed);
            REQUIRE(tune.count > 60 && tune.count < most_notes);
            REQUIRE_INT(tune.count, other.count);
            for (int i = 0; i < tune.count; i++) {
                const struct note *note = &tune.notes[i];
                int over = (note->pitch - tune.tonic + 120) % 12, found = note->timbre == timbre_drums;
                for (int k = 0; k < 7; k++)
                    found |= scales[tune.minor][k] == over;
                REQUIRE(found);
                REQUIRE(note->beat >= 0 && note->beat < tune.beats);
                same &= note->pitch == other.notes[i].pitch && note->beat == other.notes[i].beat;
                sung += note->timbre == timbre_brass;
            }
            REQUIRE(same);
            REQUIRE(sung >= 15);
        }
    }
    for (int i = 0; i < timbre_count; i++)
        REQUIRE_INT(timbre_named(timbre_name((enum timbre)i)), i);
    REQUIRE_INT(timbre_named("kazoo"), -1);
}

/* The mix is the sum of its stems to the step, limiter or not, and nothing goes over the top. */
static void test_sum(void)
{
    struct room_span rooms[] = {{0, "nightclub", 1}, {72000, "street", 1}};
    struct noise_event noises[12];
    struct tune tune = {.tonic = 2, .minor = 1, .tempo = 130};
    tune_compose(&tune, timbre_brass, 1, 8);
    for (int i = 0; i < 12; i++)
        noises[i] = (struct noise_event){i % 2 ? noise_explosion : noise_gunshot,
                                         9000 + 5000 * i,
                                         0,
                                         1 + i % 3,
                                         0.1 * i - 0.6,
                                         0,
                                         (uint64_t)i};
    struct music_cue cue = {0, 120000, &tune, 0, 1, 2, 4800};
    struct crowd_cue crowd = {100, 110000, 30, 1};
    struct soundtrack film = {.samples = 130001,
                              .rooms = rooms,
                              .room_count = 2,
                              .noises = noises,
                              .noise_count = 12,
                              .cues = &cue,
                              .cue_count = 1,
                              .crowds = &crowd,
                              .crowd_count = 1};
    FILE *mix = tmpfile(), *files[stem_count];
    struct heard whole, stems[stem_count];
    for (int i = 0; i < stem_count; i++)
        files[i] = tmpfile();
    REQUIRE_INT(soundtrack_write(&film, mix, files), 0);
    whole = read_back(mix, film.samples);
    for (int i = 0; i < stem_count; i++)
        stems[i] = read_back(files[i], film.samples);
    for (int64_t k = 0; k < 2 * film.samples; k++) {
        int sum = 0;
        for (int i = 0; i < stem_count; i++)
            sum += stems[i].samples[k];
        REQUIRE_INT(whole.samples[k], sum);
    }
    int peak = peak_between(&whole, 0, film.samples);
    REQUIRE(peak > 30000 && peak < 31100);
    for (int i = 0; i < stem_count; i++)
        free(stems[i].samples);
    free(whole.samples);
}

/* Shares of equal power; a gunshot a metre away peaks near -3 dBFS. */
static void test_pan(void)
{
    double all = 0;
    for (int pan = -4; pan <= 4; pan++) {
        struct noise_event event = {noise_gunshot, 0, 0, 1, pan / 4.0, 0, 3};
        struct soundtrack film = {.samples = 60000, .noises = &event, .noise_count = 1};
        struct heard heard = hear(&film);
        double energy = energy_between(&heard, 0, heard.count), right = 0;
        for (int64_t i = 0; i < heard.count; i++)
            right += (double)heard.samples[2 * i + 1] * heard.samples[2 * i + 1];
        all = pan == -4 ? energy : all;
        REQUIRE_NEAR(energy / all, 1, 0.001);
        REQUIRE_NEAR(right / energy, pow(sin((pan / 4.0 + 1) * M_PI / 4), 2), 0.001);
        if (pan == 4)
            REQUIRE_NEAR(20 * log10(peak_between(&heard, 0, heard.count) / 32767.0), -3, 1.5);
        free(heard.samples);
    }
}

static uint64_t number_at(const unsigned char *bytes, int count)
{
    uint64_t number = 0;
    for (int i = count - 1; i >= 0; i--)
        number = number << 8 | bytes[i];
    return number;
}

static void test_head(void)
{
    unsigned char head[longest_head];
    REQUIRE_INT(riff_head(1000, head), plain_head);
    REQUIRE(!memcmp(head, "RIFF", 4) && !memcmp(head + 8, "WAVEfmt ", 8) && !memcmp(head + 36, "data", 4));
    REQUIRE_INT(number_at(head + 4, 4), 4000 + plain_head - 8);
    REQUIRE_INT(number_at(head + 24, 4), 48000);
    REQUIRE_INT(number_at(head + 40, 4), 4000);
    /* 2^30 samples of four bytes are 4 GiB. */
    REQUIRE_INT(riff_head(INT64_C(1) << 30, head), longest_head);
    REQUIRE(!memcmp(head, "RF64", 4) && !memcmp(head + 12, "ds64", 4) && !memcmp(head + 72, "data", 4));
    REQUIRE_INT(number_at(head + 20, 8), (INT64_C(1) << 32) + longest_head - 8);
    REQUIRE_INT(number_at(head + 28, 8), INT64_C(1) << 32);
    REQUIRE_INT(number_at(head + 36, 8), INT64_C(1) << 30);
    REQUIRE_INT(number_at(head + 76, 4), UINT32_MAX);
}

static void test_resample(void)
{
    enum { count = 22050 };
    int16_t *wave = malloc(count * sizeof *wave);
    for (int i = 0; i < count; i++)
        wave[i] = (int16_t)lrint(20000 * sin(2 * M_PI * 3000.0 * i / 22050));
    int64_t length;
    float *samples = resample(wave, count, 22050, &length);
    REQUIRE_INT(length, 48000);
    for (int64_t i = 100; i < length - 100; i++)
        REQUIRE_NEAR(samples[i], 20000 / 32768.0 * sin(2 * M_PI * 3000.0 * (double)i / 48000), 1e-4);
    free(samples);
    free(wave);
}

static const char words[] = "Did you leave the lamp on? I never touch it.";

static struct heard hear_line(const char *room, const char *of_line)
{
    struct room_span span = {0, "", 0};
    struct spoken_line line = {7001, words, "en-gb+f3", 1, 0, ""};
    struct soundtrack film = {
        .samples = 6 * sample_rate, .rooms = &span, .room_count = 1, .lines = &line, .line_count = 1};
    strcpy(span.room, room);
    strcpy(line.room, of_line);
    return hear(&film);
}

/* A line fills exactly the time that it is said to take; in another room it rings on as it would there. */
static void test_speech(void)
{
    int64_t length = speech_length(words, "en-gb+f3"), end = 7001 + length;
    REQUIRE(length > sample_rate && length < 5 * sample_rate);
    REQUIRE_INT(speech_length(words, "en-gb+f3"), length);
    REQUIRE(speech_length(words, "en-us+m2") > 0);
    REQUIRE(speech_length(words, "en-us+m2") != length);
    REQUIRE_INT(speech_length(words, "nobody"), 0);
    REQUIRE_INT(speech_length("", "en-gb+f3"), 0);
    struct heard dry = hear_line("none", ""), flat = hear_line("apartment", ""),
                 seam = hear_line("apartment", "lobby"), there = hear_line("lobby", "");
    REQUIRE_INT(first_sound(&dry), 7001);
    REQUIRE_INT(last_sound(&dry), end - 1);
    REQUIRE_INT(first_sound(&seam), 7001);
    double after_flat = energy_between(&flat, end + 12000, end + 36000),
           after_seam = energy_between(&seam, end + 12000, end + 36000);
    REQUIRE(after_seam > 20 * after_flat);
    REQUIRE(!memcmp(seam.samples, there.samples, (size_t)there.count * 4));
    float open[200];
    int count = speech_mouth(words, "en-gb+f3", 2000, open, 200), wide = 0, shut = 0;
    REQUIRE_INT(count, (length + 1999) / 2000);
    for (int i = 0; i < count - 1; i++) {
        double level = level_of(energy_between(&dry, 7001 + i * 2000, 9001 + i * 2000), 2000);
        REQUIRE(open[i] >= 0 && open[i] <= 1);
        wide += open[i] > 0.5f;
        shut += open[i] < 0.1f;
        REQUIRE(open[i] < 0.5f || level > -32);
        REQUIRE(open[i] > 0.1f || level < -35);
    }
    REQUIRE(wide > count / 5 && shut > 0);
    REQUIRE_INT(speech_mouth(words, "en-gb+f3", 2000, open, 7), 7);
    free(dry.samples);
    free(flat.samples);
    free(seam.samples);
    free(there.samples);
}

int main(void)
{
    test_impacts();
    test_rooms();
    test_rooms_in_films();
    test_tone();
    test_lasting();
    test_pitch();
    test_tempo();
    test_melody();
    test_sum();
    test_pan();
    test_head();
    test_resample();
    if (speech_length("One.", "en-us") == 0)
        SKIP("espeak-ng has no voices here; all but speech was tested");
    test_speech();
    return 0;
}
