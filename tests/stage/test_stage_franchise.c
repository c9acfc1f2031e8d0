/* SPDX-License-Identifier: Apache-2.0 */
/* Films of franchises: scripts that can be read and run, knobs that leave alone what is not theirs, lengths
 * and joins as asked for, people and cameras on the floor, truth in the comments that the film keeps. */
#include "film/franchise.h"
#include "film/running.h"
#include "film/script.h"
#include "test.h"

enum { films = 60, most_lines = 8000 };

static const char *seeds_path;

/* ---- seeds ---- */

static int read_seeds(const char *group, uint64_t *seeds, int room)
{
    FILE *file = fopen(seeds_path, "r");
    char line[512], name[32];
    unsigned long long seed;
    int count = 0;
    REQUIRE(file);
    while (fgets(line, sizeof line, file)) {
        if (line[0] != '#' && sscanf(line, "%31s %llu", name, &seed) == 2 && !strcmp(name, group) &&
            count < room)
            seeds[count++] = seed;
    }
    fclose(file);
    return count;
}

static void test_seeds(void)
{
    static uint64_t seeds[3000];
    int tune = read_seeds("tune", seeds, 1000), both = tune + read_seeds("report", seeds + tune, 1000),
        all = both + read_seeds("shots", seeds + both, 1000);
    REQUIRE(tune >= 200);
    REQUIRE(both - tune >= 100);
    REQUIRE(all - both >= 20);
    for (int i = 0; i < all; i++) {
        for (int k = 0; k < i; k++)
            REQUIRE(seeds[i] != seeds[k]);
    }
}

/* ---- scripts as text ---- */

struct text {
    char *all, *lines[most_lines];
    int count;
};

static struct film_order usual_order(uint64_t seed)
{
    return (struct film_order){
        .seed = seed, .number = 1 + (int)(seed % 3), .minutes = 3, .width = 640, .height = 268};
}

static char *drawn(const struct film_order *order)
{
    char *all = NULL;
    size_t length = 0;
    FILE *script = open_memstream(&all, &length);
    REQUIRE(script);
    REQUIRE(franchise_write(order, script) == 0);
    fclose(script);
    return all;
}

static struct text *text_of(const struct film_order *order)
{
    struct text *text = calloc(1, sizeof *text);
    REQUIRE(text);
    text->all = drawn(order);
    for (char *at = text->all; *at;) {
        char *end = strchr(at, '\n');
        REQUIRE(end && text->count < most_lines);
        *end = 0;
        text->lines[text->count++] = at;
        at = end + 1;
    }
    return text;
}

static void drop_text(struct text *text)
{
    free(text->all);
    free(text);
}

static int begins(const char *line, const char *word)
{
    return !strncmp(line, word, strlen(word));
}

/* Whether a line's first word is one of them. */
static int is_one_of(const char *line, const char *words)
{
    char first[40] = "";
    sscanf(line, "%38s", first);
    strcat(first, " ");
    for (const char *at = words; (at = strstr(at, first)); at++) {
        if (at == words || at[-1] == ' ')
            return *first != ' ';
    }
    return 0;
}

#define MOVES "pan tilt roll dolly track crane zoom "
#define JOINS "cut jump dissolve wipe push slide dip black "

static void blank(char *line)
{
    *line = 0;
}

/* Takes a word and its one value out of a line. */
static void cut_field(char *line, const char *word)
{
    char marked[40];
    snprintf(marked, sizeof marked, " %s ", word);
    char *at = strstr(line, marked);
    if (!at)
        return;
    char *end = strchr(at + strlen(marked), ' ');
    memmove(at, end ? end : "", strlen(end ? end : "") + 1);
}

static void cut_tail(char *line, const char *from)
{
    char *at = strstr(line, from);
    if (at)
        *at = 0;
}

static void cut_camera(char *line)
{
    if (is_one_of(line, MOVES))
        blank(line);
    if (begins(line, "shot ")) {
        cut_tail(line, " on ");
        cut_tail(line, " from ");
    }
}

