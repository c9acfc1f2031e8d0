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
enum way { WAY_CUT, WAY_DISSOLVE, WAY_WIPE, WAY_FROM_BLACK, WAY_TO_BLACK, WAY_THROUGH_BLACK };

/* Ticks in which a change is told: in = out, a cut. An event holds no more than one change, so where two meet
   the later one is cut off. */
struct window {
    enum way way;
    int64_t in, out;
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

/* The other side of a fade is a cut, unless there is a hold that it comes from or goes to. */
static bool is_hold(const struct exchange *x, size_t i)
{
    return x->shots[i].shot.kind != PST_SHOT_PICTURE;
}

static bool is_black(const char *detail)
{
    unsigned red, green, blue;
    if (sscanf(detail, "colour=#%2x%2x%2x", &red, &green, &blue) != 3)
        return true;
    return red < 32 && green < 32 && blue < 32;
}

static enum way way_of(const struct exchange *x, size_t i)
{
    const struct exchange_change *c = x->shots[i].begins;
    if (!c || c->in >= c->out)
        return WAY_CUT;
    switch (c->transition.kind) {
    case PST_FADE_OUT: return touches(x, i) && !is_hold(x, i) ? WAY_TO_BLACK : WAY_DISSOLVE;
    case PST_FADE_IN: return touches(x, i) && is_hold(x, i - 1) ? WAY_DISSOLVE : WAY_FROM_BLACK;
    case PST_DIP: return is_black(c->transition.detail) ? WAY_THROUGH_BLACK : WAY_DISSOLVE;
    case PST_WIPE:
    case PST_PUSH:
    case PST_SLIDE: return WAY_WIPE;
    case PST_CUT:
    case PST_JUMP_CUT:
    case PST_DISSOLVE: break;
    }
    return WAY_DISSOLVE;
}

static int64_t at_least(int64_t value, int64_t least)
{
    return value > least ? value : least;
}

static int64_t at_most(int64_t value, int64_t most)
{
    return value < most ? value : most;
}

/* A change of ticks in..out round a border, within floor..ceiling and three digits. */
static struct window cut_off(enum way way, const struct exchange_change *c, int64_t border, int64_t floor,
                             int64_t ceiling)
{
    int64_t in = at_most(at_least(c->in, floor), border), out = at_least(at_most(c->out, ceiling), border);
    in = at_least(in, border - EDL_LONGEST_CHANGE / 2);
    out = at_most(out, in + EDL_LONGEST_CHANGE);
    if (in >= out || (way == WAY_THROUGH_BLACK && out - in < 2))
        return (struct window){WAY_CUT, border, border};
    return (struct window){way, in, out};
}

/* Where the next change may begin at the earliest: an event lasts at least a tick. */
static int64_t floor_after(struct window w)
{
    return w.out + (w.way == WAY_CUT || w.way == WAY_TO_BLACK);
}

static struct window window_of(const struct exchange *x, size_t i, int64_t floor)
{
    const struct exchange_shot *shot = &x->shots[i];
    enum way way = way_of(x, i);
    if (way == WAY_CUT)
        return (struct window){WAY_CUT, shot->in, shot->in};
    return cut_off(way, shot->begins, shot->in, floor, shot->out - (way == WAY_TO_BLACK));
}

/* The fade out after which nothing more comes. */
static struct window last_fade(const struct exchange *x, size_t i, int64_t floor)
{
    const struct exchange_shot *shot = &x->shots[i];
    const struct exchange_change *c = shot->ends;
    if (touches(x, i + 1) || !c || c->in >= c->out || c->transition.kind != PST_FADE_OUT)
        return (struct window){WAY_CUT, shot->out, shot->out};
    return cut_off(WAY_TO_BLACK, c, shot->out, floor, shot->out);
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

static void put_change(struct pen *pen, const char *from, const char *to, const char *how, struct window w,
                       int64_t end)
{
    pen->event++;
    put_line(pen, from, "C", 0, w.in, w.in);
    put_line(pen, to, how, w.out - w.in, w.in, end);
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

/* The events of shot i up to `end`; `from` is what it comes from. */
static void put_events(struct pen *pen, size_t i, struct window w, int64_t end)
{
    const struct exchange_shot *shot = &pen->x->shots[i];
    const char *reel = reel_of(pen, i), *from = touches(pen->x, i) ? reel_of(pen, i - 1) : pen->reel;
    struct window half = {w.way, w.in, w.in + (w.out - w.in + 1) / 2};
    if (shot->in > w.in && shot->in < w.out)
        half.out = shot->in;
    switch (w.way) {
    case WAY_DISSOLVE: put_change(pen, from, reel, "D", w, end); break;
    case WAY_WIPE: put_change(pen, from, reel, wipe_code(shot->begins->transition.detail), w, end); break;
    case WAY_FROM_BLACK: put_change(pen, black, reel, "D", w, end); break;
    case WAY_THROUGH_BLACK:
        put_change(pen, from, black, "D", half, half.out);
        put_change(pen, black, reel, "D", (struct window){w.way, half.out, w.out}, end);
        break;
    case WAY_TO_BLACK:
        put_change(pen, from, black, "D", w, w.out);
        pen->event++;
        put_line(pen, reel, "C", 0, w.out, end);
        break;
    case WAY_CUT:
        pen->event++;
        put_line(pen, reel, "C", 0, w.in, end);
        break;
    }
}

static void put_clip_names(struct pen *pen, size_t i, struct window w)
{
    bool plain = w.way == WAY_CUT || w.way == WAY_TO_BLACK;
    bool from_film = w.way == WAY_DISSOLVE || w.way == WAY_WIPE || w.way == WAY_THROUGH_BLACK;
    bool from_black = touches(pen->x, i) && reel_of(pen, i - 1) == black;
    if (plain ? reel_of(pen, i) != black : from_film && !from_black)
        text_format(pen->out, "* FROM CLIP NAME:  %s\r\n", pen->name.data);
    if (!plain && reel_of(pen, i) != black)
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
    if (shot->begins)
        note_change(pen, shot->begins);
    note_labels(pen, i);
}

static void put_last_fade(struct pen *pen, size_t i, struct window fade)
{
    const struct exchange_shot *shot = &pen->x->shots[i];
    if (fade.in == fade.out)
        return;
    put_change(pen, reel_of(pen, i), black, "D", fade, shot->out);
    text_format(pen->out, "* FROM CLIP NAME:  %s\r\n", pen->name.data);
    note_change(pen, shot->ends);
}

static int events_of(enum way way, bool fades)
{
    return 1 + (way == WAY_THROUGH_BLACK || way == WAY_TO_BLACK) + fades;
}

/* Every shot has to be gone through: a change is cut off by the one before it. */
static size_t put_shots(struct pen *pen, size_t first)
{
    const struct exchange *x = pen->x;
    struct window w = x->shot_count ? window_of(x, 0, 0) : (struct window){WAY_CUT, 0, 0};
    for (size_t i = 0; i < x->shot_count; i++) {
        struct window fade = last_fade(x, i, floor_after(w)), next = fade;
        if (i + 1 < x->shot_count)
            next = window_of(x, i + 1, touches(x, i + 1) ? floor_after(w) : x->shots[i].out);
        if (i >= first) {
            if (pen->event + events_of(w.way, fade.in < fade.out) > EDL_EVENTS)
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
        return fail(error, PST_USAGE, "an edit decision list holds %d events, and '%s' has more", EDL_EVENTS,
                    x->file);
    return status;
}
