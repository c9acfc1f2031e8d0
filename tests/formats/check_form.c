/* SPDX-License-Identifier: Apache-2.0 */
/* check_form FILM DRAWN WANTED: measures FILM and holds the reel against what was drawn. WANTED adds what the
   form itself must tell, and loosens bounds where its coding loses something. */
#include "pastiche/measure.h"
#include "pastiche/reel.h"
#include "test.h"
#include "truth.h"
#include <inttypes.h>

struct check {
    struct truth truth;
    const char *wanted;
    struct pst_reel *reel;
    const struct pst_film *film;
    const int64_t *pts;
    int skipped; /* drawn pictures that the form hides at its beginning */
};

static bool want(const struct check *c, const char *key, char value[96])
{
    return truth_word(c->wanted, key, value, 96);
}

static double want_number(const struct check *c, const char *key, double otherwise)
{
    char value[96];
    return want(c, key, value) ? atof(value) : otherwise;
}

static void require_ok(enum pst_status status, const struct pst_error *error)
{
    if (status != PST_OK)
        TEST_FAIL("status %d: %s", (int)status, error->message);
}

/* ---- presentation times ---- */

/* Seconds after frame 0 at which frame n was put; `step=1/30` is for forms that show what was drawn at
   another pace. */
static double time_of(const struct check *c, int64_t n)
{
    char how[96] = "steady", stepped[96];
    want(c, "times", how);
    double step = (double)c->truth.rate_den / c->truth.rate_num;
    int num, den;
    if (want(c, "step", stepped) && sscanf(stepped, "%d/%d", &num, &den) == 2)
        step = (double)num / den;
    if (strcmp(how, "steady") == 0 || strcmp(how, "repeated") == 0)
        return (double)n * step;
    if (strcmp(how, "slow_end") == 0) /* from frame 60 on twice as long */
        return n < 60 ? (double)n * step : (double)(2 * n - 60) * step;
    if (strcmp(how, "pairs") == 0) /* 3 and 2 ticks of a 60th in turn: telecine without repeated fields */
        return (double)(n / 2 * 5 + n % 2 * 3) / 60;
    if (strcmp(how, "hole") == 0) /* 24 frames' time without a picture */
        return (double)(n < 48 ? n : n + 24) * step;
    TEST_FAIL("no such times: %s", how);
}

static void check_times(const struct check *c)
{
    const struct pst_film *f = c->film;
    double tick = (double)f->time_base.num / f->time_base.den, within = want_number(c, "time_within", 0);
    char how[96];
    REQUIRE_INT(f->first_pts, c->pts[0]);
    for (int64_t n = 0; n < f->frames; n++) {
        double got = (double)(c->pts[n] - c->pts[0]) * tick, wanted = time_of(c, n);
        if (n == 50 && truth_word(c->wanted, "times", how, sizeof how) && strcmp(how, "repeated") == 0) {
            REQUIRE(got > time_of(c, 49) && got < time_of(c, 51));
            continue;
        }
        /* Both ends are rounded to the time base. */
        if (fabs(got - wanted) > fmax(tick * 1.001, within) && fabs(got - wanted) > 1e-9)
            TEST_FAIL("frame %" PRId64 " comes at %.6f s, wanted %.6f", n, got, wanted);
    }
}

/* ---- cuts and the fade ---- */

static bool is_cut(enum pst_transition_kind kind)
{
    return kind == PST_CUT || kind == PST_JUMP_CUT;
}

static void check_cuts(const struct check *c)
{
    const struct pst_transition *list;
    size_t count;
    int cuts = 0, faded = 0;
    struct pst_error error;
    require_ok(pst_reel_transitions(c->reel, &list, &count, &error), &error);
    while (truth_cuts[cuts] < c->skipped)
        cuts++;
    for (size_t i = 0; i < count; i++) {
        const struct pst_transition *t = &list[i];
        printf("%s %" PRId64 " to %" PRId64 ", %.2f\n", pst_transition_kind_name(t->kind), t->first, t->last,
               t->confidence);
        if (is_cut(t->kind)) {
            if (cuts >= TRUTH_SHOTS - 1 || t->first != truth_cuts[cuts] - c->skipped)
                TEST_FAIL("a cut at frame %" PRId64 " that is none", t->first);
            cuts++;
        } else if (t->kind == PST_FADE_OUT || t->kind == PST_DIP) {
            faded += t->first <= FADE_LAST - c->skipped && t->last >= FADE_FIRST - c->skipped;
        } else {
            TEST_FAIL("a %s that is none", pst_transition_kind_name(t->kind));
        }
    }
    REQUIRE_INT(cuts, TRUTH_SHOTS - 1);
    REQUIRE_INT(faded, 1);
}

