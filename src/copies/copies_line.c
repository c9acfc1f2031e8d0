/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/copies_line.h"
#include <math.h>

/* A frame COPIES_FAR bits away speaks neither for nor against; SURE bits nearer it says all that one can. */
enum { SURE = 8, SAMPLES = 200, COARSE = 100, NEAR = COPIES_FAR + 4 };
enum { FLICKERS = 240, FEW_FLICKERS = 24, MOST_FLICKER = 5 };
static const double one_flat = -0.5; /* a picture against none */
static const double drop_seconds = 1, finest = 0.02;
static const double nearby = 0.3; /* seconds: either span is nearly the same there */
static const double ahead = 1.02; /* another speed than 1 must agree so much better */
static const double slowest = 0.94, fastest = 1.065;

int copies_distance(const struct copies_pair *pair, int64_t frame_a, int64_t frame_b)
{
    struct print_code a = print_code_of(pair->a->film.prints + frame_a * FINGERPRINT_SIZE, pair->views.a);
    struct print_code b = print_code_of(pair->b->film.prints + frame_b * FINGERPRINT_SIZE, pair->views.b);
    return print_code_distance(pair->views.mirrored ? print_code_mirrored(a) : a, b);
}

static double time_b(const struct copies_line *line, double time_a)
{
    return line->at_b + line->speed * (time_a - line->at_a);
}

int64_t copies_line_frame(const struct copies_pair *pair, const struct copies_line *line, int64_t frame_a)
{
    return copies_frame_at(pair->b, time_b(line, pair->a->film.times[frame_a]));
}

static double closeness(int distance)
{
    double near = fmax(0, NEAR - distance);
    return near * near;
}

/* Squares, since near the truth all is near. Where the line is flat more of a's frames lie on the same of
   b's: they count for no more. */
static double agreement(const struct copies_pair *pair, const struct copies_line *line,
                        struct copies_span over)
{
    int64_t count = over.last - over.first + 1, step = (count + SAMPLES - 1) / SAMPLES;
    double sum = 0;
    for (int64_t i = over.first; i <= over.last; i += step) {
        if (!pair->a->told[i])
            continue;
        int64_t j = copies_line_frame(pair, line, i);
        if (j >= 0 && pair->b->told[j])
            sum += closeness(copies_distance(pair, i, j));
    }
    return sum * fmin(line->speed, 1);
}

/* The best offset at one speed: nearest first, so that of equals the nearest is taken. */
static double slide(const struct copies_pair *pair, struct copies_line *line, struct copies_span over,
                    double reach)
{
    double pitch = fmax(fmin(pair->a->frame, pair->b->frame) / 2, finest / 2), at = line->at_b;
    double best = agreement(pair, line, over), best_at = at;
    for (int k = 1; k * pitch <= reach + 1e-9; k++)
        for (int side = -1; side <= 1; side += 2) {
            line->at_b = at + side * k * pitch;
            double sum = agreement(pair, line, over);
            if (sum > best) {
                best = sum;
                best_at = line->at_b;
            }
        }
    line->at_b = best_at;
    return best;
}

void copies_line_refine(const struct copies_pair *pair, struct copies_line *line, struct copies_span over,
                        const struct copies_turn *turn)
{
    const double *times = pair->a->film.times;
    double middle = times[over.first] + (times[over.last] - times[over.first]) / 2, speed = line->speed;
    *line = (struct copies_line){middle, time_b(line, middle), speed};
    struct copies_line from = *line;
    double best = slide(pair, line, over, turn->reach) * (speed == 1 ? ahead : 1);
    int turns = turn->turn_step > 0 ? (int)floor(turn->turn / turn->turn_step + 0.5) : 0;
    for (int k = 1; k <= turns; k++)
        for (int side = -1; side <= 1; side += 2) {
            struct copies_line other = from;
            other.speed = speed + side * k * turn->turn_step;
            if (other.speed < slowest || other.speed > fastest)
                continue;
            double sum = slide(pair, &other, over, turn->reach);
            if (sum > best) {
                best = sum;
                *line = other;
            }
        }
}

/* As agreement, but the fewer and nearer before the more and less near: what is not of the passage may look
   much like it where little moves. */
static double precision(const struct copies_pair *pair, const struct copies_line *line,
                        struct copies_span over)
{
    int64_t count = over.last - over.first + 1, step = (count + COARSE - 1) / COARSE;
    double sum = 0, frames = 0;
    for (int64_t i = over.first; i <= over.last; i += step) {
        int64_t j = pair->a->told[i] ? copies_line_frame(pair, line, i) : -1;
        if (j < 0 || !pair->b->told[j])
            continue;
        double near = closeness(copies_distance(pair, i, j));
        sum += near;
        frames += near > 0;
    }
    return frames > 0 ? sum * (sum / frames) * (sum / frames) : 0;
}

