/* SPDX-License-Identifier: Apache-2.0 */
#include "base/array.h"
#include "base/error.h"
#include "exchange/edl.h"
#include "exchange/line_text.h"
#include "pastiche/timecode.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    FIELDS = 32,
    SHORTEST_HOLD =
        12,           /* frames: shorter black is no shot, but part of how one picture gives way to another */
    MOST_CHANGES = 3, /* at a border: a fade out, a cut, a fade in */
};

/* A stretch of the record side: what one line puts there. */
struct piece {
    int row;
    bool black, from_black;
    char how;         /* C, D or W */
    int64_t duration; /* of the change at its beginning, in ticks */
    int wipe;
    int64_t in, out, source;
    bool shot_told; /* by our own comments, and so are the changes */
    int64_t shot_in;
    struct exchange_found_change told[MOST_CHANGES];
    size_t told_count;
};

struct reader {
    const char *name;
    const struct exchange_clock *clock;
    struct exchange_reading *reading;
    struct pst_error *error;
    int row, fps, widest; /* widest: the greatest frame number of any timecode */
    bool drop_told, drop, ours;
    struct {
        struct piece *items;
        size_t count, capacity;
    } pieces;
    struct piece pending; /* a line of no length: the outgoing side, where the next line is a change */
    bool is_pending;
};

struct fields {
    char *items[FIELDS];
    int count;
};

/* Cuts the line up in place; what is beyond the last field stays in it. */
static struct fields split(char *line, int most)
{
    struct fields f = {0};
    while (f.count < most) {
        line += strspn(line, " \t");
        if (!*line)
            break;
        f.items[f.count++] = line;
        if (f.count == most)
            break;
        line += strcspn(line, " \t");
        if (*line)
            *line++ = '\0';
    }
    return f;
}

/* The four numbers of a timecode. ';' anywhere means drop frame. */
static bool scan_timecode(const char *text, int field[4], bool *drop)
{
    *drop = false;
    for (int i = 0; i < 4; i++) {
        int digits = 0;
        for (field[i] = 0; *text >= '0' && *text <= '9' && digits < 4; text++, digits++)
            field[i] = 10 * field[i] + (*text - '0');
        if (digits == 0 || (i < 3 ? !*text || !strchr(":;.,", *text) : *text != '\0'))
            return false;
        *drop |= *text == ';';
        text += i < 3;
    }
    return true;
}

static bool is_timecode(const char *text)
{
    int field[4];
    bool drop;
    return scan_timecode(text, field, &drop);
}

static int guess_rate(int widest)
{
    static const int rates[] = {24, 25, 30, 48, 50, 60, 100};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        if (widest < rates[i])
            return rates[i];
    return 0;
}

static enum pst_status wrong_rate(struct reader *r, const char *text, int frame)
{
    int guess = guess_rate(r->widest);
    if (guess == 0)
        return fail(r->error, PST_INPUT, "'%s', line %d: '%s' is not a timecode", r->name, r->row, text);
    return fail(
        r->error, PST_INPUT,
        "'%s', line %d: '%s' has frame %d, and the film counts 0 to %d: is the list made for %d frames "
        "a second?",
        r->name, r->row, text, frame, r->fps - 1, guess);
}

static bool can_drop(const struct exchange_clock *clock)
{
    return clock->rate.den == 1001 && (clock->rate.num == 30000 || clock->rate.num == 60000);
}

/* From zero both ways of counting name the same frames, so there either may be used. */
static enum pst_status check_counting(struct reader *r, const char *text, bool drop)
{
    if (drop && !can_drop(r->clock))
        return fail(r->error, PST_INPUT, "'%s', line %d: '%s' is drop frame, and the film has none", r->name,
                    r->row, text);
    if (drop != r->clock->drop && r->clock->start != 0)
        return fail(r->error, PST_INPUT, "'%s', line %d: '%s' is %s, and the film's timecode is not", r->name,
                    r->row, text, drop ? "drop frame" : "non-drop frame");
    return PST_OK;
}

