/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the film down: its head, its shots, and what lies over and under them. */
#include "film/franchise_parts.h"

#include <string.h>

const char *told_colour(struct colour colour, char hex[8])
{
    double parts[3] = {(double)colour.red, (double)colour.green, (double)colour.blue};
    int bytes[3];
    for (int i = 0; i < 3; i++) {
        double v = parts[i] <= 0.0031308 ? parts[i] * 12.92 : 1.055 * power(parts[i], 1 / 2.4) - 0.055;
        bytes[i] = v <= 0 ? 0 : v >= 1 ? 255 : (int)(v * 255 + 0.5);
    }
    snprintf(hex, 8, "#%02x%02x%02x", (unsigned)bytes[0] & 255, (unsigned)bytes[1] & 255,
             (unsigned)bytes[2] & 255);
    return hex;
}

/* ---- the head ---- */

static void put_style(const struct film *film, int which, FILE *script)
{
    const struct style *style = &film->styles[which];
    const struct cutting_style *cutting = &style->cutting;
    const struct camera_style *camera = &style->camera;
    const char *who = which ? "# where it departs, " : "# ";
    int knobs = which ? film->order->departure.knobs : (1 << knob_count) - 1;
    if (knobs >> knob_sets & 1) {
        fprintf(script, "%ssets:", who);
        for (int i = 0; i < style->sets.count; i++)
            fprintf(script, " %s", style->sets.sets[i]->name);
        fputc('\n', script);
    }
    if (knobs >> knob_camera & 1)
        fprintf(script,
                "%scamera: lenses %.0f %.0f %.0f, %.2f m over the eyes, %.0f degrees off the face, %.0f in a "
                "hundred move\n",
                who, camera->wide, camera->middle, camera->close, camera->height, camera->angle,
                camera->moving * 100);
    if (knobs >> knob_cutting & 1)
        fprintf(script,
                "%scutting: middle shot of talk %.2f s, spread %.2f, fights %.2f of it, cuts %d frames off "
                "the hit\n",
                who, cutting->median, cutting->spread, cutting->action, cutting->hit_offset);
}

static void put_departure(const struct film *film, FILE *script)
{
    int first = -1, last = -1;
    for (int i = 0; i < film->story.unit_count; i++) {
        const struct unit *unit = &film->story.units[i];
        if (unit->departed && first < 0)
            first = unit->begin;
        if (unit->departed)
            last = unit->begin + unit->frames - 1;
    }
    if (first < 0 || !film->order->departure.knobs)
        return;
    fprintf(script, "# departure: frames %d to %d:", first, last);
    for (int i = 0; i < knob_count; i++) {
        if (film->order->departure.knobs >> i & 1)
            fprintf(script, " %s", knob_name((enum knob)i));
    }
    fputc('\n', script);
    put_style(film, 1, script);
}

static void put_look(const struct palette_style *palette, uint64_t seed, FILE *script)
{
    const struct look *look = &palette->look;
    const struct wear *wear = &palette->wear;
    char hex[8];
    fprintf(
        script,
        "look exposure %.2f warm %.2f saturation %.2f grain %.2f halo %.2f vignette %.2f contrast %.2f lamps "
        "%s\n",
        look->exposure, look->warm, look->saturation, look->grain, look->halo, look->vignette, look->contrast,
        told_colour(look->lamps, hex));
    if (wear->dirt > 0)
        fprintf(script, "wear dirt %.2f scratches %.2f flicker %.3f weave %.2f seed %d\n", wear->dirt,
                wear->scratches, wear->flicker, wear->weave, (int)(seed % 10000));
}