/* Steps of a and b side by side. */
struct steps {
    double a[FLICKERS], b[FLICKERS];
    int count;
};

static void take_steps(const struct copies_pair *pair, const struct copies_line *line,
                       struct copies_span over, int which, struct steps *to)
{
    const double *a = pair->a->flickers[which], *b = pair->b->flickers[which];
    int64_t spare = over.last - over.first - FLICKERS, first = over.first + (spare > 0 ? spare / 2 : 0),
            before = -1;
    to->count = 0;
    for (int64_t i = first; i <= over.last && to->count < FLICKERS; i++) {
        int64_t j = copies_line_frame(pair, line, i);
        if (j >= 0 && before >= 0) {
            to->a[to->count] = a[i] - a[i - 1];
            to->b[to->count++] = b[j] - b[before];
        }
        before = j;
    }
}

/* NaN where it cannot be told. */
static double correlation(const struct steps *s)
{
    double a = 0, b = 0, ab = 0, aa = 0, bb = 0, n = s->count;
    for (int i = 0; i < s->count; i++) {
        a += s->a[i];
        b += s->b[i];
        ab += s->a[i] * s->b[i];
        aa += s->a[i] * s->a[i];
        bb += s->b[i] * s->b[i];
    }
    double of_a = aa - a * a / n, of_b = bb - b * b / n;
    return s->count >= FEW_FLICKERS && of_a > 0 && of_b > 0 ? (ab - a * b / n) / sqrt(of_a * of_b)
                                                            : (double)NAN;
}

double copies_line_flicker(const struct copies_pair *pair, const struct copies_line *line,
                           struct copies_span over)
{
    double sum = 0, known = 0;
    for (int which = 0; which < COPIES_FLICKERS; which++) {
        struct steps steps;
        if (!pair->a->flickers[which] || !pair->b->flickers[which])
            continue;
        take_steps(pair, line, over, which, &steps);
        double r = correlation(&steps);
        if (isnan(r))
            continue;
        sum += r > 0 ? r * r : 0;
        known++;
    }
    return 1 + (MOST_FLICKER - 1) * (known > 0 ? sum / known : 0);
}

/* Asked only where it can matter. */
static double place_of(const struct copies_pair *pair, const struct copies_line *line,
                       struct copies_span over, double least)
{
    double near = precision(pair, line, over);
    return near * MOST_FLICKER > least ? near * copies_line_flicker(pair, line, over) : near;
}

/* The frames of a that show what those of `over` would if the line were not moved by so many seconds. first >
   last: they are not all there. */
static struct copies_span moved_back(const struct copies_pair *pair, struct copies_span over, double seconds)
{
    const double *times = pair->a->film.times;
    struct copies_span to = {copies_frame_at(pair->a, times[over.first] - seconds),
                             copies_frame_at(pair->a, times[over.last] - seconds)};
    return to.first < 0 || to.last < 0 ? (struct copies_span){0, -1} : to;
}

/* A look at three frames, that spares all the others nearly always where a look goes far. */
static bool may_be(const struct copies_pair *pair, const struct copies_line *line, struct copies_span over)
{
    for (int k = 1; k < 6; k += 2) {
        int64_t i = over.first + (over.last - over.first) * k / 6,
                j = pair->a->told[i] ? copies_line_frame(pair, line, i) : -1;
        if (j >= 0 && pair->b->told[j] && copies_distance(pair, i, j) < NEAR)
            return true;
    }
    return false;
}

bool copies_line_shift(const struct copies_pair *pair, struct copies_line *line, struct copies_span *over,
                       double reach, double better)
{
    double pitch = fmax(fmin(pair->a->frame, pair->b->frame), finest), at = line->at_b;
    double best = place_of(pair, line, *over, 0) * better, best_at = at;
    struct copies_span best_over = *over;
    for (int k = 1; k * pitch <= reach; k++)
        for (int way = -2; way < 2; way++) { /* back or on, of what a shows or of what b does */
            double by = way < 0 ? -k * pitch : k * pitch;
            struct copies_span span = way % 2 ? moved_back(pair, *over, by / line->speed) : *over;
            if (span.last < span.first || (way % 2 && k * pitch < nearby))
                continue;
            line->at_b = at + by;
            double sum = may_be(pair, line, span) ? place_of(pair, line, span, best) : 0;
            if (sum > best) {
                best = sum;
                best_at = line->at_b;
                best_over = span;
            }
        }
    line->at_b = best_at;
    *over = best_over;
    return best_at != at;
}

