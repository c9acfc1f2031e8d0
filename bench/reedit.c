/* SPDX-License-Identifier: Apache-2.0 */
#include "reedit.h"
#include "busy.h"
#include "luck.h"
#include "sources.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CLIP_WIDTH = 640,
    CLIP_HEIGHT = 360,
    CLIP_SIZE = CLIP_WIDTH * CLIP_HEIGHT * 3 / 2,
    CLIP_FRAMES = 300,
    WIDTH = 512,
    HEIGHT = 288,
    LUMA = WIDTH * HEIGHT,
    CHROMA = LUMA / 4,
    SIZE = LUMA + 2 * CHROMA,
    CLIPS = 12,
    PATH = 1024,
};

/* ---- clips ---- */

struct clip {
    char file[256], source[64];
    uint8_t *frames;
    int count;
};

struct clips {
    struct clip items[CLIPS];
    int count;
};

static bool load_clip(struct clip *clip, const char *footage)
{
    char command[2 * PATH];
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -threads 1 -i '%s/%s' -frames:v %d -vf "
             "'scale=%d:%d:force_original_aspect_ratio=increase,crop=%d:%d,setsar=1' -f rawvideo -pix_fmt "
             "yuv420p -",
             footage, clip->file, CLIP_FRAMES, CLIP_WIDTH, CLIP_HEIGHT, CLIP_WIDTH, CLIP_HEIGHT);
    FILE *pipe = popen(command, "r");
    clip->frames = malloc((size_t)CLIP_SIZE * CLIP_FRAMES);
    clip->count = 0;
    while (pipe && clip->frames && clip->count < CLIP_FRAMES &&
           fread(clip->frames + (size_t)clip->count * CLIP_SIZE, CLIP_SIZE, 1, pipe) == 1)
        clip->count++;
    if (pipe)
        pclose(pipe);
    if (clip->count < 30)
        fprintf(stderr, "cannot read clip '%s/%s'\n", footage, clip->file);
    return clip->count >= 30;
}

struct listing {
    struct clip items[128];
    int count;
};

static bool read_sources(const struct reedit_params *p, struct listing *list)
{
    struct source_clip row;
    int number = 0;
    FILE *file = fopen(p->sources, "r");
    if (!file) {
        fprintf(stderr, "cannot open '%s'\n", p->sources);
        return false;
    }
    while (list->count < 128 && next_clip(file, &row)) {
        if (strcmp(row.group, p->group) != 0 || (p->parts && number++ % p->parts != p->part))
            continue;
        struct clip *clip = &list->items[list->count++];
        memcpy(clip->file, row.file, sizeof clip->file);
        memcpy(clip->source, row.source, sizeof clip->source);
    }
    fclose(file);
    return list->count > 1;
}

/* A source first, then one of its clips: many clips of one camera do not outweigh the others. */
static const struct clip *pick(const struct listing *list, struct chance *c)
{
    const struct clip *first[128];
    int sources = 0;
    for (int i = 0; i < list->count; i++)
        if (i == 0 || strcmp(list->items[i].source, list->items[i - 1].source) != 0)
            first[sources++] = &list->items[i];
    const struct clip *from = first[whole(c, 0, sources - 1)];
    int count = 0;
    while (from + count < list->items + list->count && strcmp(from[count].source, from->source) == 0)
        count++;
    return from + whole(c, 0, count - 1);
}

static bool load_clips(const struct reedit_params *p, struct chance *c, struct clips *clips)
{
    struct listing list = {.count = 0};
    if (!read_sources(p, &list))
        return false;
    int wanted = whole(c, 5, 9);
    for (int tries = 0; clips->count < wanted && tries < 60; tries++) {
        const struct clip *next = pick(&list, c);
        bool known = false;
        for (int i = 0; i < clips->count; i++)
            known |= strcmp(clips->items[i].file, next->file) == 0;
        if (known)
            continue;
        struct clip *clip = &clips->items[clips->count];
        *clip = *next;
        if (!load_clip(clip, p->footage))
            return false;
        clips->count++;
    }
    return true;
}

/* ---- one shot: a clip seen through a moving window, with what happens in it ---- */

enum trap { NO_TRAP, FLASH, STROBE, CAPTION, FLICKER, OBJECT, WHIP, LAMP, FREEZE, TRAPS };

struct shot {
    const struct clip *clip;
    int start;                 /* in the clip */
    double rate;               /* clip frames a film frame */
    bool mirrored, card;       /* a title card: text on black, or nearly */
    double x, y, zoom;         /* of the window's middle, 0..1; window is 1/zoom of the clip */
    double pan_x, pan_y, grow; /* a frame */
    double shake;
    int soft; /* blurred over so many samples each way, 0: not */
    double gain, lift, tint_b, tint_r;
    enum trap trap;
    int trap_at, trap_frames;
    double trap_strength, trap_x, trap_y;
    uint64_t seed;
};

