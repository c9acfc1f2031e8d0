/* SPDX-License-Identifier: Apache-2.0 */
#include "film/subtitling.h"

#include <stdlib.h>
#include <string.h>

/* A letter between two others of its word is changed for its neighbour: "lamp" becomes "lmap". */
static void misspell(char *words, struct stream *stream)
{
    int places[longest_words], count = 0;
    for (int i = 1; words[i] && words[i + 1]; i++) {
        unsigned char a = (unsigned char)words[i], b = (unsigned char)words[i + 1];
        if (a >= 'a' && a <= 'z' && b >= 'a' && b <= 'z' && a != b)
            places[count++] = i;
    }
    if (!count)
        return;
    int at = places[draw_one_of(stream, count)];
    char kept = words[at];
    words[at] = words[at + 1];
    words[at + 1] = kept;
}

struct subtitle *subtitles_make(const struct screenplay *film, const struct scoring *scoring,
                                const struct speeches *speeches)
{
    const struct subtitle_faults *faults = &film->subtitle_faults;
    struct stream stream = stream_of(film->seed + faults->seed, "subtitles");
    int count = scoring->track.line_count;
    struct subtitle *subtitles = calloc((size_t)count + 1, sizeof *subtitles);
    if (!subtitles)
        exit(5);
    for (int i = 0; i < count; i++) {
        const struct line_cause *cause = &scoring->line_causes[i];
        struct subtitle *subtitle = &subtitles[i];
        double wrong = draw(&stream), gone = draw(&stream);
        int64_t late = (int64_t)(faults->late * sample_rate);
        subtitle->line = i;
        subtitle->at = scoring->lines[i].at + late;
        subtitle->until = subtitle->at + speeches->of[cause->scene][cause->deed].samples;
        snprintf(subtitle->words, sizeof subtitle->words, "%s", scoring->lines[i].words);
        subtitle->missing = gone < faults->missing;
        if (wrong < faults->misspelt) {
            misspell(subtitle->words, &stream);
            subtitle->misspelt = strcmp(subtitle->words, scoring->lines[i].words) != 0;
        }
    }
    return subtitles;
}

static void write_time(FILE *file, int64_t sample)
{
    int64_t ms = (sample * 1000 + sample_rate / 2) / sample_rate;
    ms = ms < 0 ? 0 : ms;
    fprintf(file, "%02d:%02d:%02d,%03d", (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60),
            (int)(ms % 1000));
}

int subtitles_write(const struct subtitle *subtitles, int count, FILE *file)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (subtitles[i].missing)
            continue;
        fprintf(file, "%d\n", ++number);
        write_time(file, subtitles[i].at);
        fputs(" --> ", file);
        write_time(file, subtitles[i].until);
        fprintf(file, "\n%s\n\n", subtitles[i].words);
    }
    return ferror(file) ? -1 : 0;
}
