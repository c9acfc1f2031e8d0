/* SPDX-License-Identifier: Apache-2.0 */
/* The passage from a master to its copy, as functions for SQL. NULL in gives NULL out. */
#include "truth/degrade_parts.h"

static const struct passage *passage_of(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

static int any_null(sqlite3_value **values, int count)
{
    for (int i = 0; i < count; i++) {
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return 1;
    }
    return 0;
}

static void answer(sqlite3_context *context, int known, int64_t value)
{
    if (known)
        sqlite3_result_int64(context, value);
    else
        sqlite3_result_null(context);
}

static void cut_at(sqlite3_context *context, int count, sqlite3_value **values)
{
    int at = any_null(values, count) ? -1 : passage_cut(passage_of(context), sqlite3_value_int(values[0]));
    answer(context, at >= 0, at);
}

static void moment_at(sqlite3_context *context, int count, sqlite3_value **values)
{
    int at = any_null(values, count) ? -1 : passage_moment(passage_of(context), sqlite3_value_int(values[0]));
    answer(context, at >= 0, at);
}

static void span_end(sqlite3_context *context, int count, sqlite3_value **values, int end, int clean)
{
    int span[2] = {0}, known = !any_null(values, count);
    if (known) {
        int first = sqlite3_value_int(values[0]), last = sqlite3_value_int(values[1]);
        known = clean ? passage_clean(passage_of(context), first, last, &span[0], &span[1])
                      : passage_span(passage_of(context), first, last, &span[0], &span[1]);
    }
    answer(context, known, span[end]);
}

static void span_first(sqlite3_context *context, int count, sqlite3_value **values)
{
    span_end(context, count, values, 0, 0);
}

static void span_last(sqlite3_context *context, int count, sqlite3_value **values)
{
    span_end(context, count, values, 1, 0);
}

static void clean_first(sqlite3_context *context, int count, sqlite3_value **values)
{
    span_end(context, count, values, 0, 1);
}

static void clean_last(sqlite3_context *context, int count, sqlite3_value **values)
{
    span_end(context, count, values, 1, 1);
}

static void sample_at(sqlite3_context *context, int count, sqlite3_value **values)
{
    int64_t at =
        any_null(values, count) ? -1 : passage_sample(passage_of(context), sqlite3_value_int64(values[0]));
    answer(context, at >= 0, at);
}

static void samples_end(sqlite3_context *context, int count, sqlite3_value **values, int end)
{
    int64_t span[2] = {0};
    int known =
        !any_null(values, count) && passage_samples(passage_of(context), sqlite3_value_int64(values[0]),
                                                    sqlite3_value_int64(values[1]), &span[0], &span[1]);
    answer(context, known, span[end]);
}

static void samples_first(sqlite3_context *context, int count, sqlite3_value **values)
{
    samples_end(context, count, values, 0);
}

static void samples_last(sqlite3_context *context, int count, sqlite3_value **values)
{
    samples_end(context, count, values, 1);
}

static void place(sqlite3_context *context, int count, sqlite3_value **values, struct axis axis)
{
    if (any_null(values, count))
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, sqlite3_value_double(values[0]) * axis.scale + axis.shift);
}

static void at_x(sqlite3_context *context, int count, sqlite3_value **values)
{
    place(context, count, values, passage_of(context)->x);
}

static void at_y(sqlite3_context *context, int count, sqlite3_value **values)
{
    place(context, count, values, passage_of(context)->y);
}

static void whole(sqlite3_context *context, int count, sqlite3_value **values)
{
    double box[4];
    for (int i = 0; i < 4; i++)
        box[i] = sqlite3_value_double(values[i]);
    sqlite3_result_int(context, any_null(values, count) ||
                                    passage_whole(passage_of(context), box[0], box[1], box[2], box[3]));
}

int degrade_functions(sqlite3 *db, const struct passage *passage)
{
    static const struct {
        const char *name;
        int arguments;
        void (*function)(sqlite3_context *context, int count, sqlite3_value **values);
    } all[] = {
        {"cut_at", 1, cut_at},
        {"moment_at", 1, moment_at},
        {"span_first", 2, span_first},
        {"span_last", 2, span_last},
        {"clean_first", 2, clean_first},
        {"clean_last", 2, clean_last},
        {"sample_at", 1, sample_at},
        {"samples_first", 2, samples_first},
        {"samples_last", 2, samples_last},
        {"at_x", 1, at_x},
        {"at_y", 1, at_y},
        {"whole", 4, whole},
    };
    int code = SQLITE_OK;
    for (size_t i = 0; i < sizeof all / sizeof *all && code == SQLITE_OK; i++)
        code =
            sqlite3_create_function_v2(db, all[i].name, all[i].arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                       (void *)passage, all[i].function, NULL, NULL, NULL);
    return code == SQLITE_OK ? 0 : -1;
}
