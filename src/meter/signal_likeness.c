/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a sudden change is a new picture, or the old one moved, nearer, in another light or in part. */
#include "base/signal_features.h"
#include "kernel/relief.h"
#include "kernel/shift.h"
#include "meter/signal_parts.h"
#include <math.h>
#include <stdlib.h>

enum { BLOCK_SAMPLES = BLOCK_WIDTH * BLOCK_HEIGHT, AROUND = 6 };

static const struct sight *near(const struct sights *s, int64_t n)
{
    return sight_at(s, n < 0 ? 0 : n >= s->count ? s->count - 1 : n);
}

/* ---- films that repeat pictures ---- */

enum { HELD = 5 }; /* frames for which a picture may stay, in films that repeat pictures */

/* The frame that brought the picture seen at n, and the one that brings the next. */
static int64_t came_at(const struct sights *s, int64_t n)
{
    for (int64_t i = n; i > 0 && i > n - HELD; i--)
        if (sight_at(s, i)->frame.step > 0.3f)
            return i;
    return n;
}

static int64_t goes_at(const struct sights *s, int64_t n)
{
    for (int64_t i = n + 1; i < s->count && i <= n + HELD; i++)
        if (sight_at(s, i)->frame.step > 0.3f)
            return i;
    return n + 1;
}

/* ---- relief ---- */

static int block_relief(const struct sight *s, int block)
{
    const uint8_t *at =
        s->relief + block / BLOCK_COLUMNS * BLOCK_HEIGHT * LARGE_WIDTH + block % BLOCK_COLUMNS * BLOCK_WIDTH;
    int sum = 0;
    for (int y = 0; y < BLOCK_HEIGHT; y++)
        for (int x = 0; x < BLOCK_WIDTH; x++)
            sum += abs(at[y * LARGE_WIDTH + x] - RELIEF_NONE);
    return sum;
}

static float share_left(const struct sight *now, const uint16_t *least)
{
    int left = 0, there = (int)(SIGHT_BLOCKS * BLOCK_SAMPLES * 2 * now->share); /* what noise has */
    there += now->relieved;
    for (int i = 0; i < SIGHT_BLOCKS; i++)
        left += least[i];
    return (float)left / (float)there;
}

static float relief_left(const struct sights *s, int64_t now, int64_t before)
{
    uint16_t least[SIGHT_BLOCKS];
    if (before < 0 || now >= s->count)
        return 2;
    sight_match_relief(s, now, before, least);
    return share_left(sight_at(s, now), least);
}

static float most_left(const struct sights *s, int64_t from, int64_t to)
{
    float most = 0;
    for (int64_t n = from < 1 ? 1 : from; n <= to && n < s->count; n++)
        most = fmaxf(most, share_left(sight_at(s, n), sight_at(s, n)->relief_least));
    return most;
}

static void judge_relief(const struct sights *s, int64_t t, int64_t new, float *f)
{
    static const int later[] = {3, 6, 9, 12, 18, 24};
    float across = f[SUDDEN_RELIEF] = relief_left(s, new, t - 1), after = 2;
    for (int i = 0; i < 3; i++)
        for (int j = 1; j <= 3; j++)
            across = fminf(across, relief_left(s, new + i, t - j));
    for (unsigned i = 0; i < sizeof later / sizeof *later; i++)
        for (int j = 1; j <= 4; j += 3)
            after = fminf(after, relief_left(s, new + later[i], t - j));
    f[SUDDEN_RELIEF_ACROSS] = across;
    f[SUDDEN_RELIEF_LATER] = after;
    f[SUDDEN_RELIEF_BEFORE] = most_left(s, t - AROUND, t - 1);
    f[SUDDEN_RELIEF_AFTER] = most_left(s, new + 1, new + AROUND);
    float before = t >= 4 ? relief_left(s, t - 1, t - 4) : 0;
    f[SUDDEN_RELIEF_WITHIN] = fmaxf(before, new + 3 < s->count ? relief_left(s, new + 3, new) : 0);
}

