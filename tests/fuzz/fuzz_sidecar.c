/* SPDX-License-Identifier: Apache-2.0 */
/* A sidecar of a stranger, read twice as a film does: once for its errors, once for its titles. The first
   byte chooses charset and extension. */
#include "scratch_folder.h"
#include "title_sink.h"

static const char *const charsets[] = {NULL,       "UTF-8",     "ISO-8859-1", "CP1252",
                                       "UTF-16LE", "SHIFT_JIS", "UTF-7",      "no such charset"};
static const char *const names[] = {"film.srt", "film.vtt", "film.ass", "film.sub"};
enum { CHARSETS = sizeof charsets / sizeof *charsets, NAMES = sizeof names / sizeof *names };

static void check_status(const struct media *m, enum pst_status status, const struct pst_error *error)
{
    MUST(status == PST_OK || status == PST_INPUT || (status == PST_USAGE && m->params.charset));
    MUST(status == PST_OK || (error->status == status && *error->message));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[128];
    if (size < 1)
        return 0;
    struct media m;
    struct pst_error error = {0};
    media_begin(&m);
    m.params.charset = charsets[bytes[0] % CHARSETS];
    m.params.sidecar = scratch_path(names[bytes[0] / CHARSETS % NAMES], path);
    scratch_write(path, bytes + 1, size - 1);
    m.sink = NULL;
    enum pst_status status = sidecar_open(&m, &error), again = status;
    m.sink = &title_sink;
    check_status(&m, status, &error);
    if (status == PST_OK)
        again = sidecar_play(&m, &error);
    MUST(again == status);
    unlink(path);
    media_end(&m);
    return 0;
}
