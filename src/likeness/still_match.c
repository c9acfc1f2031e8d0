/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/still_match.h"
#include <math.h>
#include <stdlib.h>

/* Both views where the pictures have the same frame, else twice the one pair that fits: finer than bits of
   one view, and of the same size. */
struct nearness {
    int distance, fine;
    bool cropped;
};

static struct nearness nearness_of(const uint8_t *still, const uint8_t *frame, bool mirrored)
{
    struct fingerprint_pairs p = fingerprint_pairs(still, frame, mirrored);
    int crop = p.whole_inner < p.inner_whole ? p.whole_inner : p.inner_whole;
    if (p.whole_whole <= crop)
        return (struct nearness){p.whole_whole, p.whole_whole + p.inner_inner, false};
    return (struct nearness){crop, 2 * crop, true};
}

static bool is_told(const uint8_t *print)
{
    return print[FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY;
}

static bool is_nearer(struct nearness a, struct nearness b)
{
    return a.distance != b.distance ? a.distance < b.distance : a.fine < b.fine;
}

static struct nearness find_nearest(const uint8_t *still, const struct still_film *film,
                                    struct still_match *m, int64_t counts[FINGERPRINT_BITS + 1])
{
    struct nearness best = {FINGERPRINT_BITS, 2 * FINGERPRINT_BITS, false};
    for (int64_t n = 0; n < film->frames; n++) {
        if (!is_told(film->prints[n]))
            continue;
        struct nearness as_is = nearness_of(still, film->prints[n], false),
                        mirror = nearness_of(still, film->prints[n], true);
        bool mirrored = is_nearer(mirror, as_is);
        struct nearness here = mirrored ? mirror : as_is;
        counts[here.distance]++;
        if (is_nearer(here, best)) {
            best = here;
            m->frame = n;
            m->mirrored = mirrored;
        }
    }
    return best;
}

static void find_shot(const struct still_film *film, struct still_match *m)
{
    m->shot_first = m->shot_last = m->frame;
    while (m->shot_first > 0 && !film->begins[m->shot_first])
        m->shot_first--;
    while (m->shot_last + 1 < film->frames && !film->begins[m->shot_last + 1])
        m->shot_last++;
}

/* Frames beside the nearest that differ from it by less than what encoding does to a frame. */
static void find_run(const uint8_t *still, const struct still_film *film, struct nearness best,
                     struct still_match *m)
{
    enum { AS_NEAR = 2 };
    m->run_first = m->run_last = m->frame;
    while (m->run_first > m->shot_first &&
           nearness_of(still, film->prints[m->run_first - 1], m->mirrored).fine <= best.fine + AS_NEAR)
        m->run_first--;
    while (m->run_last < m->shot_last &&
           nearness_of(still, film->prints[m->run_last + 1], m->mirrored).fine <= best.fine + AS_NEAR)
        m->run_last++;
    m->frame = m->run_first + (m->run_last - m->run_first) / 2;
}

/* The median of the rest of the shot less the run's. */
static int dip_of(const uint8_t *still, const struct still_film *film, const struct still_match *m)
{
    int64_t counts[FINGERPRINT_BITS + 1] = {0}, others = 0, seen = 0;
    for (int64_t n = m->shot_first; n <= m->shot_last; n++)
        if ((n < m->run_first || n > m->run_last) && is_told(film->prints[n])) {
            counts[fingerprint_distance(still, film->prints[n], m->mirrored)]++;
            others++;
        }
    for (int d = 0; d <= FINGERPRINT_BITS && others > 0; d++)
        if (2 * (seen += counts[d]) >= others)
            return d - m->distance;
    return 0;
}

struct still_match match_still(const uint8_t still[FINGERPRINT_SIZE], const struct still_film *film,
                               int64_t counts[FINGERPRINT_BITS + 1])
{
    struct still_match m = {.distance = FINGERPRINT_BITS, .frame = -1, .run_first = -1, .run_last = -1};
    struct nearness best = find_nearest(still, film, &m, counts);
    if (m.frame < 0)
        return m;
    const uint8_t *frame = film->prints[m.frame];
    m.distance = best.distance;
    m.cropped = best.cropped;
    m.light = abs(still[FINGERPRINT_LUMA] - frame[FINGERPRINT_LUMA]);
    m.colour = abs(still[FINGERPRINT_CB] - frame[FINGERPRINT_CB]) +
               abs(still[FINGERPRINT_CR] - frame[FINGERPRINT_CR]);
    find_shot(film, &m);
    find_run(still, film, best, &m);
    m.dip = dip_of(still, film, &m);
    return m;
}

double still_expected(int distance, const int64_t counts[FINGERPRINT_BITS + 1])
{
    double count = 0, sum = 0, squares = 0;
    for (int d = 0; d <= FINGERPRINT_BITS; d++) {
        count += (double)counts[d];
        sum += (double)counts[d] * d;
        squares += (double)counts[d] * d * d;
    }
    if (count < 1)
        return NAN;
    double mean = sum / count, deviation = sqrt(fmax(squares / count - mean * mean, 1));
    return count * 0.5 * erfc((mean - distance - 0.5) / deviation / sqrt(2));
}

/* docs/measures.md tells how these were come by. */
enum {
    FARTHEST = 28,     /* of any copy that is told */
    MARGIN = 4,        /* nearer than the nearest of another film, which may be a copy where both are near */
    SURE = 10,         /* the same moment, whatever the shot is like */
    SURE_CROPPED = 16, /* a crop that is not just the inner view costs so much */
    DIPS = 6           /* or nearer than that, and clearly nearer than the rest of its shot */
};

enum still_verdict judge_still(const struct still_match *m, int next, double expected)
{
    const double most_expected = 0.01;
    bool near_others = m->distance > SURE_CROPPED && m->distance + MARGIN > next;
    if (m->distance > FARTHEST || near_others || expected > most_expected)
        return STILL_NONE;
    int sure = m->cropped ? SURE_CROPPED : SURE;
    return m->distance <= sure || m->dip >= DIPS ? STILL_EXACT : STILL_SET_UP;
}