struct film {
    struct chance chance;
    struct clips clips;
    int fps, bar, hold_every;
    double noise, gain, lift, tint_b, tint_r;
    bool grey, uneven, rare;
    struct busy *busy; /* NULL: nothing is laid over it */
    int repeat_every;  /* so many frames are shown as one more, the last of them twice; 0: not */
    double length;     /* usual shot length, frames */
    FILE *out, *truth;
    int64_t written;
    uint8_t a[SIZE], b[SIZE], mixed[SIZE];
};

static double jitter(uint64_t seed, int64_t n, int axis)
{
    struct chance c = {(seed ^ (uint64_t)(n * 2 + axis) * 0x9E3779B97F4A7C15ULL) | 1};
    uniform(&c);
    uniform(&c);
    return uniform(&c) - 0.5;
}

static void sample_plane(const uint8_t *from, int from_width, int from_height, uint8_t *to, int width,
                         int height, double left, double top, double scale, bool mirrored)
{
    for (int y = 0; y < height; y++) {
        double v = top + (y + 0.5) * scale - 0.5;
        int v0 = (int)floor(v), fv = (int)((v - v0) * 256);
        int r0 = v0 < 0 ? 0 : v0 >= from_height ? from_height - 1 : v0;
        int r1 = v0 + 1 < 0 ? 0 : v0 + 1 >= from_height ? from_height - 1 : v0 + 1;
        const uint8_t *a = from + r0 * from_width, *b = from + r1 * from_width;
        for (int x = 0; x < width; x++) {
            double u = left + (x + 0.5) * scale - 0.5;
            int u0 = (int)u, fu = (int)((u - u0) * 256);
            if (u < 0)
                u0 = fu = 0;
            if (u0 >= from_width - 1)
                u0 = from_width - 2, fu = 255;
            int p = (a[u0] * (256 - fu) + a[u0 + 1] * fu) * (256 - fv) +
                    (b[u0] * (256 - fu) + b[u0 + 1] * fu) * fv;
            to[mirrored ? width - 1 - x : x] = (uint8_t)(p >> 16);
        }
        to += width;
    }
}

/* Mean over 2 × radius + 1 samples of a line that are `step` apart, its ends repeated. */
static void blur_line(uint8_t *line, int count, int step, int radius)
{
    uint8_t from[WIDTH];
    int sum = 0, size = 2 * radius + 1;
    for (int i = 0; i < count; i++)
        from[i] = line[i * step];
    for (int i = -radius; i <= radius; i++)
        sum += from[i < 0 ? 0 : i >= count ? count - 1 : i];
    for (int i = 0; i < count; i++) {
        int out = i - radius, in = i + radius + 1;
        line[i * step] = (uint8_t)(sum / size);
        sum += from[in >= count ? count - 1 : in] - from[out < 0 ? 0 : out];
    }
}

static void blur(uint8_t *plane, int width, int height, int radius)
{
    for (int y = 0; y < height; y++)
        blur_line(plane + y * width, width, 1, radius);
    for (int x = 0; x < width; x++)
        blur_line(plane + x, height, width, radius);
}

static uint8_t clamp(double value)
{
    return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)(value + 0.5);
}

/* value = value × gain + lift, towards `level` by `share`, for one plane */
static void remap(uint8_t *plane, int count, double gain, double lift, double about)
{
    uint8_t table[256];
    for (int i = 0; i < 256; i++)
        table[i] = clamp((i - about) * gain + about + lift);
    for (int i = 0; i < count; i++)
        plane[i] = table[plane[i]];
}

static void towards(uint8_t *picture, const double colour[3], double share)
{
    remap(picture, LUMA, 1 - share, share * colour[0], 0);
    remap(picture + LUMA, CHROMA, 1 - share, share * colour[1], 0);
    remap(picture + LUMA + CHROMA, CHROMA, 1 - share, share * colour[2], 0);
}

static void fill_box(uint8_t *picture, int x0, int y0, int x1, int y1, int y, int cb, int cr, double share)
{
    for (int j = y0 < 0 ? 0 : y0; j < y1 && j < HEIGHT; j++)
        for (int i = x0 < 0 ? 0 : x0; i < x1 && i < WIDTH; i++) {
            uint8_t *p = picture + j * WIDTH + i;
            *p = clamp(*p + share * (y - *p));
            if (!(i & 1) && !(j & 1)) {
                p = picture + LUMA + j / 2 * (WIDTH / 2) + i / 2;
                *p = clamp(*p + share * (cb - *p));
                p += CHROMA;
                *p = clamp(*p + share * (cr - *p));
            }
        }
}