int64_t copies_line_nearest(const struct copies_pair *pair, const struct copies_line *line,
                            struct copies_span span)
{
    int64_t nearest = span.first;
    int least = FINGERPRINT_BITS + 1;
    for (int64_t i = span.first; i <= span.last; i++) {
        int64_t j = pair->a->told[i] ? copies_line_frame(pair, line, i) : -1;
        if (j < 0 || !pair->b->told[j])
            continue;
        int distance = copies_distance(pair, i, j);
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

/* -1 … 1 */
static double speaks_for(const struct copies_pair *pair, int64_t i, int64_t j)
{
    bool a = pair->a->told[i], b = pair->b->told[j];
    if (!a || !b)
        return a == b ? 0 : one_flat;
    return fmax(fmin((COPIES_FAR - copies_distance(pair, i, j)) / (double)SURE, 1), -1);
}

/* How far in one direction; `from` itself where it goes nowhere. */
static int64_t go(const struct copies_pair *pair, const struct copies_line *line, int64_t from, int64_t to)
{
    int way = to < from ? -1 : 1;
    double sum = 0, best = 0, drop = fmax(drop_seconds / pair->a->frame, 2);
    int64_t reached = from;
    for (int64_t i = from + way; i * way <= to * way && sum > best - drop; i += way) {
        int64_t j = copies_line_frame(pair, line, i);
        if (j < 0)
            break;
        double speaks = speaks_for(pair, i, j);
        sum += speaks;
        if (sum >= best && speaks > 0) {
            best = sum;
            reached = i;
        }
    }
    return reached;
}

struct copies_span copies_line_extend(const struct copies_pair *pair, const struct copies_line *line,
                                      int64_t from, struct copies_span within)
{
    int64_t j = copies_line_frame(pair, line, from);
    if (j < 0 || from < within.first || from > within.last)
        return (struct copies_span){from, from - 1};
    return (struct copies_span){go(pair, line, from, within.first), go(pair, line, from, within.last)};
}

static int64_t frame_back(const struct copies_pair *pair, const struct copies_line *line, int64_t frame_b)
{
    double since = pair->b->film.times[frame_b] - line->at_b;
    return copies_frame_at(pair->a, line->at_a + since / line->speed);
}

struct copies_span copies_line_span(const struct copies_pair *pair, const struct copies_line *line,
                                    struct copies_span a)
{
    struct copies_span b = {copies_line_frame(pair, line, a.first), copies_line_frame(pair, line, a.last)};
    /* Where b has more frames than a, some lie on the line that are no frame's nearest. */
    while (b.first > 0 && frame_back(pair, line, b.first - 1) == a.first &&
           speaks_for(pair, a.first, b.first - 1) > 0)
        b.first--;
    while (b.last + 1 < (int64_t)pair->b->film.count && frame_back(pair, line, b.last + 1) == a.last &&
           speaks_for(pair, a.last, b.last + 1) > 0)
        b.last++;
    return b;
}

/* The sum over runs of frames of one picture: the run's mean times what the picture tells. */
struct running {
    uint32_t picture;
    double sum, frames, score;
    float weight;
};

static void end_run(struct running *r)
{
    if (r->frames > 0)
        r->score += (double)r->weight * r->sum / r->frames;
    r->sum = r->frames = 0;
}

static void add_frame(struct running *r, const struct copies_sketch *s, int64_t frame, double bits)
{
    uint32_t picture = s->picture_of[frame];
    if (r->frames > 0 && picture != r->picture)
        end_run(r);
    r->picture = picture;
    r->weight = s->pictures[picture].weight;
    r->sum += bits;
    r->frames++;
}

struct copies_evidence copies_line_evidence(const struct copies_pair *pair, const struct copies_line *line,
                                            struct copies_span span)
{
    struct running a = {0}, b = {0};
    double frames = 0, distance = 0, near = 0;
    for (int64_t i = span.first; i <= span.last; i++) {
        int64_t j = copies_line_frame(pair, line, i);
        if (j < 0 || !pair->a->told[i] || !pair->b->told[j])
            continue;
        int bits = copies_distance(pair, i, j);
        add_frame(&a, pair->a, i, COPIES_TELLING - bits);
        add_frame(&b, pair->b, j, COPIES_TELLING - bits);
        frames++;
        distance += bits;
        near += bits < COPIES_FAR;
    }
    end_run(&a);
    end_run(&b);
    if (!(frames > 0))
        return (struct copies_evidence){0, FINGERPRINT_BITS, 0};
    return (struct copies_evidence){fmin(a.score, b.score), distance / frames, near / frames};
}
