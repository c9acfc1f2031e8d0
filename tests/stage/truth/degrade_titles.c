/* SPDX-License-Identifier: Apache-2.0 */
#include "truth/degrade_parts.h"

enum { sound_rate = 48000 };

static void write_time(FILE *file, int64_t sample)
{
    int64_t ms = (sample * 1000 + sound_rate / 2) / sound_rate;
    fprintf(file, "%02d:%02d:%02d,%03d", (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60),
            (int)(ms % 1000));
}

int degrade_subtitles(const char *truth, FILE *file)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *ask = NULL;
    int number = 0, code = SQLITE_ERROR;
    if (sqlite3_open_v2(truth, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
        code = sqlite3_prepare_v2(db,
                                  "SELECT first_sample, last_sample + 1, says FROM subtitle WHERE NOT missing"
                                  " ORDER BY first_sample",
                                  -1, &ask, NULL);
    while (code == SQLITE_OK && sqlite3_step(ask) == SQLITE_ROW) {
        fprintf(file, "%d\n", ++number);
        write_time(file, sqlite3_column_int64(ask, 0));
        fputs(" --> ", file);
        write_time(file, sqlite3_column_int64(ask, 1));
        fprintf(file, "\n%s\n\n", (const char *)sqlite3_column_text(ask, 2));
    }
    sqlite3_finalize(ask);
    sqlite3_close(db);
    if (code != SQLITE_OK)
        fprintf(stderr, "stage: cannot read '%s'\n", truth);
    return code == SQLITE_OK && !ferror(file) ? 0 : -1;
}
