/* SPDX-License-Identifier: Apache-2.0 */
/* The table of copies, and what each tells ffmpeg. */
#include "truth/degrade_parts.h"
#include "truth/truth_tables.h"

#include <stdlib.h>
#include <string.h>

enum { longest_row = 2000, longest_told = 4000 };

/* 1 where the line is a row; its columns are divided by single tabs. */
static int read_row(char *line, struct degrade_row *row)
{
    struct {
        char *to;
        size_t room;
    } columns[] = {{row->name, sizeof row->name},       {row->extension, sizeof row->extension},
                   {row->changes, sizeof row->changes}, {row->picture, sizeof row->picture},
                   {row->sound, sizeof row->sound},     {row->coding, sizeof row->coding}};
    line[strcspn(line, "\n")] = '\0';
    if (*line == '#' || !*line)
        return 0;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        size_t length = strcspn(line, "\t");
        if (!length || length >= columns[i].room) {
            fprintf(stderr, "stage: a row of copies without six columns: '%s'\n", row->name);
            return 0;
        }
        int none = length == 1 && *line == '-';
        snprintf(columns[i].to, columns[i].room, "%.*s", none ? 0 : (int)length, line);
        line += length + (line[length] == '\t');
    }
    return 1;
}

static FILE *open_table(const char *table)
{
    FILE *file = fopen(table, "r");
    if (!file)
        fprintf(stderr, "stage: cannot read '%s'\n", table);
    return file;
}

int degrade_find(const char *table, const char *name, struct degrade_row *row)
{
    char line[longest_row];
    int found = 0;
    FILE *file = open_table(table);
    if (!file)
        return -1;
    while (!found && fgets(line, sizeof line, file))
        found = read_row(line, row) && !strcmp(row->name, name);
    fclose(file);
    if (!found)
        fprintf(stderr, "stage: no copy is called '%s'\n", name);
    return found ? 0 : -1;
}

int degrade_list(const char *table, FILE *file)
{
    char line[longest_row];
    struct degrade_row row;
    FILE *in = open_table(table);
    if (!in)
        return -1;
    while (fgets(line, sizeof line, in)) {
        if (read_row(line, &row))
            fprintf(file, "%s\n", row.name);
    }
    fclose(in);
    return 0;
}

static int read_film(sqlite3 *db, struct master_film *film)
{
    sqlite3_stmt *ask = NULL;
    sqlite3_prepare_v2(db,
                       "SELECT width, height, rate_num, rate_den, frames, coalesce(samples, 0) FROM film,"
                       " pragma_application_id, pragma_user_version WHERE application_id = ? AND"
                       " user_version = ? AND NOT EXISTS (SELECT * FROM copy)",
                       -1, &ask, NULL);
    sqlite3_bind_int(ask, 1, truth_application);
    sqlite3_bind_int(ask, 2, truth_version);
    int found = sqlite3_step(ask) == SQLITE_ROW;
    if (found)
        *film = (struct master_film){sqlite3_column_int(ask, 0), sqlite3_column_int(ask, 1),
                                     sqlite3_column_int(ask, 2), sqlite3_column_int(ask, 3),
                                     sqlite3_column_int(ask, 4), sqlite3_column_int64(ask, 5)};
    sqlite3_finalize(ask);
    return found;
}

int degrade_master(const char *path, struct master_film *film)
{
    sqlite3 *db = NULL;
    int found = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK && read_film(db, film);
    sqlite3_close(db);
    if (!found)
        fprintf(stderr, "stage: '%s' is no truth of a master\n", path);
    return found ? 0 : -1;
}

int degrade_passage(const char *path, const struct degrade_row *row, struct master_film *film,
                    struct passage *passage)
{
    char complaint[160];
    if (degrade_master(path, film))
        return -1;
    if (!passage_make(passage, film->width, film->height, film->rate, film->per, film->frames, film->samples,
                      row->changes, complaint, sizeof complaint))
        return 0;
    fprintf(stderr, "stage: copy '%s': %s\n", row->name, complaint);
    return -1;
}

static int64_t number_for(char name, const struct master_film *film, const struct passage *passage)
{
    switch (name) {
    case 'W': return film->width;
    case 'H': return film->height;
    case 'w': return passage->to_w;
    case 'h': return passage->to_h;
    case 'x': return passage->corner_x;
    case 'y': return passage->corner_y;
    case 'R': return film->rate;
    case 'P': return film->per;
    case 'a': return passage->cut_first;
    case 'b': return passage->cut_last;
    case 's': return passage->cut_sample;
    case 't': return passage->back_sample;
    case 'n': return passage->leaders;
    case 'm': return passage->leader_samples;
    default: return -1;
    }
}

/* `text` with its numbers, at the end of `told`. */
static void tell(char *told, const char *text, const struct master_film *film, const struct passage *passage)
{
    size_t used = strlen(told);
    while (*text && used + 24 < longest_told) {
        int64_t number =
            text[0] == '{' && text[1] && text[2] == '}' ? number_for(text[1], film, passage) : -1;
        if (number < 0)
            told[used++] = *text++;
        else {
            used += (size_t)snprintf(told + used, longest_told - used, "%lld", (long long)number);
            text += 3;
        }
        told[used] = '\0';
    }
}

static void say_filters(const struct degrade_row *row, const struct master_film *film,
                        const struct passage *passage, FILE *file)
{
    char told[longest_told] = "", even[120];
    tell(told, "[0:v]settb={P}/{R},setpts=N", film, passage);
    tell(told, *row->picture ? "," : "", film, passage);
    tell(told, row->picture, film, passage);
    snprintf(even, sizeof even, ",settb=%d/%d,setpts=N,fps=%d/%d", passage->per, passage->rate, passage->rate,
             passage->per);
    fprintf(file, "-filter_complex\n%s%s[v]", told, passage->variable ? "" : even);
    *told = '\0';
    tell(told, *row->sound ? row->sound : "anull", film, passage);
    if (passage->samples)
        fprintf(file, ";[0:a]%s[a]", told);
    fputc('\n', file);
}

int degrade_arguments(const char *master, const struct degrade_row *row, FILE *file)
{
    struct master_film film;
    struct passage passage;
    char told[longest_told] = "";
    if (degrade_passage(master, row, &film, &passage))
        return -1;
    say_filters(row, &film, &passage, file);
    fputs("-map\n[v]\n-fps_mode\npassthrough\n", file);
    if (passage.samples)
        fputs("-map\n[a]\n", file);
    tell(told, row->coding, &film, &passage);
    for (char *rest = NULL, *word = strtok_r(told, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        fprintf(file, "%s\n", word);
    passage_release(&passage);
    return 0;
}