/* ---- colours ---- */

/* Ottosson's OKLab from linear sRGB. */
static void oklab_of(const double light[3], double lab[3])
{
    static const double m1[3][3] = {{0.4122214708, 0.5363325363, 0.0514459929},
                                    {0.2119034982, 0.6806995451, 0.1073969566},
                                    {0.0883024619, 0.2817188376, 0.6299787005}};
    static const double m2[3][3] = {{0.2104542553, 0.7936177850, -0.0040720468},
                                    {1.9779984951, -2.4285922050, 0.4505937099},
                                    {0.0259040371, 0.7827717662, -0.8086757660}};
    double root[3];
    for (int i = 0; i < 3; i++)
        root[i] = cbrt(m1[i][0] * light[0] + m1[i][1] * light[1] + m1[i][2] * light[2]);
    for (int i = 0; i < 3; i++)
        lab[i] = m2[i][0] * root[0] + m2[i][1] * root[1] + m2[i][2] * root[2];
}

struct look {
    double luma, chroma, hue;
};

/* Luma as a BT.1886 film of the form's matrix and primaries has it (ITU-R BT.2087-0). */
static double luma_of(const struct truth *t, const double rgb[3])
{
    double kr, kb, wide[3];
    truth_weights(t->matrix[0] == 'r' ? "709" : t->matrix, &kr, &kb);
    memcpy(wide, rgb, sizeof wide);
    if (t->curve == CURVE_LINEAR) /* its luma is light already */
        return pow(kr * pow(rgb[0], 2.4) + (1 - kr - kb) * pow(rgb[1], 2.4) + kb * pow(rgb[2], 2.4), 1 / 2.4);
    for (int i = 0; i < 3 && strcmp(t->matrix, "2020") == 0; i++) {
        static const double m[3][3] = {
            {0.6274, 0.3293, 0.0433}, {0.0691, 0.9195, 0.0114}, {0.0164, 0.0880, 0.8956}};
        wide[i] = pow(m[i][0] * pow(rgb[0], 2.4) + m[i][1] * pow(rgb[1], 2.4) + m[i][2] * pow(rgb[2], 2.4),
                      1 / 2.4);
    }
    return kr * wide[0] + (1 - kr - kb) * wide[1] + kb * wide[2];
}

/* What the middle of a shot looks like, from its patches alone. */
static struct look look_of(const struct truth *t, int shot)
{
    struct look look = {0};
    double a = 0, b = 0;
    for (int p = 0; p < TRUTH_PATCHES; p++) {
        double rgb[3], light[3], lab[3], share;
        truth_patch(shot, p, rgb, &share);
        double luma = luma_of(t, rgb);
        for (int i = 0; i < 3; i++)
            light[i] = pow(t->grey ? luma : rgb[i], 2.4);
        oklab_of(light, lab);
        look.luma += share * luma;
        look.chroma += share * hypot(lab[1], lab[2]);
        a += share * lab[1];
        b += share * lab[2];
    }
    look.hue = atan2(b, a) * 180 / 3.14159265358979323846;
    return look;
}

static double value_at(const struct check *c, const char *measure, int64_t frame)
{
    struct pst_series series;
    struct pst_error error;
    require_ok(pst_reel_series(c->reel, measure, &series, &error), &error);
    REQUIRE(frame < (int64_t)series.count);
    return series.values[frame];
}

static void check_colours(const struct check *c)
{
    static const int middles[TRUTH_SHOTS] = {14, 44, 68, 85};
    double within = want_number(c, "within", 0.006);
    for (int shot = 0; shot < TRUTH_SHOTS; shot++) {
        int64_t n = middles[shot] - c->skipped;
        if (n < 0 || n >= c->film->frames)
            continue;
        struct look look = look_of(&c->truth, shot);
        double luma = value_at(c, "light_mean", n), chroma = value_at(c, "colour_chroma", n),
               hue = value_at(c, "colour_hue", n);
        printf("shot %d: luma %.4f of %.4f, chroma %.4f of %.4f, hue %.1f of %.1f\n", shot, luma, look.luma,
               chroma, look.chroma, hue, look.hue);
        REQUIRE_NEAR(luma, look.luma, within);
        REQUIRE_NEAR(chroma, look.chroma, within);
        double turn = remainder(hue - look.hue, 360);
        if (!c->truth.grey && look.chroma > 0.03)
            REQUIRE_NEAR(turn, 0, want_number(c, "hue", 4));
    }
}

/* ---- sound ---- */

