/* SPDX-License-Identifier: Apache-2.0 */
#include "likeness/facets_of_shot.h"
#include <math.h>

/* A shot's body shrinks by every gradual transition that reaches into it. Both lists are in order. */
void shot_bodies(const struct pst_shot *shots, size_t count, const struct pst_transition *transitions,
                 size_t transition_count, struct shot_body *bodies)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        struct shot_body body = {shots[i].first, shots[i].last};
        while (at < transition_count && transitions[at].last < shots[i].first)
            at++;
        for (size_t k = at; k < transition_count && transitions[k].first <= shots[i].last; k++) {
            if (pst_transition_is_sudden(transitions[k].kind))
                continue;
            bool at_start = transitions[k].first + transitions[k].last < shots[i].first + shots[i].last;
            if (at_start && transitions[k].last >= body.first)
                body.first = transitions[k].last + 1;
            else if (!at_start && transitions[k].first <= body.last)
                body.last = transitions[k].first - 1;
        }
        bodies[i] = body.first <= body.last ? body : (struct shot_body){shots[i].first, shots[i].last};
    }
}

static bool is_colour(const struct pst_swatch *s)
{
    return s->weight > 0 && isfinite(s->weight) && isfinite(s->l) && isfinite(s->a) && isfinite(s->b);
}

void take_palette(const struct pst_swatch *swatches, size_t count, struct facets *to)
{
    double total = 0;
    for (size_t i = 0; i < count && i < FACET_COLOURS; i++)
        if (is_colour(&swatches[i])) {
            total += swatches[i].weight;
            to->colour[to->colours++] = (struct facet_colour){(float)swatches[i].weight, (float)swatches[i].l,
                                                              (float)swatches[i].a, (float)swatches[i].b};
        }
    for (int i = 0; i < to->colours; i++)
        to->colour[i].weight = (float)((double)to->colour[i].weight / total);
    if (to->colours)
        to->told |= 1u << PST_FACET_COLOUR | 1u << PST_FACET_CHROMA;
}

void take_light(const double values[LIGHT_FIGURES], struct facets *to)
{
    for (int i = 0; i < LIGHT_FIGURES; i++)
        if (!isfinite(values[i]))
            return;
    for (int i = 0; i < LIGHT_FIGURES; i++)
        to->light[i] = (float)values[i];
    to->told |= 1u << PST_FACET_LIGHT;
}

void take_rhythm(double seconds, double density, struct facets *to)
{
    static const double least_seconds = 1.0 / 24, least_density = 0.125; /* a shot in eight minutes */
    if (!isfinite(seconds) || !isfinite(density))
        return;
    to->rhythm[0] = (float)log2(fmax(seconds, least_seconds));
    to->rhythm[1] = (float)log2(fmax(density, least_density));
    to->told |= 1u << PST_FACET_RHYTHM;
}

void layout_add(struct layout_sum *sum, const uint8_t bytes[LAYOUT_SIZE])
{
    for (int i = 0; i < LAYOUT_SIZE; i++)
        sum->cells[i] += bytes[i];
    sum->count++;
}

void take_layout(const struct layout_sum *sum, struct facets *to)
{
    if (!sum->count)
        return;
    for (int i = 0; i < LAYOUT_SIZE; i++)
        to->layout[i] = (float)(sum->cells[i] / (double)sum->count);
    to->told |= 1u << PST_FACET_COMPOSITION;
}

/* Distances count chroma 1.5 times (src/meter/sight.c), so what they are held against does too. */
static const double chroma_weight = 1.5;

void motion_add(struct motion_sum *sum, const struct signal_frame *frame)
{
    double lags[MOTION_LAGS] = {(double)frame->step, (double)frame->lag2, (double)frame->lag4,
                                (double)frame->lag8, (double)frame->lag16};
    double luma = (double)frame->deviation, chroma = (double)frame->chroma_deviation;
    for (int k = 0; k < MOTION_LAGS; k++)
        sum->apart[k] += sum->frames >= 1 << k ? lags[k] * lags[k] : 0;
    sum->spread += luma * luma + chroma_weight * chroma * chroma;
    if (sum->frames > 0) {
        sum->moved += (double)frame->moved;
        sum->contrast += luma * luma;
        sum->changed += 2 * fmax(1 - (double)frame->likeness, 0) * luma * luma;
        sum->luma += luma;
    }
    sum->frames++;
}

/* Below these a picture stands still, since coding noise moves it that much; nothing new every time is under
   the most. */
static const double least_apart = 0x1p-6, least_left = 0x1p-8, most = 2;
static const double noise = 0x1p-7, least_unexplained = 0x1p-4;
static const double flat = LAYOUT_LEAST_DEVIATION; /* levels */
static const double film_rate = 24;
/* Seconds: within 1 and 16 frames at 12 to 53 a second. */
static const double long_lag = 0.3, short_lag = 1.0 / 12;

static double between(double value, double low, double high)
{
    return fmin(fmax(value, low), high);
}

