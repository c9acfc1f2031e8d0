/* SPDX-License-Identifier: Apache-2.0 */
/* What each knob draws for a franchise, from a stream of its own. */
#include "film/franchise_parts.h"

#include <string.h>

static double logarithmic(struct stream *stream, double low, double high)
{
    return low * power(high / low, draw(stream));
}

double draw_normal(struct stream *stream)
{
    /* The sum of twelve even draws: mean 6, deviation 1. */
    double sum = -6;
    for (int i = 0; i < 12; i++)
        sum += draw(stream);
    return sum;
}

int draw_weighted(struct stream *stream, const double *weights, int count)
{
    double sum = 0, at = draw(stream);
    for (int i = 0; i < count; i++)
        sum += weights[i];
    at *= sum;
    for (int i = 0; i < count; i++) {
        at -= weights[i];
        if (at < 0 && weights[i] > 0)
            return i;
    }
    return 0;
}

struct colour draw_colour(struct stream *stream, double low, double high)
{
    double red = draw_between(stream, low, high);
    double green = draw_between(stream, low, high);
    double blue = draw_between(stream, low, high);
    return colour(red, green, blue);
}

/* A lamp's colour: between amber and blue, a little green or magenta; the strongest of its parts is 1. */
static struct colour draw_tint(struct stream *stream, double strength)
{
    double warm = draw_between(stream, -strength, strength);
    double green = draw_between(stream, -strength / 4, strength / 4);
    double red = exponential2(warm / 2), blue = exponential2(-warm / 2);
    green = exponential2(green);
    double most = red > blue ? red : blue;
    most = most > green ? most : green;
    return colour(red / most, green / most, blue / most);
}

/* Grey, or of one hue. */
static struct colour draw_cloth(struct stream *stream)
{
    double bright = logarithmic(stream, 0.03, 0.4), grey = draw(stream);
    double keep = draw(stream) < 0.3 ? 1 : grey * 0.6;
    int hue = draw_one_of(stream, 6);
    double parts[3];
    for (int i = 0; i < 3; i++)
        parts[i] = bright * ((hue + 1) >> i & 1 ? 1 : keep);
    return colour(parts[0], parts[1], parts[2]);
}

/* Bright, low-key or hazy. A third is on coarse stock, some is black and white. */
static void draw_look(struct stream *s, struct look *look)
{
    static const double kinds[] = {5, 3, 2};
    static const double bounds[3][4] = {/* exposure, contrast */
                                        {0.85, 1.35, 0.8, 1.25},
                                        {0.55, 0.9, 0.8, 1.1},
                                        {0.75, 1.15, 0.65, 0.9}};
    const double *bound = bounds[draw_weighted(s, kinds, 3)];
    look->exposure = logarithmic(s, bound[0], bound[1]);
    look->contrast = draw_between(s, bound[2], bound[3]);
    look->warm = draw_between(s, -0.35, 0.35);
    double grey = draw(s), saturation = logarithmic(s, 0.45, 1.4);
    look->saturation = grey < 0.13 ? 0 : saturation;
    double coarse = draw(s), fine = logarithmic(s, 0.4, 1.6), rough = logarithmic(s, 1.7, 4);
    look->grain = coarse < 0.33 ? rough : fine;
    look->halo = logarithmic(s, 0.5, 1.6);
    look->vignette = logarithmic(s, 0.5, 1.6);
    look->lamps = draw_tint(s, 0.9);
}

