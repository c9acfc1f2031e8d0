/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_json.h"

#include "base/clock.h"
#include "report/json_parts.h"
#include "report/page_series.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *ratio(struct pst_rational value)
{
    json_t *pair = json_array();
    return give(pair, add(pair, whole(value.num)) && add(pair, whole(value.den)));
}

/* 16-bit numbers, little endian whatever the machine. */
static json_t *base64_16(const uint16_t *values, size_t count)
{
    unsigned char *bytes = malloc(count * 2 + 1);
    if (!bytes)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        bytes[i * 2] = (unsigned char)(values[i] & 255);
        bytes[i * 2 + 1] = (unsigned char)(values[i] >> 8);
    }
    json_t *json = base64_json(bytes, count * 2);
    free(bytes);
    return json;
}

static json_t *stream_json(const struct pst_stream *stream)
{
    static const char *const kinds[] = {"picture", "sound", "title", "other"};
    json_t *json = json_object();
    return give(
        json, put(json, "kind", json_string(kinds[stream->kind])) &&
                  put(json, "index", whole(stream->index)) && put(json, "used", json_boolean(stream->used)) &&
                  put(json, "codec", words_json(stream->codec)) &&
                  put(json, "language", words_json(stream->language)) &&
                  put(json, "label", words_json(stream->label)) && put(json, "rate", whole(stream->rate)) &&
                  put(json, "channels", whole(stream->channels)) &&
                  put(json, "layout", words_json(stream->layout)));
}

static json_t *streams_json(const struct pst_film *film)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < film->stream_count; i++)
        good = add(list, stream_json(&film->streams[i]));
    return give(list, good);
}