/* The frame that a timecode names. */
static enum pst_status read_frame(struct reader *r, const char *text, int64_t *frame)
{
    int f[4];
    bool drop;
    char plain[64];
    char shown[32];
    text_copy_utf8(shown, sizeof shown, text);
    if (!scan_timecode(text, f, &drop) || f[0] > 23 || f[1] > 59 || f[2] > 59)
        return fail(r->error, PST_INPUT, "'%s', line %d: '%s' is not a timecode", r->name, r->row, shown);
    if (f[3] >= r->fps)
        return wrong_rate(r, text, f[3]);
    drop |= r->drop_told ? r->drop : r->clock->drop;
    enum pst_status status = check_counting(r, text, drop);
    if (status != PST_OK)
        return status;
    snprintf(plain, sizeof plain, "%02d:%02d:%02d%c%02d", f[0], f[1], f[2], drop ? ';' : ':', f[3]);
    if (pst_timecode_parse(plain, r->clock->rate, frame, &drop))
        return PST_OK;
    return fail(r->error, PST_INPUT, "'%s', line %d: there is no '%s' in drop frame", r->name, r->row, text);
}

static int64_t day_of(const struct reader *r)
{
    bool drop = can_drop(r->clock) && (r->drop_told ? r->drop : r->clock->drop);
    return INT64_C(86400) * r->fps - (drop ? r->fps / 15 * INT64_C(9) * 144 : 0);
}

/* Timecode begins again after a day: a film may run over that. */
static enum pst_status read_tick(struct reader *r, const char *text, int64_t *tick)
{
    enum pst_status status = read_frame(r, text, tick);
    if (status != PST_OK)
        return status;
    *tick -= r->clock->start;
    if (*tick < 0 && *tick + day_of(r) <= r->clock->ticks)
        *tick += day_of(r);
    return PST_OK;
}

static bool is_transition(const char *text)
{
    int64_t code;
    if ((text[0] == 'W' || text[0] == 'w') && text[1])
        return read_whole(text + 1, &code) && code < 1000;
    static const char *const names[] = {"C", "D", "W", "K", "KB", "KO"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(text, names[i]) == 0)
            return true;
    return false;
}

static bool is_video(const char *channels)
{
    return strpbrk(channels, "Vv") || strcasecmp(channels, "B") == 0;
}

static bool is_black_reel(const char *reel)
{
    return strcasecmp(reel, "BL") == 0 || strcasecmp(reel, "BLACK") == 0;
}

/* Index of the first of four timecodes in a row, or -1. */
static int find_times(const struct fields *f)
{
    for (int i = 1; i + 3 < f->count; i++)
        if (is_timecode(f->items[i]) && is_timecode(f->items[i + 1]) && is_timecode(f->items[i + 2]) &&
            is_timecode(f->items[i + 3]))
            return i;
    return -1;
}

static enum pst_status not_an_event(struct reader *r, const char *why)
{
    return fail(r->error, PST_INPUT, "'%s', line %d: not an event: %s", r->name, r->row, why);
}

/* What stands before the timecodes: number, reel, channels, transition, duration. A reel may have blanks. */
static enum pst_status read_head(struct reader *r, const struct fields *f, int times, struct piece *piece,
                                 bool *video)
{
    int how = times - 1;
    if (how >= 2 && read_whole(f->items[how], &piece->duration) && is_transition(f->items[how - 1]))
        how--;
    else
        piece->duration = 0;
    if (how < 2 || !is_transition(f->items[how]))
        return not_an_event(r, "its transition should be C, D or W and a number");
    *video = how == 2 || is_video(f->items[how - 1]);
    piece->black = is_black_reel(f->items[1]);
    char letter = f->items[how][0];
    piece->how = letter == 'D' || letter == 'd' ? 'D' : letter == 'W' || letter == 'w' ? 'W' : 'C';
    if (piece->how == 'W')
        piece->wipe = atoi(f->items[how] + 1);
    if (piece->how == 'C' || piece->duration == 0) {
        piece->how = 'C';
        piece->duration = 0;
    }
    return PST_OK;
}