/* ---- the film's order, in blocks: a shot, how it is joined, and what is said of it ---- */

static int is_block(const char *line)
{
    return begins(line, "shot ") || begins(line, "card ");
}

/* The line of the shot or card that a line belongs to; -1 for none. */
static int block_of(const struct text *text, int line)
{
    int first = 0;
    while (first < text->count && !begins(text->lines[first], "card logo"))
        first++;
    int step = is_one_of(text->lines[line], JOINS) ? 1 : -1;
    if (line < first || !text->lines[line][0] || is_one_of(text->lines[line], "music caption subtitles "))
        return -1;
    while (!is_block(text->lines[line]))
        line += step;
    return line;
}

/* Blanks the shots of the scenes that `is_theirs` knows, and their neighbours, whom joins reach. */
static void cut_shots(struct text *text, int (*is_theirs)(const char *scene, const void *user),
                      const void *user)
{
    static int blocks[most_lines], cut[most_lines];
    int count = 0;
    for (int i = 0; i < text->count; i++) {
        if (is_block(text->lines[i]))
            blocks[count++] = i;
    }
    memset(cut, 0, sizeof cut);
    for (int i = 0; i < count; i++) {
        char scene[40] = "";
        sscanf(text->lines[blocks[i]], "shot %*s of %38s", scene);
        for (int k = -1; k <= 2 && is_theirs(scene, user); k++)
            cut[blocks[i + k < 0 ? 0 : i + k < count ? i + k : count - 1]] = 1;
    }
    static int owner[most_lines];
    for (int i = 0; i < text->count; i++)
        owner[i] = block_of(text, i);
    for (int i = 0; i < text->count; i++) {
        if (owner[i] >= 0 && cut[owner[i]])
            blank(text->lines[i]);
    }
}

/* Training and the first scene of montages are fought as well. */
static int is_fight(const char *scene, const void *user)
{
    (void)user;
    return begins(scene, "fight") || begins(scene, "training") ||
           (begins(scene, "montage") && strchr(scene + 7, 'a'));
}

/* ---- what belongs to each knob ---- */

static void cut_palette(struct text *text)
{
    static const char *const fields[] = {"top", "bottom", "shoes", "light", "tint", "ground", "ink"};
    for (int i = 0; i < text->count; i++) {
        char *line = text->lines[i];
        if (is_one_of(line, "look wear ") || begins(line, "dip #"))
            blank(line);
        for (int k = 0; k < 7; k++)
            cut_field(line, fields[k]);
    }
}

static void cut_sets(struct text *text)
{
    static const char *const placed[] = {" walk ",  " run ",      " turn ",  "flash ",
                                         "passer ", "lightning ", "strobe ", "explosion ",
                                         "fire at", "smoke ",     "muzzle "};
    for (int i = 0; i < text->count; i++) {
        char *line = text->lines[i], verb[40] = "";
        sscanf(line, " %*s %38s", verb);
        if (is_one_of(line, "line weather crowd ") || begins(line, "# sets"))
            blank(line);
        if (begins(line, "  ") && !begins(line, "  at ") && !strcmp(verb, "at"))
            blank(line);
        for (int k = 0; k < 11 && begins(line, "  at "); k++) {
            if (strstr(line, placed[k]) && !strstr(line, "\""))
                blank(line);
        }
        cut_field(line, "room");
        cut_field(line, "set");
        cut_field(line, "dressing");
        cut_camera(line);
    }
}

static void cut_cameras(struct text *text)
{
    for (int i = 0; i < text->count; i++) {
        if (begins(text->lines[i], "# camera"))
            blank(text->lines[i]);
        cut_camera(text->lines[i]);
    }
}

static void cut_cutting(struct text *text)
{
    for (int i = 0, in = 0; i < text->count; i++) {
        in = in ? !begins(text->lines[i], "music") : begins(text->lines[i], "card logo");
        if (in || begins(text->lines[i], "# cutting"))
            blank(text->lines[i]);
    }
}

