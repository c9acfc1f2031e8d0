/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that decodes pictures, the short ring in which they wait, and their reduction for the meters. */
#include "base/clock.h"
#include "base/error.h"
#include "media/damage.h"
#include "media/player.h"
#include "media/reducer.h"
#include "media/unwritten.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SHAPES = 32 };

/* The caller's part: what makes small pictures of decoded ones, and the active pictures met, the first SHAPES
   of them. */
struct showing {
    struct reducer *reducer;
    struct shape {
        struct pst_rect active;
        int64_t pictures;
    } shapes[SHAPES];
};

struct picture_slot {
    AVFrame *frame;
    struct small_planes planes;
    struct picture picture;
};

/* Times that rise from picture to picture, if they are right. */
struct clock {
    bool begun;
    int64_t last, told, faults;
};

enum { RATES = 3 };
enum { REORDERED = 16 /* pictures between coding and showing, at most */ };

struct decoding {
    struct media *media;
    struct damage damage;
    size_t jumps; /* of the clock, told up to now */
    AVFrame *frame;
    int64_t last_pts; /* of the last picture, in the range or before it */
    int64_t next_pts; /* where the next picture is expected */
    struct clock presented, decoded;
    int64_t steady;   /* one frame at the told rate, in the time base; 0 unknown */
    int64_t from, to; /* pts range that is measured */
    int64_t intervals, uneven;
    int64_t woven; /* pictures that say they are two fields */
    struct {
        struct pst_rational rate;
        bool kept;  /* by every picture, but for rounding to ticks */
    } rates[RATES]; /* the told one, and what may be meant by it */
    int64_t last_start;
    bool counted; /* MXF: pictures follow each other by the edit rate; libav takes coding order for theirs */
    bool begun, timed; /* a picture came; one with a presentation time of its own */
    bool any;          /* one in the range came */
};

enum pst_status pictures_open(struct media *m, struct pst_error *error)
{
    m->slots = calloc(PICTURES_AHEAD, sizeof *m->slots);
    if (!m->slots)
        return fail_memory(error);
    for (int i = 0; i < PICTURES_AHEAD; i++)
        if (!(m->slots[i].frame = av_frame_alloc()))
            return fail_memory(error);
    m->showing = calloc(1, sizeof *m->showing);
    return m->showing ? reducer_open(&m->film, &m->showing->reducer, error) : fail_memory(error);
}

void pictures_close(struct media *m)
{
    for (int i = 0; m->slots && i < PICTURES_AHEAD; i++)
        av_frame_free(&m->slots[i].frame);
    free(m->slots);
    m->slots = NULL;
    if (m->showing)
        reducer_close(&m->showing->reducer);
    free(m->showing);
    m->showing = NULL;
}

static bool is_over(const struct media *m)
{
    return m->stopping || (m->slot_count == 0 && m->pictures_ended && m->sound_ended);
}

static void count_shape(struct shape *shapes, const struct pst_rect *active)
{
    int i = 0;
    while (i < SHAPES - 1 && shapes[i].pictures > 0 && memcmp(&shapes[i].active, active, sizeof *active) != 0)
        i++;
    if (shapes[i].pictures == 0)
        shapes[i].active = *active;
    shapes[i].pictures++;
}

/* The active picture as it was for most of the film; the earlier one among equals. */
static struct pst_rect usual_shape(const struct shape *shapes)
{
    int most = 0;
    for (int i = 1; i < SHAPES; i++)
        if (shapes[i].pictures > shapes[most].pictures)
            most = i;
    return shapes[most].active;
}

struct pst_rect pictures_active(const struct media *m)
{
    return usual_shape(m->showing->shapes);
}

/* A part that the decoder passed over in silence holds what the memory held before. */
static void look_for_unwritten(struct media *m, const AVFrame *frame)
{
    if (m->params.strict && unwritten_can_tell(m->source.picture_decoder->codec_id, frame->format) &&
        unwritten_is_left(frame))
        player_damaged(m);
}

/* By the caller's thread: the one that decodes is kept from its decoder by nothing else. */
static enum pst_status show(struct media *m, struct picture_slot *slot, struct pst_error *error)
{
    struct showing *s = m->showing;
    look_for_unwritten(m, slot->frame);
    enum pst_status status = reducer_reduce(s->reducer, slot->frame, &slot->planes, &slot->picture, error);
    if (status == PST_OK)
        count_shape(s->shapes, &slot->picture.active);
    return status;
}

