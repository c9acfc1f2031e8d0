/* SPDX-License-Identifier: Apache-2.0 */
#include "media/timeline.h"
#include "test.h"
#include <libavcodec/avcodec.h>

static const AVRational milli = {1, 1000};

static int64_t feed(struct timeline *t, int stream, int64_t pts, int64_t dts, int64_t length, int64_t *at)
{
    AVPacket *packet = av_packet_alloc();
    packet->pts = pts;
    packet->dts = dts;
    packet->duration = length;
    int64_t jump = timeline_correct(t, stream, packet, milli);
    *at = packet->pts;
    av_packet_free(&packet);
    return jump;
}

/* Pictures and sound jump an hour together: time goes on, and they stay together. */
static void jump_together(int64_t by)
{
    struct timeline t = {0};
    int64_t at, jumps = 0;
    for (int i = 0; i < 100; i++) {
        int64_t shift = i < 50 ? 0 : by;
        jumps += feed(&t, TIMELINE_PICTURES, 40 * i + 80 + shift, 40 * i + shift, 40, &at) != 0;
        REQUIRE_INT(at, 40 * i + 80);
        jumps += feed(&t, TIMELINE_SOUND, 40 * i + 3 + shift, 40 * i + 3 + shift, 40, &at) != 0;
        REQUIRE_INT(at, 40 * i + 3);
    }
    REQUIRE_INT(jumps, 2);
}

/* What one stream lacks while the other goes on is a hole, however long. */
static void hole_in_one_stream(void)
{
    struct timeline t = {0};
    int64_t at;
    feed(&t, TIMELINE_SOUND, 0, 0, 40, &at);
    for (int i = 0; i < 3600; i++)
        REQUIRE_INT(feed(&t, TIMELINE_PICTURES, 1000 * i, 1000 * i, 1000, &at), 0);
    REQUIRE_INT(feed(&t, TIMELINE_SOUND, 3500000, 3500000, 40, &at), 0);
    REQUIRE_INT(at, 3500000);
}

static void single_wrong_time(void)
{
    struct timeline t = {0};
    int64_t at;
    for (int i = 0; i < 10; i++)
        feed(&t, TIMELINE_PICTURES, 40 * i + 80, 40 * i, 40, &at);
    REQUIRE_INT(feed(&t, TIMELINE_PICTURES, 300000, 400, 40, &at), 0);
    REQUIRE_INT(at, AV_NOPTS_VALUE);
    REQUIRE_INT(feed(&t, TIMELINE_PICTURES, 520, 90000000, 40, &at), 0);
    REQUIRE_INT(at, 520);
    REQUIRE_INT(feed(&t, TIMELINE_PICTURES, 560, 480, 40, &at), 0);
    REQUIRE_INT(at, 560);
}

static void ends_of_the_clock(void)
{
    static const int64_t times[] = {INT64_MAX, INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, -1, 0, 1};
    enum { COUNT = sizeof times / sizeof *times };
    for (int i = 0; i < COUNT * COUNT * COUNT; i++) {
        struct timeline t = {0};
        int64_t at;
        feed(&t, TIMELINE_PICTURES, times[i % COUNT], times[i / COUNT % COUNT], times[i / COUNT / COUNT],
             &at);
        feed(&t, TIMELINE_SOUND, times[i / COUNT % COUNT], times[i % COUNT], INT64_MAX, &at);
        feed(&t, TIMELINE_PICTURES, times[i / COUNT / COUNT], times[i % COUNT], INT64_MIN, &at);
        feed(&t, TIMELINE_PICTURES, 40, 40, 40, &at);
        REQUIRE(at == AV_NOPTS_VALUE || (at > -(INT64_C(1) << 60) && at < (INT64_C(1) << 60)));
    }
}

int main(void)
{
    jump_together(3600000);
    jump_together(-3600000);
    jump_together(INT64_C(100000000000));
    hole_in_one_stream();
    single_wrong_time();
    ends_of_the_clock();
    return 0;
}