static void draw_caption(uint8_t *picture, const struct shot *s, double share)
{
    struct chance c = {s->seed | 1};
    int rows = whole(&c, 1, 3), size = scaled(&c, 8, 90), top = (int)(s->trap_y * (HEIGHT - rows * size * 2));
    for (int r = 0; r < rows; r++)
        for (int x = whole(&c, 20, 120), end = WIDTH - whole(&c, 20, 160); x < end; x += size * 3 / 4) {
            int y = top + r * size * 3 / 2, w = whole(&c, size / 4, size / 2);
            if (happens(&c, 0.85)) {
                fill_box(picture, x, y, x + size / 6 + 1, y + size, 235, 128, 128, share);
                fill_box(picture, x, y + whole(&c, 0, size), x + w, y + size, 235, 128, 128, share);
            }
        }
}

static void draw_object(uint8_t *picture, const struct shot *s, double when)
{
    double radius = s->trap_strength * WIDTH * 0.6, middle = -radius + when * (WIDTH + 2 * radius);
    int dark = s->trap_x < 0.7 ? 24 : 180;
    for (int y = 0; y < HEIGHT; y++) {
        double dy = (y - s->trap_y * HEIGHT) / 1.3, half = radius * radius - dy * dy;
        if (half <= 0)
            continue;
        half = sqrt(half);
        fill_box(picture, (int)(middle - half), y, (int)(middle + half), y + 1, dark + (y >> 3), 122, 134, 1);
    }
}

static int index_of(const struct shot *s, int64_t n)
{
    int64_t i = s->start + (int64_t)((double)n * s->rate), period = 2 * (s->clip->count - 1);
    i %= period; /* there and back, so that no clip is too short */
    return (int)(i < s->clip->count ? i : period - i);
}

static void window_of(const struct film *film, const struct shot *s, int64_t n, double *left, double *top,
                      double *scale)
{
    double zoom = s->zoom * exp(s->grow * (double)n), x = s->x + s->pan_x * (double)n;
    double y = s->y + s->pan_y * (double)n;
    (void)film;
    if (s->trap == WHIP) {
        double u = (double)(n - s->trap_at) / s->trap_frames;
        u = u < 0 ? 0 : u > 1 ? 1 : u;
        x += (s->trap_x - x) * u * u * (3 - 2 * u);
    }
    x += s->shake * jitter(s->seed, n, 0);
    y += s->shake * jitter(s->seed, n, 1);
    zoom = zoom < 1.02 ? 1.02 : zoom > 3 ? 3 : zoom;
    double half = 0.5 / zoom;
    x = x < half ? half : x > 1 - half ? 1 - half : x;
    y = y < half ? half : y > 1 - half ? 1 - half : y;
    *left = (x - half) * CLIP_WIDTH;
    *top = (y - half) * CLIP_HEIGHT;
    *scale = CLIP_WIDTH / zoom / WIDTH;
}

static void spring_trap(const struct shot *s, int64_t n, uint8_t *picture)
{
    static const double white[3] = {235, 128, 128};
    int64_t since = n - s->trap_at;
    double share = (double)since / s->trap_frames;
    switch (s->trap) {
    case FLASH:
        if (since >= 0 && since < s->trap_frames)
            towards(picture, white, s->trap_strength * (1 - 0.3 * (double)since));
        break;
    case STROBE:
        if (since >= 0 && since < 24 && since % 5 < 2)
            towards(picture, white, s->trap_strength);
        break;
    case CAPTION: /* comes and goes, at once or by degrees */
        share = s->trap_strength > 0.7 && share > 2 ? 3 - share : share;
        if (since >= 0 && share > 0)
            draw_caption(picture, s, s->trap_x < 0.4 || share > 1 ? 1 : share);
        break;
    case FLICKER: remap(picture, LUMA, 1 + 0.25 * s->trap_strength * jitter(s->seed, n, 2), 0, 16); break;
    case OBJECT:
        if (since >= 0 && since <= s->trap_frames)
            draw_object(picture, s, s->trap_x < 0.35 ? 1 - share : share);
        break;
    case LAMP:
        if (since >= 0)
            remap(picture, LUMA, 1 + 0.6 * (s->trap_strength - 0.7) * (share > 1 ? 1 : share + 0.1), 0, 16);
        break;
    default: break;
    }
}

