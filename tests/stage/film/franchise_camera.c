/* SPDX-License-Identifier: Apache-2.0 */
/* Set-ups: from where, with which lens and how moving a camera looks at whom. A set-up is drawn from its own
 * name, so that it is the same whenever the cutting comes back to it. */
#include "film/franchise_parts.h"

#include <string.h>

struct aim {
    struct vec target;
    double turn;     /* from the target to the camera */
    double distance; /* wanted */
    double frame;    /* how many metres high the picture is at the target */
    double line,
        side; /* heading of the line of action through the target and the side to keep; side 0: none */
    const struct floor_piece *crowd; /* among whom it does not stand and past whom it does not look */
};

static const char *first_of(const struct film *film, const struct cut_shot *shot)
{
    return film->story.cast[film->story.units[shot->unit].people[shot->who]].name;
}

void setup_name(const struct film *film, const struct cut_shot *shot, char name[name_room])
{
    struct cut_shot other = *shot;
    other.who = !shot->who;
    switch (shot->setup) {
    case setup_master: snprintf(name, name_room, "master"); break;
    case setup_wide: snprintf(name, name_room, "wide%d", shot->who + 1); break;
    case setup_single: snprintf(name, name_room, "%s", first_of(film, shot)); break;
    case setup_close: snprintf(name, name_room, "%s_close", first_of(film, shot)); break;
    case setup_over: snprintf(name, name_room, "over_%s", first_of(film, &other)); break;
    case setup_cross: snprintf(name, name_room, "%s_across", first_of(film, shot)); break;
    case setup_track: snprintf(name, name_room, "track%d", shot->who + 1); break;
    case setup_insert: snprintf(name, name_room, "%s_eyes", first_of(film, shot)); break;
    default: snprintf(name, name_room, "%s_low", first_of(film, shot));
    }
}

static double gate_height(const struct film *film)
{
    return GATE_WIDTH * film->order->height / film->order->width;
}

static double ground_at(const struct set *set, double x, double z)
{
    return set->ground ? set->ground(x, z) : 0;
}

/* Whether strangers would fill the picture. */
static int in_crowd(const struct floor_piece *crowd, double x, double z)
{
    return crowd && x > crowd->x0 - 0.8 && x < crowd->x1 + 0.8 && z > crowd->z0 - 0.8 && z < crowd->z1 + 0.8;
}

/* A little of the way is left out before the target, who may stand at the crowd's edge. */
static int past_crowd(const struct aim *aim, double x, double z)
{
    for (int i = 0; i < 9; i++) {
        double far = i / 10.0;
        if (in_crowd(aim->crowd, x + (aim->target.x - x) * far, z + (aim->target.z - z) * far))
            return 1;
    }
    return 0;
}

/* On the floor of whom it looks at, neither on the stairs nor on a gallery over them, and on its side. */
static int stands(const struct set *set, double x, double z, const struct aim *aim)
{
    double tx = aim->target.x, tz = aim->target.z, higher = ground_at(set, x, z) - ground_at(set, tx, tz);
    double right = (x - tx) * sine(aim->line + 90) + (z - tz) * cosine(aim->line + 90);
    return higher < 0.6 && higher > -0.6 && (aim->side == 0 || right * aim->side > 0.12) &&
           place_free(set, x, z, 0.2) && place_open(set, x, z, tx, tz) && !past_crowd(aim, x, z);
}

/* Whatever way is longest; where there is none at all, because who is looked at has got among the furniture,
 * a free place as far off as wanted from which not everything may be seen. */
static struct vec hemmed_in(const struct set *set, const struct aim *aim)
{
    double longest = 0.3, nearest = 1000;
    struct vec best = aim->target;
    for (int i = 0; i < 24; i++) {
        double x = sine(i * 15), z = cosine(i * 15), distance = 0.3;
        while (distance < aim->distance &&
               stands(set, aim->target.x + x * (distance + 0.2), aim->target.z + z * (distance + 0.2), aim))
            distance += 0.2;
        if (distance > longest) {
            longest = distance;
            best = add(aim->target, vec(x * distance, 0, z * distance));
        }
        for (double far = 0.6; far < 8 && longest <= 0.3; far += 0.2) {
            double wrong = far < aim->distance ? aim->distance - far : far - aim->distance;
            struct vec at = add(aim->target, vec(x * far, 0, z * far));
            if (wrong < nearest && place_free(set, at.x, at.z, 0.2)) {
                nearest = wrong;
                best = at;
            }
        }
    }
    return best;
}

