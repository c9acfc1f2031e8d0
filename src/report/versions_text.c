/* SPDX-License-Identifier: Apache-2.0 */
#include "report/versions_text.h"
#include "base/clock.h"
#include "report/json_parts.h"
#include "report/shell_text.h"

/* First frame, then colours with their weights in thousandths, heaviest first. */
static json_t *shot_json(const struct versions_cut *cut, size_t shot)
{
    enum { COLOURS = 4 };
    const struct page_palette *palette = &cut->palettes[shot];
    json_t *row = json_array();
    bool good = row && add(row, whole(cut->shots[shot].first));
    for (size_t i = 0; good && i < palette->count && i < COLOURS; i++) {
        const struct pst_swatch *s = &palette->swatches[i];
        good = add(row, whole(s->red << 16 | s->green << 8 | s->blue)) &&
               add(row, whole(lround(s->weight * 1000)));
    }
    return give(row, good);
}

static json_t *shots_json(const struct versions_cut *cut)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < cut->shot_count; i++)
        good = add(list, shot_json(cut, i));
    return give(list, good);
}

static json_t *cut_json(const struct versions_cut *cut)
{
    const struct pst_film *film = cut->film;
    json_t *json = json_object(), *rate = json_array();
    bool good = rate && add(rate, whole(film->frame_rate.num)) && add(rate, whole(film->frame_rate.den));
    good = json && put(json, "rate", give(rate, good)) &&
           put(json, "name", words_json(*film->title ? film->title : film->file)) &&
           put(json, "file", words_json(film->file)) && put(json, "frames", whole(film->frames)) &&
           put(json, "seconds", number(film->duration)) &&
           put(json, "timecode", words_json(film->timecode)) &&
           put(json, "variable", json_boolean(film->variable_rate)) &&
           put(json, "from", number(film->measured_from)) &&
           put(json, "zero", number(clock_seconds(film->first_pts, film->time_base))) &&
           put(json, "shots", shots_json(cut));
    return give(json, good);
}

/* Kind, side, moved, old span, new span, speed. */
static json_t *change_json(const struct pst_change *c)
{
    json_t *row = json_array();
    bool good = row && add(row, words_json(pst_change_name(c->kind))) &&
                add(row, words_json(pst_change_side_name(c->side))) && add(row, json_boolean(c->moved)) &&
                add(row, whole(c->old_first)) && add(row, whole(c->old_last)) &&
                add(row, whole(c->new_first)) && add(row, whole(c->new_last)) && add(row, number(c->speed));
    return give(row, good);
}

static json_t *data_json(const struct versions_page *page)
{
    json_t *json = json_object(), *changes = json_array();
    bool good = changes != NULL;
    for (size_t i = 0; good && i < page->count; i++)
        good = add(changes, change_json(&page->changes[i]));
    good = json && put(json, "changes", give(changes, good)) &&
           put(json, "version", words_json(pst_version())) && put(json, "old", cut_json(&page->old_cut)) &&
           put(json, "new", cut_json(&page->new_cut));
    return give(json, good);
}

static bool add_stills(json_t *list, const struct versions_cut *cut)
{
    bool good = true;
    for (size_t i = 0; good && i < cut->still_count; i++) {
        const struct pst_still *still = &cut->stills[i];
        json_t *row = json_array();
        good = row && add(row, whole(still->shot)) && add(row, whole(still->frame)) &&
               add(row, whole(still->width)) && add(row, whole(still->height)) &&
               add(row, base64_json(still->jpeg, still->size));
        good = add(list, give(row, good));
    }
    return good;
}

/* Two lists, the old cut's and the new one's. */
static json_t *stills_json(const struct versions_page *page)
{
    json_t *both = json_array(), *old_stills = json_array(), *new_stills = json_array();
    bool good = old_stills && new_stills && add_stills(old_stills, &page->old_cut) &&
                add_stills(new_stills, &page->new_cut);
    good = add(both, old_stills) && add(both, new_stills) && good;
    return give(both, good);
}

enum pst_status versions_text(struct text *text, const struct versions_page *page, struct pst_error *error)
{
    const struct pst_film *film = page->new_cut.film;
    const struct shell_parts parts = {.source = "",
                                      .title = *film->title ? film->title : film->file,
                                      .data = data_json(page),
                                      .stills = stills_json(page)};
    return shell_text(text, versions_shell, &parts, error);
}