static void show(const struct film *film, const struct shot *s, int64_t n, uint8_t *picture)
{
    double left, top, scale;
    if (film->hold_every > 1)
        n -= n % film->hold_every;
    if (s->trap == FREEZE && n > s->trap_at)
        n = n < s->trap_at + s->trap_frames ? s->trap_at : n - s->trap_frames;
    const uint8_t *from = s->clip->frames + (size_t)index_of(s, n) * CLIP_SIZE;
    enum { CW = CLIP_WIDTH / 2, CH = CLIP_HEIGHT / 2, CLIP_LUMA = CLIP_WIDTH * CLIP_HEIGHT };
    window_of(film, s, n, &left, &top, &scale);
    sample_plane(from, CLIP_WIDTH, CLIP_HEIGHT, picture, WIDTH, HEIGHT, left, top, scale, s->mirrored);
    for (int i = 0; i < 2; i++)
        sample_plane(from + CLIP_LUMA + i * CW * CH, CW, CH, picture + LUMA + i * CHROMA, WIDTH / 2,
                     HEIGHT / 2, left / 2, top / 2, scale, s->mirrored);
    for (int i = 0; s->soft && i < 2; i++) { /* twice: nearly a triangle */
        blur(picture, WIDTH, HEIGHT, s->soft);
        blur(picture + LUMA, WIDTH / 2, HEIGHT / 2, s->soft / 2);
        blur(picture + LUMA + CHROMA, WIDTH / 2, HEIGHT / 2, s->soft / 2);
    }
    remap(picture, LUMA, s->gain * film->gain, s->lift + film->lift, 16);
    if (film->grey)
        memset(picture + LUMA, 128, 2 * CHROMA);
    remap(picture + LUMA, CHROMA, 1, film->tint_b + (film->grey ? 0 : s->tint_b), 128);
    remap(picture + LUMA + CHROMA, CHROMA, 1, film->tint_r + (film->grey ? 0 : s->tint_r), 128);
    if (s->card) {
        remap(picture, LUMA, 0.04, 0, 16);
        memset(picture + LUMA, 128, 2 * CHROMA);
        draw_caption(picture, s, 1);
    }
    spring_trap(s, n, picture);
}

static void set_trap(struct film *film, struct shot *s, int from, int length)
{
    struct chance *c = &film->chance;
    s->trap = (enum trap)whole(c, FLASH, TRAPS - 1);
    s->trap_at = from + whole(c, 1, length - 10);
    s->trap_strength = between(c, 0.35, 1);
    s->trap_x = uniform(c);
    s->trap_y = uniform(c);
    s->trap_frames = s->trap == FLASH                       ? whole(c, 1, 3)
                     : s->trap == WHIP                      ? whole(c, 4, 9)
                     : s->trap == LAMP || s->trap == FREEZE ? whole(c, 1, 12)
                     : s->trap == CAPTION                   ? whole(c, 4, 40)
                                                            : whole(c, 6, 20);
    if (s->trap == WHIP || s->trap == OBJECT)
        s->trap_frames *= film->hold_every; /* in so many pictures that are seen: else it would be a cut */
    if (s->trap == WHIP) {
        s->zoom = between(c, 1.6, 2.4);
        s->x = s->trap_x < 0.5 ? between(c, 0.7, 1) : between(c, 0, 0.3);
    }
}

static void choose_shot(struct film *film, const struct shot *before, double card, int lead, int body,
                        struct shot *s)
{
    struct chance *c = &film->chance;
    *s = (struct shot){.clip = &film->clips.items[whole(c, 0, film->clips.count - 1)]};
    bool alike = before && happens(c, 0.2); /* the same clip, mirrored or seen closer, at another time */
    if (alike)
        s->clip = before->clip;
    s->start = whole(c, 0, s->clip->count - 1);
    if (!alike && before && s->clip == before->clip)
        s->clip = &film->clips.items[(before->clip - film->clips.items + 1) % film->clips.count];
    s->start %= s->clip->count;
    s->rate = happens(c, 0.25) ? between(c, 0.3, 4) : 1;
    s->mirrored = alike ? !before->mirrored : happens(c, 0.3);
    s->zoom = between(c, 1.02, 1.5);
    if (alike && happens(c, 0.5)) {
        s->mirrored = before->mirrored;
        s->zoom = before->zoom < 1.3 ? between(c, 1.8, 2.4) : 1.05;
    }
    s->x = between(c, 0.3, 0.7);
    s->y = between(c, 0.3, 0.7);
    if (happens(c, 0.35)) {
        double speed = happens(c, 0.2) ? 0.02 : 0.004;
        s->zoom = between(c, 1.3, 2.2);
        s->pan_x = between(c, -speed, speed);
        s->pan_y = between(c, -speed / 2, speed / 2);
        s->grow = happens(c, 0.5) ? between(c, -0.008, 0.008) : 0;
    }
    if (happens(c, 0.2) && body >= 20) { /* a long move: across the clip, or into or out of it */
        int whole_way = lead + body;
        bool into = happens(c, 0.4);
        s->zoom = into ? between(c, 1.05, 1.5) : between(c, 2, 3);
        s->x = happens(c, 0.5) ? 0.2 : 0.8;
        s->pan_x = (0.5 - s->x) * between(c, 0.5, 2.2) / whole_way;
        s->pan_y = into ? 0 : between(c, -0.3, 0.3) / whole_way;
        s->grow = into ? log(between(c, 1.3, 2.2)) / whole_way : 0;
    }
    s->shake = happens(c, 0.3) ? between(c, 0.002, 0.04) : 0;
    s->soft = happens(c, 0.25) ? scaled(c, 2, 24) : 0;
    s->gain = film->uneven ? between(c, 0.3, 1.2) : between(c, 0.8, 1.15);
    s->card = happens(c, before && before->card ? 0.5 : card); /* cards come in rows */
    s->trap_y = uniform(c);
    s->lift = between(c, -8, 8);
    s->tint_b = between(c, -5, 5);
    s->tint_r = between(c, -5, 5);
    s->seed = (uint64_t)(uniform(c) * 1e15) | 1;
    if (body >= 14 && happens(c, 0.3))
        set_trap(film, s, lead, body);
}

