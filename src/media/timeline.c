/* SPDX-License-Identifier: Apache-2.0 */
#include "media/timeline.h"
#include "base/clock.h"
#include "media/source.h"

#define SECOND INT64_C(1000000)
#define LEAP (600 * SECOND)    /* no stream is silent for longer while the other ones are too */
#define BACK SECOND            /* decoding times never go back, presentation times by a few pictures */
#define FAR (INT64_C(1) << 60) /* 36,000 years */
#define DAY (INT64_C(86400) * SECOND)

enum { REORDERED = 16 };

static const struct pst_rational micro = {1, 1000000};

static int64_t to_micro(int64_t at, AVRational base)
{
    return clock_rescale(at, to_rational(base), micro);
}

static int64_t make_sane(int64_t at, AVRational base)
{
    if (at == AV_NOPTS_VALUE)
        return at;
    int64_t time = to_micro(at, base);
    return time > -FAR && time < FAR ? at : AV_NOPTS_VALUE;
}

static int64_t moved(int64_t at, int64_t shift, AVRational base)
{
    int64_t sum;
    if (at == AV_NOPTS_VALUE ||
        __builtin_add_overflow(at, clock_rescale(shift, micro, to_rational(base)), &sum))
        return AV_NOPTS_VALUE;
    return make_sane(sum, base);
}

static void move(AVPacket *packet, int64_t shift, AVRational base)
{
    packet->pts = moved(packet->pts, shift, base);
    packet->dts = moved(packet->dts, shift, base);
}

/* Whether another stream was there not long before or after. */
static bool is_near_others(const struct timeline *t, int stream, int64_t at)
{
    for (int i = 0; i < TIMELINE_STREAMS; i++)
        if (i != stream && t->streams[i].begun && at - t->streams[i].last < LEAP &&
            t->streams[i].last - at < LEAP)
            return true;
    return false;
}

/* `at`: microseconds of the file. */
static bool is_jump(const struct timeline *t, int stream, int64_t at)
{
    int64_t last = t->streams[stream].last, length = t->streams[stream].length;
    int64_t back = REORDERED * length > BACK ? REORDERED * length : BACK;
    at += t->streams[stream].shift;
    return t->streams[stream].begun &&
           (at < last - back || (at > last + length + LEAP && !is_near_others(t, stream, at)));
}

/* Time goes on where it was expected to, but so that streams that jump together stay together. */
static int64_t shift_for(const struct timeline *t, int stream, int64_t at)
{
    int64_t expected = t->streams[stream].last + t->streams[stream].length;
    for (int i = 0; i < TIMELINE_STREAMS; i++) {
        int64_t off = at + t->streams[i].shift - expected;
        if (i != stream && t->streams[i].begun && off < SECOND && off > -SECOND)
            return t->streams[i].shift;
    }
    return expected - at;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a < b ? b - a : a - b;
}

/* Presentation is seldom seconds after decoding: then one of the two is wrong, the one further from where the
   packet was expected. */
static void drop_wrong(const struct timeline *t, int stream, AVPacket *packet, AVRational base)
{
    if (packet->pts == AV_NOPTS_VALUE || packet->dts == AV_NOPTS_VALUE || !t->streams[stream].begun)
        return;
    int64_t length = t->streams[stream].length, expected = t->streams[stream].last + length;
    int64_t pts = to_micro(packet->pts, base), dts = to_micro(packet->dts, base);
    int64_t shift = t->streams[stream].shift;
    if (distance(pts, dts) <= 10 * SECOND + REORDERED * length)
        return;
    if (distance(pts + shift, expected) > distance(dts + shift, expected))
        packet->pts = AV_NOPTS_VALUE;
    else
        packet->dts = AV_NOPTS_VALUE;
}

int64_t timeline_correct(struct timeline *t, int stream, AVPacket *packet, AVRational base)
{
    int64_t jump = 0, length = to_micro(packet->duration, base);
    if (length < 0 || length > DAY)
        packet->duration = length = 0;
    packet->pts = make_sane(packet->pts, base);
    packet->dts = make_sane(packet->dts, base);
    drop_wrong(t, stream, packet, base);
    int64_t at = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
    if (at == AV_NOPTS_VALUE)
        return 0;
    at = to_micro(at, base);
    if (is_jump(t, stream, at)) {
        int64_t before = t->streams[stream].shift;
        t->streams[stream].shift = shift_for(t, stream, at);
        jump = before - t->streams[stream].shift;
    }
    move(packet, t->streams[stream].shift, base);
    t->streams[stream].begun = true;
    t->streams[stream].last = at + t->streams[stream].shift;
    t->streams[stream].length = length;
    return jump;
}

void timeline_follow(const struct timeline *t, AVPacket *packet, AVRational base)
{
    int64_t length = to_micro(packet->duration, base);
    if (length < 0 || length > DAY)
        packet->duration = 0;
    packet->pts = make_sane(packet->pts, base);
    packet->dts = make_sane(packet->dts, base);
    move(packet, t->streams[TIMELINE_PICTURES].shift, base);
}
