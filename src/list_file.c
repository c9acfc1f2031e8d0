/* SPDX-License-Identifier: Apache-2.0 */
#include "list_file.h"
#include "base/error.h"
#include "exchange/csv.h"
#include "exchange/eaf.h"
#include "exchange/edl.h"
#include "exchange/otio.h"
#include "exchange/pyscenedetect.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { LARGEST = 64 << 20 }; /* bytes; 100,000 shots in the wordiest format are 60 MB */

static const struct {
    const char *extension;
    exchange_reader *read;
    bool timecode; /* tells times in timecode: the clock needs a rate */
} formats[] = {
    {"csv", csv_read, false},
    {"edl", edl_read, true},
    {"otio", otio_read, true},
    {"eaf", eaf_read, false},
};

static enum pst_status refuse(const char *path, struct pst_error *error)
{
    return fail(error, PST_USAGE, "'%s' is no list that can be applied: .csv, .edl, .otio or .eaf", path);
}

static enum pst_status open_list(const char *path, FILE **in, size_t *size, struct pst_error *error)
{
    struct stat st;
    if (stat(path, &st))
        return fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    if (!S_ISREG(st.st_mode))
        return fail(error, PST_INPUT, "cannot open '%s': it is not a regular file", path);
    if (st.st_size == 0)
        return fail(error, PST_INPUT, "'%s' is empty", path);
    if (st.st_size > LARGEST)
        return fail(error, PST_INPUT, "'%s' is too large for a shot list: %lld bytes", path,
                    (long long)st.st_size);
    *size = (size_t)st.st_size;
    *in = fopen(path, "rb");
    return *in ? PST_OK : fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
}

static enum pst_status read_bytes(const char *path, char **bytes, size_t *size, struct pst_error *error)
{
    FILE *in;
    enum pst_status status = open_list(path, &in, size, error);
    if (status != PST_OK)
        return status;
    *bytes = malloc(*size + 1);
    if (!*bytes) {
        status = fail_memory(error);
    } else {
        *size = fread(*bytes, 1, *size, in);
        (*bytes)[*size] = '\0';
        if (ferror(in))
            status = fail(error, PST_INPUT, "cannot read '%s': %s", path, REASON(errno));
    }
    fclose(in);
    return status;
}

/* PySceneDetect's lists are called .csv too. */
static exchange_reader *find_reader(size_t format, const char *bytes)
{
    bool scenes = strncmp(bytes, "Timecode List:", 14) == 0 || strncmp(bytes, "Scene Number,", 13) == 0;
    return formats[format].read == csv_read && scenes ? pyscenedetect_read : formats[format].read;
}

enum pst_status list_file_read(const char *path, const struct film_clock *clock,
                               struct exchange_reading *reading, struct pst_error *error)
{
    const char *dot = strrchr(path, '.');
    size_t i = 0, count = sizeof formats / sizeof *formats;
    while (dot && i < count && strcasecmp(dot + 1, formats[i].extension) != 0)
        i++;
    *reading = (struct exchange_reading){0};
    if (!dot || i == count)
        return refuse(path, error);
    if (formats[i].timecode && clock->ticks.rate.num <= 0)
        return fail(error, PST_USAGE, "the film's frame rate varies: tell with --rate at which '%s' counts",
                    path);
    char *bytes = NULL;
    size_t size = 0;
    enum pst_status status = read_bytes(path, &bytes, &size, error);
    if (status == PST_OK)
        status = find_reader(i, bytes)(path, bytes, size, &clock->ticks, reading, error);
    free(bytes);
    return status;
}
