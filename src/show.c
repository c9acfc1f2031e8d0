/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/show.h"
#include "base/error.h"
#include "base/whole_file.h"
#include "show_rows.h"
#include "show_summary.h"
#include <locale.h>

const struct pst_show_params pst_show_default = {.facet = PST_SHOW_USUAL_FACETS};

static void make_text(const struct comparison_data *data, const struct pst_show_params *params,
                      struct text *out)
{
    struct sheet sheet;
    if (params->what == PST_SHOW_SUMMARY) {
        show_summary(data, out);
        return;
    }
    show_rows(data, params, &sheet);
    sheet_write(&sheet, (enum sheet_format)params->format, out);
    sheet_release(&sheet);
}

static enum pst_status write_out(const struct text *text, const char *path, struct pst_error *error)
{
    struct whole_file file;
    enum pst_status status = whole_file_open(path, &file, error);
    if (status != PST_OK)
        return status;
    whole_file_write(&file, text->data, text->length);
    return whole_file_commit(&file, error);
}

enum pst_status pst_show(struct pst_comparison *comparison, const struct pst_show_params *params,
                         const char *path, struct pst_error *error)
{
    struct comparison_data data;
    struct text text = {0};
    if (params->what == PST_SHOW_SUMMARY && params->format != PST_SHOW_TEXT)
        return fail(error, PST_USAGE, "the summary is in sentences: say which table");
    enum pst_status status = show_gather(comparison, params->what == PST_SHOW_PRECEDENTS, &data, error);
    if (status != PST_OK)
        return status;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        return fail_memory(error);
    locale_t before = uselocale(plain);
    make_text(&data, params, &text);
    uselocale(before);
    freelocale(plain);
    status = text.failed ? fail_memory(error) : write_out(&text, path, error);
    text_release(&text);
    return status;
}