static enum pst_status read_times(struct reader *r, char *const *items, struct piece *piece)
{
    int64_t source_out;
    enum pst_status status = PST_OK;
    if (!piece->black) /* black has no time of its own */
        status = read_tick(r, items[0], &piece->source);
    if (status == PST_OK && !piece->black)
        status = read_tick(r, items[1], &source_out);
    if (status == PST_OK)
        status = read_tick(r, items[2], &piece->in);
    if (status == PST_OK)
        status = read_tick(r, items[3], &piece->out);
    if (status != PST_OK)
        return status;
    if (piece->out < piece->in)
        return fail(r->error, PST_INPUT, "'%s', line %d: record out '%s' is before record in '%s'", r->name,
                    r->row, items[3], items[2]);
    if (piece->duration > piece->out - piece->in)
        return fail(r->error, PST_INPUT,
                    "'%s', line %d: the change lasts %" PRId64 " frames and its event %" PRId64, r->name,
                    r->row, piece->duration, piece->out - piece->in);
    return PST_OK;
}

/* A line of no length is the outgoing side of the next one, which then comes from there. */
static enum pst_status keep_piece(struct reader *r, struct piece *piece)
{
    if (piece->in == piece->out) {
        r->pending = *piece;
        r->is_pending = true;
        return PST_OK;
    }
    const struct piece *before = r->pieces.count ? &r->pieces.items[r->pieces.count - 1] : NULL;
    if (r->is_pending && r->pending.out == piece->in)
        before = &r->pending;
    piece->from_black = before && before->black && before->out == piece->in;
    r->is_pending = false;
    return array_push(&r->pieces, *piece) ? PST_OK : fail_memory(r->error);
}

static enum pst_status read_event(struct reader *r, char *line)
{
    struct fields f = split(line, FIELDS);
    struct piece piece = {.row = r->row};
    bool video = false;
    int times = find_times(&f);
    if (times < 0)
        return not_an_event(r, "it should have four timecodes");
    enum pst_status status = read_head(r, &f, times, &piece, &video);
    if (status != PST_OK || !video)
        return status;
    status = read_times(r, f.items + times, &piece);
    return status == PST_OK ? keep_piece(r, &piece) : status;
}

static enum pst_status bad_note(struct reader *r)
{
    return fail(r->error, PST_INPUT, "'%s', line %d: cannot read this comment of pastiche", r->name, r->row);
}

/* "SHOT 12 picture IN OUT" */
static enum pst_status read_shot_note(struct reader *r, char *rest)
{
    struct fields f = split(rest, 5);
    if (f.count < 4)
        return bad_note(r);
    struct piece *piece = &r->pieces.items[r->pieces.count - 1];
    piece->shot_told = true;
    return read_tick(r, f.items[2], &piece->shot_in);
}

/* "CHANGE dissolve IN OUT 0.93 wipe=left-to-right" */
static enum pst_status read_change_note(struct reader *r, char *rest)
{
    struct fields f = split(rest, 5);
    struct exchange_found_change told = {.row = r->row, .confidence = NAN};
    if (f.count < 4 || !pst_transition_kind_parse(f.items[0], &told.kind))
        return bad_note(r);
    if (strcmp(f.items[3], "-") != 0 && (!read_decimal(f.items[3], &told.confidence) || told.confidence > 1))
        return bad_note(r);
    if (f.count > 4)
        text_copy_utf8(told.detail, sizeof told.detail, f.items[4]);
    enum pst_status status = read_tick(r, f.items[1], &told.in);
    if (status == PST_OK)
        status = read_tick(r, f.items[2], &told.out);
    struct piece *piece = &r->pieces.items[r->pieces.count - 1];
    if (status == PST_OK && piece->told_count < MOST_CHANGES)
        piece->told[piece->told_count++] = told;
    return status;
}