static json_t *chapters_json(const struct pst_film *film)
{
    json_t *list = json_array();
    bool good = list != NULL;
    double zero = clock_seconds(film->first_pts, film->time_base);
    for (size_t i = 0; good && i < film->chapter_count; i++) {
        const struct pst_chapter *chapter = &film->chapters[i];
        json_t *row = json_array();
        good = add(row, number(clock_seconds(chapter->first_pts, chapter->time_base) - zero)) &&
               add(row, number(clock_seconds(chapter->last_pts, chapter->time_base) - zero)) &&
               add(row, words_json(chapter->title)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static bool put_film_names(json_t *json, const struct pst_film *film)
{
    return put(json, "file", words_json(film->file)) && put(json, "title", words_json(film->title)) &&
           put(json, "director", words_json(film->director)) && put(json, "year", whole(film->year)) &&
           put(json, "size", whole(film->size)) && put(json, "hash", words_json(film->hash)) &&
           put(json, "sha256", words_json(film->sha256)) &&
           put(json, "container", words_json(film->container)) && put(json, "streams", streams_json(film)) &&
           put(json, "chapters", chapters_json(film));
}

static bool put_film_picture(json_t *json, const struct pst_film *film)
{
    json_t *active = json_array();
    bool good = add(active, whole(film->active.x)) && add(active, whole(film->active.y)) &&
                add(active, whole(film->active.width)) && add(active, whole(film->active.height));
    return put(json, "active", give(active, good)) && put(json, "codec", words_json(film->codec)) &&
           put(json, "width", whole(film->width)) && put(json, "height", whole(film->height)) &&
           put(json, "sample_aspect", ratio(film->sample_aspect)) &&
           put(json, "rotation", whole(film->rotation)) && put(json, "bits", whole(film->bit_depth)) &&
           put(json, "pixels", words_json(film->pixel_format)) &&
           put(json, "interlaced", json_boolean(film->interlaced));
}

static json_t *film_json(const struct pst_film *film)
{
    json_t *json = json_object();
    double zero = clock_seconds(film->first_pts, film->time_base);
    return give(json, put_film_names(json, film) && put_film_picture(json, film) &&
                          put(json, "rate", ratio(film->frame_rate)) &&
                          put(json, "variable", json_boolean(film->variable_rate)) &&
                          put(json, "frames", whole(film->frames)) &&
                          put(json, "timecode", words_json(film->timecode)) &&
                          put(json, "zero", number(zero)) &&
                          put(json, "length", number(clock_seconds(film->end_pts, film->time_base) - zero)) &&
                          put(json, "from", number(film->measured_from)) &&
                          put(json, "to", number(film->measured_to)));
}

/* Is frame n where n / rate puts it, within what the time base can say? */
static bool frames_are_even(const struct page_data *data)
{
    const struct pst_film *film = data->film;
    if (!data->pts)
        return true;
    if (film->variable_rate || film->frame_rate.num <= 0)
        return false;
    struct pst_rational frame = {film->frame_rate.den, film->frame_rate.num};
    for (int64_t n = 0; n < film->frames; n++) {
        int64_t wanted = clock_rescale(n, frame, film->time_base);
        if (llabs(data->pts[n] - film->first_pts - wanted) > 1)
            return false;
    }
    return true;
}

/* Milliseconds from frame 0, each as its distance from the frame before, in 16 bits (65534 at most). */
static json_t *times_json(const struct page_data *data)
{
    if (frames_are_even(data))
        return json_null();
    size_t count = (size_t)data->film->frames;
    uint16_t *steps = calloc(count + 1, sizeof *steps);
    if (!steps)
        return NULL;
    int64_t before = 0;
    for (size_t n = 0; n < count; n++) {
        double seconds = clock_seconds(data->pts[n] - data->film->first_pts, data->film->time_base);
        int64_t at = llround(seconds * 1000);
        int64_t step = at - before < 0 ? 0 : at - before > 65534 ? 65534 : at - before;
        steps[n] = (uint16_t)step;
        before += step;
    }
    json_t *json = base64_16(steps, count);
    free(steps);
    return json;
}

static json_t *shots_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->shot_count; i++) {
        const struct pst_shot *shot = &data->shots[i];
        json_t *row = json_array();
        good = add(row, whole(shot->first)) && add(row, whole(shot->last)) &&
               add(row, words_json(pst_shot_kind_name(shot->kind))) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

/* Colour and weight in thousandths, in turn. */
static json_t *palette_json(const struct page_palette *palette)
{
    json_t *row = json_array();
    bool good = row != NULL;
    for (size_t i = 0; good && i < palette->count; i++) {
        const struct pst_swatch *swatch = &palette->swatches[i];
        good = add(row, whole((int64_t)swatch->red << 16 | swatch->green << 8 | swatch->blue)) &&
               add(row, whole(lround(swatch->weight * 1000)));
    }
    return give(row, good);
}

static json_t *palettes_json(const struct page_data *data)
{
    if (!data->palettes)
        return json_null();
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->shot_count; i++)
        good = add(list, palette_json(&data->palettes[i]));
    return give(list, good);
}

/* What a person moved or added says so, and by which correction. */
static json_t *transition_json(const struct pst_transition *transition, const struct pst_origin *origin)
{
    static const char *const hows[] = {"found", "added", "moved"};
    json_t *row = json_array();
    bool good = add(row, words_json(pst_transition_kind_name(transition->kind))) &&
                add(row, whole(transition->first)) && add(row, whole(transition->last)) &&
                add(row, number(transition->confidence)) && add(row, words_json(transition->detail));
    if (good && origin && origin->how != PST_FOUND)
        good = add(row, words_json(hows[origin->how])) && add(row, whole(origin->correction));
    return give(row, good);
}

static json_t *transitions_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->transition_count; i++)
        good = add(list, transition_json(&data->transitions[i], data->origins ? &data->origins[i] : NULL));
    return give(list, good);
}

static json_t *corrections_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->correction_count; i++) {
        json_t *row = json_array();
        good = add(row, words_json(data->corrections[i].file)) &&
               add(row, words_json(data->corrections[i].applied)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *labels_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->label_count; i++) {
        const struct pst_label *label = &data->labels[i];
        json_t *row = json_array();
        good = add(row, words_json(label->name)) && add(row, whole(label->first)) &&
               add(row, whole(label->last)) && add(row, whole(label->correction)) &&
               add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static bool put_measure(json_t *json, const struct pst_measure *measure)
{
    return put(json, "meter", words_json(measure->meter)) && put(json, "grid", words_json(measure->grid)) &&
           put(json, "unit", words_json(measure->unit)) && put(json, "what", words_json(measure->what));
}

static bool put_bins(json_t *json, const struct page_bins *bins)
{
    return put(json, "per_bin", whole((int64_t)bins->per_bin)) && put(json, "low", number(bins->low)) &&
           put(json, "high", number(bins->high)) && put(json, "mean", base64_16(bins->mean, bins->count)) &&
           (!bins->least || (put(json, "least", base64_16(bins->least, bins->count)) &&
                             put(json, "greatest", base64_16(bins->greatest, bins->count))));
}

static json_t *numbers(const double *values, size_t count)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < count; i++)
        good = add(list, number(values[i]));
    return give(list, good);
}

