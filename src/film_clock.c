/* SPDX-License-Identifier: Apache-2.0 */
#include "film_clock.h"
#include "base/clock.h"
#include "pastiche/timecode.h"
#include "reel/summary.h"

static bool same_rate(struct pst_rational a, struct pst_rational b)
{
    return a.den > 0 && b.den > 0 && (int64_t)a.num * b.den == (int64_t)b.num * a.den;
}

static int64_t pts_of(const struct film_clock *clock, int64_t frame)
{
    const struct pst_film *film = clock->film;
    return (frame < film->frames ? clock->pts[frame] : film->end_pts) - film->first_pts;
}

double film_clock_seconds(const struct film_clock *clock, int64_t frame)
{
    return clock_seconds(pts_of(clock, frame), clock->film->time_base);
}

int64_t film_clock_tick(const struct film_clock *clock, int64_t frame)
{
    struct pst_rational rate = clock->ticks.rate;
    if (!clock->by_time || rate.num <= 0)
        return frame;
    return clock_rescale(pts_of(clock, frame), clock->film->time_base,
                         (struct pst_rational){rate.den, rate.num});
}

static void start(struct film_clock *clock, const struct pst_film *film, struct pst_rational rate)
{
    clock->film = film;
    bool steady = !film->variable_rate && film->frame_rate.num > 0;
    struct exchange_clock *ticks = &clock->ticks;
    if (rate.num > 0)
        ticks->rate = rate;
    else if (steady)
        ticks->rate = film->frame_rate;
    clock->by_time = !steady || !same_rate(ticks->rate, film->frame_rate);
    ticks->frames = film->frames;
    ticks->ticks = film_clock_tick(clock, film->frames);
    if (!pst_timecode_parse(film->timecode, ticks->rate, &ticks->start, &ticks->drop)) {
        ticks->start = 0;
        ticks->drop = false;
    }
    bool drops = ticks->rate.den == 1001 && (ticks->rate.num == 30000 || ticks->rate.num == 60000);
    ticks->drop = ticks->drop && drops;
}

enum pst_status film_clock_open(struct pst_reel *reel, struct pst_rational rate, struct film_clock *clock,
                                struct pst_error *error)
{
    *clock = (struct film_clock){0};
    enum pst_status status = pst_reel_pts(reel, &clock->pts, error);
    if (status == PST_OK)
        start(clock, pst_reel_film(reel), rate);
    return status;
}

enum pst_status film_clock_open_borders(struct pst_reel *reel, struct pst_rational rate,
                                        struct film_clock *clock, struct pst_error *error)
{
    *clock = (struct film_clock){0};
    enum pst_status status = reel_border_pts(reel, &clock->pts, error);
    if (status == PST_OK)
        start(clock, pst_reel_film(reel), rate);
    return status;
}

/* The last frame that begins at `seconds` or before; -1: none. */
static int64_t frame_before(const struct film_clock *clock, double seconds)
{
    int64_t low = -1, high = clock->film->frames;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        if (film_clock_seconds(clock, middle) <= seconds)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

int64_t film_clock_seen(const struct film_clock *clock, double seconds)
{
    int64_t n = frame_before(clock, seconds), last = clock->film->frames - 1;
    return n < 0 ? 0 : n > last ? last : n;
}

static int64_t nearest_frame(const struct film_clock *clock, double seconds)
{
    int64_t frames = clock->film->frames, before = frame_before(clock, seconds);
    if (before < 0 || frames == 0)
        return seconds > -1e-3 ? 0 : -1;
    double start = film_clock_seconds(clock, before);
    if (before == frames) {
        double last = start - film_clock_seconds(clock, frames - 1);
        return seconds - start <= last / 2 ? frames : -1;
    }
    return seconds - start < film_clock_seconds(clock, before + 1) - seconds ? before : before + 1;
}

int64_t film_clock_frame(const struct film_clock *clock, int64_t ticks, struct pst_rational rate)
{
    bool frames = rate.num <= 0 || (!clock->by_time && same_rate(rate, clock->ticks.rate));
    if (frames)
        return ticks >= 0 && ticks <= clock->film->frames ? ticks : -1;
    return nearest_frame(clock, (double)ticks * rate.den / rate.num);
}
