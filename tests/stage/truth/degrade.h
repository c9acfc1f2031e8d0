/* SPDX-License-Identifier: Apache-2.0 */
/* The film as it comes: what ffmpeg makes a copy with, and what is true of it then. */
#ifndef STAGE_DEGRADE_H
#define STAGE_DEGRADE_H

#include <stdio.h>

/* A row of copies.tsv. In `picture`, `sound` and `coding` stand for the master's and the copy's numbers:
 * {W} {H} the master's size, {w} {h} the copy's, {x} {y} the corner of what is kept or of where it is put,
 * {R} {P} the master's frames in so many seconds, {a} {b} the first and last frame and {s} {t} the first
 * sample that is left out and the first that is not, {n} and {m} frames and samples of the leader. */
struct degrade_row {
    char name[32], extension[8], changes[160], picture[400], sound[400], coding[300];
};

/* 0, or -1, told on standard error. */
int degrade_find(const char *table, const char *name, struct degrade_row *row);
/* The names of all rows, one a line. */
int degrade_list(const char *table, FILE *file);
/* What ffmpeg is told between its input and the copy's name, one word a line. */
int degrade_arguments(const char *master, const struct degrade_row *row, FILE *file);
/* The truth of the copy, from the master's truth. */
int degrade_truth(const char *master, const struct degrade_row *row, const char *copy);
/* The subtitles that a truth tells of, as SubRip. */
int degrade_subtitles(const char *truth, FILE *file);

#endif