static void cut_choreography(struct text *text)
{
    cut_shots(text, is_fight, NULL);
    for (int i = 0, in = 0; i < text->count; i++) {
        char *line = text->lines[i];
        in |= begins(line, "choreography");
        int ends = begins(line, "end");
        if (in || strstr(line, " perform ") || strstr(line, " muzzle ") || strstr(line, " shoot") ||
            strstr(line, " run "))
            blank(line);
        in &= !ends;
    }
}

static void cut_sound(struct text *text)
{
    for (int i = 0; i < text->count; i++) {
        if (is_one_of(text->lines[i], "music tune subtitles "))
            blank(text->lines[i]);
    }
}

static void (*const cutters[knob_count])(struct text *) = {cut_palette, cut_sets,         cut_cameras,
                                                           cut_cutting, cut_choreography, cut_sound};

static void require_same_rest(const struct text *a, const struct text *b, const char *what)
{
    int i = 0, k = 0;
    for (;;) {
        while (i < a->count && !a->lines[i][0])
            i++;
        while (k < b->count && !b->lines[k][0])
            k++;
        if (i == a->count && k == b->count)
            return;
        if (i == a->count || k == b->count || strcmp(a->lines[i], b->lines[k]) != 0)
            TEST_FAIL("%s changed\n%s\nto\n%s", what, i < a->count ? a->lines[i] : "",
                      k < b->count ? b->lines[k] : "");
        i++;
        k++;
    }
}

static void test_knobs(void)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        for (int knob = 0; knob < knob_count; knob++) {
            struct film_order order = usual_order(seed), other = order;
            other.strangers = UINT64_C(1) << knob;
            char what[64];
            snprintf(what, sizeof what, "seed %d, knob %s", (int)seed, knob_name((enum knob)knob));
            struct text *a = text_of(&order), *b = text_of(&other);
            /* The first line says which knobs are strange. */
            blank(a->lines[0]);
            blank(b->lines[0]);
            int same = a->count == b->count;
            for (int i = 0; same && i < a->count; i++)
                same = !strcmp(a->lines[i], b->lines[i]);
            if (same)
                TEST_FAIL("%s changes nothing", what);
            cutters[knob](a);
            cutters[knob](b);
            require_same_rest(a, b, what);
            drop_text(a);
            drop_text(b);
        }
    }
}

/* Where a set-up stands, as the script tells it first; "" where it does not. */
static void first_place(const struct text *text, const char *shot, char place[160])
{
    char mine[80], theirs[80], scene[80];
    sscanf(shot, "shot %38s of %38s", mine, scene);
    *place = 0;
    for (int i = 0; i + 1 < text->count && !*place; i++) {
        char other[80] = "";
        const char *from = strstr(text->lines[i], " from ");
        if (sscanf(text->lines[i], "shot %38s of %38s", theirs, other) < 2 || !from ||
            strcmp(mine, theirs) != 0 || strcmp(scene, other) != 0 || begins(text->lines[i + 1], "whip"))
            continue;
        if (!strstr(text->lines[i + 1], " over 0 6") && !strstr(text->lines[i + 2], " over 0 6"))
            snprintf(place, 160, "%s", from);
    }
}

/* When the cutting changes, whoever stands still is seen from the same places. */
static void test_setups(void)
{
    int compared = 0;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct film_order order = usual_order(seed), other = order;
        other.strangers = 1 << knob_cutting;
        struct text *a = text_of(&order), *b = text_of(&other);
        for (int i = 0; i < a->count; i++) {
            char here[160], there[160];
            if (!begins(a->lines[i], "shot ") || strstr(a->lines[i], " of walk") ||
                strstr(a->lines[i], " of chase") || strstr(a->lines[i], " of montage") ||
                strstr(a->lines[i], " of fight") || strstr(a->lines[i], " of training"))
                continue;
            first_place(a, a->lines[i], here);
            first_place(b, a->lines[i], there);
            if (!*here || !*there)
                continue;
            REQUIRE_TEXT(there, here);
            compared++;
        }
        drop_text(a);
        drop_text(b);
    }
    REQUIRE(compared > 100);
}

/* ---- what a franchise keeps ---- */