static void draw_palette(struct palette_style *palette, uint64_t origin)
{
    struct stream s = stream_of(origin, "palette");
    draw_look(&s, &palette->look);
    palette->uneven = draw_between(&s, 0.1, 0.6);
    palette->dark = draw_between(&s, 0, 0.3);
    int old = draw(&s) < 0.3;
    palette->wear.dirt = old ? draw_between(&s, 0.2, 2) : 0;
    palette->wear.scratches = old ? draw_between(&s, 0, 0.6) : 0;
    palette->wear.flicker = old ? draw_between(&s, 0.01, 0.05) : 0;
    palette->wear.weave = old ? draw_between(&s, 0, 0.8) : 0;
    palette->tint = draw_tint(&s, 1);
    palette->light = logarithmic(&s, 0.85, 1.4);
    double ground = draw(&s) < 0.7 ? 0 : 0.08;
    palette->ground = draw_colour(&s, 0, ground);
    palette->ink = draw_tint(&s, 0.7);
    palette->flash = draw_colour(&s, 0.05, 0.7);
    if (palette->look.saturation <= 0) {
        palette->ground = colour(0, 0, 0);
        palette->ink = colour(0.8, 0.8, 0.8);
    }
    struct colour family = draw_cloth(&s);
    for (int i = 0; i < most_cast; i++) {
        struct colour own = draw_cloth(&s);
        double kin = draw_between(&s, 0, 0.3), deep = draw_between(&s, 0.15, 0.6);
        palette->tops[i] =
            colour(own.red + (family.red - own.red) * kin, own.green + (family.green - own.green) * kin,
                   own.blue + (family.blue - own.blue) * kin);
        palette->bottoms[i] =
            colour(palette->tops[i].red * deep, palette->tops[i].green * deep, palette->tops[i].blue * deep);
        palette->shoes[i] = draw_colour(&s, 0.01, 0.06);
    }
}

static void draw_sets(struct sets_style *style, uint64_t origin)
{
    struct stream s = stream_of(origin, "sets");
    const struct set *list = set_list();
    double weights[set_count], roomy[set_count];
    int floors = 0;
    for (int i = 0; i < set_count; i++)
        floors += list[i].floor_count > 0;
    for (int i = 0; i < set_count; i++) {
        weights[i] = floors == 0 || list[i].floor_count > 0;
        roomy[i] = place_weight(&list[i], kind_walk) >= 2 ? weights[i] : 0;
    }
    int wanted = 3 + draw_one_of(&s, 3);
    for (style->count = 0; style->count < wanted && style->count < set_count; style->count++) {
        /* One at least in which one can walk and run. */
        int n = draw_weighted(&s, style->count ? weights : roomy, set_count);
        if (weights[n] <= 0)
            break;
        weights[n] = 0;
        style->sets[style->count] = &list[n];
        style->dressings[style->count] = (uint64_t)draw_one_of(&s, 1000);
    }
    style->weather_share = draw_between(&s, 0.1, 0.8);
    style->usual = (enum weather)(weather_rain + draw_one_of(&s, 3));
}

static void draw_camera(struct camera_style *camera, uint64_t origin)
{
    struct stream s = stream_of(origin, "camera");
    static const double shutters[] = {180, 180, 180, 144, 90, 45, 220};
    double longer = logarithmic(&s, 0.7, 1.5);
    camera->wide = 24 * longer;
    camera->middle = 36 * longer;
    camera->close = draw_between(&s, 48, 62) * longer;
    camera->height = draw_between(&s, -0.45, 0.3);
    camera->angle = draw_between(&s, 14, 50);
    camera->tightness = logarithmic(&s, 0.75, 1.3);
    camera->moving = draw_between(&s, 0.05, 0.7);
    camera->shake = draw(&s) < 0.35 ? 0 : draw_between(&s, 0.1, 0.8);
    camera->shutter = shutters[draw_one_of(&s, 7)];
    camera->aperture = draw(&s) < 0.3 ? 0 : logarithmic(&s, 1.4, 8);
}

/* Mean shot lengths of real films run from 2 to 12 seconds; what films of one maker share is how they spread
 * (B. Salt, "Film Style and Technology"; J. DeLong, "Horseshoes, handgrenades, and model fitting", 2015, on
 * log-normal lengths). */
