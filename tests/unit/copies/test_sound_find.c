/* SPDX-License-Identifier: Apache-2.0 */
/* Made words of sound: each changes from the one before as those of real sound do, and passages of known
   place, noise and speed are planted in other films. */
#include "base/sound_words.h"
#include "copies/sound_find.h"
#include "test.h"

enum { MOST = 4000 };

struct made {
    uint64_t words[MOST];
    size_t count;
    struct sound_track track;
};

static struct made film, other;

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static uint64_t flip(uint64_t word, int bits, uint64_t *state)
{
    for (int i = 0; i < bits; i++)
        word ^= UINT64_C(1) << next(state) % SOUND_WORD_BITS;
    return word;
}

/* So many bits of it, no more and no fewer. */
static uint64_t differ(uint64_t word, int bits, uint64_t *state)
{
    uint64_t flipped = word;
    while (sound_word_distance(flipped, word) < bits)
        flipped = flip(flipped, 1, state);
    return flipped;
}

/* A word keeps three bits of four of the one before. */
static void make(struct made *m, size_t count, uint64_t seed)
{
    m->count = count;
    for (size_t i = 0; i < count; i++) {
        uint64_t changes = next(&seed) & next(&seed);
        m->words[i] = i ? m->words[i - 1] ^ changes : next(&seed);
    }
}

/* `length` of the film's words from `at` on, from `there` on in the other, `noise` bits of each flipped. */
static void plant(size_t at, size_t there, size_t length, int noise, int shift)
{
    uint64_t seed = 99;
    for (size_t i = 0; i < length; i++)
        other.words[there + i] = flip(sound_word_shifted(film.words[at + i], shift), noise, &seed);
}

static void look(struct sound_passages *found)
{
    REQUIRE(sound_track_make(&film.track, film.words, film.count));
    REQUIRE(sound_track_make(&other.track, other.words, other.count));
    REQUIRE(sound_find(&film.track, &other.track, found));
    sound_track_release(&film.track);
    sound_track_release(&other.track);
}

static void require_span(struct sound_span span, int64_t first, int64_t last, int within)
{
    REQUIRE(llabs(span.first - first) <= within);
    REQUIRE(llabs(span.last - last) <= within);
}

static void passage(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    plant(1000, 300, 96, 0, 0);
    look(&found);
    REQUIRE_INT(found.count, 1);
    require_span(found.items[0].a, 1000, 1095, 2);
    require_span(found.items[0].b, 300, 395, 2);
    REQUIRE_NEAR(found.items[0].line.speed, 1, 0);
    REQUIRE(found.items[0].evidence.distance < 1);
    REQUIRE(found.items[0].evidence.matched > 0.97);
    free(found.items);
}

/* `length` words that differ by so many bits, where `near` of each 32 differ by 4. */
static void plant_covered(size_t at, size_t there, size_t length, int bits, size_t near)
{
    uint64_t seed = 77;
    for (size_t i = 0; i < length; i++)
        other.words[there + i] = differ(film.words[at + i], i % 32 < near ? 4 : bits, &seed);
}

/* Noise covers what is soft, and leaves what is loud. */
static void noisy(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    plant_covered(1000, 300, 320, 20, 16);
    look(&found);
    REQUIRE_INT(found.count, 1);
    require_span(found.items[0].a, 1000, 1319, 16);
    REQUIRE(found.items[0].evidence.distance > 10 && found.items[0].evidence.distance < 17);
    REQUIRE(found.items[0].evidence.nearest < 7);
    free(found.items);
}

/* The same line in another voice, the same tune played anew: like all over, exact nowhere, however long. */
static void performed_anew(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    plant_covered(1000, 300, 1280, 15, 0);
    look(&found);
    REQUIRE_INT(found.count, 0);
    free(found.items);
}

/* So many words from 1,000 on against those from 300 on. */
static struct sound_evidence held_along(int64_t words)
{
    REQUIRE(sound_track_make(&film.track, film.words, film.count));
    REQUIRE(sound_track_make(&other.track, other.words, other.count));
    const struct sound_pair pair = {&film.track, &other.track, 0};
    const struct sound_line line = {1000, 300, 1};
    struct sound_evidence all =
        sound_line_evidence(&pair, &line, (struct sound_span){1000, 1000 + words - 1});
    sound_track_release(&film.track);
    sound_track_release(&other.track);
    return all;
}

/* What surrounds one stroke that two films share is hardly like: the stroke alone does not speak for it. */
static void one_stroke(void)
{
    enum { LENGTH = 80, STROKE = 24 };
    uint64_t seed = 55;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    for (size_t i = 0; i < LENGTH; i++)
        other.words[300 + i] = i < STROKE ? film.words[1000 + i] : differ(film.words[1000 + i], 22, &seed);
    const struct sound_evidence all = held_along(LENGTH);
    REQUIRE_NEAR(all.likeness, STROKE * 24 + (LENGTH - STROKE) * 2, 1e-9);
    REQUIRE(all.score > 0 && all.score <= LENGTH * 2 + 1e-9);
    REQUIRE_NEAR(all.nearest, 0, 1e-9);
}