static void put_cast(const struct film *film, FILE *script)
{
    static const char *const hairs[] = {"short", "long", "none"};
    const struct palette_style *palette = &film->styles[0].palette;
    for (int i = 0; i < film->story.cast_count; i++) {
        const struct cast_member *m = &film->story.cast[i];
        char top[8], bottom[8], shoes[8];
        fprintf(
            script,
            "person %s height %.2f girth %.2f skin %d hair %s #%06x top %s bottom %s shoes %s%s voice %s\n",
            m->name, m->height, m->girth, m->skin + 1, hairs[m->hair_style], (unsigned)m->hair,
            told_colour(palette->tops[i], top), told_colour(palette->bottoms[i], bottom),
            told_colour(palette->shoes[i], shoes), m->coat ? " coat" : "", m->voice);
    }
    fputc('\n', script);
}

static void put_tunes(const struct film *film, int which, FILE *script)
{
    static const char *const notes[] = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};
    for (int i = 0; i < most_style_tunes; i++) {
        const struct tune_style *tune = &film->styles[which].sound.tunes[i];
        fprintf(script, "tune %s%s key %s %s tempo %.0f timbre %s%s seed %d\n", which ? "other_" : "",
                tune->name, notes[tune->tonic], tune->minor ? "minor" : "major", tune->tempo,
                timbre_name(tune->timbre), tune->drums ? " drums" : "", tune->seed);
    }
}

static void put_duels(const struct film *film, int which, FILE *script)
{
    const struct choreography_style *style = &film->styles[which].choreography;
    for (int i = 0; i < style->count; i++) {
        const struct choreography *duel = &style->duels[i];
        fprintf(script, "\nchoreography %s%s\n", which ? "other_" : "", duel->name);
        for (int n = 0; n < duel->count; n++) {
            const struct choreography_move *move = &duel->moves[n];
            fprintf(script, "  move %.0f %c %s%s\n", move->at, "ab"[move->role], verb_name(move->verb),
                    move -> other == nobody ? ""
                            : move->other   ? " b"
                                            : " a");
        }
        fputs("end\n", script);
    }
}

static void put_head(const struct film *film, FILE *script)
{
    const struct film_order *order = film->order;
    uint64_t own = scramble(order->seed ^ scramble((uint64_t)order->number)) % 1000000;
    fprintf(script, "# Film %d of franchise %llu", order->number, (unsigned long long)order->seed);
    for (int i = 0, any = 0; i < knob_count; i++) {
        if (order->strangers >> i & 1)
            fprintf(script, "%s%s", any++ ? ", " : "; strange to it: ", knob_name((enum knob)i));
    }
    fputc('\n', script);
    put_style(film, 0, script);
    put_departure(film, script);
    for (int i = 0; i < film->story.thread_count; i++) {
        const struct thread *thread = &film->story.threads[i];
        if (thread->planted >= 0)
            fprintf(script, "# thread %s: planted in %s, %s%s\n", thread->noun,
                    film->story.units[thread->planted].name, thread->taken_up < 0 ? "never" : "taken up in ",
                    thread->taken_up < 0 ? " taken up" : film->story.units[thread->taken_up].name);
    }
    fprintf(script, "film \"%s\" seed %d\n", film->story.title, (int)own);
    fprintf(script, "picture %d %d rate %d\n", order->width, order->height, film_rate);
    put_look(&film->styles[0].palette, own, script);
    fputc('\n', script);
    put_cast(film, script);
    int departs = order->departure.until > order->departure.from ? order->departure.knobs : 0;
    put_tunes(film, 0, script);
    if (departs >> knob_sound & 1)
        put_tunes(film, 1, script);
    put_duels(film, 0, script);
    if (departs >> knob_choreography & 1)
        put_duels(film, 1, script);
}

/* ---- the film's order ---- */

struct order_writer {
    const struct film *film;
    FILE *script;
    int unit, left[most_parts], shown[most_parts]; /* the clocks at which its scenes were left */
    char setups[64][name_room + 4];                /* that were placed in this unit */
    int setup_count, seamed;
};

static int half_before(const struct cut_shot *shot)
{
    return shot->join == join_cut ? 0 : shot->join_frames / 2;
}

