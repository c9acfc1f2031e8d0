/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/page.h"

#include "base/path.h"
#include "base/whole_file.h"
#include "comparison_pictures.h"

/* The comparison's own lists, as what the page is made of; nothing here is to be released. */
#define LOOK_AT(name, type)                                                                                  \
    do {                                                                                                     \
        const struct type *list = NULL;                                                                      \
        if (status == PST_OK)                                                                                \
            status = pst_comparison_##name(comparison, &list, &data->name.count, error);                     \
        data->name.items = (struct type *)(uintptr_t)list;                                                   \
    } while (0)

static enum pst_status look(struct pst_comparison *comparison, struct comparison_data *data,
                            struct pst_error *error)
{
    enum pst_status status = PST_OK;
    data->about = *pst_comparison_about(comparison);
    LOOK_AT(films, pst_compared);
    LOOK_AT(shots, pst_compared_shot);
    LOOK_AT(departures, pst_departure);
    LOOK_AT(reference_departures, pst_reference_departure);
    LOOK_AT(stretches, pst_stretch);
    LOOK_AT(stretch_facets, pst_stretch_facet);
    LOOK_AT(precedents, pst_precedent);
    LOOK_AT(likenesses, pst_likeness);
    LOOK_AT(signatures, pst_signature);
    LOOK_AT(signature_films, pst_signature_film);
    LOOK_AT(commons, pst_common);
    LOOK_AT(copies, pst_copy);
    const char *const *notes = NULL;
    if (status == PST_OK)
        status = pst_comparison_notes(comparison, &notes, &data->notes.count, error);
    data->notes.items = (char **)(uintptr_t)notes;
    return status;
}

enum pst_status pst_comparison_page(struct pst_comparison *comparison, const struct pst_page_params *params,
                                    const char *path, struct pst_error *error)
{
    struct comparison_data data = {0};
    struct comparison_pictures pictures = {0};
    struct text text = {0};
    const char *own = pst_comparison_path(comparison);
    enum pst_status status = look(comparison, &data, error);
    if (status == PST_OK)
        status = comparison_pictures_gather(&data, own, &pictures, error);
    struct comparison_page page = {.found = &data,
                                   .file = path_name(own),
                                   .source = params ? params->film : NULL,
                                   .reels = pictures.reels,
                                   .stills = pictures.stills,
                                   .still_count = pictures.count};
    if (status == PST_OK)
        status = comparison_text(&text, &page, error);
    if (status == PST_OK)
        status = whole_file_put(path, text.data, text.length, error);
    text_release(&text);
    comparison_pictures_release(&pictures);
    return status;
}
