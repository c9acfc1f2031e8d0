/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/edl.h"
#include "base/error.h"
#include "exchange/line_text.h"
#include "pastiche/timecode.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REEL_LENGTH = 8, LONGEST_TITLE = 70 };
static const char black[] = "BL";

/* How the incoming shot of a border is told. */
enum way { WAY_CUT, WAY_DISSOLVE, WAY_WIPE, WAY_BLACK };

/* Ticks in which a change is told: in = out, a cut. One picture gives way to the next, or to black in
   in..dark, and from light on the next comes. */
struct window {
    enum way way;
    int64_t in, dark, light, out;
};

struct pen {
    const struct exchange *x;
    struct text *out;
    char reel[REEL_LENGTH + 1];
    struct text name; /* of the film, on one line */
    int event;
};

/* Letters, digits and '_', which every editing machine takes; and none of the names that mean no tape. */
static void name_reel(const char *file, char reel[REEL_LENGTH + 1])
{
    static const char *const reserved[] = {"BL", "AX", "BLACK", "BARS"};
    const char *dot = strrchr(file, '.');
    size_t stem = dot && dot > file ? (size_t)(dot - file) : strlen(file), length = 0;
    bool named = false;
    for (size_t i = 0; i < stem && length < REEL_LENGTH; i++) {
        char c = file[i];
        if (((unsigned char)c & 0xc0) == 0x80) /* the rest of a character beyond ASCII */
            continue;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        bool good = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        named |= good;
        reel[length++] = good ? c : '_';
    }
    reel[length] = '\0';
    if (!named)
        strcpy(reel, "FILM");
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (strcmp(reel, reserved[i]) == 0)
            strcat(reel, "_");
}

static bool touches(const struct exchange *x, size_t i)
{
    return i > 0 && i < x->shot_count && x->shots[i - 1].out == x->shots[i].in;
}

static bool is_black(const char *detail)
{
    unsigned red, green, blue;
    if (sscanf(detail, "colour=#%2x%2x%2x", &red, &green, &blue) != 3)
        return true;
    return red < 32 && green < 32 && blue < 32;
}

static bool is_fade(const struct exchange_change *c, enum pst_transition_kind kind)
{
    return c->transition.kind == kind && !pst_transition_is_sudden(c->transition.kind);
}

/* Changes at the border before shot i. Where a fade meets a cut, or another fade, in black too short to be a
   shot, they stand side by side; one that leads to no shot is found inside of the shot that it belongs to. */
struct meeting {
    const struct exchange_change *out, *begins, *in; /* NULL where there is none */
};

static struct meeting meeting_at(const struct exchange *x, size_t i)
{
    const struct exchange_shot *shot = &x->shots[i], *before = touches(x, i) ? shot - 1 : NULL;
    struct meeting m = {.begins = shot->begins};
    if (shot->shot.kind == PST_SHOT_BLACK) /* nothing comes out of black here */
        return m;
    if (m.begins && !pst_transition_is_sudden(m.begins->transition.kind) &&
        m.begins->transition.kind != PST_FADE_OUT && m.begins->transition.kind != PST_FADE_IN)
        return m;
    if (before && before->loose_count > 0 && is_fade(&before->loose[before->loose_count - 1], PST_FADE_OUT))
        m.out = &before->loose[before->loose_count - 1];
    if (shot->loose_count > 0 && is_fade(shot->loose, PST_FADE_IN))
        m.in = shot->loose;
    return m;
}

/* Black from where one picture has gone to where the next comes. */
static struct window window_of_meeting(struct meeting m, int64_t border)
{
    const struct exchange_change *out = m.out, *in = m.in;
    if (!out && m.begins && is_fade(m.begins, PST_FADE_OUT))
        out = m.begins;
    if (!in && m.begins && is_fade(m.begins, PST_FADE_IN))
        in = m.begins;
    return (struct window){WAY_BLACK, out ? out->in : border, out ? out->out : border, in ? in->in : border,
                           in ? in->out : border};
}

static struct window cut_at(int64_t border)
{
    return (struct window){WAY_CUT, border, border, border, border};
}

/* Through black, where every part fits into an event; a cut else. */
static struct window through_black(const struct exchange_shot *shot, int64_t floor, struct window w)
{
    int64_t ceiling = shot->out - (w.light == w.out);
    bool rises = floor <= w.in && w.in <= w.dark && w.dark <= w.light && w.light <= w.out && w.out <= ceiling;
    bool fits = w.dark - w.in <= EDL_LONGEST_CHANGE && w.out - w.light <= EDL_LONGEST_CHANGE;
    w.way = WAY_BLACK;
    return rises && fits && w.in < w.out ? w : cut_at(shot->in);
}

