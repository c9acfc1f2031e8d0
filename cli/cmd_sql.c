/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "interrupt.h"
#include "memory_limit.h"
#include "pastiche/query.h"
#include "say.h"
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

/* MiB: SQLite bounds each value, but not how many of them a statement holds at once. */
enum { MOST_MEMORY = 1024 };

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

static void leave(const char *line, size_t length, enum pst_status status)
{
    ssize_t written = write(STDERR_FILENO, line, length);
    (void)written;
    _exit((int)status);
}

static void leave_interrupted(int number)
{
    static const char line[] = "pastiche: interrupted\n";
    (void)number;
    if (interrupt_asked(NULL))
        leave(line, sizeof line - 1, PST_INTERRUPTED);
}

static void leave_late(int number)
{
    static const char line[] = "pastiche: stopped in the middle of a step that takes too long\n";
    (void)number;
    leave(line, sizeof line - 1, PST_PARTLY);
}

static void call_after(int timer, int number, void (*leaves)(int), double seconds, time_t again)
{
    enum { LONGEST = 100000000 }; /* what a timer takes */
    struct sigaction action = {.sa_handler = leaves, .sa_flags = SA_RESTART};
    struct itimerval at = {.it_interval = {.tv_sec = again}};
    at.it_value.tv_sec = seconds < LONGEST ? (time_t)seconds + 1 : LONGEST;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
    setitimer(timer, &at, NULL);
}

/* SQLite looks up between its steps, and a single one can take hours: instr() in a value of 64 MiB. A reel is
   only read and nothing is half made, so the program may end anywhere. */
static void watch_steps(double seconds)
{
    enum { PATIENCE = 1 };
    call_after(ITIMER_REAL, SIGALRM, leave_interrupted, 0, PATIENCE);
    if (seconds > 0)
        call_after(ITIMER_PROF, SIGPROF, leave_late, seconds + PATIENCE, 0);
}

static void stop_watching(void)
{
    const struct itimerval never = {0};
    setitimer(ITIMER_REAL, &never, NULL);
    setitimer(ITIMER_PROF, &never, NULL);
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
    watch_steps(values->seconds);
    memory_limit(MOST_MEMORY);
    enum pst_status status = pst_query(operands->items[0], operands->items[1], &params, error);
    stop_watching();
    return status;
}

const struct command sql_command = {
    .name = "sql",
    .synopsis = "REEL SQL",
    .summary = "ask a reel or a comparison in SQL, for reading",
    .help =
        "One statement that gives rows: SELECT, WITH or VALUES, on the tables and views that docs/reel.md "
        "and docs/comparison.md tell. Nothing can be changed, no other file be read or written; a value "
        "holds 64 MiB at most, all "
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