bool pictures_next(struct media *m, struct picture *picture, bool *got)
{
    enum { PATIENCE = 100000000 }; /* nanoseconds: whoever cancels waits no longer */
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (until.tv_nsec + PATIENCE) / 1000000000;
    until.tv_nsec = (until.tv_nsec + PATIENCE) % 1000000000;
    pthread_mutex_lock(&m->lock);
    while (m->slot_count == 0 && !is_over(m) &&
           pthread_cond_timedwait(&m->changed, &m->lock, &until) != ETIMEDOUT)
        ;
    bool over = is_over(m);
    *got = !over && m->slot_count > 0;
    struct picture_slot *slot = &m->slots[m->slot_head];
    pthread_mutex_unlock(&m->lock);
    struct pst_error error = {0};
    enum pst_status status = *got ? show(m, slot, &error) : PST_OK;
    if (status != PST_OK)
        player_fail(m, status, &error);
    *got = *got && status == PST_OK;
    if (*got)
        *picture = slot->picture;
    return !over && status == PST_OK;
}

void pictures_done(struct media *m)
{
    av_frame_unref(m->slots[m->slot_head].frame);
    pthread_mutex_lock(&m->lock);
    m->slot_head = (m->slot_head + 1) % PICTURES_AHEAD;
    m->slot_count--;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
}

/* The free slot behind the waiting ones; NULL where everything stops. */
static struct picture_slot *free_slot(struct media *m)
{
    pthread_mutex_lock(&m->lock);
    while (m->slot_count == (size_t)m->source.budget.ahead && !m->stopping)
        pthread_cond_wait(&m->changed, &m->lock);
    struct picture_slot *slot =
        m->stopping ? NULL : &m->slots[(m->slot_head + m->slot_count) % PICTURES_AHEAD];
    pthread_mutex_unlock(&m->lock);
    return slot;
}

static void hand_on(struct media *m)
{
    pthread_mutex_lock(&m->lock);
    m->slot_count++;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
}

static void follow_clock(struct clock *c, int64_t at)
{
    if (at == AV_NOPTS_VALUE)
        return;
    c->faults += c->begun && at <= c->last;
    c->last = at;
    c->told++;
    c->begun = true;
}

/* What the file says. Its presentation times are believed unless they go back again and again: libav's own
   guess gives them up for good at the first one that does. */
static int64_t told_pts(struct decoding *d, const AVFrame *frame)
{
    enum { SELDOM = 8 };
    follow_clock(&d->presented, frame->pts);
    follow_clock(&d->decoded, frame->pkt_dts);
    bool believed =
        d->presented.faults * SELDOM <= d->presented.told || d->presented.faults <= d->decoded.faults;
    if (frame->pts != AV_NOPTS_VALUE && (believed || frame->pkt_dts == AV_NOPTS_VALUE))
        return frame->pts;
    return frame->pkt_dts;
}

/* In a stream that times only some of its pictures (program streams do), libav makes up the rest from
   decoding times, at times a picture too late. Streams that time none at all (AVI) have nothing better. */
static bool is_bad_guess(struct decoding *d, const AVFrame *frame, int64_t pts)
{
    d->timed = d->timed || frame->pts != AV_NOPTS_VALUE;
    int64_t off = pts - d->next_pts;
    if (d->counted)
        return d->begun && off <= REORDERED * d->steady && off >= -REORDERED * d->steady;
    return frame->pts == AV_NOPTS_VALUE && d->timed && d->begun && off < 2 * d->steady &&
           off > -2 * d->steady;
}

/* Presentation time, made to rise where the file's own does not. */
static int64_t rising_pts(struct decoding *d, const AVFrame *frame)
{
    int64_t pts = told_pts(d, frame);
    if (pts == AV_NOPTS_VALUE || is_bad_guess(d, frame, pts))
        return d->next_pts;
    return d->begun && pts <= d->last_pts ? d->last_pts + 1 : pts;
}

/* An interval is uneven where it is neither a steady frame nor rounded to the time base's ticks. */
static void note_interval(struct decoding *d, int64_t pts)
{
    if (d->any && d->steady > 0) {
        int64_t off = pts - d->last_start - d->steady;
        int64_t slack = d->steady / 20 > 1 ? d->steady / 20 : 1;
        d->intervals++;
        d->uneven += off > slack || off < -slack;
    }
}