static void check_sound(const struct check *c)
{
    const struct pst_film *f = c->film;
    if (c->truth.channels == 0 || want_number(c, "silent", 0) > 0) {
        REQUIRE_INT(f->sound_start.den, 0);
        return;
    }
    REQUIRE(f->sound_start.den > 0);
    REQUIRE_NEAR((double)f->sound_start.num / f->sound_start.den, want_number(c, "sound_start", 0),
                 want_number(c, "sound_within", 0.001));
    struct pst_series series;
    struct pst_error error;
    require_ok(pst_reel_series(c->reel, "loudness_integrated", &series, &error), &error);
    REQUIRE_INT(series.count, 1);
    printf("loudness %.3f\n", series.values[0]);
    /* One channel alone is 3.01 LU below two. */
    double level = 20 * log10(c->truth.level) - (c->truth.channels == 1 ? 3.0103 : 0);
    REQUIRE_NEAR(series.values[0], want_number(c, "loudness", level), want_number(c, "lu", 0.1));
}

static const struct pst_stream *used_sound(const struct pst_film *f)
{
    for (size_t i = 0; i < f->stream_count; i++)
        if (f->streams[i].kind == PST_STREAM_SOUND && f->streams[i].used)
            return &f->streams[i];
    return NULL;
}

/* ---- what the form tells ---- */

static void check_text(const struct check *c, const char *key, const char *got)
{
    char value[96];
    if (want(c, key, value) && strcmp(got, value) != 0)
        TEST_FAIL("%s is '%s', wanted '%s'", key, got, value);
}

static void check_whole(const struct check *c, const char *key, int64_t got)
{
    char value[96];
    if (want(c, key, value) && got != atoll(value))
        TEST_FAIL("%s is %" PRId64 ", wanted %s", key, got, value);
}

static const char *matrix_name(enum pst_matrix matrix)
{
    static const char *const names[] = {"709", "601", "2020", "rgb"};
    return names[matrix];
}

static const char *curve_name(enum pst_transfer transfer)
{
    static const char *const names[] = {"1886", "srgb", "linear", "pq", "hlg"};
    return names[transfer];
}

static void check_picture_told(const struct check *c)
{
    const struct pst_film *f = c->film;
    char active[64], aspect[64], first[96];
    snprintf(active, sizeof active, "%d,%d,%d,%d", f->active.x, f->active.y, f->active.width,
             f->active.height);
    snprintf(aspect, sizeof aspect, "%d:%d", f->sample_aspect.num, f->sample_aspect.den);
    check_text(c, "codec", f->codec);
    check_text(c, "format", f->pixel_format);
    check_text(c, "matrix", matrix_name(f->matrix));
    check_text(c, "curve", curve_name(f->transfer));
    check_text(c, "active", active);
    check_text(c, "aspect", aspect);
    check_text(c, "timecode", f->timecode);
    check_whole(c, "depth", f->bit_depth);
    check_whole(c, "full", f->full_range);
    check_whole(c, "interlaced", f->interlaced);
    check_whole(c, "rotation", f->rotation);
    check_whole(c, "variable", f->variable_rate);
    check_whole(c, "width", f->width);
    check_whole(c, "height", f->height);
    double rate = want_number(c, "rate", 0);
    if (rate > 0)
        REQUIRE_NEAR((double)f->frame_rate.num / f->frame_rate.den, rate, 0.002);
    if (want(c, "first", first)) /* seconds of the stream's own clock */
        REQUIRE_NEAR((double)f->first_pts * f->time_base.num / f->time_base.den, atof(first), 0.0011);
}

/* Languages of the streams in order, "-" for none; their codecs, with a star where the stream is measured. */
static void check_streams(const struct check *c)
{
    const struct pst_film *f = c->film;
    const struct pst_stream *sound = used_sound(f);
    char languages[256] = "", codecs[512] = "";
    for (size_t i = 0; i < f->stream_count; i++) {
        const struct pst_stream *s = &f->streams[i];
        size_t said = strlen(languages), named = strlen(codecs);
        snprintf(languages + said, sizeof languages - said, "%s%s", i ? "," : "",
                 s->language[0] ? s->language : "-");
        snprintf(codecs + named, sizeof codecs - named, "%s%s%s", i ? "," : "", s->codec, s->used ? "*" : "");
    }
    check_text(c, "codecs", codecs);
    check_text(c, "languages", languages);
    check_text(c, "layout", sound ? sound->layout : "");
    check_text(c, "sound", sound ? sound->codec : "");
    check_whole(c, "hz", sound ? sound->rate : 0);
    check_whole(c, "streams", (int64_t)f->stream_count);
}

