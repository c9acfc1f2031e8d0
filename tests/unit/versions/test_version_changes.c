/* SPDX-License-Identifier: Apache-2.0 */
/* Films of drawn fingerprints, of which one is cut again: what comes out is what was done, frame for frame. A
   shot that moves turns some bits a frame for good, one that stands still only for that frame, as grain does;
   the new cut's frames differ by a few bits more, as encoding does. */
#include "test.h"
#include "versions/version_changes.h"
#include "versions/version_speed.h"

enum { SHOTS = 310, MOST = 40000, CHANGES = 50, SPACING = 5 };

static uint64_t seed = 9;

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

struct film {
    uint8_t prints[MOST][FINGERPRINT_SIZE];
    bool begins[MOST];
    int64_t frames;
};

struct shot {
    int64_t first, frames; /* in the footage */
    double pace;
};

static struct film footage, old_film, new_film;
static struct shot old_cut[2 * SHOTS], new_cut[2 * SHOTS];
static int old_count, new_count;
static struct pst_change done[CHANGES];
static int done_count;

static void turn_bits(uint8_t print[FINGERPRINT_SIZE], int count)
{
    for (int i = 0; i < count; i++) {
        uint32_t bit = draw(2 * FINGERPRINT_BITS);
        print[bit / 8] = (uint8_t)(print[bit / 8] ^ 1 << bit % 8);
    }
}

/* Shots of 20 to 120 frames; every third stands still, every tenth is black. */
static void shoot(void)
{
    uint8_t now[FINGERPRINT_SIZE];
    for (int s = 0; s < SHOTS; s++) {
        int64_t frames = 20 + draw(101);
        bool still = s % 3 == 1, black = s % 10 == 9;
        for (int i = 0; i < FINGERPRINT_SIZE; i++)
            now[i] = (uint8_t)draw(256);
        now[FINGERPRINT_QUALITY] = black ? 1 : 90;
        now[FINGERPRINT_LUMA] = black ? 2 : 120;
        old_cut[s] = (struct shot){footage.frames, frames, 1};
        for (int64_t n = 0; n < frames; n++) {
            uint8_t *print = footage.prints[footage.frames++];
            turn_bits(now, still ? 0 : 3);
            memcpy(print, now, FINGERPRINT_SIZE);
            turn_bits(print, still ? 4 : 0);
        }
    }
    old_count = SHOTS - CHANGES; /* the rest is for what is added */
}

static void edit(struct film *film, const struct shot *cut, int count, int noise)
{
    memset(film, 0, sizeof *film);
    for (int s = 0; s < count; s++) {
        film->begins[film->frames] = true;
        for (int64_t n = 0; n < cut[s].frames; n++) {
            uint8_t *print = film->prints[film->frames++];
            memcpy(print, footage.prints[cut[s].first + (int64_t)((double)n * cut[s].pace)],
                   FINGERPRINT_SIZE);
            turn_bits(print, noise);
        }
    }
}

static int64_t frames_before(const struct shot *cut, int count)
{
    int64_t frames = 0;
    for (int i = 0; i < count; i++)
        frames += cut[i].frames;
    return frames;
}

static int find_shot(int64_t first, int64_t frames)
{
    int at = 0;
    while (at < new_count && (new_cut[at].first < first || new_cut[at].first >= first + frames))
        at++;
    return at;
}

static void take_out(int at)
{
    memmove(new_cut + at, new_cut + at + 1, sizeof *new_cut * (size_t)(--new_count - at));
}

static void put_in(int at, struct shot shot)
{
    memmove(new_cut + at + 1, new_cut + at, sizeof *new_cut * (size_t)(new_count++ - at));
    new_cut[at] = shot;
}

