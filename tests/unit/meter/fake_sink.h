/* SPDX-License-Identifier: Apache-2.0 */
/* A sink that remembers what a meter wrote, and pictures made by hand to show to meters.
       struct fake fake;
       fake_open(&fake, &colour_meter, &film);
       fake_show(&fake, picture);  …  fake_finish(&fake);
       fake_value(&fake, "colour_chroma", 0)  …
       fake_close(&fake); */
#ifndef PST_FAKE_SINK_H
#define PST_FAKE_SINK_H

#include "base/array.h"
#include "meter/meter.h"
#include "test.h"

struct fake_value {
    unsigned measure;
    int64_t n;
    double value;
};
struct fake_vector {
    unsigned measure;
    int64_t n;
    size_t size;
    uint8_t *data;
};
struct fake {
    struct meter_run run;
    struct pst_error error;
    struct fake_value *values;
    struct fake_vector *vectors;
    struct title *titles;
    int64_t *stills;
    size_t value_count, vector_count, title_count, still_count;
    size_t value_room, vector_room, title_room, still_room;
};

#define FAKE_PUSH(list, room, count, ...)                                                                    \
    do {                                                                                                     \
        REQUIRE(array_grow((void **)&(list), count, &(room), sizeof *(list)));                               \
        (list)[(count)++] = (__VA_ARGS__);                                                                   \
    } while (0)

static inline enum pst_status fake_on_value(struct meter_run *run, unsigned measure, int64_t n, double value)
{
    struct fake *f = run->sink_data;
    REQUIRE(measure < run->meter->measure_count && !run->meter->measures[measure].vector);
    for (size_t i = f->value_count; i-- > 0;)
        if (f->values[i].measure == measure) {
            REQUIRE(f->values[i].n < n);
            break;
        }
    FAKE_PUSH(f->values, f->value_room, f->value_count, (struct fake_value){measure, n, value});
    return PST_OK;
}

static inline enum pst_status fake_on_vector(struct meter_run *run, unsigned measure, int64_t n,
                                             const void *data, size_t size)
{
    struct fake *f = run->sink_data;
    REQUIRE(measure < run->meter->measure_count && run->meter->measures[measure].vector);
    uint8_t *copy = malloc(size + 1);
    REQUIRE(copy);
    memcpy(copy, data, size);
    FAKE_PUSH(f->vectors, f->vector_room, f->vector_count, (struct fake_vector){measure, n, size, copy});
    return PST_OK;
}

static inline enum pst_status fake_on_title(struct meter_run *run, const struct title *title)
{
    struct fake *f = run->sink_data;
    struct title copy = *title;
    copy.text = strdup(title->text);
    REQUIRE(copy.text);
    FAKE_PUSH(f->titles, f->title_room, f->title_count, copy);
    return PST_OK;
}

static inline enum pst_status fake_on_still(struct meter_run *run, const struct picture *picture)
{
    struct fake *f = run->sink_data;
    FAKE_PUSH(f->stills, f->still_room, f->still_count, picture->n);
    return PST_OK;
}

static inline void fake_open(struct fake *f, const struct meter *meter, const struct pst_film *film)
{
    static const struct meter_sink sink = {fake_on_value, fake_on_vector, fake_on_title, fake_on_still};
    *f = (struct fake){.run = {.meter = meter, .film = film, .sink = &sink}};
    f->run.sink_data = f;
    f->run.error = &f->error;
    REQUIRE_INT(meter->open(&f->run), PST_OK);
}

static inline void fake_show(struct fake *f, const struct picture *picture)
{
    REQUIRE_INT(f->run.meter->picture(&f->run, picture), PST_OK);
}

static inline void fake_finish(struct fake *f)
{
    if (f->run.meter->finish)
        REQUIRE_INT(f->run.meter->finish(&f->run), PST_OK);
}

static inline void fake_close(struct fake *f)
{
    f->run.meter->close(&f->run);
    for (size_t i = 0; i < f->vector_count; i++)
        free(f->vectors[i].data);
    for (size_t i = 0; i < f->title_count; i++)
        free((char *)f->titles[i].text);
    free(f->values);
    free(f->vectors);
    free(f->titles);
    free(f->stills);
    *f = (struct fake){0};
}

static inline unsigned fake_measure(const struct fake *f, const char *name)
{
    for (unsigned i = 0; i < f->run.meter->measure_count; i++)
        if (strcmp(f->run.meter->measures[i].name, name) == 0)
            return i;
    TEST_FAIL("meter '%s' has no measure '%s'", f->run.meter->name, name);
    return 0;
}

static inline double fake_value(const struct fake *f, const char *name, int64_t n)
{
    unsigned measure = fake_measure(f, name);
    for (size_t i = 0; i < f->value_count; i++)
        if (f->values[i].measure == measure && f->values[i].n == n)
            return f->values[i].value;
    TEST_FAIL("nothing written for '%s' at %lld", name, (long long)n);
    return NAN;
}

static inline const struct fake_vector *fake_vector(const struct fake *f, const char *name, int64_t n)
{
    unsigned measure = fake_measure(f, name);
    for (size_t i = 0; i < f->vector_count; i++)
        if (f->vectors[i].measure == measure && f->vectors[i].n == n)
            return &f->vectors[i];
    TEST_FAIL("nothing written for '%s' at %lld", name, (long long)n);
    return NULL;
}

/* Room for a picture's small planes; fake_picture makes a picture of them, all grey at `luma`. */
struct fake_planes {
    uint16_t y[SMALL_LUMA * SMALL_LUMA], cb[SMALL_CHROMA * SMALL_CHROMA], cr[SMALL_CHROMA * SMALL_CHROMA];
};

enum { FAKE_GREY = 128 * 256, FAKE_WHITE = 255 * 256 };

static inline struct picture fake_picture(struct fake_planes *planes, int64_t n, int width, int height,
                                          int luma)
{
    int cw = width / 2 ? width / 2 : 1, ch = height / 2 ? height / 2 : 1;
    for (int i = 0; i < width * height; i++)
        planes->y[i] = (uint16_t)luma;
    for (int i = 0; i < cw * ch; i++)
        planes->cb[i] = planes->cr[i] = FAKE_GREY;
    return (struct picture){
        .n = n,
        .pts = n,
        .active = {0, 0, width * 8, height * 8},
        .small = {{planes->y, width, width, height}, {planes->cb, cw, cw, ch}, {planes->cr, cw, cw, ch}}};
}

#endif
