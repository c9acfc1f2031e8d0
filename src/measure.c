/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/measure.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/text.h"
#include "carry_corrections.h"
#include "derive.h"
#include "gather.h"
#include "media/fixity.h"
#include "media/media.h"
#include "pastiche/reel.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { METERS_MOST = 64, CHARSET_NAME = 32 /* letters */ };

const struct pst_measure_params pst_measure_default = {.audio = -1, .to = -1};

/* One film on its way to one reel. */
struct measuring {
    const char *path;
    const struct pst_measure_params *params;
    struct text target, sidecar;
    char hash[33];
    int64_t size;
    struct pst_reel *old;       /* of the same film, where there is one; NULL */
    struct pst_reel *corrected; /* one that is measured anew by force, but what a person did in it is kept */
    struct gather_meter wanted[METERS_MOST],
        stale[METERS_MOST]; /* all that the reel shall hold; that must run */
    size_t wanted_count, stale_count;
    char range[96], loudness[128], titles[512]; /* parameters of meters, as JSON */
    struct media *media;
    struct gather *gather;
    struct reel_writer *writer;
    struct timespec started;
    bool hears;       /* sound is measured in this pass */
    bool reads;       /* titles are, too */
    bool damaged;     /* the film is; this is the second pass */
    double last_told; /* seconds since `started` at the last progress */
    int64_t frames;
};

static double elapsed(const struct measuring *m)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - m->started.tv_sec) + 1e-9 * (double)(now.tv_nsec - m->started.tv_nsec);
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* `path` with its extension, where its last part has one, made `extension`. */
static void append_renamed(struct text *to, const char *path, const char *extension)
{
    const char *name = path_name(path), *dot = strrchr(name, '.');
    text_append_bytes(to, path, dot && dot != name ? (size_t)(dot - path) : strlen(path));
    text_append(to, extension);
}

static enum pst_status choose_target(struct measuring *m, struct pst_error *error)
{
    const char *output = m->params->output;
    if (!output) {
        append_renamed(&m->target, m->path, ".reel");
    } else if (is_folder(output)) {
        text_format(&m->target, "%s%s", output, output[strlen(output) - 1] == '/' ? "" : "/");
        append_renamed(&m->target, path_name(m->path), ".reel");
    } else {
        text_append(&m->target, output);
    }
    if (m->target.failed)
        return fail_memory(error);
    struct stat film, reel;
    if (stat(m->path, &film) == 0 && stat(m->target.data, &reel) == 0 && film.st_dev == reel.st_dev &&
        film.st_ino == reel.st_ino)
        return fail(error, PST_USAGE, "the reel '%s' would replace the film", m->target.data);
    return PST_OK;
}

/* A title file of the film's name beside it, where none was named. */
static enum pst_status choose_sidecar(struct measuring *m, struct pst_error *error)
{
    static const char *const extensions[] = {".srt", ".vtt"};
    if (m->params->sidecar)
        text_append(&m->sidecar, m->params->sidecar);
    for (size_t i = 0; i < 2 && m->sidecar.length == 0; i++) {
        struct stat st;
        append_renamed(&m->sidecar, m->path, extensions[i]);
        if (!m->sidecar.failed && (stat(m->sidecar.data, &st) || !S_ISREG(st.st_mode)))
            text_clear(&m->sidecar);
    }
    return m->sidecar.failed ? fail_memory(error) : PST_OK;
}

/* As iconv's names are made; anything else would not do in the parameters either. */
static bool names_charset(const char *name)
{
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-./:_");
    return length > 0 && length <= CHARSET_NAME && name[length] == '\0';
}

/* A sidecar's content counts as a parameter: an edited one is read again. */
static enum pst_status describe_parameters(struct measuring *m, struct pst_error *error)
{
    const struct pst_measure_params *p = m->params;
    if (p->charset && !names_charset(p->charset))
        return fail(error, PST_USAGE, "there is no charset '%s'", p->charset);
    char hash[33] = "";
    int64_t size;
    enum pst_status status = m->sidecar.length ? hash_content(m->sidecar.data, &size, hash, error) : PST_OK;
    if (status != PST_OK &&
        (p->sidecar || status != PST_INPUT)) /* one that was only found is told of later */
        return status;
    snprintf(m->range, sizeof m->range, "{\"from\":%.6f,\"to\":%.6f}", p->from, p->to < 0 ? -1 : p->to);
    snprintf(m->loudness, sizeof m->loudness, "{\"audio\":%d,\"from\":%.6f,\"to\":%.6f}", p->audio, p->from,
             p->to < 0 ? -1 : p->to);
    snprintf(m->titles, sizeof m->titles, "{\"charset\":\"%s\",\"from\":%.6f,\"sidecar\":\"%s\",\"to\":%.6f}",
             p->charset ? p->charset : "UTF-8", p->from, hash, p->to < 0 ? -1 : p->to);
    return PST_OK;
}