static int half_after(const struct film *film, const struct cut_shot *shot)
{
    const struct cut_shot *next = shot + 1;
    if (next == film->shots + film->shot_count || next->join == join_cut)
        return 0;
    return next->join_frames - next->join_frames / 2;
}

static void put_join(const struct film *film, const struct cut_shot *shot, FILE *script)
{
    static const char *const words[join_kinds] = {"cut",       "dissolve", "wipe", "wipe clock",
                                                  "wipe iris", "push",     "slide"};
    const struct cut_shot *before = shot - 1;
    int which = shot->unit < 0 ? 0 : film_which(film, &film->story.units[shot->unit], knob_palette);
    char hex[8];
    if (shot->black)
        fprintf(script, "black %d\n", shot->black);
    if (shot->jump) {
        fprintf(script, "jump %d\n", shot->jump);
    } else if (shot->dip) {
        static const char *const colours[] = {"black", "white"};
        const char *colour = shot->dip_colour < 2 ? colours[shot->dip_colour]
                                                  : told_colour(film->styles[which].palette.flash, hex);
        fprintf(script, "dip %s %d\n", colour, shot->dip);
    } else if (shot->join == join_cut && before->unit != shot->unit) {
        fputs("cut\n", script);
    } else if (shot->join != join_cut) {
        fprintf(script, "%s %d", words[shot->join], shot->join_frames);
        if (shot->join == join_wipe || shot->join == join_push || shot->join == join_slide)
            fprintf(script, " way %d", shot->join_way);
        if (shot->join_soft > 0)
            fprintf(script, " soft %.3f", shot->join_soft);
        fputc('\n', script);
    }
}

static void put_fades(const struct cut_shot *shot, FILE *script)
{
    if (shot->fade_in)
        fprintf(script, "fade in %d\n", shot->fade_in);
    if (shot->fade_out)
        fprintf(script, "fade out %d\n", shot->fade_out);
}

static void put_credits(const struct film *film, const char *studio, FILE *script)
{
    static const char *const crafts[most_crew] = {"Directed by", "Written by", "Photographed by", "Cut by",
                                                  "Music by"};
    const struct story *story = &film->story;
    fputs("card credits \"", script);
    for (int i = 0; i < most_crew; i++)
        fprintf(script, "%s %s\\n", crafts[i], story->crew[i]);
    for (int i = 0; i < story->cast_count; i++)
        fprintf(script, "%c%s - %s\\n", story->cast[i].name[0] - 'a' + 'A', story->cast[i].name + 1,
                story->crew[most_crew + i]);
    fprintf(script, "%s\"", studio);
}

static void put_card(const struct film *film, const struct cut_shot *shot, FILE *script)
{
    const struct palette_style *palette = &film->styles[0].palette;
    const struct film_order *order = film->order;
    int all = (1 << knob_count) - 1,
        frames = shot->end - shot->begin + half_before(shot) + half_after(film, shot);
    struct stream own = stream_of(order->seed, "studio");
    struct stream s = (order->strangers & (uint64_t)all) == (uint64_t)all
                          ? stream_of(scramble(order->seed ^ (uint64_t)order->number), "studio")
                          : own;
    char studio[48], title[64], ground[8], ink[8];
    words_studio(&s, studio);
    if (shot->unit == unit_credits) {
        put_credits(film, studio, script);
    } else {
        snprintf(title, sizeof title, "%s", film->story.title);
        for (char *c = title; *c; c++)
            *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
        fprintf(script, "card %s \"%s\"", shot->unit == unit_logo ? "logo" : "title",
                shot->unit == unit_logo ? studio : title);
    }
    fprintf(script, " frames %d ground %s ink %s\n", frames, told_colour(palette->ground, ground),
            told_colour(palette->ink, ink));
    put_fades(shot, script);
}

/* A shot that comes out of a whip begins as far before its aim as it then turns. */
static void turn_away(struct setup *setup, double degrees)
{
    struct vec way = minus(setup->to, setup->at);
    setup->to = add(setup->at, turned(heading(-degrees), way));
}