static void judge_far(const struct sights *s, int64_t t, int64_t new, float *f)
{
    static const int reaches[] = {8, 14, 20};
    float far = 2;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            far = fminf(far, relief_left(s, new + reaches[i], t - reaches[j]));
    f[SUDDEN_RELIEF_FAR] = far;
    float before = t >= 20 ? relief_left(s, t - 8, t - 20) : 0;
    f[SUDDEN_RELIEF_APART] = fmaxf(before, new + 20 < s->count ? relief_left(s, new + 20, new + 8) : 0);
    f[SUDDEN_HISTOGRAM_FAR] = sight_histogram_distance(near(s, new + 14), near(s, t - 14));
    int64_t came = came_at(s, t - 1), goes = goes_at(s, new);
    f[SUDDEN_RELIEF_OLD] = relief_left(s, came, came - 1);
    f[SUDDEN_RELIEF_NEW] = relief_left(s, goes, goes - 1);
    f[SUDDEN_RELIEF_OVER] = relief_left(s, new, t - 2);
    f[SUDDEN_RELIEF_ON] = relief_left(s, new + 1, t - 1);
    f[SUDDEN_RELIEF_WIDE] = relief_left(s, new + 1, t - 2);
}

/* Where the blocks are that have no match. */
static void judge_places(const struct sights *s, int64_t t, int64_t new, float *f)
{
    uint16_t least[SIGHT_BLOCKS];
    int textured[2] = {0, 0}, changed[2] = {0, 0};
    sight_match_relief(s, new, t - 1, least);
    for (int i = 0; i < SIGHT_BLOCKS; i++) {
        int there = block_relief(sight_at(s, new), i), row = i / BLOCK_COLUMNS, column = i % BLOCK_COLUMNS;
        bool rim = row == 0 || row == BLOCK_ROWS - 1 || column == 0 || column == BLOCK_COLUMNS - 1;
        if (there < 8 * BLOCK_SAMPLES)
            continue;
        textured[rim]++;
        changed[rim] += 2 * least[i] > there;
    }
    int all = textured[0] + textured[1];
    f[SUDDEN_TEXTURED] = (float)all / (SIGHT_BLOCKS * sight_at(s, new)->share);
    f[SUDDEN_CHANGED] = all ? (float)(changed[0] + changed[1]) / (float)all : 0;
    f[SUDDEN_CHANGED_RIM] = textured[1] ? (float)changed[1] / (float)textured[1] : 0;
    f[SUDDEN_CHANGED_CORE] = textured[0] ? (float)changed[0] / (float)textured[0] : 0;
}

/* ---- block by block ---- */

static int usual_left(const struct sights *s, int64_t t, int64_t new, int block, bool relief)
{
    int most = 0;
    for (int64_t n = t < AROUND + 1 ? 1 : t - AROUND; n <= new + AROUND &&n < s->count; n++) {
        const struct sight *at = sight_at(s, n);
        int left = relief ? at->relief_least[block] : at->least[block];
        if ((n < t || n > new) && left > most)
            most = left;
    }
    return most;
}

static void judge_surprise(const struct sights *s, int64_t t, int64_t new, bool relief, float *share,
                           float *mean)
{
    const struct sight *at = sight_at(s, t), *last = sight_at(s, new);
    int floor_left = BLOCK_SAMPLES * (relief ? 8 : 1), surprised = 0;
    float sum = 0;
    for (int i = 0; i < SIGHT_BLOCKS; i++) {
        int left = relief ? at->relief_least[i] + (new != t ? last->relief_least[i] : 0)
                          : at->least[i] + (new != t ? last->least[i] : 0);
        int usual = usual_left(s, t, new, i, relief);
        surprised += left > 2 * usual + floor_left;
        sum += left > usual ? (float)(left - usual) / (float)(left + floor_left) : 0;
    }
    *share = (float)surprised / (SIGHT_BLOCKS * last->share);
    *mean = sum / (SIGHT_BLOCKS * last->share);
}

struct leaps {
    int count;
    float mean; /* of the excess, of what cells differ */
    float size; /* mean difference of the cells that leap, levels */
};

static struct leaps leaps_at(const struct sights *s, int64_t t, int64_t new)
{
    enum { FLOOR = CELL_SIDE * CELL_SIDE * 3 / 2 };
    struct leaps leaps = {0, 0, 0};
    uint16_t most[SIGHT_CELLS] = {0};
    for (int64_t n = t < AROUND + 1 ? 1 : t - AROUND; n <= new + AROUND &&n < s->count; n++)
        for (int i = 0; i < SIGHT_CELLS && (n < t || n > new); i++) {
            uint16_t cell = sight_at(s, n)->cells[i];
            most[i] = cell > most[i] ? cell : most[i];
        }
    for (int i = 0; i < SIGHT_CELLS; i++) {
        int now = sight_at(s, t)->cells[i] + (new != t ? sight_at(s, new)->cells[i] : 0);
        if (now > most[i])
            leaps.mean += (float)(now - most[i]) / (float)(now + FLOOR) / SIGHT_CELLS;
        if (now > 2 * most[i] + FLOOR) {
            leaps.count++;
            leaps.size += (float)now / (CELL_SIDE * CELL_SIDE);
        }
    }
    leaps.size /= leaps.count ? (float)leaps.count : 1;
    return leaps;
}