/* What people call the work of a meter: shots are found in what `signal` saw. */
static const char *asked_name(const struct meter *meter)
{
    return strcmp(meter->name, "signal") == 0 ? "shots" : meter->name;
}

static bool is_one_of(const char *name, size_t length, const char *list)
{
    for (const char *at = list; *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == length && strncmp(at, name, length) == 0)
            return true;
    return false;
}

static bool is_wanted(const struct measuring *m, const struct meter *meter)
{
    const char *name = asked_name(meter), *only = m->params->only;
    if (m->params->no_stills && strcmp(name, "still") == 0)
        return false;
    return !only || strcmp(name, "shots") == 0 || is_one_of(name, strlen(name), only);
}

static enum pst_status check_only(const struct measuring *m, struct pst_error *error)
{
    const char *at = m->params->only;
    struct text known = {0};
    if (at && m->params->no_stills && is_one_of("still", 5, at))
        return fail(error, PST_USAGE, "cannot measure stills and leave them out");
    for (size_t i = 0; meters[i]; i++)
        text_format(&known, "%s%s", i ? "," : "", asked_name(meters[i]));
    enum pst_status status = known.failed ? fail_memory(error) : PST_OK;
    while (at && status == PST_OK) {
        size_t length = strcspn(at, ",");
        if (!is_one_of(at, length, known.data))
            status = fail(error, PST_USAGE, "cannot measure only '%.*s'; there is %s",
                          (int)(length < 64 ? length : 64), at, known.data);
        at = at[length] ? at + length + 1 : NULL;
    }
    text_release(&known);
    return status;
}

static void want_meters(struct measuring *m)
{
    for (size_t i = 0; meters[i] && m->wanted_count < METERS_MOST; i++) {
        if (!is_wanted(m, meters[i]))
            continue;
        const char *parameters = meters[i]->wants & METER_SOUND    ? m->loudness
                                 : meters[i]->wants & METER_TITLES ? m->titles
                                                                   : m->range;
        m->wanted[m->wanted_count++] = (struct gather_meter){meters[i], parameters};
    }
}

static const struct pst_meter_used *find_used(const struct pst_meter_used *used, size_t count,
                                              const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(used[i].name, name) == 0)
            return &used[i];
    return NULL;
}

/* Meters whose work is not in the old reel, or was done by another version or with other parameters. */
static enum pst_status find_stale(struct measuring *m, struct pst_error *error)
{
    const struct pst_meter_used *used = NULL;
    size_t count = 0;
    enum pst_status status = m->old ? pst_reel_meters(m->old, &used, &count, error) : PST_OK;
    for (size_t i = 0; status == PST_OK && i < m->wanted_count; i++) {
        const struct gather_meter *w = &m->wanted[i];
        const struct pst_meter_used *u = find_used(used, count, w->meter->name);
        if (m->params->force || !u || u->version != w->meter->version ||
            strcmp(u->parameters, w->parameters) != 0)
            m->stale[m->stale_count++] = *w;
    }
    return status;
}

static bool same_range(const struct measuring *m, const struct pst_film *film)
{
    return film->measured_from == m->params->from &&
           (film->measured_to == m->params->to || (film->measured_to < 0 && m->params->to < 0));
}

/* Empty, or an SQLite file by its first bytes: nothing else is ever replaced, not even by force, be it a film
   named by mistake or /dev/null. */
static enum pst_status check_target(const char *target, const struct stat *there, struct pst_error *error)
{
    if (!S_ISREG(there->st_mode))
        return fail(error, PST_OUTPUT, "cannot write '%s': it is not a regular file", target);
    FILE *file = access(target, W_OK) ? NULL : fopen(target, "rb");
    if (!file)
        return fail(error, PST_OUTPUT, "cannot replace '%s': %s", target, REASON(errno));
    char head[16];
    size_t size = fread(head, 1, sizeof head, file);
    fclose(file);
    if (size > 0 && (size < sizeof head || memcmp(head, "SQLite format 3", sizeof head) != 0))
        return fail(error, PST_OUTPUT, "will not replace '%s': it is not a reel", target);
    return PST_OK;
}