static void draw_cutting(struct cutting_style *cutting, uint64_t origin)
{
    struct stream s = stream_of(origin, "cutting");
    cutting->median = logarithmic(&s, 1.8, 6);
    cutting->spread = draw_between(&s, 0.4, 0.85);
    cutting->action = draw_between(&s, 0.2, 0.45);
    cutting->gradual = logarithmic(&s, 0.015, 0.2);
    cutting->join_frames = logarithmic(&s, 10, 40);
    static const double usual[6] = {6, 3, 1.5, 1, 0.5, 0.5};
    for (int i = 0; i < 6; i++) {
        double bent = logarithmic(&s, 0.3, 3);
        cutting->kinds[i] = usual[i] * bent;
    }
    cutting->jumps = draw(&s) < 0.35 ? 0.02 : draw_between(&s, 0.08, 0.4);
    cutting->reactions = draw_between(&s, 0.08, 0.35);
    cutting->crossing = draw(&s) < 0.6 ? 0.01 : draw_between(&s, 0.03, 0.12);
    cutting->closer = draw_between(&s, 0.03, 0.3);
    cutting->bursts = draw_between(&s, 0, 0.08);
    cutting->on_hits = draw_between(&s, 0.3, 0.9);
    cutting->hit_offset = draw_one_of(&s, 7) - 3;
    cutting->lead = draw_one_of(&s, 16) - 5;
}

/* What the other may do about it, and how long until the next move comes. */
static int draw_exchange(struct stream *s, struct choreography *duel, int at)
{
    static const double weights[] = {5, 4, 1.5, 0.8};
    static const enum verb blows[] = {deed_punch, deed_kick, deed_throw, deed_shoot};
    struct choreography_move *moves = duel->moves;
    enum verb blow = blows[draw_weighted(s, weights, 4)];
    int role = draw_one_of(s, 2), answer = draw_one_of(s, 5), pause = draw_one_of(s, 14);
    moves[duel->count++] = (struct choreography_move){at, 0, role, !role, blow};
    if (blow == deed_throw) {
        moves[duel->count++] = (struct choreography_move){at + 44, 0, !role, nobody, deed_get_up};
        return at + 78 + pause;
    }
    if (blow == deed_shoot) {
        moves[duel->count++] = (struct choreography_move){at + 6, 0, !role, nobody, deed_dodge};
        return at + 38 + pause;
    }
    if (answer < 2)
        moves[duel->count++] =
            (struct choreography_move){at + 4, 0, !role, role, answer ? deed_block : deed_dodge};
    return at + 22 + pause;
}

static void draw_choreography(struct choreography_style *style, uint64_t origin)
{
    static const char *const names[] = {"duel",   "ambush", "quarrel", "storm",
                                        "winter", "hammer", "ladder",  "wheel"};
    struct stream s = stream_of(origin, "choreography");
    style->count = 2 + draw_one_of(&s, 3);
    int first = draw_one_of(&s, 8);
    for (int i = 0; i < style->count; i++) {
        struct choreography *duel = &style->duels[i];
        snprintf(duel->name, sizeof duel->name, "%s", names[(first + 3 * i) & 7]);
        int exchanges = 4 + draw_one_of(&s, 6), at = 0;
        for (int n = 0; n < exchanges; n++)
            at = draw_exchange(&s, duel, at);
        if (draw(&s) < 0.4) {
            duel->moves[duel->count++] = (struct choreography_move){at, 0, 1, nobody, deed_fall};
            duel->moves[duel->count++] = (struct choreography_move){at + 34, 0, 1, nobody, deed_get_up};
        }
    }
    style->speed = logarithmic(&s, 0.85, 1.3);
    style->mirrored = draw_between(&s, 0.2, 0.6);
    style->leaving_out = draw_between(&s, 0.05, 0.3);
    style->putting_in = draw_between(&s, 0.1, 0.6);
}