/* libav takes 120000/1001 in a transport stream for 120. */
static void expect_rates(struct decoding *d, struct pst_rational told)
{
    static const int factors[RATES][2] = {{1, 1}, {1000, 1001}, {1001, 1000}};
    for (int i = 0; i < RATES && told.num > 0; i++) {
        AVRational rate;
        d->rates[i].kept = av_reduce(&rate.num, &rate.den, (int64_t)told.num * factors[i][0],
                                     (int64_t)told.den * factors[i][1], INT32_MAX);
        d->rates[i].rate = to_rational(rate);
    }
}

static void note_rates(struct decoding *d, int64_t pts)
{
    const struct media *m = d->media;
    for (int i = 0; i < RATES; i++) {
        struct pst_rational length = {d->rates[i].rate.den, d->rates[i].rate.num};
        int64_t off = pts - m->first_pts - clock_rescale(m->frames, length, m->film.time_base);
        d->rates[i].kept = d->rates[i].kept && off >= -2 && off <= 2;
    }
}

static struct pst_rational kept_rate(const struct decoding *d)
{
    for (int i = 0; i < RATES; i++)
        if (d->rates[i].kept)
            return d->rates[i].rate;
    return d->rates[0].rate;
}

/* Pictures that are not there, in a film whose rate is steady up to here. Where it is damaged they are too;
   else it is seen when the film is over whether the sound was lost with them. */
static void note_missing(struct decoding *d, int64_t pts)
{
    struct media *m = d->media;
    const struct pst_rational base = m->film.time_base, micro = {1, 1000000};
    bool steady = d->steady > 0 && d->uneven * 50 <= d->intervals;
    if (!d->any || !steady || 2 * (pts - d->last_start) < 3 * d->steady)
        return;
    if (d->damage.seen)
        player_problem(m, m->frames - 1, m->frames, "damaged pictures");
    else
        spans_add(&m->lost_pictures,
                  (struct span){clock_rescale(d->last_start + d->steady, base, micro),
                                clock_rescale(pts, base, micro), m->frames},
                  0);
}

static void note_damage(struct decoding *d, const AVFrame *frame)
{
    struct media *m = d->media;
    int64_t first;
    if (!damage_in_frame(&d->damage, frame, m->frames, &first))
        return;
    player_damaged(m);
    player_problem(m, first, m->frames, "damaged pictures");
}

/* The clock jumped at a packet of this picture or of one before it. */
static void note_jumps(struct decoding *d, int64_t pts)
{
    struct media *m = d->media;
    struct clock_jump jump;
    char what[128];
    for (bool more = true; more;) {
        pthread_mutex_lock(&m->lock);
        more = d->jumps < m->jumps.count && m->jumps.items[d->jumps].pts <= pts;
        if (more)
            jump = m->jumps.items[d->jumps++];
        pthread_mutex_unlock(&m->lock);
        if (!more)
            return;
        snprintf(what, sizeof what, "the clock jumps by %.3f s, and is taken to go on", jump.seconds);
        player_problem(m, m->frames, m->frames, what);
    }
}

static void start_film(struct decoding *d, int64_t pts)
{
    struct media *m = d->media;
    struct pst_rational micro = {1, 1000000};
    pthread_mutex_lock(&m->lock);
    m->first_pts = pts;
    m->first_known = true;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    if (m->params.to >= 0) {
        int64_t zero = m->params.from > 0 ? source_start(&m->source) : pts;
        d->to = zero + clock_rescale(llround(m->params.to * 1e6), micro, m->film.time_base);
    }
}

static bool take_frame(struct decoding *d, AVFrame *frame)
{
    struct media *m = d->media;
    int64_t pts = rising_pts(d, frame), length = frame->pkt_duration > 0 ? frame->pkt_duration : d->steady;
    d->next_pts = pts + (length > 0 ? length : 1);
    d->last_pts = pts;
    d->begun = true;
    if (pts < d->from) {
        int64_t first;
        look_for_unwritten(m, frame);
        (void)damage_in_frame(&d->damage, frame, -1,
                              &first); /* of interest where it reaches into the range */
        return true;
    }
    if (!d->any)
        start_film(d, pts);
    if (pts >= d->to)
        return false;
    struct picture_slot *slot = free_slot(m);
    if (!slot)
        return false;
    note_missing(d, pts);
    note_interval(d, pts);
    note_rates(d, pts);
    note_damage(d, frame);
    note_jumps(d, pts);
    slot->picture = (struct picture){.n = m->frames, .pts = pts};
    slot->picture.repeated = frame->repeat_pict > 0;
    d->woven += frame->interlaced_frame != 0;
    av_frame_move_ref(slot->frame, frame);
    slot->picture.full = slot->frame;
    d->any = true;
    d->last_start = m->last_pts = pts;
    m->frames++;
    m->end_pts = d->next_pts;
    hand_on(m);
    return true;
}