/* Whether this set-up of the unit was placed before; notes it. */
static int placed_before(struct order_writer *writer, const struct cut_shot *shot, const char *name)
{
    char full[name_room + 4];
    snprintf(full, sizeof full, "%d %s", shot->part, name);
    for (int i = 0; i < writer->setup_count; i++) {
        if (!strcmp(writer->setups[i], full))
            return 1;
    }
    if (writer->setup_count < 64)
        snprintf(writer->setups[writer->setup_count++], sizeof full, "%s", full);
    return 0;
}

static void put_camera_place(const struct film *film, const struct setup *setup, FILE *script)
{
    if (setup->subject != nobody)
        fprintf(script, " on %s", film->story.cast[setup->subject].name);
    fprintf(script, " from %.2f %.2f %.2f to %.2f %.2f %.2f lens %.0f", (double)setup->at.x,
            (double)setup->at.y, (double)setup->at.z, (double)setup->to.x, (double)setup->to.y,
            (double)setup->to.z, setup->lens);
    if (setup->aperture > 0)
        fprintf(script, " aperture %.1f", setup->aperture);
    fprintf(script, " shutter %.0f", setup->shutter);
    if (setup->shake > 0)
        fprintf(script, " shake %.2f", setup->shake);
}

static void put_moves(const struct setup *setup, const struct cut_shot *shot, int frames, FILE *script)
{
    static const char *const words[move_kinds] = {"pan", "tilt", "roll", "dolly", "track", "crane", "zoom"};
    for (int i = 0; i < setup->move_count; i++) {
        const struct camera_move *move = &setup->moves[i];
        fprintf(script, "%s %.2f over %.0f %.0f%s\n", words[move->kind], move->amount, move->begin, move->end,
                move->ease ? " ease" : "");
    }
    if (shot->whip > 0)
        fprintf(script, "whip %d over %d %d\n", shot->whip, frames - 5, frames);
    if (shot->whip < 0)
        fprintf(script, "whip %d over 0 6\n", -shot->whip);
}

static void put_seam(struct order_writer *writer, const struct cut_shot *shot, int frames)
{
    const struct story *story = &writer->film->story;
    int near = shot->setup == setup_single || shot->setup == setup_close || shot->setup == setup_over;
    if (shot->unit != story->grain_seam || writer->seamed || !near || frames < 40)
        return;
    writer->seamed = 1;
    fprintf(writer->script, "seam face %s from 8 to %d grain 7\n",
            story->cast[story->units[shot->unit].people[shot->who & 1]].name, frames - 9);
}

void scene_name_of(const struct unit *unit, int part, char name[name_room])
{
    snprintf(name, name_room, unit->parts > 1 ? "%s%c" : "%s", unit->name, 'a' + part);
}

static void put_shot(struct order_writer *writer, const struct cut_shot *shot)
{
    const struct film *film = writer->film;
    const struct unit *unit = &film->story.units[shot->unit];
    int part = shot->part, frames = shot->end - shot->begin + half_before(shot) + half_after(film, shot);
    int clock = lead_in + shot->begin - unit->begin + shot->jumped - half_before(shot);
    char scene[name_room], name[name_room];
    struct setup setup;
    if (writer->unit != shot->unit) {
        writer->unit = shot->unit;
        writer->setup_count = 0;
        memset(writer->shown, 0, sizeof writer->shown);
    }
    scene_name_of(unit, part, scene);
    setup_draw(film, shot, clock, frames, &setup);
    fprintf(writer->script, "shot %s of %s frames %d", setup.name, scene, frames);
    int follows = writer->shown[part] && unit->parts == 1 && (shot - 1)->unit == shot->unit;
    int usual = follows ? writer->left[part] - (shot->join == join_cut ? 0 : shot->join_frames) : 0;
    if (clock != usual && !shot->jump)
        fprintf(writer->script, " clock %d", clock);
    writer->left[part] = clock + frames;
    writer->shown[part] = 1;
    setup_name(film, shot, name);
    /* A set-up is told once; but who whips or goes along begins elsewhere each time. */
    const struct staging *staging = &film->stagings[shot->unit][part];
    int anew = staging_walks(staging) || staging_fights(staging);
    if (shot->whip < 0)
        turn_away(&setup, -shot->whip);
    if (!placed_before(writer, shot, name) || anew)
        put_camera_place(film, &setup, writer->script);
    fputc('\n', writer->script);
    put_moves(&setup, shot, frames, writer->script);
    put_seam(writer, shot, frames);
    put_fades(shot, writer->script);
}