/* ---- transitions ---- */

enum wipe { LEFT, RIGHT, UP, DOWN, DIAGONAL, DIAGONAL_BACK, IRIS, IRIS_IN, CLOCK, DOORS, WIPES };

/* When the wipe passes a place, 0..1. */
static double passes(enum wipe wipe, double x, double y) /* −1..1 */
{
    double angle, r = sqrt(x * x * 3.16 + y * y) / sqrt(4.16);
    switch (wipe) {
    case LEFT: return (1 - x) / 2;
    case RIGHT: return (1 + x) / 2;
    case UP: return (1 - y) / 2;
    case DOWN: return (1 + y) / 2;
    case DIAGONAL: return (2 + x + y) / 4;
    case DIAGONAL_BACK: return (2 - x + y) / 4;
    case IRIS: return r;
    case IRIS_IN: return 1 - r;
    case CLOCK: angle = atan2(x * 1.78, -y) / 6.283185307; return angle < 0 ? angle + 1 : angle;
    default: return fabs(x);
    }
}

enum join_kind {
    CUT,
    JUMP,
    DISSOLVE,
    FADES,
    DIP,
    FADE_OUT_CUT,
    CUT_FADE_IN,
    WIPE,
    PUSH,
    SLIDE,
    CUT_HOLD_CUT
};

struct change {
    enum join_kind kind;
    int out, hold, in; /* frames; where both pictures show: out alone */
    double colour[3];
    bool eased, blended;
    enum wipe wipe;
    double soft;
    uint64_t title; /* seed of a title that stands over a fade's flat end, 0: none */
};

/* Many of what is rare: for training. */
static enum join_kind rare_kind(double dice)
{
    return dice < 0.1    ? CUT
           : dice < 0.25 ? JUMP
           : dice < 0.35 ? DISSOLVE
           : dice < 0.55 ? WIPE
           : dice < 0.78 ? PUSH
                         : SLIDE;
}

static struct change choose_change(struct chance *c, bool rare)
{
    static const double colours[4][3] = {{16, 128, 128}, {16, 128, 128}, {235, 128, 128}, {90, 150, 120}};
    struct change t = {.kind = CUT};
    double dice = uniform(c);
    t.kind = dice < 0.46    ? CUT
             : dice < 0.52  ? JUMP
             : dice < 0.69  ? DISSOLVE
             : dice < 0.77  ? WIPE
             : dice < 0.795 ? PUSH
             : dice < 0.82  ? SLIDE
             : dice < 0.87  ? FADES
             : dice < 0.92  ? DIP
             : dice < 0.965 ? FADE_OUT_CUT
             : dice < 0.985 ? CUT_FADE_IN
                            : CUT_HOLD_CUT;
    if (rare)
        t.kind = rare_kind(dice);
    t.eased = happens(c, 0.3);
    t.blended = happens(c, 0.07);
    t.wipe = (enum wipe)whole(c, 0, WIPES - 1);
    t.soft = happens(c, 0.5) ? 0 : between(c, 0.02, 0.3);
    memcpy(t.colour, colours[whole(c, 0, t.kind == DIP ? 3 : 2)], sizeof t.colour);
    t.out = t.kind == DIP ? scaled(c, 3, 30) : scaled(c, 6, 60);
    t.in = t.kind == DIP ? scaled(c, 3, 30) : scaled(c, 6, 60);
    t.hold = t.kind == DIP ? whole(c, 0, 11) : scaled(c, 12, 60);
    t.title = t.kind != DIP && happens(c, 0.25) ? (uint64_t)(uniform(c) * 1e15) | 1 : 0;
    if (t.kind == DISSOLVE && rare)
        t.out = scaled(c, 4, 96);
    if (t.kind == WIPE)
        t.out = scaled(c, 8, 45);
    if (t.kind == PUSH || t.kind == SLIDE) {
        t.out = scaled(c, 6, 30);
        t.wipe = (enum wipe)whole(c, LEFT, DOWN);
    }
    if ((t.kind == FADE_OUT_CUT || t.kind == CUT_FADE_IN) && happens(c, 0.6))
        t.hold = happens(c, 0.4) ? 0 : whole(c, 0, 6);
    return t;
}