/* The place nearest to what is wanted at which a camera can stand and sees its target. */
static struct vec find_stand(const struct set *set, struct aim *aim, double lowest)
{
    static const double nearer[] = {1, 0.85, 0.7, 0.58, 0.48, 0.4, 0.32};
    static const double turns[] = {0, 8, -8, 16, -16, 26, -26};
    for (int n = 0; n < 7; n++) {
        double distance = aim->distance * nearer[n];
        for (int t = 0; t < 7 && distance >= lowest; t++) {
            double x = aim->target.x + sine(aim->turn + turns[t]) * distance;
            double z = aim->target.z + cosine(aim->turn + turns[t]) * distance;
            if (stands(set, x, z, aim))
                return vec(x, 0, z);
        }
    }
    if (!aim->crowd)
        return hemmed_in(set, aim);
    aim->crowd = NULL;
    return find_stand(set, aim, lowest);
}

/* Who it is of, where they are, and their spot. */
static struct vec eyes_of(const struct film *film, const struct cut_shot *shot, const struct spot *spot)
{
    const struct cast_member *member = &film->story.cast[film->story.units[shot->unit].people[shot->who]];
    const struct set *set = film->stagings[shot->unit][shot->part].set;
    return vec(spot->x, ground_at(set, spot->x, spot->z) + member->height * 0.935, spot->z);
}

struct size {
    double frame, below; /* the picture's height, and how far under the eyes its middle is */
};

static struct size size_of(const struct film *film, const struct cut_shot *shot)
{
    static const struct size sizes[setup_kinds] = {
        [setup_master] = {2.3, 0.68}, [setup_wide] = {4.6, 0.4},   [setup_single] = {1.15, 0.26},
        [setup_close] = {0.52, 0.03}, [setup_over] = {0.95, 0.15}, [setup_cross] = {1.0, 0.2},
        [setup_track] = {1.9, 0.5},   [setup_insert] = {0.3, 0},   [setup_low] = {1.7, 0.4},
    };
    const struct unit *unit = &film->story.units[shot->unit];
    const struct camera_style *style = &film->styles[film_which(film, unit, knob_camera)].camera;
    struct size size = sizes[shot->setup];
    int far = shot->setup == setup_wide && !film->stagings[shot->unit][shot->part].set->indoors;
    int whole = shot->setup == setup_master || shot->setup == setup_wide;
    double tight = shot->setup == setup_insert || (whole && style->tightness < 1) ? 1 : style->tightness;
    size.frame *= (far ? 1.6 : 1) * tight;
    return size;
}

static double lens_of(const struct camera_style *style, enum setup_kind kind)
{
    switch (kind) {
    case setup_master:
    case setup_wide:
    case setup_low: return style->wide;
    case setup_single:
    case setup_track:
    case setup_cross: return style->middle;
    default: return style->close;
    }
}

/* Where the two are when a shot is half over: fights wander about. */
static void find_spots(const struct film *film, const struct cut_shot *shot, double moment,
                       struct spot spots[2])
{
    const struct unit *unit = &film->story.units[shot->unit];
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    struct body bodies[2];
    struct start starts[2];
    memcpy(spots, staging->spots, 2 * sizeof *spots);
    if (!staging_fights(staging))
        return;
    for (int i = 0; i < 2; i++) {
        bodies[i] = (struct body){.height = film->story.cast[unit->people[i]].height,
                                  .girth = film->story.cast[unit->people[i]].girth};
        starts[i] = (struct start){vec(spots[i].x, 0, spots[i].z), spots[i].heading};
    }
    struct deed *deeds = calloc(most_duel_deeds, sizeof *deeds);
    if (!deeds)
        exit(5);
    int count = duels_deeds(film, shot->unit, deeds, most_duel_deeds);
    for (int i = 0; i < 2; i++) {
        struct bearing bearing =
            bearing_among(deeds, count, i, bodies, starts, 2, staging->set->ground, film_rate, moment);
        spots[i].x = bearing.pose.at.x;
        spots[i].z = bearing.pose.at.z;
    }
    free(deeds);
    spots[0].heading = angle_of(spots[1].x - spots[0].x, spots[1].z - spots[0].z);
    spots[1].heading = spots[0].heading + 180;
}

/* Where a set-up looks from, seen from whom it looks at, with the line of action kept. */
static double turn_of(const struct staging *staging, const struct spot *spots, const struct cut_shot *shot,
                      double angle)
{
    double line = spots[0].heading, side = staging->side, facing = line + (shot->who ? 180 : 0);
    double inward = shot->who ? -side : side;
    switch (shot->setup) {
    case setup_master: return line + side * (90 + angle * 0.3 - 10);
    case setup_wide: return line + side * (90 + (shot->who - 1) * 38);
    case setup_over: return facing + inward * 24;
    case setup_cross: return facing - inward * angle;
    case setup_insert: return facing + inward * angle * 0.6;
    default: return facing + inward * angle;
    }
}