static void put_order(const struct film *film, FILE *script)
{
    struct order_writer writer = {.film = film, .script = script, .unit = -9};
    fputc('\n', script);
    for (int n = 0; n < film->shot_count; n++) {
        const struct cut_shot *shot = &film->shots[n];
        if (n)
            put_join(film, shot, script);
        if (shot->unit < 0)
            put_card(film, shot, script);
        else
            put_shot(&writer, shot);
    }
}

/* ---- over and under the pictures ---- */

static int tune_of(enum story_kind kind)
{
    if (kind == kind_dance)
        return 2;
    return kind == kind_fight || kind == kind_chase || kind == kind_montage || kind == kind_training;
}

static void put_music(const struct film *film, FILE *script)
{
    const struct story *story = &film->story;
    const struct sound_style *usual = &film->styles[0].sound;
    fprintf(script, "\nmusic %s from 0 to %d gain %.2f\n", usual->tunes[0].name,
            story->logo + story->title_card - 1, usual->gain);
    for (int i = 0; i < story->unit_count; i++) {
        const struct unit *unit = &story->units[i];
        int which = film_which(film, unit, knob_sound), tune = tune_of(unit->kind);
        const struct sound_style *style = &film->styles[which].sound;
        struct stream s = detail_of(film, i, knob_sound, "music");
        double sounds = draw(&s), louder = draw_between(&s, 0.75, 1.3);
        int transpose = draw(&s) < 0.3 ? draw_one_of(&s, 9) - 4 : 0;
        if (sounds > style->share && tune == 0)
            continue;
        double gain = style->gain * louder * (unit->line_count ? 0.5 : 1) * (tune == 2 ? 1.3 : 1);
        fprintf(script, "music %s%s from %d to %d gain %.2f", which ? "other_" : "", style->tunes[tune].name,
                unit->begin, unit->begin + unit->frames - 1, gain);
        if (transpose && tune != 2)
            fprintf(script, " transpose %d", transpose);
        fputc('\n', script);
    }
    fprintf(script, "music %s from %d to %d gain %.2f\n", usual->tunes[0].name,
            story->frames - story->credits, story->frames - 1, usual->gain);
}

static void put_letters(const struct film *film, FILE *script)
{
    const struct story *story = &film->story;
    for (int i = 0; i < story->unit_count; i++) {
        const struct unit *unit = &story->units[i];
        int last = unit->begin + (unit->frames < 84 ? unit->frames - 10 : 74);
        if (unit->caption)
            fprintf(script, "caption \"%s\" from %d to %d fade 8\n", unit->caption, unit->begin + 14, last);
    }
    struct stream s = detail_of(film, -1, knob_sound, "subtitles");
    if (draw(&s) < film->styles[0].sound.faults)
        fprintf(script, "subtitles misspelt %.2f missing %.2f late %.1f\n", story->misspelt / 100.0,
                story->missing / 100.0, story->late / 10.0);
}

int script_put(const struct film *film, FILE *script)
{
    put_head(film, script);
    for (int i = 0; i < film->story.unit_count; i++)
        scenes_put(film, i, script);
    put_order(film, script);
    put_music(film, script);
    put_letters(film, script);
    return ferror(script) ? -1 : 0;
}