static double log2_apart(const struct motion_sum *sum, int k)
{
    double apart = sum->apart[k] / (double)(sum->frames - (1 << k)),
           spread = sum->spread / (double)sum->frames;
    return log2(between(sqrt(apart / spread), least_apart, most));
}

/* Between lags that were measured by a line over the logarithms; beyond the last as a random walk goes on. */
static double log2_apart_at(const struct motion_sum *sum, double frames)
{
    double place = fmax(log2(frames), 0);
    int last = 0;
    while (last + 1 < MOTION_LAGS && sum->frames > 2 << last)
        last++;
    if (place >= last) {
        double apart = log2_apart(sum, last);
        return apart > log2(least_apart) ? fmin(apart + (place - last) / 2, log2(most)) : apart;
    }
    int k = (int)place;
    double low = log2_apart(sum, k);
    return low + (place - k) * (log2_apart(sum, k + 1) - low);
}

/* How much of the change from frame to frame is left after the blocks were moved; of what is too little to be
   told from noise, all. */
static double log2_unexplained(const struct motion_sum *sum)
{
    double left = sum->moved / sum->luma, change = sqrt(sum->changed / sum->contrast);
    return log2(between((left + noise) / (change + noise), least_unexplained, most));
}

void take_motion(const struct motion_sum *sum, double rate, struct facets *to)
{
    double steps = (double)(sum->frames - 1);
    if (sum->frames < 2 || !(sum->luma >= flat * steps) || !(rate > 0) || !isfinite(rate))
        return;
    double apart = log2_apart_at(sum, rate * long_lag);
    double left = between(sum->moved / sum->luma * (rate / film_rate), least_left, most);
    to->motion[0] = (float)apart;
    to->motion[1] = (float)((apart - log2_apart_at(sum, rate * short_lag)) / log2(long_lag / short_lag));
    to->motion[2] = (float)log2_unexplained(sum);
    to->motion[3] = (float)log2(left);
    to->told |= 1u << PST_FACET_MOTION;
}

static const double quietest = -40;           /* LU: all below is silence */
static const double least_listened = 3;       /* seconds about a short shot */
enum { MOMENTARY_EDGE = 2, SHORT_EDGE = 15 }; /* values at either end without a whole window */

struct range {
    size_t first, end;
};

/* The values whose middle lies between `from` and `to`, one at least; edges of the series are left out. */
static struct range values_in(const struct pst_series *series, double from, double to, size_t edge)
{
    double last = (double)series->count - 1 - (double)edge, least = (double)edge;
    double first = ceil((from - series->start) / series->step - 1e-9);
    double end = ceil((to - series->start) / series->step - 1e-9);
    first = fmin(fmax(first, least), last);
    end = fmin(fmax(end, first + 1), last + 1);
    return (struct range){(size_t)first, (size_t)end};
}

static double level_at(const struct film_sound *sound, const struct pst_series *series, size_t i)
{
    double level = series->values[i] - sound->integrated;
    return level > quietest ? level : quietest; /* NaN too */
}

static double energy_mean(const struct film_sound *sound, double from, double to)
{
    struct range range = values_in(&sound->momentary, from, to, MOMENTARY_EDGE);
    double energy = 0;
    for (size_t i = range.first; i < range.end; i++)
        energy += pow(10, level_at(sound, &sound->momentary, i) / 10);
    return 10 * log10(energy / (double)(range.end - range.first));
}

static double deviation(const struct film_sound *sound, double from, double to)
{
    struct range range = values_in(&sound->momentary, from, to, MOMENTARY_EDGE);
    double sum = 0, squares = 0, count = (double)(range.end - range.first);
    for (size_t i = range.first; i < range.end; i++) {
        double level = level_at(sound, &sound->momentary, i);
        sum += level;
        squares += level * level;
    }
    return sqrt(fmax(squares / count - sum / count * (sum / count), 0));
}

static double swing(const struct film_sound *sound, double from, double to)
{
    struct range range = values_in(&sound->short_term, from, to, SHORT_EDGE);
    double low = INFINITY, high = -INFINITY;
    for (size_t i = range.first; i < range.end; i++) {
        double level = level_at(sound, &sound->short_term, i);
        low = fmin(low, level);
        high = fmax(high, level);
    }
    return high - low;
}

void take_sound(const struct film_sound *sound, double starts, double seconds, struct facets *to)
{
    if (!isfinite(sound->integrated) || sound->momentary.count <= 2 * MOMENTARY_EDGE ||
        sound->short_term.count <= 2 * SHORT_EDGE || !isfinite(starts) || !isfinite(seconds))
        return;
    double about = fmax(least_listened, seconds) / 2, middle = starts + seconds / 2;
    to->sound[0] = (float)energy_mean(sound, starts, starts + seconds);
    to->sound[1] = (float)deviation(sound, middle - about, middle + about);
    to->sound[2] = (float)swing(sound, middle - about, middle + about);
    to->told |= 1u << PST_FACET_SOUND;
}
