/* SPDX-License-Identifier: Apache-2.0 */
#include "sound_films.h"
#include "base/array.h"
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    PIECE = 40,
    FILM = 120 /* seconds */,
    RATE = 44100,
    SAMPLE = 4 /* bytes of both channels */,
    MOST_PIECES = 400
};

struct piece_list {
    char **items;
    size_t count, capacity;
};

bool sound_run(const char *format, ...)
{
    char command[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    if (length < (int)sizeof command && system(command) == 0)
        return true;
    fprintf(stderr, "sound_copies: failed: %s\n", command);
    return false;
}

struct pst_footage *sound_footage(const char *path)
{
    const struct pst_footage_params one = {.threads = 1};
    struct pst_footage *footage = NULL;
    struct pst_error error;
    if (pst_footage_open(path, &one, &footage, &error) != PST_OK)
        fprintf(stderr, "sound_copies: %s\n", error.message);
    return footage;
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && st.st_size > 0;
}

static bool fetch(const char *work, const char *package)
{
    char folder[512];
    snprintf(folder, sizeof folder, "%.300s/%.100s", work, package);
    return is_there(folder) ||
           sound_run("mkdir -p %s.part && cd %s.part && apt-get download -q %s >/dev/null && "
                     "dpkg -x *.deb . && rm -f *.deb && cd - >/dev/null && mv %s.part %s",
                     folder, folder, package, folder, folder);
}

/* Sound files of the package, by name. */
static bool list_pieces(const char *work, const char *package, long least, struct piece_list *pieces)
{
    char command[1024], line[512];
    snprintf(command, sizeof command,
             "find %s/%s/ -type f -size +%ldc \\( -name '*.ogg' -o -name '*.wav' -o -name '*.mp3' -o -name "
             "'*.opus' \\) | LC_ALL=C sort",
             work, package, least);
    FILE *pipe = popen(command, "r");
    bool good = pipe != NULL;
    while (good && fgets(line, sizeof line, pipe)) {
        line[strcspn(line, "\n")] = '\0';
        char *item = strdup(line);
        good = item && array_push(pieces, item);
    }
    if (pipe)
        pclose(pipe);
    return good && pieces->count > 0;
}

static long size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? (long)st.st_size : 0;
}

/* Film k of n: every n-th piece from the k-th on, other parts of the pieces when all had their turn; without
 * pauses. */
static bool make_film(const struct piece_list *pieces, int k, int n, const char *path)
{
    char raw[600];
    snprintf(raw, sizeof raw, "%s.raw", path);
    long before = 0;
    size_t idle = 0; /* pieces, one after the other, that had no such part */
    remove(raw);
    for (int i = 0; i < MOST_PIECES && idle <= pieces->count && before < (long)FILM * RATE * SAMPLE; i++) {
        size_t at = (size_t)(k + i * n);
        long had = before;
        if (!sound_run("ffmpeg -v quiet -nostdin -ss %zu -t %d -i '%s' -vn -af "
                       "silenceremove=stop_periods=-1:stop_duration=0.4:stop_threshold=-50dB -f s16le -ar %d "
                       "-ac 2 - "
                       ">>'%s' || true",
                       at / pieces->count * PIECE, PIECE, pieces->items[at % pieces->count], RATE, raw))
            return false;
        before = size_of(raw);
        idle = before > had ? 0 : idle + 1;
    }
    bool good = sound_run("ffmpeg -v error -nostdin -y -f s16le -ar %d -ac 2 -t %d -i '%s' -fflags +bitexact "
                          "-f wav '%s.part' && "
                          "mv '%s.part' '%s'",
                          RATE, FILM, raw, path, path, path);
    remove(raw);
    return good;
}

static bool add(struct sound_films *films, struct sound_film film)
{
    film.footage = sound_footage(film.path);
    if (film.footage)
        film.seconds = pst_footage_about(film.footage)->seconds;
    return film.footage && array_push(films, film);
}

static bool make_films(const char *work, const char *package, long least, int each, struct sound_films *films)
{
    enum { SHORTEST = 60 };
    struct piece_list pieces = {0};
    bool good = fetch(work, package) && list_pieces(work, package, least, &pieces);
    for (int k = 0; good && k < each; k++) {
        struct sound_film film = {0};
        snprintf(film.source, sizeof film.source, "%s", package);
        snprintf(film.name, sizeof film.name, "%.80s-%d", package, k);
        snprintf(film.path, sizeof film.path, "%.300s/%.90s.wav", work, film.name);
        good = is_there(film.path) || make_film(&pieces, k, each, film.path);
        if (good && size_of(film.path) > (long)SHORTEST * RATE * SAMPLE) /* else the package holds no more */
            good = add(films, film);
    }
    for (size_t i = 0; i < pieces.count; i++)
        free(pieces.items[i]);
    free(pieces.items);
    return good;
}

bool sound_films_make(const char *list, const char *work, const char *group, int each,
                      struct sound_films *films)
{
    char line[512], of[32], package[80];
    long least;
    FILE *file = fopen(list, "r");
    bool good = file != NULL;
    while (good && fgets(line, sizeof line, file))
        if (line[0] != '#' && sscanf(line, "%31s %79s %ld", of, package, &least) == 3 &&
            (!*group || strcmp(of, group) == 0))
            good = make_films(work, package, least, each, films);
    if (file)
        fclose(file);
    else
        perror(list);
    return good;
}

bool sound_films_in(const char *folder, const char *work, struct sound_films *films)
{
    char pattern[512];
    glob_t found;
    bool good = true;
    snprintf(pattern, sizeof pattern, "%.500s/*.mkv", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return true;
    for (size_t i = 0; good && i < found.gl_pathc; i++) {
        struct sound_film film = {0};
        snprintf(film.name, sizeof film.name, "%.90s", strrchr(found.gl_pathv[i], '/') + 1);
        snprintf(film.source, sizeof film.source, "%s", film.name);
        snprintf(film.path, sizeof film.path, "%.300s/%.90s.wav", work, film.name);
        good =
            (is_there(film.path) ||
             sound_run("ffmpeg -v error -nostdin -y -i '%s' -vn -ar %d -ac 2 -fflags +bitexact -f wav '%s'",
                       found.gl_pathv[i], RATE, film.path)) &&
            add(films, film);
    }
    globfree(&found);
    return good;
}

void sound_films_release(struct sound_films *films)
{
    for (size_t i = 0; i < films->count; i++)
        pst_footage_close(&films->items[i].footage);
    free(films->items);
    *films = (struct sound_films){0};
}