static int64_t at_least(int64_t value, int64_t least)
{
    return value > least ? value : least;
}

static int64_t at_most(int64_t value, int64_t most)
{
    return value < most ? value : most;
}

/* Straight to the next picture. An event holds one change and three digits: where two meet, the later one is
   cut off. */
static struct window straight(const struct exchange_shot *shot, int64_t floor, enum way way)
{
    const struct exchange_change *c = shot->begins;
    int64_t in = at_most(at_least(c->in, floor), shot->in),
            out = at_least(at_most(c->out, shot->out), shot->in);
    in = at_least(in, shot->in - EDL_LONGEST_CHANGE / 2);
    out = at_most(out, in + EDL_LONGEST_CHANGE);
    return in < out ? (struct window){way, in, in, out, out} : cut_at(shot->in);
}

static struct window window_of(const struct exchange *x, size_t i, int64_t floor)
{
    const struct exchange_shot *shot = &x->shots[i];
    const struct exchange_change *c = shot->begins;
    struct meeting m = meeting_at(x, i);
    if (m.out || m.in)
        return through_black(shot, floor, window_of_meeting(m, shot->in));
    if (!c || pst_transition_is_sudden(c->transition.kind))
        return cut_at(shot->in);
    if (c->transition.kind == PST_FADE_IN && !touches(x, i))
        return through_black(shot, floor, (struct window){WAY_BLACK, c->in, c->in, c->in, c->out});
    bool beside_black =
        shot->shot.kind == PST_SHOT_BLACK || (touches(x, i) && shot[-1].shot.kind == PST_SHOT_BLACK);
    bool dips = !beside_black && c->transition.kind == PST_DIP && is_black(c->transition.detail) &&
                c->out - c->in > 1;
    int64_t middle = shot->in > c->in && shot->in < c->out ? shot->in : c->in + (c->out - c->in) / 2;
    if (dips)
        return through_black(shot, floor, (struct window){WAY_BLACK, c->in, middle, middle, c->out});
    bool wipes =
        c->transition.kind == PST_WIPE || c->transition.kind == PST_PUSH || c->transition.kind == PST_SLIDE;
    return straight(shot, floor, wipes ? WAY_WIPE : WAY_DISSOLVE);
}

/* Where the next change may begin at the earliest: an event lasts at least a tick. */
static int64_t floor_after(struct window w)
{
    return w.out + (w.light == w.out && (w.way == WAY_CUT || w.way == WAY_BLACK));
}

/* The fade out after which nothing more comes. */
static struct window last_fade(const struct exchange *x, size_t i, int64_t floor)
{
    const struct exchange_shot *shot = &x->shots[i];
    const struct exchange_change *c = shot->ends;
    if (!c && shot->loose_count > 0)
        c = &shot->loose[shot->loose_count - 1];
    if (touches(x, i + 1) || !c || !is_fade(c, PST_FADE_OUT))
        return cut_at(shot->out);
    int64_t in = at_least(c->in, floor), dark = at_most(at_most(c->out, shot->out), in + EDL_LONGEST_CHANGE);
    return in < dark ? (struct window){WAY_BLACK, in, dark, shot->out, shot->out} : cut_at(shot->out);
}

static void put_time(struct pen *pen, int64_t frame)
{
    char text[PST_TIMECODE_SIZE];
    pst_timecode(frame, pen->x->clock.rate, pen->x->clock.drop, text);
    text_format(pen->out, " %s", text);
}

static void put_ticks(struct pen *pen, int64_t in, int64_t out)
{
    put_time(pen, pen->x->clock.start + in);
    put_time(pen, pen->x->clock.start + out);
}

/* duration 0: a cut. Columns as editing machines counted them. */
static void put_line(struct pen *pen, const char *reel, const char *how, int64_t duration, int64_t in,
                     int64_t out)
{
    char digits[8] = "";
    if (duration > 0)
        snprintf(digits, sizeof digits, "%03d", (int)duration);
    text_format(pen->out, "%03d  %-8s V     %-4s %3s", pen->event, reel, how, digits);
    if (reel == black) {
        put_time(pen, 0);
        put_time(pen, out - in);
    } else
        put_ticks(pen, in, out);
    put_ticks(pen, in, out);
    text_append(pen->out, "\r\n");
}

