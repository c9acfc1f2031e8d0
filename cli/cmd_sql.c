/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "interrupt.h"
#include "pastiche/query.h"
#include "say.h"
#include <sys/resource.h>

struct sql_values {
    int format, rows; /* -1: not said */
    double seconds;
};

/* In the order of enum pst_query_format. */
static const char *const formats[] = {"csv", "json", "table", NULL};

static const struct option options[] = {
    {"as", 0, OPTION_CHOICE, "FORMAT", "how rows are written (default: csv)",
     .offset = offsetof(struct sql_values, format), .choices = formats},
    {"rows", 0, OPTION_WHOLE, "N", "stop after N rows (default: all)",
     .offset = offsetof(struct sql_values, rows), .least = 0, .most = 1000000000},
    {"seconds", 0, OPTION_SECONDS, "TIME", "stop after so long; 0: never (default: 30)",
     .offset = offsetof(struct sql_values, seconds)},
    {0}};

static void prepare(void *data)
{
    struct sql_values *values = data;
    values->format = PST_QUERY_CSV;
    values->rows = -1;
    values->seconds = pst_query_default.seconds;
}

/* SQLite bounds each value, but not how many of them a statement holds at once. AddressSanitizer reserves
   terabytes. */
static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
    const rlim_t most = (rlim_t)1 << 30;
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) == 0 && most < limit.rlim_cur) {
        limit.rlim_cur = most;
        setrlimit(RLIMIT_DATA, &limit);
    }
#endif
}

static enum pst_status exec(const void *data, const struct operands *operands, struct pst_error *error)
{
    const struct sql_values *values = data;
    struct pst_query_params params = pst_query_default;
    params.format = (enum pst_query_format)values->format;
    params.seconds = values->seconds;
    params.rows = values->rows;
    params.cancelled = interrupt_asked;
    interrupt_hold();
    limit_memory();
    return pst_query(operands->items[0], operands->items[1], &params, error);
}

const struct command sql_command = {
    .name = "sql",
    .synopsis = "REEL SQL",
    .summary = "ask a reel in SQL, for reading",
    .help =
        "One statement that gives rows: SELECT, WITH or VALUES, on the tables and views that docs/reel.md "
        "tells. Nothing can be changed, no other file be read or written; a value holds 64 MiB at most, all "
        "together 1 GiB.\n"
        "csv: a header, then a row a line; NULL is empty, a blob is x'…' in hexadecimal. json: an array of "
        "objects; NULL is null. table: columns in line, cells cut at 60 characters.\n"
        "A statement that takes too long is stopped: what was written by then is good, and the exit code 6.",
    .example = "pastiche sql film.reel \"SELECT * FROM shot_list\" --as table\n"
               "pastiche sql film.reel \"SELECT seconds FROM cutting WHERE kind = 'picture'\" >lengths.csv",
    .options = options,
    .operand = OPERAND_REEL,
    .least = 2,
    .most = 2,
    .values_size = sizeof(struct sql_values),
    .prepare = prepare,
    .exec = exec,
};
