/* SPDX-License-Identifier: Apache-2.0 */
#include "report/comparison_text.h"

#include "report/comparison_json.h"
#include "report/shell_text.h"
#include <string.h>

enum pst_status comparison_text(struct text *page, const struct comparison_page *data,
                                struct pst_error *error)
{
    const struct pst_compared *film = data->found->films.count ? &data->found->films.items[0] : NULL;
    const char *name = film ? film->file : data->file;
    struct shell_parts parts = {.source = data->source ? data->source : name,
                                .title = film && film->title[0] ? film->title : name,
                                .data = comparison_json(data),
                                .stills = comparison_json_stills(data)};
    return shell_text(page, comparison_shell, &parts, error);
}