/* A sequence of pictures may be measured anew at another rate. */
static bool same_rate(const struct measuring *m, const struct pst_film *film)
{
    struct pst_rational asked = m->params->rate, there = film->frame_rate;
    return asked.num <= 0 || (int64_t)asked.num * there.den == (int64_t)there.num * asked.den;
}

/* A person's work is only thrown away when that is asked for. */
static enum pst_status check_uncorrected(struct measuring *m, struct pst_error *error)
{
    size_t count;
    enum pst_status status = corrections_count(m->old, &count, error);
    if (status != PST_OK || count == 0 || m->params->force)
        return status;
    return fail(error, PST_OUTPUT, "will not replace '%s' without force: somebody corrected its shots",
                m->target.data);
}

/* Keeps what stands at the target where it is a reel of this film; refuses to replace what is no reel. */
static enum pst_status look_at_old(struct measuring *m, struct pst_error *error)
{
    struct stat st;
    const char *target = m->target.data;
    struct pst_error why;
    if (stat(target, &st)) {
        if (errno == ENOENT && lstat(target, &st) == 0)
            return fail(error, PST_OUTPUT, "cannot write '%s': it is a link to nothing", target);
        return errno == ENOENT ? PST_OK
                               : fail(error, PST_OUTPUT, "cannot write '%s': %s", target, REASON(errno));
    }
    if (S_ISDIR(st.st_mode))
        return fail(error, PST_OUTPUT, "cannot write '%s': %s", target, REASON(EISDIR));
    enum pst_status status = check_target(target, &st, error);
    if (status != PST_OK)
        return status;
    if (pst_reel_open(target, &m->old, &why) != PST_OK)
        return m->params->force || st.st_size == 0
                   ? PST_OK
                   : fail(error, PST_OUTPUT, "will not replace '%s' without force: %s", target, why.message);
    const struct pst_film *film = pst_reel_film(m->old);
    bool same = film->size == m->size && strcmp(film->hash, m->hash) == 0;
    if (!same && !m->params->force && strcmp(film->file, path_name(m->path)) != 0)
        return fail(error, PST_OUTPUT, "will not replace '%s' without force: it holds another film, '%s'",
                    target, film->file);
    if (same && same_range(m, film) && same_rate(m, film)) {
        bool anew = m->params->force && !m->params->only; /* else what else the reel holds stays */
        m->corrected = anew ? m->old : NULL;
        m->old = anew ? NULL : m->old;
        return PST_OK;
    }
    status = check_uncorrected(m, error);
    pst_reel_close(&m->old);
    return status;
}

/* What an earlier run was told or asked for, of the same film. */
static void keep_told(const struct pst_film *old, struct pst_film *film)
{
    text_copy(film->title, sizeof film->title, old->title);
    text_copy(film->director, sizeof film->director, old->director);
    text_copy(film->sha256, sizeof film->sha256, old->sha256);
    film->year = old->year;
}

/* Which streams were measured, in this pass or before. */
static void mark_used(const struct measuring *m, struct pst_film *film)
{
    const struct pst_film *old = m->old ? pst_reel_film(m->old) : NULL;
    for (size_t i = 0; i < film->stream_count; i++) {
        struct pst_stream *stream = &film->streams[i];
        bool passed = (stream->kind == PST_STREAM_SOUND && !m->hears) ||
                      (stream->kind == PST_STREAM_TITLE && !m->reads);
        if (passed)
            stream->used = old && i < old->stream_count && old->streams[i].used;
    }
}

static void name_film(const struct measuring *m, struct pst_film *film)
{
    const struct pst_measure_params *p = m->params;
    if (p->title)
        text_copy_utf8(film->title, sizeof film->title, p->title);
    if (p->director)
        text_copy_utf8(film->director, sizeof film->director, p->director);
    if (p->year)
        film->year = p->year;
    if (film->title[0])
        return;
    struct text name = {0};
    append_renamed(&name, film->file, "");
    text_copy(film->title, sizeof film->title, name.data && !name.failed ? name.data : film->file);
    text_release(&name);
}

static bool ask_cancelled(void *data)
{
    const struct measuring *m = data;
    return m->params->cancelled && m->params->cancelled(m->params->data);
}