static void draw_sound(struct sound_style *sound, uint64_t origin)
{
    static const char *const names[] = {"theme", "drive", "club"};
    static const enum timbre timbres[3][3] = {{timbre_strings, timbre_piano, timbre_organ},
                                              {timbre_brass, timbre_synth, timbre_strings},
                                              {timbre_synth, timbre_bells, timbre_drums}};
    static const double tempos[3][2] = {{60, 100}, {100, 160}, {112, 132}};
    struct stream s = stream_of(origin, "sound");
    for (int i = 0; i < most_style_tunes; i++) {
        struct tune_style *tune = &sound->tunes[i];
        snprintf(tune->name, sizeof tune->name, "%s", names[i]);
        tune->tonic = draw_one_of(&s, 12);
        tune->minor = draw(&s) < 0.6;
        tune->tempo = draw_between(&s, tempos[i][0], tempos[i][1]);
        tune->timbre = timbres[i][draw_one_of(&s, 3)];
        tune->drums = i == 2 || (i == 1 && draw(&s) < 0.7);
        tune->seed = 1 + draw_one_of(&s, 9999);
    }
    sound->gain = logarithmic(&s, 0.2, 0.8);
    sound->share = draw_between(&s, 0.2, 0.8);
    sound->faults = draw_between(&s, 0, 0.5);
}

void style_draw(struct style *style, const uint64_t origins[knob_count])
{
    memset(style, 0, sizeof *style);
    draw_palette(&style->palette, origins[knob_palette]);
    draw_sets(&style->sets, origins[knob_sets]);
    draw_camera(&style->camera, origins[knob_camera]);
    draw_cutting(&style->cutting, origins[knob_cutting]);
    draw_choreography(&style->choreography, origins[knob_choreography]);
    draw_sound(&style->sound, origins[knob_sound]);
}

/* ---- how unlike two styles are ---- */

static double off(double a, double b)
{
    return a < b ? b - a : a - b;
}

/* Doublings between them. */
static double times_off(double a, double b)
{
    return off(logarithm2(a), logarithm2(b));
}

static double colours_off(struct colour a, struct colour b)
{
    return off((double)a.red, (double)b.red) + off((double)a.green, (double)b.green) +
           off((double)a.blue, (double)b.blue);
}

static double sets_off(const struct sets_style *a, const struct sets_style *b)
{
    double others = 0;
    for (int i = 0; i < a->count; i++) {
        int kept = 0;
        for (int k = 0; k < b->count; k++)
            kept |= a->sets[i] == b->sets[k];
        others += !kept;
    }
    return others;
}

static double tunes_off(const struct sound_style *a, const struct sound_style *b)
{
    double all = times_off(a->gain, b->gain);
    for (int i = 0; i < most_style_tunes; i++)
        all += times_off(a->tunes[i].tempo, b->tunes[i].tempo) + (a->tunes[i].tonic != b->tunes[i].tonic) +
               (a->tunes[i].timbre != b->tunes[i].timbre);
    return all;
}

double style_distance(const struct style *a, const struct style *b, enum knob knob)
{
    switch (knob) {
    case knob_palette:
        return times_off(a->palette.light, b->palette.light) +
               2 * colours_off(a->palette.tint, b->palette.tint);
    case knob_sets: return sets_off(&a->sets, &b->sets);
    case knob_camera:
        return times_off(a->camera.wide, b->camera.wide) +
               times_off(a->camera.tightness, b->camera.tightness) +
               2 * off(a->camera.height, b->camera.height) + off(a->camera.angle, b->camera.angle) / 30 +
               off(a->camera.moving, b->camera.moving) + off(a->camera.shake, b->camera.shake);
    case knob_cutting:
        return times_off(a->cutting.median, b->cutting.median) + off(a->cutting.spread, b->cutting.spread) +
               times_off(a->cutting.action, b->cutting.action) / 2;
    case knob_choreography: return off(a->choreography.speed, b->choreography.speed);
    default: return tunes_off(&a->sound, &b->sound);
    }
}