/* A change of ticks in..out into what lasts until `end`. */
static void put_change(struct pen *pen, const char *from, const char *to, const char *how, int64_t in,
                       int64_t out, int64_t end)
{
    pen->event++;
    put_line(pen, from, "C", 0, in, in);
    put_line(pen, to, how, out - in, in, end);
}

static void put_cut(struct pen *pen, const char *reel, int64_t in, int64_t out)
{
    pen->event++;
    put_line(pen, reel, "C", 0, in, out);
}

static const char *reel_of(const struct pen *pen, size_t i)
{
    return pen->x->shots[i].shot.kind == PST_SHOT_BLACK ? black : pen->reel;
}

/* SMPTE 258M: 1 has a vertical edge, 2 a horizontal one; none goes backwards. */
static const char *wipe_code(const char *detail)
{
    bool level = strcmp(detail, "wipe=top-to-bottom") == 0 || strcmp(detail, "wipe=bottom-to-top") == 0;
    return level ? "W002" : "W001";
}

static void put_through_black(struct pen *pen, const char *from, const char *to, struct window w, int64_t end)
{
    if (w.in < w.dark) {
        put_change(pen, from, black, "D", w.in, w.dark, w.light);
        if (from != black)
            text_format(pen->out, "* FROM CLIP NAME:  %s\r\n", pen->name.data);
    } else if (w.in < w.light)
        put_cut(pen, black, w.in, w.light);
    if (w.light < w.out)
        put_change(pen, black, to, "D", w.light, w.out, end);
    else
        put_cut(pen, to, w.light, end);
}

/* What shot i comes from. */
static const char *reel_before(const struct pen *pen, size_t i)
{
    return touches(pen->x, i) ? reel_of(pen, i - 1) : pen->reel;
}

/* The events of shot i up to `end`. */
static void put_events(struct pen *pen, size_t i, struct window w, int64_t end)
{
    const struct exchange_shot *shot = &pen->x->shots[i];
    const char *to = reel_of(pen, i), *from = reel_before(pen, i);
    switch (w.way) {
    case WAY_CUT: put_cut(pen, to, w.in, end); break;
    case WAY_DISSOLVE: put_change(pen, from, to, "D", w.in, w.out, end); break;
    case WAY_WIPE:
        put_change(pen, from, to, wipe_code(shot->begins->transition.detail), w.in, w.out, end);
        break;
    case WAY_BLACK: put_through_black(pen, from, to, w, end); break;
    }
}

/* Of the last event of shot i. */
static void put_clip_names(struct pen *pen, size_t i, struct window w)
{
    bool shows = reel_of(pen, i) != black, comes = w.way == WAY_DISSOLVE || w.way == WAY_WIPE;
    bool cuts = w.light == w.out && !comes;
    if (cuts ? shows : comes && reel_before(pen, i) != black)
        text_format(pen->out, "* FROM CLIP NAME:  %s\r\n", pen->name.data);
    if (!cuts && shows)
        text_format(pen->out, "* TO CLIP NAME:  %s\r\n", pen->name.data);
}

static void note_change(struct pen *pen, const struct exchange_change *c)
{
    const struct pst_transition *t = &c->transition;
    text_format(pen->out, "* PASTICHE CHANGE %s", pst_transition_kind_name(t->kind));
    put_ticks(pen, c->in, c->out);
    if (t->confidence >= 0)
        text_format(pen->out, " %.9g", t->confidence);
    else
        text_append(pen->out, " -");
    if (*t->detail) {
        text_append(pen->out, " ");
        append_on_line(pen->out, t->detail, "");
    }
    text_append(pen->out, "\r\n");
}

/* A label stands with the shot in which it begins, else with the one before it. */
static void note_labels(struct pen *pen, size_t i)
{
    const struct exchange *x = pen->x;
    for (size_t l = 0; l < x->label_count; l++) {
        const struct exchange_span *label = &x->labels[l];
        bool early = i > 0 && label->in < x->shots[i].in;
        if (early || (i + 1 < x->shot_count && label->in >= x->shots[i + 1].in))
            continue;
        text_append(pen->out, "* PASTICHE LABEL");
        put_ticks(pen, label->in, label->out);
        text_append(pen->out, " ");
        append_on_line(pen->out, label->text, "");
        text_append(pen->out, "\r\n");
    }
}