static void tell_progress(struct measuring *m, double film_time)
{
    double now = elapsed(m);
    if (!m->params->progress || now - m->last_told < 0.1)
        return;
    m->last_told = now;
    double duration = media_film(m->media)->duration;
    double to = m->params->to >= 0 && (m->params->to < duration || duration == 0) ? m->params->to : duration;
    struct pst_progress progress = {m->frames, film_time, to > m->params->from ? to - m->params->from : 0,
                                    now};
    m->params->progress(m->params->data, &progress);
}

static enum pst_status on_picture(void *data, const struct picture *picture, struct pst_error *error)
{
    struct measuring *m = data;
    enum pst_status status = gather_picture(m->gather, picture, error);
    m->frames = picture->n + 1;
    double rate = rational_value(media_film(m->media)->frame_rate);
    tell_progress(m, rate > 0 ? (double)m->frames / rate : 0);
    return status;
}

static enum pst_status on_sound(void *data, const struct sound_block *block, struct pst_error *error)
{
    return gather_sound(((struct measuring *)data)->gather, block, error);
}

static enum pst_status on_title(void *data, const struct title *title, struct pst_error *error)
{
    return gather_title(((struct measuring *)data)->gather, title, error);
}

/* Problems are found anew in every pass: those of sound and titles by hearing and reading again. */
static enum pst_status add_wants_of_problems(struct measuring *m, unsigned *wants, struct pst_error *error)
{
    const struct pst_problem *problems;
    size_t count = 0;
    enum pst_status status = m->old ? pst_reel_problems(m->old, &problems, &count, error) : PST_OK;
    if (count > 0)
        *wants |= METER_SOUND | METER_TITLES;
    return status;
}

static enum pst_status open_film(struct measuring *m, struct pst_error *error)
{
    unsigned wants = 0;
    for (size_t i = 0; i < m->stale_count; i++)
        wants |= m->stale[i].meter->wants;
    m->hears = wants & METER_SOUND;
    m->reads = wants & METER_TITLES;
    enum pst_status status = add_wants_of_problems(m, &wants, error);
    if (status != PST_OK)
        return status;
    struct media_params params = {.threads = m->params->threads,
                                  .audio = m->params->audio,
                                  .sidecar = m->sidecar.length ? m->sidecar.data : NULL,
                                  .sidecar_found = !m->params->sidecar,
                                  .charset = m->params->charset,
                                  .rate = m->params->rate,
                                  .from = m->params->from,
                                  .to = m->params->to,
                                  .pictures = true,
                                  .sound = wants & METER_SOUND,
                                  .titles = wants & METER_TITLES,
                                  .memory = m->params->max_memory,
                                  .strict = !m->damaged,
                                  .cancelled = ask_cancelled,
                                  .data = m};
    return media_open(m->path, &params, &m->media, error);
}

static enum pst_status write_problems(struct measuring *m, struct pst_error *error)
{
    size_t count;
    const struct media_problem *problems = media_problems(m->media, &count);
    enum pst_status status = reel_forget_problems(m->writer, error);
    for (size_t i = 0; status == PST_OK && i < count; i++) {
        struct pst_problem problem = {problems[i].first, problems[i].last, problems[i].what};
        status = reel_write_problem(m->writer, &problem, error);
    }
    return status;
}

static enum pst_status derive_reel(struct measuring *m, struct pst_error *error)
{
    struct derive_params params = derive_default;
    params.cancelled = ask_cancelled;
    params.data = m;
    return derive(m->writer, &params, error);
}

/* The one pass over the film. */
static enum pst_status play_film(struct measuring *m, struct pst_error *error)
{
    struct pst_film *film = media_film(m->media);
    const struct media_sink sink = {on_picture, on_sound, on_title, ask_cancelled, m};
    memcpy(film->hash, m->hash, sizeof film->hash);
    film->size = m->size;
    if (m->old)
        keep_told(pst_reel_film(m->old), film);
    mark_used(m, film);
    name_film(m, film);
    enum pst_status status = reel_write_film(m->writer, film, error);
    if (status == PST_OK)
        status = gather_open(m->writer, film, m->stale, m->stale_count, &m->gather, error);
    if (status == PST_OK)
        status = media_play(m->media, &sink, error);
    /* Sound that was not heard again began where it did before. */
    if (status == PST_OK && m->old && !m->hears)
        film->sound_start = pst_reel_film(m->old)->sound_start;
    if (status == PST_OK)
        status = gather_finish(m->gather, error);
    gather_close(&m->gather);
    if (status == PST_OK && m->params->fixity)
        status = fixity_sha256(m->path, film->sha256, ask_cancelled, m, error);
    if (status == PST_OK)
        status = reel_write_film(m->writer, film, error);
    if (status == PST_OK)
        status = write_problems(m, error);
    if (status == PST_OK && m->corrected)
        status = carry_corrections(m->corrected, film->frames, m->writer, error);
    return status == PST_OK ? derive_reel(m, error) : status;
}