/* What a range is decoded from may begin in the middle of a group of pictures: that is no damage. */
static void note_undecoded(struct decoding *d)
{
    struct media *m = d->media;
    damage_lost(&d->damage);
    player_damaged(m);
    if (d->any || m->params.from <= 0)
        player_problem(m, m->frames, m->frames, "pictures that cannot be decoded");
}

/* Everything that the decoder holds ready; false where no more is wanted. */
static bool drain(struct decoding *d, AVCodecContext *decoder)
{
    for (;;) {
        int code = avcodec_receive_frame(decoder, d->frame);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return true;
        if (code < 0)
            note_undecoded(d);
        else if (!take_frame(d, d->frame))
            return false;
        av_frame_unref(d->frame);
        if (code < 0)
            return true;
    }
}

/* Sends a packet; false where no more is wanted. */
static bool decode_packet(struct decoding *d, const AVPacket *packet)
{
    struct media *m = d->media;
    AVCodecContext *decoder = m->source.picture_decoder;
    bool wanted = true, header = packet_is_header(decoder->codec_id, packet);
    if (damage_in_packet(&d->damage, packet) || header) /* a decoder with threads cannot begin anew */
        player_damaged(m);
    int code = avcodec_send_packet(decoder, packet);
    if (code == AVERROR(EAGAIN)) {
        wanted = drain(d, decoder);
        code = avcodec_send_packet(decoder, packet);
    }
    if (code < 0 && code != AVERROR_EOF && !header)
        note_undecoded(d);
    return wanted;
}

static void decode_all(struct decoding *d, AVPacket *packet)
{
    struct media *m = d->media;
    AVCodecContext *decoder = m->source.picture_decoder;
    bool wanted = true;
    while (wanted && packets_get(&m->picture_packets, packet)) {
        wanted = decode_packet(d, packet);
        av_packet_unref(packet);
        wanted = wanted && drain(d, decoder);
    }
    if (wanted && !m->stopping) {
        avcodec_send_packet(decoder, NULL);
        drain(d, decoder);
    }
}

static int64_t start_of_range(const struct media *m)
{
    if (m->params.from <= 0)
        return INT64_MIN;
    struct pst_rational micro = {1, 1000000};
    return source_start(&m->source) + clock_rescale(llround(m->params.from * 1e6), micro, m->film.time_base);
}

/* More than one interval in fifty off the told rate is a rate that varies. */
static void note_rate(const struct decoding *d)
{
    d->media->uneven = d->intervals > 0 && d->uneven * 50 > d->intervals;
}

void *decode_pictures(void *data)
{
    struct media *m = data;
    struct decoding d = {.media = m, .from = start_of_range(m), .to = INT64_MAX};
    struct pst_rational rate = m->film.frame_rate;
    if (rate.num > 0)
        d.steady = clock_rescale(1, (struct pst_rational){rate.den, rate.num}, m->film.time_base);
    expect_rates(&d, rate);
    d.counted = d.steady > 0 && strcmp(m->source.format->iformat->name, "mxf") == 0;
    d.frame = av_frame_alloc();
    AVPacket *packet = av_packet_alloc();
    struct pst_error error = {0};
    enum pst_status status = d.frame && packet ? PST_OK : fail_memory(&error);
    if (status == PST_OK)
        status = damage_open(&m->source, &d.damage, &error);
    if (status == PST_OK)
        decode_all(&d, packet);
    else
        player_fail(m, status, &error);
    note_rate(&d);
    m->rate = kept_rate(&d);
    m->interlaced = 2 * d.woven > m->frames;
    packets_stop(&m->picture_packets);
    pthread_mutex_lock(&m->lock);
    m->pictures_ended = true;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    damage_release(&d.damage);
    av_frame_free(&d.frame);
    av_packet_free(&packet);
    return NULL;
}