int cells_that_leap(const struct sights *s, int64_t t)
{
    return leaps_at(s, t, t).count;
}

/* ---- the picture as a whole ---- */

struct view {
    const int16_t *now, *before;
    int width, height;
};

/* What lies inside the bars of `now`. */
static struct view view_of(const struct sight *now, const struct sight *before)
{
    struct thumb_part part = thumb_part_of(now);
    int at = part.y * THUMB_WIDTH + part.x;
    return (struct view){now->thumb + at, before->thumb + at, part.width, part.height};
}

static struct shift shift_of(const struct sights *s, int64_t now, int64_t before)
{
    if (before < 0 || now >= s->count)
        return (struct shift){0, 0, 1};
    struct view v = view_of(sight_at(s, now), sight_at(s, before));
    return s->kernels->best_shift(v.now, v.before, THUMB_WIDTH, v.width, v.height);
}

static float far(float x, float y)
{
    return sqrtf(x * x + y * y);
}

static void judge_shifts(const struct sights *s, int64_t t, int64_t new, float *f)
{
    int64_t came = came_at(s, t - 1), goes = goes_at(s, new);
    struct shift across = shift_of(s, new, t - 1), before = shift_of(s, came, came - 1),
                 after = shift_of(s, goes, goes - 1);
    struct view v = view_of(sight_at(s, new), sight_at(s, t - 1));
    f[SUDDEN_SHIFTED] = across.likeness;
    f[SUDDEN_SHIFTED_BEFORE] = before.likeness;
    f[SUDDEN_SHIFTED_AFTER] = after.likeness;
    f[SUDDEN_SHIFT] = far((float)across.x, (float)across.y);
    f[SUDDEN_SHIFT_BEFORE] = far((float)before.x, (float)before.y);
    f[SUDDEN_SHIFT_AFTER] = far((float)after.x, (float)after.y);
    f[SUDDEN_SHIFT_BREAK] = far((float)across.x - (float)(before.x + after.x) / 2,
                                (float)across.y - (float)(before.y + after.y) / 2);
    f[SUDDEN_ZOOMED] = best_zoom(v.now, v.before, THUMB_WIDTH, v.width, v.height);
}

static float correlation(const float *a, const float *b, int count)
{
    float ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
    for (int i = 0; i < count; i++) {
        ma += a[i] / (float)count;
        mb += b[i] / (float)count;
    }
    for (int i = 0; i < count; i++) {
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
        ab += (a[i] - ma) * (b[i] - mb);
    }
    float flat = (float)count * 0.1f;
    return ab / sqrtf((aa + flat) * (bb + flat));
}

static void profiles(const int16_t *view, int width, int height, float *rows, float *columns)
{
    for (int y = 0; y < height; y++)
        rows[y] = 0;
    for (int x = 0; x < width; x++)
        columns[x] = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            float level = (float)view[y * THUMB_WIDTH + x] / THUMB_LEVEL;
            rows[y] += level / (float)width;
            columns[x] += level / (float)height;
        }
}

static void judge_profiles(const struct sights *s, int64_t t, int64_t new, float *f)
{
    float rows[2][THUMB_HEIGHT], columns[2][THUMB_WIDTH];
    struct view v = view_of(sight_at(s, new), sight_at(s, t - 1));
    profiles(v.before, v.width, v.height, rows[0], columns[0]);
    profiles(v.now, v.width, v.height, rows[1], columns[1]);
    f[SUDDEN_ROWS] = correlation(rows[0], rows[1], v.height);
    f[SUDDEN_COLUMNS] = correlation(columns[0], columns[1], v.width);
}

static float sharpest(const struct sights *s, int64_t from, int64_t to)
{
    float most = 0;
    for (int64_t n = from < 0 ? 0 : from; n <= to && n < s->count; n++)
        most = fmaxf(most, sight_at(s, n)->sharpness);
    return most;
}