static json_t *one_series(const struct page_series *series, size_t shot_count)
{
    json_t *json = json_object();
    struct page_bins bins;
    bool good =
        put_measure(json, &series->measure) && put(json, "count", whole((int64_t)series->series.count)) &&
        put(json, "start", number(series->series.start)) && put(json, "step", number(series->series.step));
    enum page_mean mean = page_mean_of(series->measure.unit);
    if (series->series.count == 1)
        good = good && put(json, "value", number(series->series.values[0]));
    else {
        good = page_bins_fill(&bins, series->series.values, series->series.count, mean) && good;
        good = good && put_bins(json, &bins);
        page_bins_release(&bins);
    }
    if (series->per_shot)
        good = good && put(json, "shots", numbers(series->per_shot, shot_count));
    return give(json, good);
}

static json_t *series_json(const struct page_data *data)
{
    json_t *json = json_object();
    bool good = json != NULL;
    for (size_t i = 0; good && i < data->series_count; i++)
        good = put(json, data->series[i].measure.name, one_series(&data->series[i], data->shot_count));
    return give(json, good);
}

static json_t *titles_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->title_count; i++) {
        const struct pst_title *title = &data->titles[i];
        json_t *row = json_array();
        good = add(row, number(clock_seconds(title->first_pts, title->time_base))) &&
               add(row, number(clock_seconds(title->last_pts, title->time_base))) &&
               add(row, whole(title->stream)) && add(row, words_json(title->text)) &&
               add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *figures_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->figure_count; i++) {
        const struct pst_rhythm_figure *figure = &data->figures[i];
        json_t *row = json_object();
        good = put(row, "parts", whole(figure->parts)) && put(row, "part", whole(figure->part)) &&
               put(row, "name", words_json(figure->name)) && put(row, "unit", words_json(figure->unit)) &&
               put(row, "value", number(figure->value)) && put(row, "low", number(figure->low)) &&
               put(row, "high", number(figure->high)) && put(row, "note", words_json(figure->note)) &&
               add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *meters_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->meter_count; i++) {
        const struct pst_meter_used *meter = &data->meters[i];
        json_t *row = json_object();
        good = put(row, "name", words_json(meter->name)) && put(row, "version", whole(meter->version)) &&
               put(row, "parameters", words_json(meter->parameters)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

static json_t *problems_json(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->problem_count; i++) {
        const struct pst_problem *problem = &data->problems[i];
        json_t *row = json_array();
        good = add(row, whole(problem->first)) && add(row, whole(problem->last)) &&
               add(row, words_json(problem->what)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}

json_t *page_json(const struct page_data *data)
{
    json_t *json = json_object();
    return give(
        json,
        put(json, "version", words_json(PST_VERSION)) && put(json, "source", words_json(data->source)) &&
            put(json, "film", film_json(data->film)) && put(json, "times", times_json(data)) &&
            put(json, "shots", shots_json(data)) && put(json, "palettes", palettes_json(data)) &&
            put(json, "transitions", transitions_json(data)) &&
            put(json, "corrections", corrections_json(data)) && put(json, "labels", labels_json(data)) &&
            put(json, "reel", words_json(data->reel)) && put(json, "series", series_json(data)) &&
            put(json, "titles", titles_json(data)) && put(json, "figures", figures_json(data)) &&
            put(json, "meters", meters_json(data)) && put(json, "problems", problems_json(data)));
}

json_t *page_json_stills(const struct page_data *data)
{
    json_t *list = json_array();
    bool good = list != NULL;
    for (size_t i = 0; good && i < data->still_count; i++) {
        const struct pst_still *still = &data->stills[i];
        json_t *row = json_array();
        good = add(row, whole(still->shot)) && add(row, whole(still->frame)) &&
               add(row, whole(still->width)) && add(row, whole(still->height)) &&
               add(row, base64_json(still->jpeg, still->size)) && add(list, json_incref(row));
        json_decref(row);
    }
    return give(list, good);
}