static int same_lines(const struct text *a, const struct text *b, const char *words)
{
    int i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a->count && !is_one_of(a->lines[i], words))
            i++;
        while (k < b->count && !is_one_of(b->lines[k], words))
            k++;
        if (i == a->count || k == b->count)
            return i == a->count && k == b->count;
        if (strcmp(a->lines[i], b->lines[k]) != 0)
            return 0;
    }
}

static void test_series(void)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct film_order order = usual_order(seed), next = order, control = order;
        next.number = order.number + 1;
        control.strangers = (1 << knob_count) - 1;
        struct text *a = text_of(&order), *b = text_of(&next), *c = text_of(&control);
        REQUIRE(same_lines(a, b, "look tune choreography move "));
        REQUIRE(!same_lines(a, b, "film "));
        REQUIRE(!same_lines(a, c, "look "));
        REQUIRE(!same_lines(a, c, "tune "));
        REQUIRE(!same_lines(a, c, "move "));
        REQUIRE(same_lines(a, c, "film "));
        drop_text(a);
        drop_text(b);
        drop_text(c);
    }
}

/* ---- departures ---- */

static int departs(const char *scene, const void *user)
{
    const struct text *text = user;
    char line[60];
    snprintf(line, sizeof line, "scene %s ", scene);
    for (int i = 1; i < text->count && *scene; i++) {
        if (begins(text->lines[i], line))
            return !strcmp(text->lines[i - 1], "# departs");
    }
    return 0;
}

/* Blanks all that the departing scenes are, and what the film needs only for them. */
static void cut_departure(struct text *text, const struct text *departed, int first, int last)
{
    cut_shots(text, departs, departed);
    for (int i = 0, in = 0, block = 0; i < text->count; i++) {
        char *line = text->lines[i], scene[40] = "";
        int from = -1, named = sscanf(line, "scene %38s", scene);
        sscanf(line, "music %*s from %d", &from);
        in = named == 1 ? departs(scene, departed) : in && !begins(line, "card") && *line;
        block = begins(line, "choreography other_") || (block && *line);
        if (in || block || (from >= first && from <= last) || is_one_of(line, "other_ ") ||
            begins(line, "tune other_") || begins(line, "# depart") || begins(line, "# where"))
            blank(line);
    }
}

static void test_departures(void)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        for (int knob = 0; knob < knob_count; knob++) {
            struct film_order order = usual_order(seed), other = order;
            other.departure = (struct departure){0.35, 0.7, 1 << knob};
            struct text *a = text_of(&order), *b = text_of(&other), *whole = text_of(&other);
            int first = -1, last = -1;
            for (int i = 0; i < b->count; i++)
                sscanf(b->lines[i], "# departure: frames %d to %d", &first, &last);
            REQUIRE(first >= 0 && last > first && last < 3 * 60 * 24);
            char what[64];
            snprintf(what, sizeof what, "seed %d, departing in %s", (int)seed, knob_name((enum knob)knob));
            cut_departure(a, whole, first, last);
            cut_departure(b, whole, first, last);
            require_same_rest(a, b, what);
            drop_text(a);
            drop_text(b);
            drop_text(whole);
        }
    }
}

/* ---- films ---- */

struct read_film {
    char *text;
    struct screenplay film;
    struct running running;
};

static struct read_film *read_film(const struct film_order *order)
{
    static char complaint[longest_complaint];
    struct read_film *read = calloc(1, sizeof *read);
    REQUIRE(read);
    read->text = drawn(order);
    char name[40];
    snprintf(name, sizeof name, "seed %d", (int)order->seed);
    if (script_read(read->text, name, &read->film, complaint))
        TEST_FAIL("%s", complaint);
    if (running_make(&read->film, &read->running, complaint, sizeof complaint))
        TEST_FAIL("%s: %s", name, complaint);
    return read;
}

static void drop_film(struct read_film *read)
{
    running_release(&read->running);
    screenplay_release(&read->film);
    free(read->text);
    free(read);
}

