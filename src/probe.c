/* SPDX-License-Identifier: Apache-2.0 */
#include "media/media.h"
#include "media/sequence.h"
#include "pastiche/measure.h"
#include <stdlib.h>
#include <sys/stat.h>

enum pst_status pst_film_probe(const char *path, struct pst_film *film, struct pst_error *error)
{
    struct media_params params = {.threads = 1, .audio = -1, .to = -1, .strict = true};
    bool sequence = sequence_is(path);
    if (sequence) /* any will do: the film is not played */
        params.rate = (struct pst_rational){24, 1};
    struct media *media = NULL;
    *film = (struct pst_film){0};
    enum pst_status status = media_open(path, &params, &media, error);
    if (status != PST_OK)
        return status;
    struct pst_film *from = media_film(media);
    *film = *from;
    if (sequence) {
        film->frame_rate = (struct pst_rational){0, 0};
        film->duration = 0;
    }
    struct stat there;
    if (stat(path, &there) == 0)
        film->size = there.st_size;
    /* The lists change hands. */
    from->streams = NULL;
    from->chapters = NULL;
    media_close(&media);
    return PST_OK;
}

void pst_film_release(struct pst_film *film)
{
    free(film->streams);
    free(film->chapters);
    *film = (struct pst_film){0};
}
