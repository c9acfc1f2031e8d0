/* SPDX-License-Identifier: Apache-2.0 */
/* test_reel_memory [EVERY]: every allocation of writing, opening and reading a reel fails once, and once
   together with all that follow: the status says so with a message, nothing is lost, leaked or left half, and
   what is read is right. */
#include "failing_memory.h"
#include "planted.h"
#include <dirent.h>
#include <sqlite3.h>
#include <unistd.h>

#define FOLDER "reel_memory_test"
#define TARGET FOLDER "/film.reel"
#define SOURCE FOLDER "/source.reel"

enum { SHORT = 6, CALLS = 23, MOST = 1 << 20 };

/* One failure ends all, so that only the commit is looked at. */
static void write_content(struct reel_writer *w)
{
    static const struct pst_shot shots[] = {{0, 2, PST_SHOT_PICTURE}, {3, SHORT - 1, PST_SHOT_PICTURE}};
    static const double lengths[] = {0.125, NAN};
    static const int64_t chosen[] = {1, -1};
    static const struct pst_rhythm_figure figure = {1, 0, "median_shot_length", "s", 41.6, 40, 43, "few"};
    struct pst_film film = planted_film();
    struct ids id = {0};
    film.frames = SHORT;
    film.end_pts = film.first_pts + SHORT;
    reel_write_film(w, &film, NULL);
    reel_write_meter(w, "light", 1, "{}", NULL);
    reel_write_measure(w, &light_mean, 0, no_step, &id.mean, NULL);
    reel_write_meter(w, "colour", 1, "{}", NULL);
    reel_write_measure(w, &colour_bins, 0, no_step, &id.bins, NULL);
    reel_write_meter(w, "title", 1, "{}", NULL);
    reel_write_meter(w, "still", 1, "{}", NULL);
    reel_write_meter(w, "loudness", 1, "{}", NULL);
    reel_write_measure(w, &momentary, -0.02, tenth, &id.momentary, NULL);
    reel_write_meter(w, "form", 1, "{}", NULL);
    reel_write_measure(w, &length, 0, no_step, &id.length, NULL);
    for (int64_t n = 0; n < SHORT; n++) {
        reel_write_frame(w, n, FIRST_PTS + n, NULL);
        reel_write_value(w, id.mean, n, planted_value(1, n), NULL);
        reel_write_value(w, id.momentary, n, planted_value(4, n), NULL);
        reel_write_vector(w, id.bins, n, &n, sizeof n, NULL);
    }
    reel_write_title(w, &(struct title){2, 1500, 3000, {1, 1000}, "caf\xc3\xa9 \xff!"}, NULL);
    reel_write_problem(w, &(struct pst_problem){1, 2, "picture damaged"}, NULL);
    reel_keep_still(w, 1, 320, 180, "jpeg", 4, NULL);
    reel_write_shots(w, shots, 2, NULL);
    reel_write_corrections(w, &(struct pst_correction){ODD_NAME, "2026-11-22T16:30:00Z"}, 1, NULL);
    reel_write_found(w, &(struct pst_found){{PST_CUT, 2, 2, 0.75, ""}, -1}, 1, NULL);
    reel_write_transitions(w, &(struct pst_transition){PST_CUT, 3, 3, 1, "x"}, 1, NULL);
    reel_write_origins(w, &(struct pst_origin){PST_MOVED, 0, 0}, 1, NULL);
    reel_write_labels(w, &(struct pst_label){"fight", 0, 2, 0}, 1, NULL);
    reel_write_palette(w, 0, planted_swatches, 2, NULL);
    reel_write_shot_values(w, "shot_length", lengths, 2, NULL);
    reel_write_rhythm(w, &figure, 1, NULL);
    reel_choose_stills(w, chosen, 2, NULL);
}

static enum pst_status write_new(const char *path, struct pst_error *error)
{
    struct reel_writer *w;
    enum pst_status status = reel_writer_open(path, NULL, &w, error);
    if (status != PST_OK)
        return status;
    write_content(w);
    return reel_writer_commit(&w, error);
}

/* Over itself: the old reel is read, copied, changed and replaced. */
static enum pst_status write_over(const char *path, struct pst_error *error)
{
    struct reel_writer *w;
    struct pst_reel *view;
    int id = 0;
    enum pst_status status = reel_writer_open(path, path, &w, error);
    if (status != PST_OK)
        return status;
    reel_write_meter(w, "light", 2, "{}", NULL);
    reel_write_measure(w, &light_key, 0, no_step, &id, NULL);
    for (int64_t n = 0; n < SHORT; n++)
        reel_write_value(w, id, n, (double)n, NULL);
    reel_forget_meter(w, "still", NULL);
    status = reel_writer_view(w, &view, error);
    if (status != PST_OK) {
        reel_writer_abandon(&w);
        return status;
    }
    return reel_writer_commit(&w, error);
}

