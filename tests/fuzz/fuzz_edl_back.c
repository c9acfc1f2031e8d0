/* SPDX-License-Identifier: Apache-2.0 */
/* Any list of shots as an edit decision list and back: shots and labels as they were; a change of its own
   place is the same too. Two bytes a shot: its length, and how it begins and is linked to the one before. */
#include "exchange/edl.h"
#include "fuzz.h"

enum { MOST = 300 };

struct list {
    struct exchange_shot shots[MOST];
    struct exchange_change begins[MOST];
    size_t count;
    int64_t end;
};

static const struct exchange_clock clocks[] = {
    {{24, 1}, 0, false, 0, 0},
    {{30000, 1001}, 107892, true, 0, 0},
    {{25, 1}, INT64_C(86390) * 25, false, 0, 0},
    {{60000, 1001}, 0, true, 0, 0},
};

/* A gradual change of up to 2 × 15 ticks round the border, within the shots on both sides. */
static struct exchange_change change_at(const struct list *list, uint8_t how, int64_t border, int64_t length)
{
    enum pst_transition_kind kind = how % 9;
    bool sudden = kind == PST_CUT || kind == PST_JUMP_CUT;
    int64_t before = how / 16, room = list->count ? border - list->shots[list->count - 1].in : 0;
    before = before < room ? before : room;
    int64_t behind = before < length ? before : length, in = border - before, out = border + behind;
    sudden |= in == out;
    struct exchange_change c = {.in = sudden ? border : in, .out = sudden ? border : out};
    c.transition =
        (struct pst_transition){sudden && kind > PST_JUMP_CUT ? PST_CUT : kind, c.in, c.out, 0.5, ""};
    return c;
}

static void add_shot(struct list *list, uint8_t size, uint8_t how)
{
    size_t n = list->count;
    int64_t in = list->end + (how == 0xff ? 3 : 0), length = 1 + size;
    list->begins[n] = change_at(list, how, in, length);
    bool begins = n > 0 && how != 0xff;
    struct exchange_shot *shot = &list->shots[n];
    *shot = (struct exchange_shot){.number = n + 1, .in = in, .out = in + length};
    shot->shot = (struct pst_shot){in, in + length - 1, how % 5 == 4 ? PST_SHOT_BLACK : PST_SHOT_PICTURE};
    shot->begins = begins ? &list->begins[n] : NULL;
    if (begins)
        shot[-1].ends = shot->begins;
    list->end = in + length;
    list->count++;
}

static bool overlaps(const struct list *list)
{
    int64_t behind = list->shots[0].in + 1; /* an event lasts a tick */
    for (size_t i = 1; i < list->count; i++) {
        const struct exchange_change *c = list->shots[i].begins;
        if (c && c->in < behind)
            return true;
        behind = c ? c->out + 1 : list->shots[i].in + 1;
    }
    return false;
}

static void check_back(const struct list *list, const struct exchange *x, const struct text *text)
{
    struct exchange_reading r = {0};
    MUST(edl_read("back", text->data, text->length, &x->clock, &r, NULL) == PST_OK);
    for (size_t i = 0; i < r.shots.count; i++)
        MUST(r.shots.items[i].in <= r.shots.items[i].out);
    if (!overlaps(list)) {
        MUST(r.shots.count == list->count);
        for (size_t i = 0; i < list->count; i++)
            MUST(r.shots.items[i].in == list->shots[i].in && r.shots.items[i].out == list->shots[i].out);
        size_t next = 0;
        for (size_t i = 0; i < list->count; i++) {
            const struct exchange_change *c = list->shots[i].begins;
            if (!c)
                continue;
            while (next < r.changes.count && r.changes.items[next].in < c->in)
                next++;
            MUST(next < r.changes.count && r.changes.items[next].in == c->in &&
                 r.changes.items[next].out == c->out && r.changes.items[next].kind == c->transition.kind);
        }
    }
    exchange_reading_release(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const files[] = {"a.mkv", "", "\xff\n|*.mov"};
    if (size < 3)
        return 0;
    struct list list = {0};
    for (size_t i = 1; i + 1 < size && list.count < MOST; i += 2)
        add_shot(&list, bytes[i], bytes[i + 1]);
    struct exchange x = {.title = "t",
                         .file = files[bytes[0] / 4 % 3],
                         .clock = clocks[bytes[0] % 4],
                         .shots = list.shots,
                         .shot_count = list.count};
    x.clock.ticks = list.end;
    struct text text = {0};
    size_t next;
    MUST(edl_write_part(&x, 0, &next, &text, NULL) == PST_OK && next == list.count);
    check_back(&list, &x, &text);
    text_release(&text);
    return 0;
}