static enum pst_status open_writer(struct measuring *m, struct pst_error *error)
{
    if (m->old)
        return reel_writer_open(m->target.data, pst_reel_path(m->old), &m->writer, error);
    const char **columns = gather_columns(m->stale, m->stale_count);
    enum pst_status status =
        columns ? reel_writer_create(m->target.data, columns, &m->writer, error) : fail_memory(error);
    free(columns);
    return status;
}

static enum pst_status watch_film(struct measuring *m, struct pst_error *error)
{
    enum pst_status status = open_film(m, error);
    if (status == PST_OK)
        status = open_writer(m, error);
    if (status == PST_OK && m->params->no_stills)
        status = reel_forget_meter(m->writer, "still", error);
    if (status == PST_OK)
        status = play_film(m, error);
    return status;
}

static enum pst_status measure_film(struct measuring *m, struct pst_error *error)
{
    enum pst_status status = watch_film(m, error);
    if (status == PST_OK || !m->media || !media_is_damaged(m->media))
        return status;
    gather_close(&m->gather);
    reel_writer_abandon(&m->writer);
    media_close(&m->media);
    m->damaged = true;
    m->frames = 0;
    return watch_film(m, error);
}

/* Nothing to watch: names, stills, checksums and what was derived are mended in the reel alone. */
static enum pst_status mend_reel(struct measuring *m, const struct pst_film *changed, bool drop_stills,
                                 struct pst_error *error)
{
    enum pst_status status = reel_writer_open(m->target.data, pst_reel_path(m->old), &m->writer, error);
    if (status == PST_OK)
        status = reel_write_film(m->writer, changed, error);
    if (status == PST_OK && drop_stills)
        status = reel_forget_meter(m->writer, "still", error);
    return status == PST_OK ? derive_reel(m, error) : status;
}

static enum pst_status mend_where_needed(struct measuring *m, bool *mended, struct pst_error *error)
{
    struct pst_film film = *pst_reel_film(m->old), before = film;
    const struct pst_meter_used *used;
    size_t count;
    name_film(m, &film);
    enum pst_status status = pst_reel_meters(m->old, &used, &count, error);
    if (status == PST_OK && m->params->fixity && !film.sha256[0])
        status = fixity_sha256(m->path, film.sha256, ask_cancelled, m, error);
    if (status != PST_OK)
        return status;
    bool drop_stills = m->params->no_stills && find_used(used, count, "still");
    const struct pst_meter_used *form = find_used(used, count, "form");
    *mended = drop_stills || !form || form->version != FORM_VERSION ||
              strcmp(film.title, before.title) != 0 || strcmp(film.director, before.director) != 0 ||
              film.year != before.year || strcmp(film.sha256, before.sha256) != 0;
    return *mended ? mend_reel(m, &film, drop_stills, error) : PST_OK;
}

static int64_t count_pictures(const struct pst_shot *shots, size_t count)
{
    int64_t pictures = 0;
    for (size_t i = 0; i < count; i++)
        pictures += shots[i].kind == PST_SHOT_PICTURE;
    return pictures;
}

/* ", frames 12 to 30 (0.500 to 1.292 s)", where both lie within the film; the second time is that of the last
   frame's end. */
static enum pst_status tell_where(const struct pst_problem *p, struct pst_reel *reel, struct text *to,
                                  struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(reel);
    const int64_t *pts;
    if (p->first < 0 || p->first >= film->frames)
        return PST_OK;
    enum pst_status status = pst_reel_pts(reel, &pts, error);
    if (status != PST_OK)
        return status;
    int64_t last = p->last < film->frames ? p->last : film->frames - 1;
    int64_t end = last + 1 < film->frames ? pts[last + 1] : film->end_pts;
    if (last > p->first)
        text_format(to, ", frames %lld to %lld", (long long)p->first, (long long)last);
    else
        text_format(to, ", frame %lld", (long long)p->first);
    text_format(to, " (%.3f to %.3f s)", clock_seconds(pts[p->first] - film->first_pts, film->time_base),
                clock_seconds(end - film->first_pts, film->time_base));
    return PST_OK;
}

