/* SPDX-License-Identifier: Apache-2.0 */
/* Sound made here of tones whose levels are known, played to the meter at several rates, speeds and levels.
 */
#include "base/sound_words.h"
#include "meter/fake_sink.h"

extern const struct meter sound_print_meter;
static const struct pst_film film;
static const double pi = 3.14159265358979323846;

enum { SECONDS = 6, MOST_WORDS = SOUND_WORDS * 20, TONES = 20 };

struct heard {
    uint64_t words[MOST_WORDS];
    size_t count;
};

/* How a sound is played. */
struct playing {
    double (*sound)(double seconds);
    double seconds, speed, level;
    int rate, channels, block;
    const enum speaker *speakers;
};
static const enum speaker stereo[] = {SPEAKER_LEFT, SPEAKER_RIGHT};
static const enum speaker with_lfe[] = {SPEAKER_LEFT, SPEAKER_RIGHT, SPEAKER_LFE};

/* Tones that swell and fade, each at its own pace. */
static double lively(double t)
{
    double sum = 0;
    for (int i = 0; i < TONES; i++) {
        double hertz = 210 * exp(0.13 * i), pace = 0.7 + 0.61 * (i * 7 % TONES) / 8.0;
        sum += exp(2.3 * sin(2 * pi * pace * t + i)) * sin(2 * pi * hertz * t + 2.4 * i);
    }
    return sum / (20 * TONES);
}

static double tone(double t)
{
    return 0.5 * sin(2 * pi * 440 * t);
}

static double silence(double t)
{
    (void)t;
    return 0;
}

/* A tone in the middle of every band; that of band 30 swells by 12 dB round 3 s. */
static double swelling(double t)
{
    double sum = 0, swell = pow(10, 12 / 20.0 / (1 + exp(-(t - 3) * 20)));
    for (int m = 0; m < SOUND_BANDS; m++)
        sum += (m == 30 ? swell : 1) * sin(2 * pi * 200 * pow(25.0 / 24, m) * t + m * m);
    return sum / 200;
}

static void send(struct fake *fake, const struct playing *p, int64_t first, int count)
{
    float *samples = malloc((size_t)count * (size_t)p->channels * sizeof *samples);
    REQUIRE(samples);
    for (int i = 0; i < count; i++) {
        double at = (double)(first + i) / p->rate, wave = p->level * p->sound(at * p->speed);
        for (int c = 0; c < p->channels; c++)
            samples[i * p->channels + c] = (float)(p->speakers[c] == SPEAKER_LFE ? tone(at * 3) : wave);
    }
    const struct sound_block block = {first, count, p->rate, p->channels, p->speakers, samples};
    REQUIRE_INT(sound_print_meter.sound(&fake->run, &block), PST_OK);
    free(samples);
}

static void collect(const struct fake *fake, struct heard *heard)
{
    heard->count = 0;
    for (size_t i = 0; i < fake->vector_count; i++) {
        const struct fake_vector *v = &fake->vectors[i];
        REQUIRE_INT(v->n, i);
        REQUIRE(i + 1 == fake->vector_count || v->size == SOUND_WORDS * SOUND_WORD_SIZE);
        for (size_t k = 0; k < v->size / SOUND_WORD_SIZE; k++)
            heard->words[heard->count++] = sound_word_get(v->data + k * SOUND_WORD_SIZE);
    }
}

static void play(struct playing p, struct heard *heard)
{
    struct fake fake;
    fake_open(&fake, &sound_print_meter, &film);
    int64_t all = llround(p.seconds * p.rate);
    for (int64_t first = 0; first < all; first += p.block)
        send(&fake, &p, first, (int)(all - first < p.block ? all - first : p.block));
    fake_finish(&fake);
    collect(&fake, heard);
    fake_close(&fake);
}

static struct playing plain(double (*sound)(double))
{
    return (struct playing){sound, SECONDS, 1, 1, 48000, 2, 4800, stereo};
}

