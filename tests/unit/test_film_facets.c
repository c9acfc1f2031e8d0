/* SPDX-License-Identifier: Apache-2.0 */
/* Facets of one film recoloured, darkened, quieter: those that it should not move move less than one in
   twenty pairs of its shots lie apart; the others do move. And what is told of a film of which little was
   measured. The film is 24 pieces of a second and a half of the shared footage, under noise that swells and
   ebbs. */
#include "film_facets.h"
#include "pastiche/pastiche.h"
#include "test.h"
#include <stdarg.h>
#include <sys/stat.h>

enum { CLIPS = 8, ROUNDS = 3, PIECES = CLIPS * ROUNDS, LARGEST_COMMAND = 16384, PAIRS = PIECES * PIECES };

static const struct clip {
    const char *name;
    double starts[ROUNDS];
} clips[CLIPS] = {
    {"crystal.mp4", {0.5, 5, 9.5}}, {"sintel_trailer-720p.mp4", {13, 25, 41}},
    {"elf.mp4", {0.5, 3, 6}},       {"big_buck_bunny_0_30.webm", {2, 13, 24}},
    {"frog.mp4", {0.5, 3, 6}},      {"monster.mp4", {0.5, 3, 5.5}},
    {"pig.mp4", {0.3, 2.5, 4.5}},   {"rabbit.mp4", {0.3, 2.5, 5.5}},
};

struct command {
    char text[LARGEST_COMMAND];
    size_t length;
};

__attribute__((format(printf, 2, 3))) static void say(struct command *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length =
        vsnprintf(command->text + command->length, sizeof command->text - command->length, format, arguments);
    va_end(arguments);
    REQUIRE(length >= 0 && (size_t)length < sizeof command->text - command->length);
    command->length += (size_t)length;
}

static void run(const char *command)
{
    if (system(command))
        TEST_FAIL("failed: %s", command);
}

static void make_film(const char *footage)
{
    struct command c = {.length = 0};
    say(&c, "ffmpeg -y -v error -nostdin");
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < CLIPS; i++)
            say(&c, " -ss %g -t 1.5 -i '%s/%s'", clips[i].starts[round], footage, clips[i].name);
    say(&c, " -f lavfi -i 'anoisesrc=r=44100:a=0.3:seed=3:d=%g,tremolo=f=0.15:d=0.95' -filter_complex \"",
        PIECES * 1.5);
    for (int i = 0; i < PIECES; i++)
        say(&c, "[%d:v]crop=iw*0.9:ih*0.7,scale=320:180,setsar=1,fps=24,trim=end_frame=36[v%d];", i, i);
    for (int i = 0; i < PIECES; i++)
        say(&c, "[v%d]", i);
    say(&c,
        "concat=%d[v]\" -map '[v]' -map %d:a -pix_fmt yuv420p -c:v libx264 -preset veryfast -crf 16"
        " -c:a flac film_facets_test/film.mkv",
        PIECES, PIECES);
    run(c.text);
}

static void make_copy(const char *name, const char *pictures, const char *sound)
{
    struct command c = {.length = 0};
    say(&c,
        "ffmpeg -y -v error -nostdin -i film_facets_test/film.mkv -vf '%s' -af '%s' -c:v libx264 -preset "
        "veryfast -crf 16 -c:a flac film_facets_test/%s.mkv",
        pictures, sound, name);
    run(c.text);
}

