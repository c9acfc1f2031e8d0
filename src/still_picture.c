/* SPDX-License-Identifier: Apache-2.0 */
#include "still_picture.h"
#include "base/error.h"
#include "kernel/fingerprint_bars.h"
#include "media/media.h"
#include <string.h>

struct looking {
    const char *path;
    still_visitor *visit;
    void *data;
};

static enum pst_status look(void *data, const struct picture *picture, struct pst_error *error)
{
    const struct looking *l = data;
    const struct reduced bare = fingerprint_without_bars(&picture->small);
    if (picture->n > 0)
        return fail(error, PST_INPUT, "'%s' is no still: it has several pictures", l->path);
    return l->visit(l->data, &bare, error);
}

enum pst_status still_picture(const char *path, still_visitor *visit, void *data, struct pst_error *error)
{
    const struct media_params params = {.threads = 1, .audio = -1, .to = -1, .pictures = true};
    struct looking looking = {path, visit, data};
    const struct media_sink sink = {.picture = look, .data = &looking};
    struct media *media = NULL;
    struct pst_error why = {0};
    size_t problems = 0;
    enum pst_status status = media_check_file(path, error);
    if (status != PST_OK)
        return status;
    status = media_open(path, &params, &media, &why);
    if (status == PST_OK)
        status = media_play(media, &sink, &why);
    if (status == PST_OK)
        media_problems(media, &problems);
    media_close(&media);
    if (status == PST_INPUT && !strstr(why.message, "is no still"))
        return fail(error, status, "'%s' is not a picture, or is damaged", path);
    if (status != PST_OK)
        return fail(error, status, "%s", why.message);
    return problems == 0 ? PST_OK : fail(error, PST_INPUT, "'%s' is damaged", path);
}