static struct aim aim_still(const struct film *film, const struct cut_shot *shot, double moment, double lens,
                            double angle)
{
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    struct size size = size_of(film, shot);
    struct spot spots[2];
    find_spots(film, shot, moment, spots);
    struct spot spot = spots[shot->who & 1];
    int both = shot->setup == setup_master || shot->setup == setup_wide;
    if (both && film->story.units[shot->unit].count > 1) {
        spot.x = (spots[0].x + spots[1].x) / 2;
        spot.z = (spots[0].z + spots[1].z) / 2;
    }
    struct cut_shot first = *shot;
    first.who = both ? 0 : shot->who;
    struct vec target = add(eyes_of(film, &first, &spot), vec(0, -size.below, 0));
    /* Room in the picture before who looks to its side. */
    if (!both && shot->setup != setup_insert)
        target = add(
            target, vec(sine(spot.heading) * size.frame * 0.13, 0, cosine(spot.heading) * size.frame * 0.13));
    double distance = size.frame * lens / gate_height(film);
    int keeps = film->story.units[shot->unit].count > 1;
    double side = shot->setup == setup_cross ? -staging->side : staging->side;
    return (struct aim){target,
                        turn_of(staging, spots, shot, angle),
                        distance > 16 ? 16 : distance,
                        size.frame,
                        staging->spots[0].heading,
                        keeps ? side : 0,
                        NULL};
}

/* Now and then a camera stands among the people all the same. */
static const struct floor_piece *crowd_of(const struct film *film, const struct cut_shot *shot)
{
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    struct stream s = detail_of(film, shot->unit, knob_camera, "among");
    int among = (draw_one_of(&s, 12) + (int)shot->setup) % 12 == 0;
    return staging->crowd && !among ? &staging->crowded : NULL;
}

static void put_camera(const struct film *film, const struct cut_shot *shot, struct aim *aim, double lens,
                       double height, struct setup *setup)
{
    const struct set *set = film->stagings[shot->unit][shot->part].set;
    double lowest = shot->setup == setup_over ? 1.7 : 0.75;
    aim->crowd = crowd_of(film, shot);
    struct vec stand = find_stand(set, aim, lowest);
    double x = stand.x - aim->target.x, z = stand.z - aim->target.z;
    double distance = square_root(x * x + z * z), needed = gate_height(film) * distance / aim->frame;
    setup->lens = distance < aim->distance * 0.97 ? needed : lens;
    setup->lens = setup->lens < 16 ? 16 : setup->lens > 135 ? 135 : setup->lens;
    double floor = ground_at(set, stand.x, stand.z), y = floor + height;
    setup->at = vec(stand.x, y, stand.z);
    setup->to = aim->target;
}

static double height_of(const struct camera_style *style, enum setup_kind kind, double luck)
{
    double eyes = 1.58, height = eyes + style->height + luck;
    if (kind == setup_low)
        height = 0.45 + luck;
    if (kind == setup_close || kind == setup_insert)
        height = eyes + (style->height + luck) * 0.35;
    if (kind == setup_over)
        height = eyes + 0.12 + luck * 0.3;
    if (kind == setup_wide)
        height = eyes + style->height * 1.4 + luck;
    return height < 0.3 ? 0.3 : height > 2.2 ? 2.2 : height;
}

static void add_move(struct setup *setup, enum move kind, int frames, double amount, int ease)
{
    setup->moves[setup->move_count++] = (struct camera_move){kind, 0, frames, amount, ease};
}

/* How far it may go that way and still stand on the floor. */
static double room_for(const struct set *set, const struct setup *setup, double turn, double wanted)
{
    double sign = wanted < 0 ? -1 : 1, most = wanted * sign, far = 0;
    while (far + 0.1 <= most && place_free(set, setup->at.x + sign * sine(turn) * (far + 0.1),
                                           setup->at.z + sign * cosine(turn) * (far + 0.1), 0.15))
        far += 0.1;
    return sign * far;
}