/* "LABEL IN OUT the name" */
static enum pst_status read_label_note(struct reader *r, char *rest)
{
    struct fields f = split(rest, 3);
    int64_t in, out;
    if (f.count < 2)
        return bad_note(r);
    enum pst_status status = read_tick(r, f.items[0], &in);
    if (status == PST_OK)
        status = read_tick(r, f.items[1], &out);
    if (status != PST_OK)
        return status;
    return exchange_add_label(r->reading, r->row, in, out, f.count > 2 ? f.items[2] : "")
               ? PST_OK
               : fail_memory(r->error);
}

static enum pst_status read_comment(struct reader *r, char *line)
{
    struct fields f = split(line + 1, 3);
    if (f.count < 3 || strcmp(f.items[0], "PASTICHE") != 0)
        return PST_OK;
    if (r->pieces.count == 0)
        return bad_note(r);
    r->ours = true;
    if (strcmp(f.items[1], "SHOT") == 0)
        return read_shot_note(r, f.items[2]);
    if (strcmp(f.items[1], "CHANGE") == 0)
        return read_change_note(r, f.items[2]);
    return strcmp(f.items[1], "LABEL") == 0 ? read_label_note(r, f.items[2]) : PST_OK;
}

static enum pst_status read_line(struct reader *r, char *line)
{
    if (line[0] >= '0' && line[0] <= '9')
        return read_event(r, line);
    if (line[0] == '*')
        return read_comment(r, line);
    if (strncasecmp(line, "FCM:", 4) == 0) {
        r->drop = strncasecmp(line + 4 + strspn(line + 4, " \t"), "DROP", 4) == 0;
        r->drop_told = true;
    }
    return PST_OK; /* TITLE, M2, SPLIT, >>> …: nothing that we need */
}

/* For the guess of a rate: the greatest frame number of any event. */
static int find_widest(const char *bytes, size_t size, struct text *line)
{
    struct line_cursor cursor = {bytes, bytes + size, 0};
    int widest = 0;
    while (next_line(&cursor, line)) {
        struct fields f = split(line->data, FIELDS);
        for (int i = 0, field[4]; i < f.count; i++) {
            bool drop;
            if (scan_timecode(f.items[i], field, &drop) && field[3] > widest)
                widest = field[3];
        }
    }
    return widest;
}

/* A list of another tool often counts the record side from its own beginning, or from one hour. The source
   side is then the film's time, if all events are off by the same and it lies in the film. */
static void trust_source(struct reader *r)
{
    int64_t off = 0;
    bool known = false, inside = true;
    for (size_t i = 0; i < r->pieces.count; i++) {
        const struct piece *p = &r->pieces.items[i];
        if (p->black)
            continue;
        if (known && p->in - p->source != off)
            return;
        off = p->in - p->source;
        known = true;
        inside &= p->source >= 0 && p->out - off <= r->clock->ticks;
    }
    for (size_t i = 0; i < r->pieces.count && inside; i++) {
        r->pieces.items[i].in -= off;
        r->pieces.items[i].out -= off;
    }
}

static bool follows(const struct reader *r, size_t i)
{
    return i > 0 && i < r->pieces.count && r->pieces.items[i - 1].out == r->pieces.items[i].in;
}

/* Black that only lasts while one picture goes and another comes: no shot. */
static bool is_passage(const struct reader *r, size_t i)
{
    const struct piece *p = &r->pieces.items[i];
    int64_t hold = p->out - p->in - p->duration;
    if (!p->black || p->shot_told || (p->how != 'C' && !follows(r, i)))
        return false;
    if (!follows(r, i + 1))
        return p->how == 'D' && (hold == 0 || p->told_count > 0);
    return hold < SHORTEST_HOLD && !p[1].black && (p->how == 'D' || p[1].how == 'D');
}

/* What happens at a border, as the lines tell it. */
struct passing {
    struct exchange_found_change changes[MOST_CHANGES];
    size_t count;
    int64_t border;
};

static void pass(struct passing *passing, int row, enum pst_transition_kind kind, int64_t in, int64_t out)
{
    passing->changes[passing->count++] = (struct exchange_found_change){row, kind, in, out, NAN, ""};
}

/* Frames up to the middle belong to the outgoing shot. */
static int64_t after_middle(int64_t in, int64_t out)
{
    return in + (out - in + 1) / 2;
}