static void change(int what, int place)
{
    static const double paces[] = {0.5, 0.8, 1.25, 2, 24 / 25.};
    const struct shot was = old_cut[place];
    int at = find_shot(was.first, was.frames);
    int64_t first = frames_before(old_cut, place), last = first + was.frames - 1, cut = 1 + draw(15);
    struct pst_change *c = &done[done_count++];
    *c = (struct pst_change){.old_first = first, .old_last = last, .new_first = was.first, .speed = NAN};
    switch (what) {
    case 0:
    case 1:
        *c = (struct pst_change){PST_CHANGE_TRIMMED,
                                 what ? PST_SIDE_TAIL : PST_SIDE_HEAD,
                                 false,
                                 what ? last - cut + 1 : first,
                                 what ? last : first + cut - 1,
                                 0,
                                 -1,
                                 NAN};
        new_cut[at].first += what ? 0 : cut;
        new_cut[at].frames -= cut;
        return;
    case 2:
        c->kind = PST_CHANGE_MISSING;
        take_out(at);
        return;
    case 3:
        c->kind = PST_CHANGE_MOVED;
        c->speed = 1;
        take_out(at);
        put_in((at + new_count / 2) / SPACING * SPACING % new_count, was);
        return;
    case 4:
        *c = (struct pst_change){.kind = PST_CHANGE_ADDED,
                                 .old_last = -1,
                                 .new_first = old_cut[old_count + done_count].first,
                                 .speed = NAN};
        put_in(at, old_cut[old_count + done_count]);
        return;
    default:
        c->kind = PST_CHANGE_RETIMED;
        c->speed = paces[draw(was.frames < 60 ? 4 : 5)]; /* one frame shown twice is no speed */
        new_cut[at].pace = c->speed;
        new_cut[at].frames = (int64_t)((double)(was.frames - 1) / c->speed) + 1;
    }
}

/* Where what the new cut shows came to lie. */
static void place(struct pst_change *c)
{
    if (c->kind != PST_CHANGE_MOVED && c->kind != PST_CHANGE_ADDED && c->kind != PST_CHANGE_RETIMED)
        return;
    int at = find_shot(c->new_first, 1);
    c->new_first = frames_before(new_cut, at);
    c->new_last = c->new_first + new_cut[at].frames - 1;
}

static struct version version_of(const struct film *film, double rate)
{
    return (struct version){(const uint8_t(*)[FINGERPRINT_SIZE])film->prints, film->frames, film->begins,
                            rate};
}

static size_t compare(double old_rate, double new_rate, struct pst_change **changes)
{
    struct version a = version_of(&old_film, old_rate), b = version_of(&new_film, new_rate);
    int32_t *shown = calloc((size_t)b.frames + 1, sizeof *shown);
    size_t count;
    REQUIRE_INT(find_version_path(&a, &b, NULL, NULL, shown), PST_OK);
    settle_version_speeds(&a, &b, shown);
    REQUIRE(find_version_changes(&a, &b, shown, changes, &count));
    free(shown);
    return count;
}

static bool is_same(const struct pst_change *row, const struct pst_change *c)
{
    bool shown = c->new_last >= c->new_first, was = c->old_last >= c->old_first;
    return row->kind == c->kind && row->side == c->side && (row->new_last >= row->new_first) == shown &&
           (!shown || (row->new_first == c->new_first && row->new_last == c->new_last)) &&
           (!was || (row->old_first == c->old_first && row->old_last == c->old_last)) &&
           (isnan(c->speed) ? isnan(row->speed) : fabs(row->speed / c->speed - 1) < 0.05);
}

static void show(const char *what, const struct pst_change *c)
{
    fprintf(stderr, "%s: kind %d side %d old %lld-%lld new %lld-%lld speed %g\n", what, (int)c->kind,
            (int)c->side, (long long)c->old_first, (long long)c->old_last, (long long)c->new_first,
            (long long)c->new_last, c->speed);
}

/* Every frame of the new cut is in one row, and every one of the old cut in one at least. */
static void check_tiles(const struct pst_change *rows, size_t count)
{
    static bool seen[MOST];
    int64_t next = 0;
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < count; i++) {
        REQUIRE_INT(rows[i].new_first, next);
        next = rows[i].new_last + 1;
        for (int64_t n = rows[i].old_first; n <= rows[i].old_last; n++)
            seen[n] = true;
    }
    REQUIRE_INT(next, new_film.frames);
    for (int64_t n = 0; n < old_film.frames; n++)
        REQUIRE(seen[n]);
}

static void test_changes(void)
{
    memcpy(new_cut, old_cut, sizeof new_cut);
    new_count = old_count;
    for (int i = 0; i < CHANGES; i++)
        change((i * 5 + i / 6) % 6, SPACING * i + 2);
    for (int i = 0; i < done_count; i++)
        place(&done[i]);
    edit(&old_film, old_cut, old_count, 0);
    edit(&new_film, new_cut, new_count, 3);
    struct pst_change *rows;
    size_t count = compare(24, 24, &rows), found = 0, changed = 0;
    check_tiles(rows, count);
    for (int i = 0; i < done_count; i++) {
        size_t r = 0;
        while (r < count && !is_same(&rows[r], &done[i]))
            r++;
        found += r < count;
        if (r == count)
            show("missed", &done[i]);
    }
    for (size_t r = 0; r < count; r++)
        changed += rows[r].kind != PST_CHANGE_KEPT;
    for (size_t r = 0; r < count && changed != (size_t)done_count; r++)
        if (rows[r].kind != PST_CHANGE_KEPT)
            show("row", &rows[r]);
    REQUIRE_INT(found, done_count);
    REQUIRE_INT(changed, done_count);
    free(rows);
}