static bool shows_both(const struct change *t)
{
    return t->kind == DISSOLVE || t->kind == WIPE || t->kind == PUSH || t->kind == SLIDE;
}

static int lead_of(const struct change *t)
{
    return shows_both(t) ? t->out : t->kind == FADES || t->kind == DIP || t->kind == CUT_FADE_IN ? t->in : 0;
}

static int tail_of(const struct change *t)
{
    return t->kind == CUT || t->kind == JUMP || t->kind == CUT_FADE_IN || t->kind == CUT_HOLD_CUT ? 0
                                                                                                  : t->out;
}

/* ---- the film ---- */

static void add_bars(const struct film *film, uint8_t *p)
{
    int bar = film->bar;
    memset(p, 16, (size_t)(bar * WIDTH));
    memset(p + (HEIGHT - bar) * WIDTH, 16, (size_t)(bar * WIDTH));
    for (int i = 0; i < 2; i++) {
        uint8_t *c = p + LUMA + i * CHROMA;
        memset(c, 128, (size_t)(bar / 2 * (WIDTH / 2)));
        memset(c + (HEIGHT / 2 - bar / 2) * (WIDTH / 2), 128, (size_t)(bar / 2 * (WIDTH / 2)));
    }
}

static void write_frame(struct film *film, uint8_t *picture)
{
    if (film->noise > 0) {
        uint64_t state = (uint64_t)film->written * 0x9E3779B97F4A7C15ULL + 12345;
        int amount = (int)(film->noise * 2.2);
        for (int i = 0; i < LUMA; i++) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            int n = (int)((state >> 33 & 255) + (state >> 43 & 255) + (state >> 53 & 255)) - 382;
            int v = picture[i] + n * amount / 256;
            picture[i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
    }
    if (film->busy)
        busy_apply(film->busy, film->written, picture);
    if (film->bar)
        add_bars(film, picture);
    fwrite(picture, SIZE, 1, film->out);
    if (film->repeat_every && film->written % film->repeat_every == film->repeat_every - 1)
        fwrite(picture, SIZE, 1, film->out);
    film->written++;
}

/* Where frame n comes to lie among repeated ones. */
static long long shown_at(const struct film *film, int64_t n)
{
    return (long long)(film->repeat_every ? n + n / film->repeat_every : n);
}

static void tell(struct film *film, const char *kind, int64_t first, int64_t last)
{
    long long from = shown_at(film, first), to = first == last ? from : shown_at(film, last + 1) - 1;
    fprintf(film->truth, "%s\t%lld\t%lld\n", kind, from, to);
}

static double eased(const struct change *t, int i, int count)
{
    double u = (i + 1.0) / (count + 1.0);
    return t->eased ? u * u * (3 - 2 * u) : u;
}

static void mix(struct film *film, double share)
{
    int weight = (int)(share * 256 + 0.5);
    for (int i = 0; i < SIZE; i++)
        film->mixed[i] = (uint8_t)((film->a[i] * (256 - weight) + film->b[i] * weight + 128) >> 8);
}

static void wipe(struct film *film, const struct change *t, double when)
{
    double edge = when * (1 + t->soft) - t->soft;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            double place = passes(t->wipe, 2.0 * x / WIDTH - 1, 2.0 * y / HEIGHT - 1);
            double share = t->soft > 0 ? (edge + t->soft - place) / t->soft : place < when;
            int weight = share <= 0 ? 0 : share >= 1 ? 256 : (int)(share * 256);
            int i = y * WIDTH + x;
            film->mixed[i] = (uint8_t)((film->a[i] * (256 - weight) + film->b[i] * weight + 128) >> 8);
            if (!(x & 1) && !(y & 1))
                for (int k = 0; k < 2; k++) {
                    i = LUMA + k * CHROMA + y / 2 * (WIDTH / 2) + x / 2;
                    film->mixed[i] =
                        (uint8_t)((film->a[i] * (256 - weight) + film->b[i] * weight + 128) >> 8);
                }
        }
}

/* One plane where the new picture has come `come` samples from one side: beyond it lies the old one, which a
 * push moves along. Places count from that side. */
static void displace_plane(const struct change *t, int come, const uint8_t *a, const uint8_t *b, uint8_t *to,
                           int width, int height)
{
    bool along = t->wipe == LEFT || t->wipe == RIGHT, back = t->wipe == LEFT || t->wipe == UP;
    int reach = along ? width : height;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int place = back ? reach - 1 - (along ? x : y) : along ? x : y;
            bool is_new = place < come;
            int source = is_new ? place - come + reach : t->kind == PUSH ? place - come : place;
            source = back ? reach - 1 - source : source;
            to[y * width + x] = (is_new ? b : a)[along ? y * width + source : source * width + x];
        }
}