static void still_moves(struct stream *s, const struct staging *staging, const struct cut_shot *shot,
                        double share, int frames, struct setup *setup)
{
    double x = setup->to.x - setup->at.x, z = setup->to.z - setup->at.z;
    double distance = square_root(x * x + z * z), turn = angle_of(x, z);
    int wide = shot->setup == setup_wide || shot->setup == setup_master;
    int action = staging->act == kind_fight || staging->act == kind_chase;
    const struct set *set = staging->set;
    double moves = draw(s), which = draw(s), speed = draw_between(s, 0.4, 1.6);
    int back = draw(s) < 0.35;
    if (moves > share || frames < (action ? 12 : 30))
        return;
    double way = (back ? -1 : 1) * speed * frames * (action ? 3 : 1);
    if (wide && which < 0.45) {
        double far = room_for(set, setup, turn + 90, way * 0.008);
        if (far > 0.15 || far < -0.15) {
            add_move(setup, move_track, frames, far, 0);
            add_move(setup, move_pan, frames, -angle_of(far, distance), 0);
        }
    } else if (wide && which < 0.6 && !set->indoors) {
        double up = way * 0.006;
        up = up < -0.8 ? -0.8 : up > 2.5 ? 2.5 : up;
        add_move(setup, move_crane, frames, up, 1);
        add_move(setup, move_tilt, frames, -angle_of(up, distance), 1);
    } else if (wide && which < 0.8) {
        double degrees = way * 0.06;
        add_move(setup, move_pan, frames, degrees < -25 ? -25 : degrees > 25 ? 25 : degrees, 1);
    } else if (which < 0.93) {
        double most = distance * 0.3, far = back ? room_for(set, setup, turn, way * 0.005) : way * 0.005;
        far = far > most ? most : far < -most ? -most : far;
        if (far > 0.08 || far < -0.08)
            add_move(setup, move_dolly, frames, far, 1);
    } else {
        double doublings = way * 0.003;
        add_move(setup, move_zoom, frames, doublings < -0.5 ? -0.5 : doublings > 0.6 ? 0.6 : doublings, 1);
    }
}

/* Along with who walks: before them, beside them or after them, whichever first has floor all the way. */
static int go_along(const struct film *film, const struct cut_shot *shot, int clock, int frames, double lens,
                    double height, struct setup *setup)
{
    static const double turns[] = {22, -22, 0, 60, -60, 160, -160};
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    struct spot a = staging_walker(staging, 0, clock), b = staging_walker(staging, 1, clock);
    struct spot end = staging_walker(staging, 0, clock + frames);
    double gone_x = end.x - a.x, gone_z = end.z - a.z, far = square_root(gone_x * gone_x + gone_z * gone_z);
    struct size size = size_of(film, shot);
    struct spot middle = {(a.x + b.x) / 2, (a.z + b.z) / 2, a.heading};
    struct vec target = add(eyes_of(film, shot, &middle), vec(0, -size.below, 0));
    double wanted = size.frame * lens / gate_height(film), way = angle_of(gone_x, gone_z);
    const struct floor_piece *crowd = crowd_of(film, shot);
    for (int shorter = 0; shorter < 4; shorter++) {
        double distance = wanted * (1 - 0.2 * shorter);
        for (int i = 0; i < 7; i++) {
            double turn = a.heading + (shot->who ? 1 : -1) * turns[i];
            double x = middle.x + sine(turn) * distance, z = middle.z + cosine(turn) * distance;
            if (!place_free(staging->set, x, z, 0.2) || in_crowd(crowd, x, z) ||
                in_crowd(crowd, x + gone_x, z + gone_z) ||
                !place_open(staging->set, x, z, x + gone_x, z + gone_z))
                continue;
            setup->at = vec(x, ground_at(staging->set, x, z) + height, z);
            setup->to = target;
            setup->lens = lens * (1 - 0.2 * shorter) < 16 ? 16 : lens * (1 - 0.2 * shorter);
            double pan = turn + 180;
            if (cosine(way - pan) * far > 0.05 || cosine(way - pan) * far < -0.05)
                add_move(setup, move_dolly, frames, cosine(way - pan) * far, 0);
            if (sine(way - pan) * far > 0.05 || sine(way - pan) * far < -0.05)
                add_move(setup, move_track, frames, sine(way - pan) * far, 0);
            return 1;
        }
    }
    return 0;
}