/* The first of the film's problems, in words. */
static enum pst_status tell_problem(const struct measuring *m, struct pst_reel *reel,
                                    struct pst_measure_result *result, struct pst_error *error)
{
    const struct pst_problem *problems;
    size_t count;
    struct text words = {0};
    enum pst_status status = pst_reel_problems(reel, &problems, &count, error);
    if (status != PST_OK || count == 0)
        return status;
    text_format(&words, "'%s': %s", m->path, problems[0].what);
    status = tell_where(&problems[0], reel, &words, error);
    if (count > 1)
        text_append(&words, ", and more");
    if (status == PST_OK)
        status = words.failed ? fail_memory(error) : PST_OK;
    if (status == PST_OK)
        text_copy(result->problem, sizeof result->problem, words.data);
    text_release(&words);
    return status;
}

static enum pst_status fill_result(const struct measuring *m, struct pst_reel *reel,
                                   struct pst_measure_result *result, struct pst_error *error)
{
    const struct pst_film *film = pst_reel_film(reel);
    const struct pst_shot *shots;
    size_t count;
    enum pst_status status = pst_reel_shots(reel, &shots, &count, error);
    if (status == PST_OK)
        status = tell_problem(m, reel, result, error);
    if (status != PST_OK)
        return status;
    text_copy(result->reel, sizeof result->reel, m->target.data);
    result->frames = film->frames;
    result->shots = count_pictures(shots, count);
    result->seconds = clock_seconds(film->end_pts - film->first_pts, film->time_base);
    return PST_OK;
}

static enum pst_status prepare(struct measuring *m, struct pst_error *error)
{
    const struct pst_measure_params *p = m->params;
    if (p->max_memory < 0)
        return fail(error, PST_USAGE, "there is no memory of fewer than 0 bytes");
    if (p->from < 0 || (p->to >= 0 && p->to <= p->from))
        return fail(error, PST_USAGE, "cannot measure from %.3f s to %.3f s: that is no part of a film",
                    p->from, p->to);
    enum pst_status status = check_only(m, error);
    if (status == PST_OK)
        status = choose_target(m, error);
    if (status == PST_OK)
        status = media_check_file(m->path, error);
    if (status == PST_OK)
        status = media_hash(m->path, &m->size, m->hash, error);
    if (status == PST_OK)
        status = choose_sidecar(m, error);
    if (status == PST_OK)
        status = describe_parameters(m, error);
    if (status == PST_OK)
        status = look_at_old(m, error);
    if (status != PST_OK)
        return status;
    reel_writer_sweep(m->target.data);
    want_meters(m);
    return find_stale(m, error);
}

static enum pst_status commit(struct measuring *m, struct pst_measure_result *result, struct pst_error *error)
{
    struct pst_reel *reel;
    enum pst_status status = reel_writer_view(m->writer, &reel, error);
    if (status == PST_OK)
        status = fill_result(m, reel, result, error);
    if (status == PST_OK && ask_cancelled(m))
        status = fail(error, PST_INTERRUPTED, "interrupted");
    return status == PST_OK ? reel_writer_commit(&m->writer, error) : status;
}

static enum pst_status run(struct measuring *m, struct pst_measure_result *result, struct pst_error *error)
{
    bool mended = false;
    enum pst_status status = prepare(m, error);
    if (status != PST_OK)
        return status;
    if (m->stale_count > 0)
        status = measure_film(m, error);
    else
        status = mend_where_needed(m, &mended, error);
    if (status != PST_OK)
        return status;
    result->up_to_date = m->stale_count == 0 && !mended;
    return result->up_to_date ? fill_result(m, m->old, result, error) : commit(m, result, error);
}

static void release(struct measuring *m)
{
    gather_close(&m->gather);
    reel_writer_abandon(&m->writer);
    media_close(&m->media);
    pst_reel_close(&m->old);
    pst_reel_close(&m->corrected);
    text_release(&m->target);
    text_release(&m->sidecar);
}

enum pst_status pst_measure(const char *film, const struct pst_measure_params *params,
                            struct pst_measure_result *result, struct pst_error *error)
{
    struct pst_measure_result unwanted;
    struct measuring m = {.path = film, .params = params ? params : &pst_measure_default};
    result = result ? result : &unwanted;
    *result = (struct pst_measure_result){0};
    clock_gettime(CLOCK_MONOTONIC, &m.started);
    enum pst_status status = run(&m, result, error);
    result->elapsed = elapsed(&m);
    release(&m);
    return status == PST_OK && result->problem[0] ? fail(error, PST_PARTLY, "%s", result->problem) : status;
}