static void displace(struct film *film, const struct change *t, double share)
{
    bool along = t->wipe == LEFT || t->wipe == RIGHT;
    int half = (int)(share * (along ? WIDTH : HEIGHT) / 2 + 0.5);
    displace_plane(t, 2 * half, film->a, film->b, film->mixed, WIDTH, HEIGHT);
    for (int i = 0; i < 2; i++) {
        int at = LUMA + i * CHROMA;
        displace_plane(t, half, film->a + at, film->b + at, film->mixed + at, WIDTH / 2, HEIGHT / 2);
    }
}

static void both(struct film *film, const struct change *t, const struct shot *a, int64_t at,
                 const struct shot *b)
{
    static const char *const names[] = {
        [DISSOLVE] = "dissolve", [WIPE] = "wipe", [PUSH] = "push", [SLIDE] = "slide"};
    tell(film, names[t->kind], film->written, film->written + t->out - 1);
    for (int i = 0; i < t->out; i++) {
        show(film, a, at + i, film->a);
        show(film, b, i, film->b);
        if (t->kind == WIPE)
            wipe(film, t, eased(t, i, t->out));
        else if (t->kind == DISSOLVE)
            mix(film, eased(t, i, t->out));
        else
            displace(film, t, eased(t, i, t->out));
        write_frame(film, film->mixed);
    }
}

/* A title that comes as the picture goes. */
static void add_title(struct film *film, const struct change *t, double share)
{
    const struct shot s = {.seed = t->title, .trap_y = (double)(t->title % 100) / 100};
    if (t->title && t->colour[0] < 128 && share > 0.3)
        draw_caption(film->a, &s, (share - 0.3) / 0.7);
}

static void fade(struct film *film, const struct change *t, const struct shot *s, int64_t at, int count,
                 bool in)
{
    for (int i = 0; i < count; i++) {
        double u = eased(t, i, count);
        show(film, s, at + i, film->a);
        towards(film->a, t->colour, in ? 1 - u : u);
        add_title(film, t, in ? 1 - u : u);
        write_frame(film, film->a);
    }
}

static void hold(struct film *film, const struct change *t, int count)
{
    for (int i = 0; i < count; i++) {
        towards(film->a, t->colour, 1);
        add_title(film, t, 1);
        write_frame(film, film->a);
    }
}

static void through_colour(struct film *film, const struct change *t, const struct shot *a, int64_t at,
                           const struct shot *b)
{
    bool fades_out = t->kind == FADES || t->kind == DIP || t->kind == FADE_OUT_CUT;
    bool fades_in = t->kind == FADES || t->kind == DIP || t->kind == CUT_FADE_IN;
    int64_t first = film->written;
    if (fades_out)
        fade(film, t, a, at, t->out, false);
    else if (t->hold)
        tell(film, "cut", first, first);
    int64_t held = film->written, back = held + t->hold;
    hold(film, t, t->hold);
    if (fades_in)
        fade(film, t, b, 0, t->in, true);
    if (t->kind == DIP) {
        tell(film,
             t->colour[0] < 20    ? "dip_black"
             : t->colour[0] > 200 ? "dip_white"
                                  : "dip",
             first, film->written - 1);
        return;
    }
    if (fades_out)
        tell(film, "fade_out", first, held - 1);
    if (!fades_in || (!fades_out && !t->hold))
        tell(film, "cut", back, back);
    if (fades_in)
        tell(film, "fade_in", back, film->written - 1);
}

static void cut(struct film *film, const struct change *t, const struct shot *a, int64_t at,
                const struct shot *b)
{
    tell(film, t->kind == JUMP ? "jump_cut" : "cut", film->written, film->written);
    if (!t->blended || t->kind == JUMP)
        return;
    show(film, a, at, film->a);
    show(film, b, 0, film->b);
    mix(film, between(&film->chance, 0.3, 0.7));
    write_frame(film, film->mixed);
}

static double apart(const uint8_t *a, const uint8_t *b)
{
    double sum = 0;
    for (int i = 0; i < LUMA; i++)
        sum += abs(a[i] - b[i]);
    return sum / LUMA;
}

/* Shot a again, from the same place, some frames later than its frame `at`: false where that could not be
 * seen, since its camera moves or nothing else does. */
static bool jump(struct film *film, const struct shot *a, int64_t at, struct shot *b)
{
    if (a->pan_x != 0 || a->pan_y != 0 || a->grow != 0 || a->card || a->trap != NO_TRAP || at < 2)
        return false;
    show(film, a, at - 2, film->mixed);
    show(film, a, at - 1, film->a);
    double usual = apart(film->mixed, film->a);
    for (int skip = 12; skip <= 96; skip += 12) {
        struct shot later = *a;
        later.start = index_of(a, at + skip);
        show(film, &later, 0, film->b);
        if (apart(film->a, film->b) > 3 * usual + 1.5) {
            *b = later;
            return true;
        }
    }
    return false;
}

