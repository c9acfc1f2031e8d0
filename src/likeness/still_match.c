/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/still_match.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* Both views where the pictures have the same frame, else twice the one pair that fits: finer than bits of
   one view, and of the same size. */
struct nearness {
    int distance, fine;
    bool cropped;
};

static struct nearness nearness_of(const struct still_prints *still, const uint8_t *frame, bool mirrored)
{
    struct fingerprint_pairs p = fingerprint_pairs(still->as_is, frame, mirrored);
    int crop = p.whole_inner < p.inner_whole ? p.whole_inner : p.inner_whole;
    for (int i = 0; i < STILL_CROPS; i++) {
        int here = fingerprint_pairs(still->cropped[i], frame, mirrored).whole_inner;
        crop = here < crop ? here : crop;
    }
    if (p.whole_whole <= crop + STILL_CROP_COST)
        return (struct nearness){p.whole_whole, p.whole_whole + p.inner_inner, false};
    return (struct nearness){crop, 2 * crop, true};
}

/* Text on black: dark, and what is not black is far from it. One card is like another. */
static bool is_card(int luma, int twice_deviation)
{
    enum { BLACK = 8, DARK = 24, CONTRAST = 4 };
    return luma <= BLACK || (luma <= DARK && twice_deviation > CONTRAST * luma);
}

bool still_can_tell(const uint8_t print[FINGERPRINT_SIZE])
{
    return print[FINGERPRINT_QUALITY] >= FINGERPRINT_LEAST_QUALITY &&
           !is_card(print[FINGERPRINT_LUMA], print[FINGERPRINT_QUALITY]);
}

static bool is_nearer(struct nearness a, struct nearness b)
{
    int one = a.distance + (a.cropped ? STILL_CROP_COST : 0),
        other = b.distance + (b.cropped ? STILL_CROP_COST : 0);
    return one != other ? one < other : a.fine < b.fine;
}

static struct nearness find_nearest(const struct still_prints *still, const struct still_film *film,
                                    struct still_match *m, int64_t counts[FINGERPRINT_BITS + 1])
{
    struct nearness best = {FINGERPRINT_BITS, 2 * FINGERPRINT_BITS, false};
    for (int64_t n = 0; n < film->frames; n++) {
        if (!still_can_tell(film->prints[n]))
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

/* Bits by which the still is off from a frame and those about it, weighed: one frame's own noise tells less
   than the way in which a shot comes nearer and goes again. */
static int smooth_at(const struct still_prints *still, const struct still_film *film,
                     const struct still_match *m, int64_t frame)
{
    enum { REACH = 2 };
    int sum = 0, weights = 0;
    for (int64_t n = frame - REACH; n <= frame + REACH; n++) {
        int weight = REACH + 1 - (int)llabs(n - frame);
        if (n < m->shot_first || n > m->shot_last)
            continue;
        sum += weight * nearness_of(still, film->prints[n], m->mirrored).fine;
        weights += weight;
    }
    return 16 * sum / weights;
}

/* Nearer than both its neighbours by more than noise. */
static bool is_sharp(const struct still_prints *still, const struct still_film *film, int fine,
                     const struct still_match *m)
{
    enum { CLEARLY = 4 };
    for (int64_t n = m->frame - 1; n <= m->frame + 1; n += 2)
        if (n >= m->shot_first && n <= m->shot_last &&
            nearness_of(still, film->prints[n], m->mirrored).fine < fine + CLEARLY)
            return false;
    return true;
}

/* The middle of the frames where the smoothed distance is least, near the nearest one. */
static void settle_frame(const struct still_prints *still, const struct still_film *film,
                         struct still_match *m)
{
    enum { ABOUT = 12 };
    int64_t first = m->frame - ABOUT > m->shot_first ? m->frame - ABOUT : m->shot_first,
            last = m->frame + ABOUT < m->shot_last ? m->frame + ABOUT : m->shot_last, begin = first,
            end = first;
    int best = INT_MAX;
    for (int64_t n = first; n <= last; n++) {
        int here = smooth_at(still, film, m, n);
        if (here < best)
            begin = n;
        if (here <= best)
            end = n;
        best = here < best ? here : best;
    }
    m->frame = begin + (end - begin) / 2;
}

/* Frames on one side, up to the last that cannot be told from the nearest. The farther the still is from any
   frame, the more of its bits are from noise; and one frame's own noise does not end the run. */
static int64_t reach(const struct still_prints *still, const struct still_film *film, int fine,
                     const struct still_match *m, int step)
{
    enum { AS_NEAR = 2, NOISE = 6, GAP = 6 };
    int64_t last = m->frame;
    for (int64_t n = m->frame + step; n >= m->shot_first && n <= m->shot_last && (n - last) * step <= GAP;
         n += step)
        if (nearness_of(still, film->prints[n], m->mirrored).fine <= fine + AS_NEAR + fine / NOISE)
            last = n;
    return last;
}

static void find_run(const struct still_prints *still, const struct still_film *film, struct nearness best,
                     struct still_match *m)
{
    m->run_first = m->run_last = m->frame;
    if (is_sharp(still, film, best.fine, m))
        return;
    settle_frame(still, film, m);
    m->run_first = reach(still, film, best.fine, m, -1);
    m->run_last = reach(still, film, best.fine, m, 1);
}

/* The median of the rest of the shot less the run's. */
static int dip_of(const struct still_prints *still, const struct still_film *film,
                  const struct still_match *m)
{
    int64_t counts[FINGERPRINT_BITS + 1] = {0}, others = 0, seen = 0;
    for (int64_t n = m->shot_first; n <= m->shot_last; n++)
        if ((n < m->run_first || n > m->run_last) && still_can_tell(film->prints[n])) {
            counts[nearness_of(still, film->prints[n], m->mirrored).distance]++;
            others++;
        }
    for (int d = 0; d <= FINGERPRINT_BITS && others > 0; d++)
        if (2 * (seen += counts[d]) >= others)
            return d - m->distance;
    return 0;
}

struct still_match match_still(const struct still_prints *still, const struct still_film *film,
                               int64_t counts[FINGERPRINT_BITS + 1])
{
    struct still_match m = {.distance = FINGERPRINT_BITS, .frame = -1, .run_first = -1, .run_last = -1};
    struct nearness best = find_nearest(still, film, &m, counts);
    if (m.frame < 0)
        return m;
    const uint8_t *frame = film->prints[m.frame];
    m.distance = best.distance;
    m.cropped = best.cropped;
    m.light = abs(still->as_is[FINGERPRINT_LUMA] - frame[FINGERPRINT_LUMA]);
    m.colour = abs(still->as_is[FINGERPRINT_CB] - frame[FINGERPRINT_CB]) +
               abs(still->as_is[FINGERPRINT_CR] - frame[FINGERPRINT_CR]);
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

/* docs/measures.md tells how these, and those of the header, were come by. */
enum {
    SURE = 10,         /* the same moment */
    SURE_CROPPED = 14, /* a crop that is not just the inner view costs so much */
    DIPS = 24          /* or so much nearer than the rest of its shot */
};

enum still_verdict judge_still(const struct still_match *m, int next, double expected)
{
    const double most_expected = 0.01;
    bool near_others = m->distance > STILL_NEAR_OTHERS && m->distance + STILL_MARGIN > next;
    if (m->distance > STILL_FARTHEST || near_others || expected > most_expected)
        return STILL_NONE;
    int sure = m->cropped ? SURE_CROPPED : SURE;
    return m->distance <= sure || m->dip >= DIPS ? STILL_EXACT : STILL_SET_UP;
}
