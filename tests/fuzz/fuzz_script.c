/* SPDX-License-Identifier: Apache-2.0 */
/* Scripts of the stage: a fault is told with its line; what is taken runs, frame by frame. */
#include "film/running.h"
#include "film/script.h"
#include "fuzz.h"

/* In place of the stage's: a voice takes a process of its own for each line. */
int64_t speech_length(const char *words, const char *voice)
{
    return (int64_t)(strlen(words) + strlen(voice)) * 1000;
}

static void check_complaint(const char *complaint)
{
    size_t length = strlen(complaint);
    MUST(length > 8 && length < longest_complaint && strncmp(complaint, "script:", 7) == 0);
}

static void check_film(const struct screenplay *film)
{
    char complaint[longest_complaint];
    struct running running;
    int count;
    MUST(running_make(film, &running, complaint, sizeof complaint) == 0);
    MUST(film->shot_count > 0 && running.frames > 0);
    for (int frame = 0; frame < running.frames && frame < 5000; frame++) {
        struct exposure e = running_at(film, &running, frame);
        MUST(e.a_frame >= 0 && e.a_frame < film->shots[e.a].frames && e.done >= 0 && e.done < 1);
        MUST(e.b < 0 || (e.b == e.a + 1 && e.b_frame >= 0 && e.b_frame < film->shots[e.b].join_frames));
        MUST(e.a_faded >= 0 && e.a_faded <= 1 && e.b_faded >= 0 && e.b_faded <= 1);
    }
    struct true_transition *all = running_transitions(film, &running, &count);
    for (int i = 0; i < count; i++)
        MUST(all[i].first >= 0 && all[i].last >= all[i].first && all[i].last < running.frames);
    free(all);
    running_release(&running);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct screenplay film;
    char complaint[longest_complaint], *text = as_string(bytes, size);
    if (script_read(text, "script", &film, complaint)) {
        check_complaint(complaint);
    } else {
        check_film(&film);
        screenplay_release(&film);
    }
    free(text);
    return 0;
}