static int choose_body(struct film *film, bool gradual)
{
    double z = 0;
    for (int i = 0; i < 6; i++)
        z += uniform(&film->chance);
    int length = (int)(film->length * exp((z - 3) * 1.1));
    int least = gradual ? 8 : 3;
    if (!gradual && happens(&film->chance, 0.08))
        length = whole(&film->chance, 3, 8);
    return length < least ? least : length > 200 ? 200 : length;
}

static void compose(struct film *film, int frames)
{
    struct change before = {.kind = CUT}, after;
    struct shot a = {0}, b;
    int64_t at = 0; /* frame of shot a that comes next */
    for (bool first = true; film->written < frames; first = false) {
        after = choose_change(&film->chance, film->rare);
        bool gradual = lead_of(&before) > 0 || tail_of(&after) > 0;
        int lead = first ? 0 : lead_of(&before), body = choose_body(film, gradual);
        bool from_black = before.kind == FADE_OUT_CUT || before.kind == CUT_HOLD_CUT;
        choose_shot(film, first ? NULL : &a, from_black ? 0.35 : 0.07, lead, body, &b);
        if (before.kind == JUMP && !jump(film, &a, at, &b))
            before.kind = CUT;
        if (!first && (before.kind == CUT || before.kind == JUMP))
            cut(film, &before, &a, at, &b);
        else if (!first && shows_both(&before))
            both(film, &before, &a, at, &b);
        else if (!first)
            through_colour(film, &before, &a, at, &b);
        for (int i = 0; i < body; i++) {
            show(film, &b, lead + i, film->a);
            write_frame(film, film->a);
        }
        a = b;
        at = lead + body;
        before = after;
    }
}

static void set_traits(struct film *film)
{
    static const int rates[] = {24, 25, 30};
    struct chance *c = &film->chance;
    film->fps = rates[whole(c, 0, 2)];
    film->bar = happens(c, 0.25) ? 2 * whole(c, 6, 20) : 0;
    film->hold_every = happens(c, 0.15) ? whole(c, 2, 3) : 1;
    film->noise = happens(c, 0.3) ? between(c, 1, 8) : 0;
    film->grey = happens(c, 0.15);
    film->gain = happens(c, 0.45) ? between(c, 0.2, 1.2) : 1;
    film->uneven = happens(c, 0.5); /* dark shots beside bright ones */
    film->lift = 0;
    film->tint_b = happens(c, 0.2) ? between(c, -12, 12) : 0;
    film->tint_r = happens(c, 0.2) ? between(c, -12, 12) : 0;
    film->length = between(c, 8, 42);
}

/* Short shots; a third of such films are of 24 pictures a second shown in 30. */
static bool set_busy(struct film *film, uint64_t seed)
{
    struct chance c = chance_of(seed ^ 0x5bd1e995);
    film->busy = busy_open(seed, WIDTH, HEIGHT);
    if (happens(&c, 0.35)) {
        film->repeat_every = 4;
        film->hold_every = 1;
        film->fps = 30;
    }
    film->length = between(&c, 8, 36);
    return film->busy;
}

static bool open_film(struct film *film, const struct reedit_params *p)
{
    char command[2 * PATH];
    struct chance *c = &film->chance;
    int quality = whole(c, 17, 33);
    const char *codec = happens(c, 0.2) ? "mpeg2video" : "libx264 -preset veryfast";
    bool x264 = codec[0] == 'l';
    snprintf(command, sizeof command,
             "ffmpeg -v error -y -f rawvideo -pix_fmt yuv420p -s %dx%d -r %d -i - -c:v %s %s %d -g %d "
             "-threads 1 '%s'",
             WIDTH, HEIGHT, film->fps, codec, x264 ? "-crf" : "-q:v", x264 ? quality : (quality - 13) / 2,
             whole(c, 12, 120), p->film);
    film->truth = fopen(p->truth, "w");
    film->out = film->truth ? popen(command, "w") : NULL;
    if (!film->out)
        fprintf(stderr, "cannot write '%s'\n", film->truth ? p->film : p->truth);
    return film->out;
}

bool reedit(const struct reedit_params *p)
{
    struct film *film = calloc(1, sizeof *film);
    bool fine = false;
    if (!film)
        return false;
    film->chance = chance_of(p->seed);
    film->rare = p->rare;
    set_traits(film);
    if (p->busy && !set_busy(film, p->seed)) {
        free(film);
        return false;
    }
    if (load_clips(p, &film->chance, &film->clips) && open_film(film, p)) {
        fprintf(film->truth, "# kind\tfirst\tlast\n");
        compose(film, p->frames);
        fine = pclose(film->out) == 0;
    }
    if (film->truth)
        fclose(film->truth);
    for (int i = 0; i < film->clips.count; i++)
        free(film->clips.items[i].frames);
    busy_close(film->busy);
    free(film);
    return fine;
}
