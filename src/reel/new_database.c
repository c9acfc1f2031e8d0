/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/new_database.h"
#include "base/error.h"
#include "reel/sql.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum pst_status new_database_refused(const struct new_database *d, struct pst_error *error)
{
    return sql_fail_output(d->db, d->target, error);
}

/* Nothing is ever taken back, so there is no journal: one failure ends it. */
static enum pst_status connect(struct new_database *d, struct pst_error *error)
{
    enum pst_status status = part_make(d->place, 0666, &d->part, error);
    if (status != PST_OK)
        return status;
    char *path = sql_path(d->part.path);
    if (!path)
        return fail_memory(error);
    int code = sqlite3_open_v2(path, &d->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    free(path);
    if (!d->db)
        return fail_memory(error);
    if (code == SQLITE_OK)
        code =
            sql_run(d->db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
                           "PRAGMA foreign_keys=ON;"
                           "BEGIN");
    return code == SQLITE_OK ? PST_OK : new_database_refused(d, error);
}

/* Of what stands there already: a plain file that may be written. A folder is told of by part_make. */
static enum pst_status check_there(const struct new_database *d, struct pst_error *error)
{
    struct stat there;
    if (stat(d->target, &there) != 0 || S_ISDIR(there.st_mode))
        return PST_OK;
    if (!S_ISREG(there.st_mode))
        return fail(error, PST_OUTPUT, "cannot write '%s': it is not a regular file", d->target);
    return access(d->target, W_OK) == 0
               ? PST_OK
               : fail(error, PST_OUTPUT, "cannot write '%s': %s", d->target, REASON(errno));
}

enum pst_status new_database_open(struct new_database *d, const char *target, struct pst_error *error)
{
    *d = (struct new_database){.part.fd = -1, .target = strdup(target), .place = realpath(target, NULL)};
    if (!d->place)
        d->place = strdup(target);
    if (!d->target || !d->place)
        return fail_memory(error);
    enum pst_status status = check_there(d, error);
    if (status != PST_OK)
        return status;
    part_sweep(d->place);
    return connect(d, error);
}

void new_database_abandon(struct new_database *d)
{
    sqlite3_close(d->db);
    part_drop(&d->part);
    free(d->target);
    free(d->place);
    *d = (struct new_database){.part.fd = -1};
}

enum pst_status new_database_commit(struct new_database *d, struct pst_error *error)
{
    enum pst_status status = sql_run(d->db, "COMMIT") == SQLITE_OK ? PST_OK : new_database_refused(d, error);
    if (sqlite3_close(d->db) == SQLITE_OK)
        d->db = NULL;
    if (status == PST_OK) {
        sql_drop_journals(d->place);
        status = part_commit(&d->part, d->place, error);
    }
    new_database_abandon(d);
    return status;
}