static int on_pieces(const struct floor_piece *pieces, int count, double x, double z, double grown)
{
    for (int i = 0; i < count; i++) {
        if (x >= pieces[i].x0 - grown && x <= pieces[i].x1 + grown && z >= pieces[i].z0 - grown &&
            z <= pieces[i].z1 + grown)
            return 1;
    }
    return 0;
}

/* Scripts have hundredths of a metre. */
static int on_floor(const struct set *set, double x, double z)
{
    return !set->floor_count || (on_pieces(set->floors, set->floor_count, x, z, 0.011) &&
                                 !on_pieces(set->blocked, set->blocked_count, x, z, -0.011));
}

static void check_places(const struct read_film *read)
{
    for (size_t i = 0; i < read->film.scene_count; i++) {
        const struct scene *scene = &read->film.scenes[i];
        for (int k = 0; k < scene->present_count; k++) {
            struct vec at = scene->starts[scene->present[k]].at;
            if (!on_floor(scene->set, (double)at.x, (double)at.z))
                TEST_FAIL("somebody in %s begins beside the floor, at %g %g", scene->name, (double)at.x,
                          (double)at.z);
        }
        for (size_t k = 0; k < scene->deed_count; k++) {
            const struct deed *deed = &scene->deeds[k];
            if ((deed->verb == deed_walk || deed->verb == deed_run) &&
                !on_floor(scene->set, (double)deed->to.x, (double)deed->to.z))
                TEST_FAIL("somebody in %s goes off the floor", scene->name);
        }
    }
    for (size_t i = 0; i < read->film.shot_count; i++) {
        const struct staged_shot *shot = &read->film.shots[i];
        struct vec at = shot->camera.at;
        if (shot->scene >= 0 && !on_floor(read->film.scenes[shot->scene].set, (double)at.x, (double)at.z))
            TEST_FAIL("the camera %s of %s stands beside the floor, at %g %g", shot->name,
                      read->film.scenes[shot->scene].name, (double)at.x, (double)at.z);
    }
}

/* The scene in which a thread is heard for the n-th time; NULL: never. */
static const char *heard_in(const struct read_film *read, const char *thread, int n)
{
    for (size_t i = 0; i < read->film.scene_count; i++) {
        const struct scene *scene = &read->film.scenes[i];
        for (size_t k = 0; k < scene->deed_count; k++) {
            if (scene->deeds[k].verb == deed_say && !strcmp(scene->deeds[k].thread, thread) && n-- == 0)
                return scene->name;
        }
    }
    return NULL;
}