static void judge_blur(const struct sights *s, int64_t t, int64_t new, float *f)
{
    const struct sight *then = sight_at(s, t - 1), *now = sight_at(s, new);
    f[SUDDEN_BLUR_BEFORE] = (then->sharpness + 0.05f) / (sharpest(s, t - 12, t - 1) + 0.05f);
    f[SUDDEN_BLUR_AFTER] = (now->sharpness + 0.05f) / (sharpest(s, new, new + 12) + 0.05f);
    f[SUDDEN_BLUR_STEP] = (now->sharpness + 0.05f) / (then->sharpness + now->sharpness + 0.1f);
    f[SUDDEN_SMEAR_BEFORE] = (then->sharp_across + 0.05f) / (2 * then->sharpness + 0.1f);
    f[SUDDEN_SMEAR_AFTER] = (now->sharp_across + 0.05f) / (2 * now->sharpness + 0.1f);
}

/* ---- what stays, and colour ---- */

static float still_share(const struct sight *now, const struct sight *then)
{
    struct view v = view_of(now, then);
    int still = 0;
    for (int y = 0; y < v.height; y++)
        for (int x = 0; x < v.width; x++) {
            int at = y * THUMB_WIDTH + x;
            still += abs(v.now[at] - v.before[at]) <= THUMB_LEVEL;
        }
    return (float)still / (float)(v.width * v.height);
}

struct tint {
    float left, moved; /* squared: distance less its mean shift, that shift */
};

static struct tint tint_of_plane(const int16_t *now, const int16_t *then, struct thumb_part part)
{
    int width = part.width / 2, height = part.height / 2, at = part.y / 2 * (THUMB_WIDTH / 2) + part.x / 2;
    float sum = 0, squares = 0, count = (float)(width * height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int i = at + y * (THUMB_WIDTH / 2) + x;
            float d = (float)(now[i] - then[i]) / THUMB_LEVEL;
            sum += d;
            squares += d * d;
        }
    float mean = count > 0 ? sum / count : 0;
    return (struct tint){count > 0 ? fmaxf(squares / count - mean * mean, 0) : 0, mean * mean};
}

static float tint_between(const struct sight *now, const struct sight *then, float *shift)
{
    const int plane = THUMB_LUMA + THUMB_CHROMA;
    struct thumb_part part = thumb_part_of(now);
    struct tint blue = tint_of_plane(now->thumb + THUMB_LUMA, then->thumb + THUMB_LUMA, part),
                red = tint_of_plane(now->thumb + plane, then->thumb + plane, part);
    *shift = sqrtf(blue.moved + red.moved);
    return sqrtf(blue.left + red.left);
}

static void judge_rest(const struct sights *s, int64_t t, int64_t new, float *f)
{
    const struct sight *then = sight_at(s, t - 1), *now = sight_at(s, new);
    float shift, most = 0;
    f[SUDDEN_STILL] = still_share(now, then);
    f[SUDDEN_STILL_BEFORE] = still_share(then, near(s, t - 2));
    f[SUDDEN_STILL_AFTER] = still_share(near(s, new + 1), now);
    f[SUDDEN_TINT] = tint_between(now, then, &shift);
    f[SUDDEN_TINT_SHIFT] = shift;
    for (int i = 1; i <= 3; i++) {
        most = fmaxf(most, tint_between(near(s, t - i), near(s, t - i - 1), &shift));
        most = fmaxf(most, tint_between(near(s, new + i), near(s, new + i - 1), &shift));
    }
    f[SUDDEN_TINT_AROUND] = most;
}

void likeness_judge(const struct sights *s, int64_t t, int64_t new, float *f)
{
    judge_relief(s, t, new, f);
    judge_far(s, t, new, f);
    judge_places(s, t, new, f);
    judge_surprise(s, t, new, false, &f[SUDDEN_SURPRISED], &f[SUDDEN_SURPRISE]);
    judge_surprise(s, t, new, true, &f[SUDDEN_SURPRISED_RELIEF], &f[SUDDEN_SURPRISE_RELIEF]);
    struct leaps leaps = leaps_at(s, t, new);
    f[SUDDEN_LEAPS] = (float)leaps.count / (SIGHT_CELLS * sight_at(s, new)->share);
    f[SUDDEN_LEAP] = leaps.mean / sight_at(s, new)->share;
    f[SUDDEN_LEAP_SIZE] = leaps.size;
    judge_shifts(s, t, new, f);
    judge_profiles(s, t, new, f);
    judge_blur(s, t, new, f);
    judge_rest(s, t, new, f);
}