/* Somebody or something that moves past a camera which turns with it. */
static void look_along(const struct film *film, const struct cut_shot *shot, int clock, int frames,
                       double lens, double height, struct setup *setup)
{
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    int who = shot->setup == setup_wide ? 0 : shot->who & 1;
    struct spot from = staging_walker(staging, who, clock), to = staging_walker(staging, who, clock + frames);
    struct spot at = staging_walker(staging, who, clock + frames * 0.6);
    struct size size = size_of(film, shot);
    double distance = size.frame * lens / gate_height(film), side = staging->side;
    struct aim aim = {add(eyes_of(film, shot, &at), vec(0, -size.below, 0)),
                      at.heading + side * (shot->setup == setup_wide ? 50 : 24),
                      distance > 14 ? 14 : distance,
                      size.frame,
                      0,
                      0,
                      NULL};
    put_camera(film, shot, &aim, lens, height, setup);
    double before = angle_of(from.x - setup->at.x, from.z - setup->at.z);
    double after = angle_of(to.x - setup->at.x, to.z - setup->at.z), turn = after - before;
    turn = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    setup->to = vec(from.x, setup->to.y, from.z);
    if ((turn > 1 || turn < -1) && turn < 100 && turn > -100)
        add_move(setup, move_pan, frames, turn, 0);
}

/* The place itself, with nobody or somebody small in it. */
static void look_out(const struct film *film, const struct cut_shot *shot, struct stream *s, double lens,
                     double height, struct setup *setup)
{
    const struct set *set = film->stagings[shot->unit][shot->part].set;
    static const struct floor_piece middle = {-1.8, -2.5, 1.8, 1};
    const struct floor_piece *floors = set->floor_count ? set->floors : &middle;
    int count = set->floor_count ? set->floor_count : 1;
    double best = -1, way = 0;
    for (int i = 0; i < 24; i++) {
        const struct floor_piece *floor = &floors[draw_one_of(s, count)];
        double x = draw_between(s, floor->x0, floor->x1), z = draw_between(s, floor->z0, floor->z1);
        double turn = draw_between(s, -60, 60), clear = 0;
        while (clear < 12 && place_open(set, x, z, x + sine(turn) * clear, z + cosine(turn) * clear))
            clear += 0.5;
        if (!place_free(set, x, z, 0.3) || clear <= best)
            continue;
        best = clear;
        way = turn;
        setup->at = vec(x, ground_at(set, x, z) + height, z);
    }
    setup->to = add(setup->at, vec(sine(way) * 6, set->indoors ? -0.25 : 0.1, cosine(way) * 6));
    setup->lens = lens * 0.9 < 16 ? 16 : lens * 0.9;
}

static void draw_place(const struct film *film, const struct cut_shot *shot, struct stream *s, int clock,
                       int frames, struct setup *setup)
{
    const struct unit *unit = &film->story.units[shot->unit];
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    const struct camera_style *style = &film->styles[film_which(film, unit, knob_camera)].camera;
    double bend = draw_between(s, 0.9, 1.12), luck = draw_between(s, -0.12, 0.12);
    double angle = style->angle + draw_between(s, -7, 7);
    double lens = lens_of(style, shot->setup) * bend, height = height_of(style, shot->setup, luck);
    int wide = shot->setup == setup_wide;
    if (staging_walks(staging)) {
        if (shot->setup != setup_track || !go_along(film, shot, clock, frames, lens, height, setup))
            look_along(film, shot, clock, frames, lens, height, setup);
        return;
    }
    if (wide && staging->act == kind_quiet && (shot->who > 0 || unit->count == 0)) {
        look_out(film, shot, s, lens, height, setup);
    } else {
        struct aim aim = aim_still(film, shot, clock + frames / 2.0, lens, angle);
        put_camera(film, shot, &aim, lens, height, setup);
    }
    still_moves(s, staging, shot, style->moving * (staging->act == kind_quiet ? 1.5 : 1), frames, setup);
}

void setup_draw(const struct film *film, const struct cut_shot *shot, int clock, int frames,
                struct setup *setup)
{
    const struct unit *unit = &film->story.units[shot->unit];
    const struct staging *staging = &film->stagings[shot->unit][shot->part];
    const struct camera_style *style = &film->styles[film_which(film, unit, knob_camera)].camera;
    memset(setup, 0, sizeof *setup);
    setup_name(film, shot, setup->name);
    char name[name_room + 8];
    snprintf(name, sizeof name, "%d %s", shot->part, setup->name);
    struct stream s = detail_of(film, shot->unit, knob_camera, name);
    int of_one = shot->setup != setup_master && shot->setup != setup_wide && shot->setup != setup_track;
    setup->subject = of_one && unit->count > 0 ? unit->people[shot->who & 1] : nobody;
    draw_place(film, shot, &s, clock, frames, setup);
    int action = staging->act == kind_fight || staging->act == kind_chase;
    setup->shutter = style->shutter;
    setup->shake = style->shake * (action ? 2.5 : staging->act == kind_quiet ? 0.3 : 1);
    if (action && setup->shake < 0.3)
        setup->shake = 0.3;
    setup->aperture = of_one ? style->aperture : 0;
}