static void put_notes(struct pen *pen, size_t i, struct window w)
{
    const struct exchange_shot *shot = &pen->x->shots[i];
    put_clip_names(pen, i, w);
    text_format(pen->out, "* PASTICHE SHOT %zu %s", shot->number, pst_shot_kind_name(shot->shot.kind));
    put_ticks(pen, shot->in, shot->out);
    text_append(pen->out, "\r\n");
    const struct meeting m = meeting_at(pen->x, i);
    const struct exchange_change *const told[] = {m.out, m.begins, m.in};
    for (size_t t = 0; t < sizeof told / sizeof *told; t++)
        if (told[t])
            note_change(pen, told[t]);
    note_labels(pen, i);
}

static void put_last_fade(struct pen *pen, size_t i, struct window fade)
{
    const struct exchange_shot *shot = &pen->x->shots[i];
    if (fade.in == fade.out)
        return;
    put_change(pen, reel_of(pen, i), black, "D", fade.in, fade.dark, shot->out);
    text_format(pen->out, "* FROM CLIP NAME:  %s\r\n", pen->name.data);
    note_change(pen, shot->ends ? shot->ends : &shot->loose[shot->loose_count - 1]);
}

static int events_of(struct window w, struct window fade)
{
    return 1 + (w.way == WAY_BLACK && w.in < w.light) + (fade.in < fade.out);
}

/* Every shot has to be gone through: a change is cut off by the one before it. */
static size_t put_shots(struct pen *pen, size_t first)
{
    const struct exchange *x = pen->x;
    struct window w = x->shot_count ? window_of(x, 0, 0) : cut_at(0);
    for (size_t i = 0; i < x->shot_count; i++) {
        struct window fade = last_fade(x, i, floor_after(w)), next = fade;
        if (i + 1 < x->shot_count)
            next = window_of(x, i + 1, touches(x, i + 1) ? floor_after(w) : x->shots[i].out);
        if (i >= first) {
            if (pen->event + events_of(w, fade) > EDL_EVENTS)
                return i;
            put_events(pen, i, w, touches(x, i + 1) ? next.in : fade.in);
            put_notes(pen, i, w);
            put_last_fade(pen, i, fade);
        }
        w = next;
    }
    return x->shot_count;
}

static void put_title(struct pen *pen)
{
    const struct exchange *x = pen->x;
    struct text title = {0};
    char cut[LONGEST_TITLE + 1];
    append_on_line(&title, *x->title ? x->title : x->file, "");
    text_append(&title, "");
    pen->out->failed |= title.failed;
    if (!title.failed)
        text_copy(cut, sizeof cut, title.data);
    text_format(pen->out, "TITLE: %s\r\nFCM: %s\r\n\r\n", title.failed ? "" : cut,
                x->clock.drop ? "DROP FRAME" : "NON-DROP FRAME");
    text_release(&title);
}

enum pst_status edl_write_part(const struct exchange *x, size_t first_shot, size_t *next, struct text *out,
                               struct pst_error *error)
{
    struct pst_rational rate = x->clock.rate;
    if (rate.num <= 0 || rate.den <= 0)
        return fail(error, PST_USAGE, "an edit decision list counts frames, and '%s' has no steady rate",
                    x->file);
    if (rate.num > INT64_C(100) * rate.den || 2 * (int64_t)rate.num < rate.den)
        return fail(error, PST_USAGE,
                    "an edit decision list counts 1 to 100 frames a second, and '%s' has %g", x->file,
                    (double)rate.num / rate.den);
    struct pen pen = {.x = x, .out = out};
    name_reel(x->file, pen.reel);
    append_on_line(&pen.name, x->file, "");
    text_append(&pen.name, "");
    out->failed |= pen.name.failed;
    *next = first_shot;
    if (!out->failed) {
        put_title(&pen);
        *next = put_shots(&pen, first_shot);
    }
    text_release(&pen.name);
    return out->failed ? fail_memory(error) : PST_OK;
}

enum pst_status edl_write(const struct exchange *x, struct text *out, struct pst_error *error)
{
    size_t next;
    enum pst_status status = edl_write_part(x, 0, &next, out, error);
    if (status == PST_OK && next < x->shot_count)
        return fail(
            error, PST_USAGE,
            "an edit decision list holds %d events, and '%s' has more: written to a file, it is split",
            EDL_EVENTS, x->file);
    return status;
}