static int check_threads(const struct read_film *read)
{
    int told = 0;
    for (const char *at = read->text; (at = strstr(at, "# thread ")); at++, told++) {
        char thread[24], planted[40], taken_up[40] = "";
        REQUIRE(sscanf(at, "# thread %23[^:]: planted in %38[^,], taken up in %38s", thread, planted,
                       taken_up) >= 2);
        const char *first = heard_in(read, thread, 0), *second = heard_in(read, thread, 1);
        REQUIRE(first);
        REQUIRE_TEXT(first, planted);
        REQUIRE_TEXT(second ? second : "", taken_up);
        REQUIRE(!heard_in(read, thread, 2));
    }
    return told;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct counts {
    int shots, short_ones, joins, gradual, threads, crossings, told_crossings, measured, fight_cuts, on_hits;
    double logs; /* of the middle length of talk's shots over the asked one */
};

static void count_talk(const struct read_film *read, struct counts *counts)
{
    static double seconds[most_lines];
    int n = 0;
    double asked = 0;
    REQUIRE(sscanf(strstr(read->text, "# cutting"), "# cutting: middle shot of talk %lf", &asked) == 1);
    for (size_t i = 0; i < read->film.shot_count; i++) {
        const struct staged_shot *shot = &read->film.shots[i];
        if (shot->scene >= 0 && begins(read->film.scenes[shot->scene].name, "talk"))
            seconds[n++] = shot->frames / 24.0;
    }
    if (n < 12)
        return;
    qsort(seconds, (size_t)n, sizeof *seconds, by_number);
    counts->logs += log2(seconds[n / 2] / asked);
    counts->measured++;
}

static void count_joins(const struct read_film *read, struct counts *counts)
{
    int count, offset = 0;
    struct true_transition *all = running_transitions(&read->film, &read->running, &count);
    REQUIRE(sscanf(strstr(read->text, "cuts "), "cuts %d frames off the hit", &offset) == 1);
    for (int i = 0; i < count; i++) {
        const struct true_transition *t = &all[i];
        if (t->from < 0 || t->to < 0)
            continue;
        int length = t->last - t->first + 1;
        counts->joins++;
        counts->gradual += strcmp(t->kind, "cut") != 0 && strcmp(t->kind, "jump_cut") != 0;
        REQUIRE(length <= 2 * 96);
        const struct staged_shot *a = &read->film.shots[t->from], *b = &read->film.shots[t->to];
        if (a->scene >= 0 && a->scene == b->scene && begins(read->film.scenes[a->scene].name, "fight") &&
            length == 1) {
            counts->fight_cuts++;
            counts->on_hits += t->near_contact == -offset;
        }
        int talk = a->scene >= 0 && a->scene == b->scene && begins(read->film.scenes[a->scene].name, "talk");
        int told = strstr(a->name, "_across") != NULL || strstr(b->name, "_across") != NULL;
        if (talk && t->crosses && !told)
            printf("%d: %s to %s of %s crosses\n", (int)read->film.seed, a->name, b->name,
                   read->film.scenes[a->scene].name);
        counts->crossings += talk && t->crosses && !told;
        counts->told_crossings += talk && t->crosses && told;
    }
    free(all);
}

static void count_film(const struct film_order *order, struct counts *counts)
{
    struct read_film *read = read_film(order);
    REQUIRE_INT(read->running.frames, (int)(order->minutes * 60 * 24));
    check_places(read);
    counts->threads += check_threads(read);
    for (size_t i = 0; i < read->film.shot_count; i++) {
        counts->shots++;
        counts->short_ones += read->film.shots[i].frames <= 3;
    }
    double mean = read->running.frames / 24.0 / (double)read->film.shot_count;
    if (mean < 1 || mean > 12)
        TEST_FAIL("seed %d: shots of %g s on average", (int)order->seed, mean);
    count_talk(read, counts);
    count_joins(read, counts);
    drop_film(read);
}

static void test_films(void)
{
    static uint64_t seeds[films];
    struct counts all = {0};
    REQUIRE_INT(read_seeds("tune", seeds, films), films);
    for (int i = 0; i < films; i++) {
        struct film_order order = usual_order(seeds[i]);
        order.minutes = 1 + i % 2;
        order.gradual = 20;
        order.strangers = i % 5 ? 0 : (1 << knob_count) - 1;
        count_film(&order, &all);
    }
    double share = all.gradual / (double)all.joins, talk = exp2(all.logs / all.measured);
    printf(
        "%d shots, %d of 1 to 3 frames; %.3f of joins gradual; talk's middle shots %.2f of what was asked\n",
        all.shots, all.short_ones, share, talk);
    printf("%d threads; the line crossed %d times as told, %d times otherwise; %d of %d cuts of fights as "
           "told off a "
           "hit\n",
           all.threads, all.told_crossings, all.crossings, all.on_hits, all.fight_cuts);
    REQUIRE_NEAR(share, 0.2, 0.05);
    REQUIRE_NEAR(talk, 1, 0.2);
    REQUIRE(all.short_ones > 0 && all.short_ones * 50 < all.shots);
    REQUIRE(all.threads > films);
    REQUIRE(all.told_crossings > 0 && all.crossings == 0);
    /* Blows come every 25 frames or so: by chance 4 of 100 cuts would be just so far off one. Runs of very
     * short shots are not drawn to them. */
    REQUIRE(all.on_hits * 8 > all.fight_cuts);
}

int main(int count, char **words)
{
    REQUIRE(count == 2);
    seeds_path = words[1];
    test_seeds();
    test_knobs();
    test_setups();
    test_series();
    test_departures();
    test_films();
    return 0;
}