/* Evenly like, a passage loses nothing by its best second. */
static void even(void)
{
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    plant_covered(1000, 300, 160, 6, 0);
    const struct sound_evidence all = held_along(160);
    REQUIRE_NEAR(all.nearest, 6, 1e-9);
    REQUIRE(all.score > 0.95 * all.likeness && all.score <= all.likeness);
}

static void strangers(void)
{
    struct sound_passages found;
    make(&film, 4000, 1);
    make(&other, 4000, 2);
    look(&found);
    REQUIRE_INT(found.count, 0);
    free(found.items);
}

/* A passage shorter than two seconds is none. */
static void shorter(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    plant(1000, 300, 56, 0, 0);
    look(&found);
    REQUIRE_INT(found.count, 0);
    free(found.items);
}

/* Every 25th word left out, and each bit one place higher: 25 pictures a second for 24. */
static void faster(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    for (size_t i = 0; i < 480; i++)
        other.words[700 + i] = film.words[1000 + i * 25 / 24] << 1;
    look(&found);
    REQUIRE_INT(found.count, 1);
    REQUIRE_INT(found.items[0].shift, 1);
    REQUIRE_NEAR(found.items[0].line.speed, 0.96, 1e-9);
    require_span(found.items[0].a, 1000, 1499, 4);
    require_span(found.items[0].b, 700, 1179, 4);
    free(found.items);
}

/* The same at its own pitch, slower: every 24th word twice. */
static void slower(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    for (size_t i = 0; i < 500; i++)
        other.words[700 + i] = film.words[1000 + i * 24 / 25];
    look(&found);
    REQUIRE_INT(found.count, 1);
    REQUIRE_INT(found.items[0].shift, 0);
    REQUIRE_NEAR(found.items[0].line.speed, 25.0 / 24, 0.002);
    require_span(found.items[0].a, 1000, 1479, 6);
    free(found.items);
}

/* Silence has no words: however long it lasts in both films, it is no copy, and tells nothing. */
static void silent(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    for (size_t i = 0; i < 400; i++)
        film.words[500 + i] = other.words[900 + i] = SOUND_WORD_SILENT;
    look(&found);
    REQUIRE_INT(found.count, 0);
    free(found.items);
    memset(film.words, 0, sizeof film.words);
    REQUIRE(sound_track_make(&film.track, film.words, film.count));
    REQUIRE(film.track.extent <= 0);
    sound_track_release(&film.track);
}

/* A bar that is played over and over weighs next to nothing, new sound all it can. */
static void rhythm(void)
{
    make(&film, 3000, 1);
    for (size_t i = 64; i < film.count; i++)
        film.words[i] = film.words[i % 64];
    REQUIRE(sound_track_make(&film.track, film.words, film.count));
    REQUIRE(film.track.weights[1600] < 0.05f);
    sound_track_release(&film.track);
    make(&film, 3000, 1);
    REQUIRE(sound_track_make(&film.track, film.words, film.count));
    REQUIRE(film.track.weights[1600] > 0.9f);
    sound_track_release(&film.track);
}

/* The same music three times in one film and twice in the other: each place is told, not every pair of them.
 */
static void again(void)
{
    struct sound_passages found;
    make(&film, 3000, 1);
    make(&other, 2500, 2);
    plant(100, 300, 128, 0, 0);
    plant(100, 1300, 128, 0, 0);
    memcpy(film.words + 1000, film.words + 100, 128 * sizeof *film.words);
    memcpy(film.words + 2000, film.words + 100, 128 * sizeof *film.words);
    look(&found);
    REQUIRE(found.count >= 3 && found.count <= 4);
    free(found.items);
}

static void index_holds(void)
{
    struct sound_index index;
    struct sound_hits hits = {0};
    uint64_t seed = 5;
    make(&film, 2000, 3);
    REQUIRE(sound_index_make(&index, film.words, film.count));
    REQUIRE(sound_index_find(&index, flip(film.words[777], 8, &seed), 1, 8, &hits));
    bool there = false;
    for (size_t i = 0; i < hits.count; i++) {
        there |= hits.items[i] == 777;
        REQUIRE(sound_word_distance(film.words[hits.items[i]], film.words[777]) <= 16);
    }
    REQUIRE(there); /* 8 bits in 4 chunks: unless each has two, some has one or none */
    REQUIRE_INT(sound_word_distance(0, UINT64_MAX), 64);
    REQUIRE_INT(sound_word_distance(UINT64_C(0x8000000000000001), 1), 1);
    free(hits.items);
    sound_index_release(&index);
}

/* Twice as many films to be matched, twice as much by chance; more score, less. */
static void expected(void)
{
    REQUIRE_NEAR(sound_expected(500, 2000, 100) / sound_expected(500, 1000, 100), 2, 1e-9);
    REQUIRE(sound_expected(600, 1000, 100) < sound_expected(500, 1000, 100));
}

int main(void)
{
    passage();
    noisy();
    performed_anew();
    one_stroke();
    even();
    strangers();
    shorter();
    faster();
    slower();
    silent();
    rhythm();
    again();
    index_holds();
    expected();
    return 0;
}