/* Two fades, with a cut between them or none, as our comments tell them; a dip else. */
static void pass_between_fades(const struct piece *p, struct passing *passing)
{
    const struct piece *black = p - 1;
    int64_t dark = black->in + black->duration;
    size_t last = p->told_count - 1;
    if (p->told_count < 2 || p->told[0].kind != PST_FADE_OUT || p->told[last].kind != PST_FADE_IN) {
        passing->border = p->in;
        pass(passing, p->row, PST_DIP, black->in, p->in + p->duration);
        return;
    }
    passing->border = after_middle(dark - 1, p->in + 1);
    pass(passing, black->row, PST_FADE_OUT, black->in, dark);
    if (last == 2 && p->told[1].in >= dark && p->told[1].in <= p->in)
        pass(passing, p->row, PST_CUT, passing->border = p->told[1].in, p->told[1].in);
    pass(passing, p->row, PST_FADE_IN, p->in, p->in + p->duration);
}

/* Black before piece p that is no shot. */
static void pass_through_black(const struct piece *p, bool follows, struct passing *passing)
{
    const struct piece *black = p - 1;
    if (black->how == 'D' && p->how == 'D') {
        pass_between_fades(p, passing);
    } else if (black->how == 'D') {
        passing->border = p->in;
        pass(passing, black->row, PST_FADE_OUT, black->in, black->in + black->duration);
        pass(passing, p->row, PST_CUT, p->in, p->in);
    } else {
        passing->border = black->in;
        if (follows)
            pass(passing, black->row, PST_CUT, black->in, black->in);
        pass(passing, p->row, PST_FADE_IN, p->in, p->in + p->duration);
    }
}

/* From black, and no black before it: a cut to black, whose first frame is the only one that is all black. */
static void pass_from_black(const struct piece *p, bool follows, struct passing *passing)
{
    passing->border = p->in;
    if (follows)
        pass(passing, p->row, PST_CUT, p->in, p->in);
    if (!follows || p->duration > 1)
        pass(passing, p->row, PST_FADE_IN, p->in + follows, p->in + p->duration);
}

static void name_wipe(int code, char *detail, size_t size)
{
    if (code == 1 || code == 2)
        snprintf(detail, size, "wipe=%s", code == 1 ? "left-to-right" : "top-to-bottom");
}

static void pass_straight(const struct piece *p, struct passing *passing)
{
    int64_t out = p->in + p->duration;
    passing->border = p->how == 'C' ? p->in : after_middle(p->in, out);
    if (p->how == 'C')
        pass(passing, p->row, PST_CUT, p->in, p->in);
    else if (p->how == 'D')
        pass(passing, p->row,
             p->black        ? PST_FADE_OUT
             : p->from_black ? PST_FADE_IN
                             : PST_DISSOLVE,
             p->in, out);
    else {
        pass(passing, p->row, PST_WIPE, p->in, out);
        name_wipe(p->wipe, passing->changes[0].detail, sizeof passing->changes[0].detail);
    }
}

/* Our comment tells more of a change than its line; where a person has moved the line, the line is right. */
static bool take_told(const struct exchange_found_change *told, struct exchange_found_change *change)
{
    bool same = told->in == change->in && told->out == change->out;
    if (!same && pst_transition_is_sudden(told->kind) != pst_transition_is_sudden(change->kind))
        return false;
    change->kind = told->kind;
    memcpy(change->detail, told->detail, sizeof change->detail);
    if (same)
        change->confidence = told->confidence;
    return same;
}

/* Each change takes the comment of its own kind, in order. */
static void take_notes(const struct piece *p, struct passing *passing)
{
    bool same = p->told_count == passing->count;
    for (size_t i = 0; i < passing->count; i++) {
        struct exchange_found_change *change = &passing->changes[i];
        size_t t = p->told_count == passing->count ? i : 0;
        while (t < p->told_count &&
               pst_transition_is_sudden(p->told[t].kind) != pst_transition_is_sudden(change->kind))
            t++;
        same &= t < p->told_count && take_told(&p->told[t], change);
    }
    const struct exchange_found_change *last = &passing->changes[passing->count - 1];
    bool moves = p->shot_told && p->shot_in >= passing->changes[0].in && p->shot_in <= last->out;
    if (same && moves)
        passing->border = p->shot_in;
}

