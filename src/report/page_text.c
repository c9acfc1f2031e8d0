/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_text.h"

#include "report/page_json.h"
#include "report/shell_text.h"

enum pst_status page_text(struct text *page, const struct page_data *data, struct pst_error *error)
{
    const struct pst_film *film = data->film;
    struct shell_parts parts = {.source = data->source,
                                .title = film->title[0] ? film->title : film->file,
                                .data = page_json(data),
                                .stills = page_json_stills(data)};
    return shell_text(page, page_shell, &parts, error);
}