static void check_titles(const struct check *c)
{
    const struct pst_title *titles;
    size_t count;
    struct pst_error error;
    int wanted = (int)want_number(c, "titles", 0);
    double after = want_number(c, "title_after", 0) * 1000;
    require_ok(pst_reel_titles(c->reel, &titles, &count, &error), &error);
    REQUIRE_INT(count, wanted);
    for (size_t i = 0; i < count; i++) {
        double tick = 1000.0 * titles[i].time_base.num / titles[i].time_base.den;
        REQUIRE_TEXT(titles[i].text, truth_title);
        REQUIRE_NEAR((double)titles[i].first_pts * tick, TITLE_FROM - after, 1.001);
        if (want_number(c, "title_end", 1) > 0)
            REQUIRE_NEAR((double)titles[i].last_pts * tick, TITLE_TO - after, 1.001);
    }
}

static void check_problems(const struct check *c)
{
    const struct pst_problem *problems;
    size_t count;
    struct pst_error error;
    require_ok(pst_reel_problems(c->reel, &problems, &count, &error), &error);
    for (size_t i = 0; i < count; i++)
        printf("problem: %s\n", problems[i].what);
    REQUIRE_INT(count, (int)want_number(c, "problems", 0));
}

static void ask(const struct check *c, struct pst_measure_params *params)
{
    char asked[96];
    params->audio = (int)want_number(c, "audio", -1);
    params->threads = 1;
    params->force = true;
    if (want(c, "asked", asked))
        REQUIRE_INT(sscanf(asked, "%d/%d", &params->rate.num, &params->rate.den), 2);
}

/* ---- a part ---- */

/* The first frame that does not begin before `at`. */
static int64_t frame_at(const struct check *c, double at)
{
    const struct pst_film *f = c->film;
    double tick = (double)f->time_base.num / f->time_base.den;
    int64_t n = 0;
    while (n < f->frames && (double)(c->pts[n] - c->pts[0]) * tick < at - tick / 2)
        n++;
    return n;
}

/* A second of the film, measured alone, holds just the frames that the whole one has there, at the same times
   and with the same values. */
static void compare_part(const struct check *c, struct pst_reel *reel, int64_t first, int64_t last)
{
    const int64_t *pts;
    struct pst_series series;
    struct pst_error error;
    require_ok(pst_reel_pts(reel, &pts, &error), &error);
    require_ok(pst_reel_series(reel, "light_mean", &series, &error), &error);
    printf("part: frames %" PRId64 " to %" PRId64 "\n", first, last);
    REQUIRE_INT(pst_reel_film(reel)->frames, last - first);
    for (int64_t n = first; n < last; n++) {
        REQUIRE_INT(pts[n - first], c->pts[n]);
        REQUIRE_NEAR(series.values[n - first], value_at(c, "light_mean", n), 0.001);
    }
}

static void check_part(const struct check *c, const char *path)
{
    struct pst_measure_params params = pst_measure_default;
    struct pst_measure_result result;
    struct pst_reel *reel;
    struct pst_error error = {0};
    int64_t first = frame_at(c, 2), last = frame_at(c, 3);
    if (first == last || want_number(c, "part", 1) == 0)
        return;
    ask(c, &params);
    params.output = "part.reel";
    params.from = 2;
    params.to = 3;
    enum pst_status status = pst_measure(path, &params, &result, &error);
    if (status != PST_PARTLY || want_number(c, "problems", 0) == 0)
        require_ok(status, &error);
    require_ok(pst_reel_open(result.reel, &reel, &error), &error);
    compare_part(c, reel, first, last);
    pst_reel_close(&reel);
}

static void measure(struct check *c, const char *path)
{
    struct pst_measure_params params = pst_measure_default;
    struct pst_measure_result result;
    struct pst_error error = {0};
    ask(c, &params);
    enum pst_status status = pst_measure(path, &params, &result, &error);
    if (status != PST_PARTLY || want_number(c, "problems", 0) == 0)
        require_ok(status, &error);
    require_ok(pst_reel_open(result.reel, &c->reel, &error), &error);
    c->film = pst_reel_film(c->reel);
    require_ok(pst_reel_pts(c->reel, &c->pts, &error), &error);
}

int main(int argc, char **argv)
{
    struct check c = {.wanted = argc > 3 ? argv[3] : ""};
    REQUIRE_INT(argc, 4);
    truth_parse(&c.truth, argv[2]);
    c.skipped = (int)want_number(&c, "skipped", 0);
    measure(&c, argv[1]);
    check_picture_told(&c);
    check_streams(&c);
    REQUIRE_INT(c.film->frames, (int)want_number(&c, "frames", c.truth.frames));
    check_problems(&c);
    check_times(&c);
    if (want_number(&c, "colours", 1) > 0)
        check_colours(&c);
    if (c.truth.frames == TRUTH_FRAMES && want_number(&c, "cuts", 1) > 0)
        check_cuts(&c);
    check_sound(&c);
    check_titles(&c);
    check_part(&c, argv[1]);
    pst_reel_close(&c.reel);
    return 0;
}
