/* SPDX-License-Identifier: Apache-2.0 */
#include "film/script.h"
#include "film/running.h"
#include "film/script_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest_script = 4000000 };

/* Where a statement may stand. One that is not of a scene ends the scene above it. */
enum place { anywhere, of_scene };

static const struct statement {
    const char *word;
    statement_reader *read;
    enum place place;
} statements[] = {
    {"film", read_film, anywhere},
    {"picture", read_picture, anywhere},
    {"look", read_look, anywhere},
    {"wear", read_wear, anywhere},
    {"person", read_person, anywhere},
    {"tune", read_tune, anywhere},
    {"choreography", read_choreography, anywhere},
    {"scene", read_scene, anywhere},
    {"line", read_line, of_scene},
    {"weather", read_weather, of_scene},
    {"crowd", read_crowd, of_scene},
    {"at", read_at, of_scene},
    {"shot", read_shot, anywhere},
    {"card", read_card, anywhere},
    {"black", read_black, anywhere},
    {"cut", read_cut, anywhere},
    {"jump", read_jump, anywhere},
    {"dissolve", read_dissolve, anywhere},
    {"wipe", read_wipe, anywhere},
    {"push", read_push, anywhere},
    {"slide", read_slide, anywhere},
    {"dip", read_dip, anywhere},
    {"fade", read_fade, anywhere},
    {"pan", read_pan, anywhere},
    {"tilt", read_tilt, anywhere},
    {"roll", read_roll, anywhere},
    {"dolly", read_dolly, anywhere},
    {"track", read_track, anywhere},
    {"crane", read_crane, anywhere},
    {"zoom", read_zoom, anywhere},
    {"whip", read_whip, anywhere},
    {"shake", read_shake, anywhere},
    {"shutter", read_shutter, anywhere},
    {"follow", read_follow, anywhere},
    {"focus", read_focus, anywhere},
    {"seam", read_seam, anywhere},
    {"caption", read_caption, anywhere},
    {"music", read_music, anywhere},
    {"subtitles", read_subtitles, anywhere},
};
enum { statement_count = sizeof statements / sizeof *statements };

static const struct statement *statement_named(const char *name)
{
    for (int i = 0; i < statement_count; i++) {
        if (!strcmp(statements[i].word, name))
            return &statements[i];
    }
    return NULL;
}

int is_statement(const char *name)
{
    return statement_named(name) || !strcmp(name, "move") || !strcmp(name, "end") || !strcmp(name, "door") ||
           !strcmp(name, "perform") || effect_named(name) >= 0;
}

static void check_opening(struct script_reader *r, const char *word)
{
    int opens = !strcmp(word, "film") || !strcmp(word, "picture");
    if (!opens && !r->titled)
        script_fail(r, "a script begins with film \"TITLE\"; here is '%s'", word);
    else if (!opens && !r->pictured)
        script_fail(r, "picture WIDTH HEIGHT must come before '%s'", word);
}

static void read_statement(struct script_reader *r)
{
    const char *word = script_peek(r);
    check_opening(r, word);
    if (r->choreography) {
        read_choreography_line(r);
        return;
    }
    if (r->scene && script_person_named(r, word) >= 0) {
        read_start(r);
        return;
    }
    const struct statement *statement = statement_named(word);
    if (!statement) {
        script_fail(r, "no statement begins with '%s'%s", word,
                    script_person_named(r, word) >= 0 ? "; people begin within a scene" : "");
        return;
    }
    if (statement->place == of_scene && !r->scene)
        script_fail(r, "'%s' stands within a scene", word);
    else if (statement->place != of_scene)
        close_scene(r);
    r->next++;
    if (!r->failed)
        statement->read(r);
}

/* What can be said only when the script is over. */
static void finish(struct script_reader *r)
{
    char fault[longest_complaint];
    if (r->choreography)
        script_fail(r, "choreography '%s' does not end: end is missing", r->choreography->name);
    close_scene(r);
    if (!r->titled)
        script_fail(r, "the script is empty: film \"TITLE\" is missing");
    if (!r->film->shot_count)
        script_fail(r, "the film has no shots");
    if (r->pending.said)
        script_fail(r, "no shot follows what joins it");
    int misfit = r->failed ? -1 : running_misfit(r->film, fault, sizeof fault);
    if (misfit >= 0) {
        r->line = r->shot_lines[misfit];
        script_fail(r, "%s", fault);
    }
}

int script_read(const char *text, const char *name, struct screenplay *film,
                char complaint[longest_complaint])
{
    struct script_reader *r = calloc(1, sizeof *r);
    if (!r) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    *film = (struct screenplay){.look = {1, 0, 1, 1, 1, 1, 1, {1, 1, 1}}};
    complaint[0] = 0;
    r->name = name;
    r->complaint = complaint;
    r->film = film;
    while (*text && !r->failed) {
        const char *end = strchr(text, '\n');
        end = end ? end : text + strlen(text);
        r->line++;
        script_split(r, text, end);
        if (!script_at_end(r))
            read_statement(r);
        text = *end ? end + 1 : end;
    }
    finish(r);
    int failed = r->failed;
    if (failed)
        screenplay_release(film);
    free(r->left);
    free(r->shot_lines);
    free(r);
    return failed ? -1 : 0;
}

int script_read_file(const char *path, struct screenplay *film, char complaint[longest_complaint])
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    FILE *file = fopen(path, "rb");
    char *text = malloc(longest_script + 1);
    if (!text) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    size_t length = file ? fread(text, 1, longest_script + 1, file) : 0;
    int bad = !file || ferror(file) || length > longest_script, status = -1;
    if (file)
        fclose(file);
    if (bad) {
        snprintf(complaint, longest_complaint, "%.80s:0: cannot be read, or is larger than %d bytes", name,
                 longest_script);
    } else {
        text[length] = 0;
        status = script_read(text, name, film, complaint);
    }
    free(text);
    return status;
}