/* FNV-1a. */
static uint64_t fnv(const void *bytes, size_t size, uint64_t seed)
{
    uint64_t hash = 0xcbf29ce484222325 ^ seed;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3;
    return hash;
}

static uint64_t hash_text(const char *text, uint64_t seed)
{
    return fnv(text, strlen(text) + 1, seed);
}

static uint64_t hash_series(struct pst_series s)
{
    return fnv(s.values, s.count * sizeof *s.values, s.count);
}

/* The content of call `which`, if it succeeds. */
static enum pst_status read_one(struct pst_reel *r, int which, uint64_t *hash, struct pst_error *error)
{
    enum pst_status status = PST_OK;
    size_t count = 0;
    uint64_t h = 0;
#define EACH(type, function, value)                                                                          \
    {                                                                                                        \
        const type *items;                                                                                   \
        status = function(r, &items, &count, error);                                                         \
        for (size_t i = 0; status == PST_OK && i < count; i++) {                                             \
            const type *item = &items[i];                                                                    \
            h = value;                                                                                       \
        }                                                                                                    \
        break;                                                                                               \
    }
    struct pst_series series;
    const struct pst_swatch *swatches;
    const struct pst_vector *vectors;
    const int64_t *pts;
    switch (which) {
    case 0: EACH(struct pst_measure, pst_reel_measures, hash_text(item->name, hash_text(item->what, h)))
    case 1: EACH(struct pst_meter_used, pst_reel_meters, hash_text(item->parameters, h + item->version))
    case 2: EACH(struct pst_shot, pst_reel_shots, fnv(&item->last, sizeof item->last, h))
    case 3: EACH(struct pst_transition, pst_reel_transitions, fnv(&item->first, sizeof item->first, h))
    case 4: EACH(struct pst_title, pst_reel_titles, hash_text(item->text, h))
    case 5: EACH(struct pst_still, pst_reel_stills, fnv(item->jpeg, item->size, h))
    case 6: EACH(struct pst_rhythm_figure, pst_reel_rhythm, hash_text(item->note, hash_text(item->name, h)))
    case 7: EACH(struct pst_problem, pst_reel_problems, hash_text(item->what, h))
    case 8:
    case 9:
        status = pst_reel_palette(r, (size_t)which - 8, &swatches, &count, error);
        h = status == PST_OK && count ? fnv(swatches, count * sizeof *swatches, 0) : 0;
        break;
    case 10:
        status = pst_reel_pts(r, &pts, error);
        h = status == PST_OK ? fnv(pts, SHORT * sizeof *pts, 0) : 0;
        break;
    case 11:
    case 12:
    case 13:
    case 14: {
        static const char *const names[] = {"light_mean", "loudness_momentary", "shot_length", "none"};
        status = pst_reel_series(r, names[which - 11], &series, error);
        h = status == PST_OK ? hash_series(series) : 0;
        break;
    }
    case 15:
    case 16:
        status = pst_reel_shot_series(r, which == 15 ? "light_mean" : "shot_length", &series, error);
        h = status == PST_OK ? hash_series(series) : 0;
        break;
    case 17:
        status = pst_reel_vectors(r, "colour_bins", &vectors, &count, error);
        for (size_t i = 0; status == PST_OK && i < count; i++)
            h = fnv(vectors[i].data, vectors[i].size, h);
        break;
    case 18:
        EACH(struct pst_correction, pst_reel_corrections, hash_text(item->file, hash_text(item->applied, h)))
    case 19: EACH(struct pst_origin, pst_reel_origins, fnv(item, sizeof *item, h))
    case 20: EACH(struct pst_found, pst_reel_found, fnv(&item->removed, sizeof item->removed, h))
    case 21: EACH(struct pst_label, pst_reel_labels, hash_text(item->name, h))
    default: h = hash_text(pst_reel_film(r)->file, hash_text(pst_reel_film(r)->streams[1].label, 0)); break;
    }
    *hash = fnv(&count, sizeof count, h);
    return status;
}

static const char *path_read;
static uint64_t wanted[CALLS];

/* What was refused for want of memory must be there when asked again with memory. */
static enum pst_status read_all(const char *path, struct pst_error *error)
{
    struct pst_reel *r;
    enum pst_status first = pst_reel_open(path, &r, error);
    REQUIRE((first == PST_OK) == (r != NULL));
    for (int i = 0; r && i < CALLS; i++) {
        struct pst_error why = {0};
        uint64_t hash = 0;
        enum pst_status status = read_one(r, i, &hash, &why);
        if (i == 14 && status == PST_USAGE)
            continue;
        if (status == PST_OK)
            REQUIRE(!path_read || hash == wanted[i]);
        if (!path_read)
            wanted[i] = hash;
        if (status != PST_OK && first == PST_OK) {
            first = status;
            *error = why;
        }
        if (status != PST_OK && !memory.lasting && read_one(r, i, &hash, &why) == PST_OK)
            REQUIRE(hash == wanted[i]);
    }
    pst_reel_close(&r);
    return first;
}

