/* SPDX-License-Identifier: Apache-2.0 */
/* Writes rows into a truth file, which comes into being beside its name and is moved there when whole. */
#ifndef STAGE_PEN_H
#define STAGE_PEN_H

#include <sqlite3.h>
#include <stdint.h>

struct pen;

/* NULL where it cannot be made, told on standard error. */
struct pen *pen_open(const char *path);
/* One row: its columns in the table's order. The first failure is told, and then nothing is written any more.
 */
void pen_row(struct pen *pen, const char *table);
void pen_int(struct pen *pen, int64_t value);
void pen_known(struct pen *pen, int64_t value); /* NULL where below 0 */
void pen_real(struct pen *pen, double value);
void pen_text(struct pen *pen, const char *value); /* NULL where NULL */
void pen_said(struct pen *pen, const char *value); /* NULL where empty */
void pen_null(struct pen *pen, int columns);
void pen_end(struct pen *pen);
/* Any statement. */
void pen_run(struct pen *pen, const char *sql);
sqlite3 *pen_database(struct pen *pen);
int pen_failed(const struct pen *pen);
/* 0, or -1, told. Gives everything back; without `keep` nothing stays behind. */
int pen_close(struct pen *pen, int keep);

#endif
