/* SPDX-License-Identifier: Apache-2.0 */
#include "report/stills_text.h"
#include "report/json_parts.h"
#include "report/shell_text.h"

static json_t *still_json(const struct pst_found_still *s)
{
    bool found = s->verdict != PST_STILL_NONE;
    json_t *json = json_object();
    bool good = json && put(json, "still", words_json(s->still)) &&
                put(json, "verdict", words_json(pst_still_verdict_name(s->verdict))) &&
                put(json, "distance", s->reel ? whole(s->distance) : json_null()) &&
                put(json, "next", s->next < 128 ? whole(s->next) : json_null()) &&
                put(json, "expected", number(s->expected));
    if (good && found)
        good = put(json, "film", words_json(s->title)) && put(json, "timecode", words_json(s->timecode)) &&
               put(json, "frame", whole(s->frame)) && put(json, "first", whole(s->run_first)) &&
               put(json, "last", whole(s->run_last)) && put(json, "shot", whole(s->shot)) &&
               put(json, "settled", json_boolean(s->settled)) &&
               put(json, "mirrored", json_boolean(s->mirrored)) &&
               put(json, "cropped", json_boolean(s->cropped));
    return give(json, good);
}

static json_t *picture_json(const struct stills_picture *p)
{
    json_t *json = json_object();
    bool good = json && put(json, "kind", words_json(p->kind)) && put(json, "frame", whole(p->frame)) &&
                put(json, "data", base64_json(p->bytes, p->kind ? p->size : 0));
    return give(json, good);
}

static json_t *data_json(const struct stills_page *page)
{
    json_t *json = json_object(), *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < page->count; i++)
        good = add(list, still_json(&page->stills[i]));
    good = json && put(json, "stills", give(list, good)) && put(json, "version", words_json(pst_version()));
    return give(json, good);
}

/* Of each still two: its own picture and the film's. */
static json_t *pictures_json(const struct stills_page *page)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < page->count; i++) {
        json_t *both = json_array();
        good = both && add(both, picture_json(&page->own[i])) && add(both, picture_json(&page->found[i]));
        good = add(list, give(both, good));
    }
    return give(list, good);
}

enum pst_status stills_text(struct text *text, const struct stills_page *page, struct pst_error *error)
{
    const struct shell_parts parts = {
        .source = "", .title = "Stills found", .data = data_json(page), .stills = pictures_json(page)};
    return shell_text(text, stills_shell, &parts, error);
}