static void facets_of(const char *name, const char *only, struct facet_film *film)
{
    char path[128], reel[128];
    struct pst_error error = {0};
    struct pst_measure_params params = pst_measure_default;
    snprintf(path, sizeof path, "film_facets_test/%s.mkv", name);
    snprintf(reel, sizeof reel, "film_facets_test/%s-%s.reel", name, only ? only : "all");
    params.output = reel;
    params.only = only;
    params.no_stills = true;
    if (pst_measure(path, &params, NULL, &error) != PST_OK || film_facets(reel, film, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    REQUIRE_TEXT(film->about.reel, reel);
}

static int by_size(const void *p, const void *q)
{
    double a = *(const double *)p, b = *(const double *)q;
    return (a > b) - (a < b);
}

/* Of the distances between different shots of the film, the one that one in twenty stays under. */
static double small_distance(const struct facet_film *film, int facet)
{
    double *apart = calloc(film->count * film->count, sizeof *apart);
    size_t count = 0;
    REQUIRE(apart);
    for (size_t i = 0; i < film->count; i++)
        for (size_t k = i + 1; k < film->count; k++) {
            double distance = facet_distance(facet, &film->shots[i].facets, &film->shots[k].facets);
            if (!isnan(distance))
                apart[count++] = distance;
        }
    REQUIRE(count > PAIRS / 4);
    qsort(apart, count, sizeof *apart, by_size);
    double small = apart[count / 20];
    free(apart);
    return small;
}

/* How far its shots move in the copy, of those that lie at the same frames: the 95th percentile, and the
   median. */
struct move {
    double most, median;
};

static struct move moved(const struct facet_film *film, const struct facet_film *copy, int facet)
{
    double apart[PAIRS];
    size_t count = 0;
    for (size_t i = 0; i < film->count; i++)
        for (size_t k = 0; k < copy->count; k++) {
            const struct facet_shot *p = &film->shots[i], *q = &copy->shots[k];
            double distance = facet_distance(facet, &p->facets, &q->facets);
            if (p->first == q->first && p->last == q->last && !isnan(distance) && count < PAIRS)
                apart[count++] = distance;
        }
    REQUIRE(count >= PIECES / 2);
    qsort(apart, count, sizeof *apart, by_size);
    return (struct move){apart[(count - 1) * 95 / 100], apart[count / 2]};
}

enum { UNMOVED = 1, MOVED = 2 };

/* `wanted`: by facet, 0 for what may be either. */
static void check_copy(const struct facet_film *film, const char *name, const int wanted[PST_FACETS])
{
    struct facet_film copy;
    facets_of(name, NULL, &copy);
    for (int facet = 0; facet < PST_FACETS; facet++) {
        double small = small_distance(film, facet);
        struct move move = moved(film, &copy, facet);
        printf("%-8s %-12s moved %.4f, median %.4f; small is %.4f\n", name, pst_facet_name(facet), move.most,
               move.median, small);
        if (wanted[facet] == UNMOVED && !(move.most < small))
            TEST_FAIL("%s moves %s by %g, and %g is small", name, pst_facet_name(facet), move.most, small);
        if (wanted[facet] == MOVED && !(move.median > small))
            TEST_FAIL("%s moves %s by %g only, and %g is small", name, pst_facet_name(facet), move.median,
                      small);
    }
    film_facets_release(&copy);
}

static void check_copies(const struct facet_film *film)
{
    static const int recoloured[PST_FACETS] = {MOVED, MOVED,   UNMOVED, UNMOVED,
                                               MOVED, UNMOVED, UNMOVED, UNMOVED},
                     paler[PST_FACETS] = {0, MOVED, UNMOVED, UNMOVED, MOVED, UNMOVED, UNMOVED, UNMOVED},
                     darker[PST_FACETS] = {MOVED, 0, MOVED, UNMOVED, MOVED, 0, UNMOVED, UNMOVED},
                     quieter[PST_FACETS] = {UNMOVED, UNMOVED, UNMOVED, UNMOVED,
                                            UNMOVED, UNMOVED, UNMOVED, UNMOVED},
                     swelling[PST_FACETS] = {UNMOVED, UNMOVED, UNMOVED, UNMOVED,
                                             UNMOVED, UNMOVED, UNMOVED, MOVED};
    make_copy("hue", "hue=h=90", "anull");
    make_copy("pale", "hue=s=0.3", "anull");
    make_copy("dark", "lutyuv=y=(val-16)*0.7+16:u=(val-128)*0.7+128:v=(val-128)*0.7+128", "anull");
    make_copy("quiet", "null", "volume=-12dB");
    make_copy("swell", "null", "volume=eval=frame:volume=if(lt(mod(t\\,6)\\,3)\\,1\\,0.05)");
    check_copy(film, "hue", recoloured);
    check_copy(film, "pale", paler);
    check_copy(film, "dark", darker);
    check_copy(film, "quiet", quieter);
    check_copy(film, "swell", swelling);
}

static void check_whole(const struct facet_film *film)
{
    double end = 0;
    REQUIRE_INT(film->about.facets, (1u << PST_FACETS) - 1);
    REQUIRE_INT(film->about.frames, 36 * PIECES);
    REQUIRE_NEAR(film->about.seconds, 1.5 * PIECES, 0.1);
    REQUIRE_INT(film->about.shots, film->count);
    REQUIRE_TEXT(film->about.file, "film.mkv");
    REQUIRE_TEXT(film->about.note, "");
    REQUIRE_INT(strlen(film->about.hash), 32);
    for (size_t i = 0; i < film->count; i++) {
        REQUIRE_NEAR(film->shots[i].starts, end, 1e-6);
        end += film->shots[i].seconds;
        REQUIRE(film->shots[i].fingerprint[32] > 0);
    }
    REQUIRE_NEAR(end, film->about.seconds, 1e-6);
}

static void check_little(void)
{
    struct facet_film film;
    struct pst_error error;
    facets_of("film", "shots", &film);
    REQUIRE_INT(film.about.facets, 1u << PST_FACET_RHYTHM | 1u << PST_FACET_MOTION);
    REQUIRE_TEXT(film.about.note, "sound not measured, colour not measured, light not measured, composition "
                                  "not measured");
    film_facets_release(&film);
    run("ffmpeg -y -v error -nostdin -i film_facets_test/film.mkv -t 1.4 -vf hue=s=0 -an -c:v libx264 "
        "-preset "
        "veryfast -crf 16 film_facets_test/grey.mkv");
    facets_of("grey", NULL, &film);
    REQUIRE_INT(film.about.facets, ((1u << PST_FACETS) - 1) & ~(1u << PST_FACET_SOUND));
    REQUIRE_TEXT(film.about.note, "one shot, black and white, no sound");
    film_facets_release(&film);
    REQUIRE_INT(film_facets("film_facets_test/film.mkv", &film, &error), PST_INPUT);
    REQUIRE(!film.shots && !film.about.reel);
}

int main(void)
{
    const char *shared = getenv("PST_SHARED");
    char footage[4096];
    struct facet_film film;
    struct stat found;
    snprintf(footage, sizeof footage, "%s/footage", shared ? shared : PST_SHARED_DEFAULT);
    if (stat(footage, &found))
        SKIP("no shared footage");
    run("rm -rf film_facets_test && mkdir film_facets_test");
    make_film(footage);
    facets_of("film", NULL, &film);
    check_whole(&film);
    check_copies(&film);
    check_little();
    film_facets_release(&film);
    run("rm -rf film_facets_test");
    return 0;
}
