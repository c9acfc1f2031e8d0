/* SPDX-License-Identifier: Apache-2.0 */
/* What is written of a comparison is what is read, every member of every row. */
#include "planted_comparison.h"
#include "reel/comparison_writer.h"
#include <sys/stat.h>
#include <unistd.h>

#define PATH "round.cmp"

static struct comparison_data data;
static struct pst_comparison *comparison;
static struct pst_error error;

static void same_whole(const char *member, long long got, long long wanted)
{
    if (got != wanted)
        TEST_FAIL("%s is %lld, wanted %lld", member, got, wanted);
}

static void same_number(const char *member, double got, double wanted)
{
    if (isnan(wanted) ? !isnan(got) : got != wanted)
        TEST_FAIL("%s is %.17g, wanted %.17g", member, got, wanted);
}

static void same_words(const char *member, const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0)
        TEST_FAIL("%s is '%s', wanted '%s'", member, got, wanted);
}

#define WHOLE(member) same_whole(#member, (long long)got->member, (long long)wanted->member)
#define NUMBER(member) same_number(#member, got->member, wanted->member)
#define WORDS(member) same_words(#member, got->member, wanted->member)

/* For each row of a list: what follows is done with `got` and `wanted`. */
#define EACH(list, type)                                                                                     \
    const struct type *list##_got;                                                                           \
    size_t list##_count;                                                                                     \
    REQUIRE_INT(pst_comparison_##list(comparison, &list##_got, &list##_count, &error), PST_OK);              \
    REQUIRE_INT(list##_count, data.list.count);                                                              \
    REQUIRE(list##_count > 0);                                                                               \
    for (const struct type *got = list##_got, *wanted = data.list.items; got < list##_got + list##_count;    \
         got++, wanted++)

static void check_films(void)
{
    EACH(films, pst_compared)
    {
        WHOLE(role), WORDS(reel), WORDS(file), WORDS(title), WORDS(hash), WORDS(tool), WHOLE(frames);
        WHOLE(rate_num), WHOLE(rate_den), NUMBER(seconds), WHOLE(shots), WHOLE(facets), WORDS(note);
        NUMBER(copied), NUMBER(sound_copied);
    }
    EACH(commons, pst_common)
    {
        WHOLE(film), WHOLE(first), WHOLE(last), NUMBER(starts), NUMBER(seconds), WORDS(what), WHOLE(films);
    }
    EACH(copies, pst_copy)
    {
        WHOLE(film), WHOLE(first), WHOLE(last), NUMBER(starts), NUMBER(seconds), WHOLE(its_first);
        WHOLE(its_last), NUMBER(its_starts), NUMBER(its_seconds), NUMBER(score), NUMBER(expected);
        NUMBER(distance), NUMBER(matched), NUMBER(speed), WHOLE(change), WHOLE(what), NUMBER(both);
    }
    EACH(shots, pst_compared_shot)
    {
        WHOLE(first), WHOLE(last), NUMBER(starts), NUMBER(seconds), WHOLE(picture);
        for (int i = 0; i < 8; i++)
            WORDS(colours[i]), NUMBER(weights[i]);
    }
}

static void check_curves(void)
{
    EACH(departures, pst_departure)
    {
        NUMBER(starts), NUMBER(seconds);
        for (int f = 0; f < PST_LOOKS; f++)
            NUMBER(departure[f]), NUMBER(percentile[f]), NUMBER(control[f]);
    }
    EACH(reference_departures, pst_reference_departure)
    {
        WHOLE(film), NUMBER(starts), NUMBER(seconds), NUMBER(departure);
    }
    EACH(stretches, pst_stretch)
    {
        WHOLE(first), WHOLE(last), NUMBER(starts), NUMBER(ends), NUMBER(begin_low), NUMBER(begin_high);
        NUMBER(end_low), NUMBER(end_high), WHOLE(by), NUMBER(effect), NUMBER(excess), NUMBER(p);
        WHOLE(rank), WHOLE(ranked), WHOLE(unlike), NUMBER(control_effect), NUMBER(control_p);
    }
    EACH(stretch_facets, pst_stretch_facet)
    {
        WHOLE(stretch), WHOLE(facet), NUMBER(effect), NUMBER(excess), NUMBER(p);
    }
}

static void check_likeness(void)
{
    EACH(precedents, pst_precedent)
    {
        WHOLE(window), WHOLE(of), WHOLE(facet), WHOLE(rank), WHOLE(film), WHOLE(first), WHOLE(last);
        NUMBER(starts), NUMBER(seconds), NUMBER(distance), NUMBER(percentile);
    }
    EACH(likenesses, pst_likeness)
    {
        WHOLE(facet), NUMBER(likeness), NUMBER(low), NUMBER(high), NUMBER(nearer), NUMBER(nearer_low);
        NUMBER(nearer_high), NUMBER(times);
    }
    EACH(signatures, pst_signature)
    {
        WORDS(name), WORDS(unit), WORDS(what), NUMBER(film), WHOLE(references), NUMBER(mean);
        NUMBER(deviation), NUMBER(low), NUMBER(high), NUMBER(p), NUMBER(common);
    }
    EACH(signature_films, pst_signature_film)
    {
        WHOLE(signature), WHOLE(film), NUMBER(value), NUMBER(p);
    }
}

static void check_about(void)
{
    const char *const *notes;
    size_t count;
    const struct pst_comparison_about *got = pst_comparison_about(comparison), *wanted = &data.about;
    WORDS(tool), NUMBER(window), NUMBER(step), WHOLE(pseudo_films), WORDS(stretch_note);
    REQUIRE_INT(pst_comparison_notes(comparison, &notes, &count, &error), PST_OK);
    REQUIRE_INT(count, data.notes.count);
    for (size_t i = 0; i < count; i++)
        REQUIRE_TEXT(notes[i], data.notes.items[i]);
    REQUIRE_TEXT(pst_comparison_path(comparison), PATH);
}

static void check_written(void)
{
    REQUIRE_INT(comparison_write(&data, PATH, &error), PST_OK);
    REQUIRE_INT(pst_comparison_open(PATH, &comparison, &error), PST_OK);
    check_about();
    check_films();
    check_curves();
    check_likeness();
    pst_comparison_close(&comparison);
    REQUIRE(!comparison);
}

static char *bytes_of(const char *path, size_t *size)
{
    struct stat file;
    FILE *in = fopen(path, "rb");
    REQUIRE(in && fstat(fileno(in), &file) == 0);
    *size = (size_t)file.st_size;
    char *bytes = malloc(*size);
    REQUIRE(bytes && fread(bytes, 1, *size, in) == *size);
    fclose(in);
    return bytes;
}

static void check_same_bytes(void)
{
    size_t size, again;
    char *first = bytes_of(PATH, &size);
    REQUIRE_INT(comparison_write(&data, "again.cmp", &error), PST_OK);
    char *second = bytes_of("again.cmp", &again);
    REQUIRE(size == again && memcmp(first, second, size) == 0);
    free(first);
    free(second);
    unlink("again.cmp");
}

/* What would not be read again is not written, and what stood there stays. */
static void check_impossible(void)
{
    data.signature_films.items[0].film = 99;
    REQUIRE_INT(comparison_write(&data, PATH, &error), PST_INTERNAL);
    data.signature_films.items[0].film = 1;
    data.stretches.items[0].by = PST_LOOKS;
    REQUIRE_INT(comparison_write(&data, PATH, &error), PST_INTERNAL);
    data.stretches.items[0].by = PST_TOGETHER;
    REQUIRE_INT(pst_comparison_open(PATH, &comparison, &error), PST_OK);
    pst_comparison_close(&comparison);
    REQUIRE_INT(comparison_write(&data, "nowhere/x.cmp", &error), PST_OUTPUT);
    REQUIRE(strstr(error.message, "cannot write 'nowhere/x.cmp'"));
    REQUIRE(mkfifo("pipe.cmp", 0600) == 0);
    REQUIRE_INT(comparison_write(&data, "pipe.cmp", &error), PST_OUTPUT);
    REQUIRE(strstr(error.message, "'pipe.cmp': it is not a regular file"));
    unlink("pipe.cmp");
}

/* Nothing but the film and a reference. */
static void check_least(void)
{
    struct comparison_data least = {.about = {"0.8.0", 25, 5, 0, "too few"}};
    const struct pst_stretch *stretches;
    const struct pst_precedent *precedents;
    size_t count;
    plant_films(&least);
    least.films.count = 2;
    least.films.items[0].title = NULL;
    REQUIRE_INT(comparison_write(&least, PATH, &error), PST_OK);
    REQUIRE_INT(pst_comparison_open(PATH, &comparison, &error), PST_OK);
    REQUIRE_INT(pst_comparison_stretches(comparison, &stretches, &count, &error), PST_OK);
    REQUIRE_INT(count, 0);
    REQUIRE_INT(pst_comparison_precedents(comparison, &precedents, &count, &error), PST_OK);
    REQUIRE_INT(count, 0);
    REQUIRE_INT(pst_comparison_about(comparison)->pseudo_films, 0);
    pst_comparison_close(&comparison);
    comparison_data_release(&least);
}

int main(void)
{
    plant_data(&data);
    check_written();
    check_same_bytes();
    check_impossible();
    check_least();
    comparison_data_release(&data);
    unlink(PATH);
    return 0;
}