static void test_same(void)
{
    struct pst_change *rows;
    edit(&old_film, old_cut, 40, 0);
    edit(&new_film, old_cut, 40, 3);
    REQUIRE_INT(compare(24, 24, &rows), 1);
    REQUIRE_INT(rows[0].kind, PST_CHANGE_KEPT);
    REQUIRE_INT(rows[0].old_last, old_film.frames - 1);
    free(rows);
    /* frame for frame, but shown faster, as on television */
    REQUIRE_INT(compare(24, 25, &rows), 1);
    REQUIRE_INT(rows[0].kind, PST_CHANGE_RETIMED);
    REQUIRE_NEAR(rows[0].speed, 25 / 24., 1e-9);
    free(rows);
}

/* Black at the beginning, in which nothing can be looked for. */
static void test_black(void)
{
    struct pst_change *rows;
    edit(&old_film, old_cut + 9, 3, 0);
    edit(&new_film, old_cut + 9, 3, 3);
    REQUIRE(old_film.prints[0][FINGERPRINT_QUALITY] < FINGERPRINT_LEAST_QUALITY);
    REQUIRE_INT(compare(24, 24, &rows), 1);
    REQUIRE_INT(rows[0].kind, PST_CHANGE_KEPT);
    free(rows);
}

static void test_strangers(void)
{
    struct pst_change *rows;
    edit(&old_film, old_cut, 40, 0);
    edit(&new_film, old_cut + 50, 40, 0);
    for (int64_t n = 0; n < new_film.frames; n++) /* black is black in any film */
        new_film.prints[n][FINGERPRINT_QUALITY] = 90;
    REQUIRE_INT(compare(24, 24, &rows), 2);
    REQUIRE_INT(rows[0].kind, PST_CHANGE_MISSING);
    REQUIRE_INT(rows[0].old_last, old_film.frames - 1);
    REQUIRE_INT(rows[1].kind, PST_CHANGE_ADDED);
    REQUIRE_INT(rows[1].new_last, new_film.frames - 1);
    free(rows);
}

/* Every fifth frame shown twice, and 30 a second: as fast as it was. */
static void test_rates(void)
{
    struct pst_change *rows;
    edit(&old_film, old_cut, 9, 0);
    memset(&new_film, 0, sizeof new_film);
    for (int64_t n = 0; n < old_film.frames; n++)
        for (int twice = n % 4 == 3 ? 2 : 1; twice > 0; twice--) {
            new_film.begins[new_film.frames] = old_film.begins[n];
            memcpy(new_film.prints[new_film.frames++], old_film.prints[n], FINGERPRINT_SIZE);
        }
    size_t count = compare(24, 30, &rows);
    for (size_t r = 0; r < count && count > 1; r++)
        show("row", &rows[r]);
    REQUIRE_INT(count, 1);
    REQUIRE_INT(rows[0].kind, PST_CHANGE_KEPT);
    REQUIRE_INT(rows[0].new_last, new_film.frames - 1);
    REQUIRE_NEAR(rows[0].speed, 1, 0.005);
    free(rows);
}

/* A shot that comes twice stays where it was, and is repeated. */
static void test_repeated(void)
{
    struct pst_change *rows;
    struct shot cut[10];
    memcpy(cut, old_cut, 9 * sizeof *cut);
    cut[9] = old_cut[3];
    edit(&old_film, old_cut, 9, 0);
    edit(&new_film, cut, 10, 2);
    REQUIRE_INT(compare(24, 24, &rows), 2);
    REQUIRE_INT(rows[0].kind, PST_CHANGE_KEPT);
    REQUIRE_INT(rows[1].kind, PST_CHANGE_REPEATED);
    REQUIRE_INT(rows[1].old_first, frames_before(old_cut, 3));
    REQUIRE_INT(rows[1].old_last, frames_before(old_cut, 4) - 1);
    free(rows);
}

int main(void)
{
    for (seed = 1; seed < 5; seed++) {
        uint64_t kept = seed;
        memset(&footage, 0, sizeof footage);
        done_count = 0;
        shoot();
        test_changes();
        seed = kept;
    }
    test_same();
    test_black();
    test_strangers();
    test_rates();
    test_repeated();
    return 0;
}