/* Mean bits that differ, a word of the one from another place in the other. */
static double distance(const struct heard *a, const struct heard *b, double speed, int shift)
{
    double sum = 0;
    int told = 0;
    for (size_t i = 0; i < a->count; i++) {
        double middle = ((double)i / SOUND_WORDS + SOUND_WORD_SPAN / 2) / speed - SOUND_WORD_SPAN / 2;
        int64_t k = llround(middle * SOUND_WORDS);
        if (k < 0 || k >= (int64_t)b->count)
            continue;
        for (uint64_t x = (a->words[i] << shift) ^ b->words[k]; x; x &= x - 1)
            sum++;
        told++;
    }
    REQUIRE(told > 100);
    return sum / told;
}

static struct heard plain_words, words;

/* The last window that ends inside the sound begins 0.32 s before its end, and a word needs one four further
 * on. */
static void counts(void)
{
    play(plain(lively), &plain_words);
    REQUIRE_INT(plain_words.count, (int)((SECONDS - 0.32) * SOUND_WORDS) + 1 - SOUND_WORD_LAG);
    for (size_t i = 0; i < plain_words.count; i++)
        REQUIRE(plain_words.words[i] != SOUND_WORD_SILENT);
}

static void blocks(void)
{
    struct playing p = plain(lively);
    p.block = 1117;
    play(p, &words);
    REQUIRE_INT(words.count, plain_words.count);
    REQUIRE(memcmp(words.words, plain_words.words, words.count * sizeof *words.words) == 0);
}

static void same_at(const char *what, struct playing p, double most)
{
    play(p, &words);
    double got = distance(&plain_words, &words, 1, 0);
    printf("%s: %.2f bits\n", what, got);
    REQUIRE(got <= most);
}

static void rates_and_levels(void)
{
    struct playing p = plain(lively);
    static const int rates[] = {44100, 22050, 96000, 8000};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        p.rate = rates[i];
        p.block = 1000;
        same_at("another rate", p, 1.5);
    }
    p = plain(lively);
    p.level = 0.05;
    same_at("26 dB softer", p, 0.5);
    p = plain(lively);
    p.channels = 1;
    same_at("one channel", p, 0.1);
    p = plain(lively);
    p.channels = 3;
    p.speakers = with_lfe;
    same_at("a channel of low effects", p, 0.1);
}

/* 25 pictures a second for 24: each bit is one place higher, and there is a twenty-fifth less of it. */
static void speeds(void)
{
    struct playing p = plain(lively);
    p.speed = 25.0 / 24;
    p.seconds = SECONDS / p.speed;
    play(p, &words);
    double shifted = distance(&plain_words, &words, p.speed, 1);
    printf("faster: %.2f bits shifted, %.2f not\n", shifted, distance(&plain_words, &words, p.speed, 0));
    REQUIRE(shifted < 6);
    REQUIRE(distance(&plain_words, &words, p.speed, 0) > 3 * shifted);
}

static void nothing_told(void)
{
    play(plain(silence), &words);
    REQUIRE(words.count > 0);
    for (size_t i = 0; i < words.count; i++)
        REQUIRE(words.words[i] == SOUND_WORD_SILENT);
    play(plain(tone), &words);
    for (size_t i = 0; i < words.count; i++)
        REQUIRE(words.words[i] == SOUND_WORD_SILENT);
    struct playing p = plain(lively);
    p.rate = 6000; /* does not reach the bands */
    play(p, &words);
    REQUIRE_INT(words.count, 0);
    p = plain(lively);
    p.seconds = 0.4;
    play(p, &words);
    REQUIRE_INT(words.count, 0);
}

/* The word whose two windows lie before and behind the swell. */
static void bits(void)
{
    play(plain(swelling), &words);
    uint64_t word = words.words[(size_t)((3 - SOUND_WORD_SPAN / 2) * SOUND_WORDS)];
    REQUIRE(word >> 30 & 1);
    REQUIRE(!(word >> (30 - SOUND_BAND_APART) & 1));
}

int main(void)
{
    counts();
    blocks();
    rates_and_levels();
    speeds();
    nothing_told();
    bits();
    return 0;
}