static void pass_into(const struct reader *r, size_t i, struct passing *passing)
{
    const struct piece *p = &r->pieces.items[i];
    if (follows(r, i) && is_passage(r, i - 1))
        pass_through_black(p, follows(r, i - 1), passing);
    else if (p->how == 'D' && p->from_black && !(follows(r, i) && p[-1].black))
        pass_from_black(p, follows(r, i), passing);
    else
        pass_straight(p, passing);
    take_notes(p, passing);
    /* the film just begins, as far as the list tells */
    if (i == 0 && p->how == 'C' && p->told_count == 0)
        passing->count = 0;
}

static void end_shot(struct reader *r, int64_t out)
{
    if (r->reading->shots.count > 0)
        r->reading->shots.items[r->reading->shots.count - 1].out = out;
}

static enum pst_status put_changes(struct reader *r, const struct passing *passing)
{
    for (size_t i = 0; i < passing->count; i++)
        if (!array_push(&r->reading->changes, passing->changes[i]))
            return fail_memory(r->error);
    return PST_OK;
}

static enum pst_status put_piece(struct reader *r, size_t i)
{
    const struct piece *p = &r->pieces.items[i];
    struct passing passing = {0};
    if (is_passage(r, i)) {
        if (follows(r, i + 1))
            return PST_OK;
        /* the last fade: black that nothing follows */
        pass(&passing, p->row, PST_FADE_OUT, p->in, p->in + p->duration);
        take_notes(p, &passing);
        end_shot(r, p->out);
        return put_changes(r, &passing);
    }
    pass_into(r, i, &passing);
    if (follows(r, i) && !(i == 1 && is_passage(r, 0)))
        end_shot(r, passing.border);
    struct exchange_found_shot shot = {p->row, passing.border, p->out};
    if (!array_push(&r->reading->shots, shot))
        return fail_memory(r->error);
    return put_changes(r, &passing);
}

static enum pst_status read_lines(struct reader *r, const char *bytes, size_t size, struct text *line)
{
    const char *begin = skip_mark(bytes, size);
    enum pst_status status = PST_OK;
    struct line_cursor cursor = {begin, bytes + size, 0};
    r->widest = find_widest(begin, (size_t)(bytes + size - begin), line);
    while (status == PST_OK && next_line(&cursor, line)) {
        r->row = cursor.row;
        status = read_line(r, line->data);
    }
    if (line->failed)
        return fail_memory(r->error);
    if (status == PST_OK && r->pieces.count == 0)
        return fail(r->error, PST_INPUT, "'%s' has no event of an edit decision list that shows a picture",
                    r->name);
    return status;
}

enum pst_status edl_read(const char *name, const char *bytes, size_t size, const struct exchange_clock *clock,
                         struct exchange_reading *reading, struct pst_error *error)
{
    struct pst_rational rate = clock->rate;
    struct reader r = {.name = name, .clock = clock, .reading = reading, .error = error};
    struct text line = {0};
    if (rate.num <= 0 || rate.den <= 0)
        return fail(error, PST_INPUT, "'%s' counts frames, and the film has no steady rate", name);
    r.fps = (int)((rate.num + (int64_t)rate.den / 2) / rate.den);
    if (r.fps < 1 || r.fps > 100)
        return fail(error, PST_INPUT, "'%s' counts 1 to 100 frames a second, and the film has %g", name,
                    (double)rate.num / rate.den);
    enum pst_status status = read_lines(&r, bytes, size, &line);
    trust_source(&r);
    for (size_t i = 0; i < r.pieces.count && status == PST_OK; i++)
        status = put_piece(&r, i);
    reading->rate = rate;
    reading->changes_told = true;
    reading->labels_told = r.ours;
    free(r.pieces.items);
    text_release(&line);
    return status;
}