typedef enum pst_status deed(const char *path, struct pst_error *);

static int count_entries(void)
{
    int count = 0;
    DIR *folder = opendir(FOLDER);
    REQUIRE(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static uint64_t hash_file(const char *path)
{
    static char bytes[1 << 22];
    FILE *in = fopen(path, "rb");
    REQUIRE(in);
    size_t size = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    return fnv(bytes, size, 0);
}

static void copy_file(const char *from, const char *to)
{
    static char bytes[1 << 22];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    REQUIRE(in && out);
    size_t size = fread(bytes, 1, sizeof bytes, in);
    REQUIRE(fwrite(bytes, 1, size, out) == size && fclose(out) == 0);
    fclose(in);
}

/* before: what the target holds when the deed begins, NULL: there is none. */
struct trial {
    const char *name, *before;
    deed *run;
    bool writes;
    uint64_t old, new;
};

static void check_target(const struct trial *t, enum pst_status status)
{
    bool there = access(TARGET, F_OK) == 0;
    REQUIRE_INT(count_entries(), 1 + there);
    if (!t->writes)
        return;
    if (status == PST_OK)
        REQUIRE(there && hash_file(TARGET) == t->new);
    else
        REQUIRE(there ? t->before && hash_file(TARGET) == t->old : !t->before);
}

static void lay_out(const struct trial *t)
{
    unlink(TARGET);
    if (t->before)
        copy_file(t->before, TARGET);
}

/* SQLite's json_valid says no where it has no memory to look: a constraint then fails for want of memory. */
static bool is_told(enum pst_status status, const struct pst_error *error)
{
    return error->message[0] &&
           (status == PST_INTERNAL || (status == PST_INPUT && strstr(error->message, "json_valid")));
}

static long try(const struct trial *t, long fail_at, bool lasting)
{
    struct pst_error error = {0};
    if (t->writes)
        lay_out(t);
    long before = memory.live;
    memory_begin(fail_at, lasting);
    enum pst_status status = t->run(TARGET, &error);
    long asked = memory_end();
    if (LIVE_IS_EXACT && memory.live != before)
        TEST_FAIL("%s: %ld blocks leak where allocation %ld fails", t->name, memory.live - before, fail_at);
    if (status != PST_OK && !is_told(status, &error))
        TEST_FAIL("%s: status %d where allocation %ld fails%s: %s", t->name, status, fail_at,
                  lasting ? " and all later ones" : "", error.message);
    REQUIRE(memory.failed || status == PST_OK);
    check_target(t, status);
    return asked;
}

/* SQLite's own allocations are many and alike: of them every `every`th fails. */
static void check(struct trial t, long every)
{
    t.old = t.before ? hash_file(t.before) : 0;
    struct pst_error error = {0};
    lay_out(&t);
    REQUIRE_INT(t.run(TARGET, &error), PST_OK);
    t.new = access(TARGET, F_OK) == 0 ? hash_file(TARGET) : 0;
    path_read = TARGET;
    static unsigned char whose[MOST];
    memory.whose = whose;
    long count = try(&t, 0, false), ours = 0, tried = 0;
    memory.whose = NULL;
    for (long k = 1; k <= count; k++) {
        ours += whose[k];
        if (!whose[k] && k % every != 0)
            continue;
        tried++;
        try(&t, k, false);
        try(&t, k, true);
    }
    printf("%s: %ld allocations, %ld ours; %ld tried\n", t.name, count, ours, tried);
    unlink(TARGET);
}

static sqlite3_mem_methods theirs;

static void *their_malloc(int size)
{
    memory.theirs = true;
    void *block = theirs.xMalloc(size);
    memory.theirs = false;
    return block;
}

static void *their_realloc(void *old, int size)
{
    memory.theirs = true;
    void *block = theirs.xRealloc(old, size);
    memory.theirs = false;
    return block;
}

static void tell_theirs(void)
{
    sqlite3_mem_methods told;
    REQUIRE(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &theirs) == SQLITE_OK);
    told = theirs;
    told.xMalloc = their_malloc;
    told.xRealloc = their_realloc;
    REQUIRE(sqlite3_config(SQLITE_CONFIG_MALLOC, &told) == SQLITE_OK);
}

int main(int argc, char **argv)
{
    long every = argc > 1 ? atol(argv[1]) : 1;
    REQUIRE(every > 0);
    tell_theirs();
    struct pst_error error = {0};
    REQUIRE(system("rm -rf " FOLDER " && mkdir " FOLDER) == 0);
    if (write_new(SOURCE, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    check((struct trial){"reading", SOURCE, read_all, false, 0, 0}, every);
    check((struct trial){"writing anew", NULL, write_new, true, 0, 0}, every);
    check((struct trial){"writing over a reel", SOURCE, write_over, true, 0, 0}, every);
    REQUIRE(unlink(SOURCE) == 0 && rmdir(FOLDER) == 0);
    return 0;
}
