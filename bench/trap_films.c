/* SPDX-License-Identifier: Apache-2.0 */
#include "trap_films.h"
#include "render/arithmetic.h"
#include "set/sets.h"
#include <stdlib.h>
#include <string.h>

enum { RATE = 25, CHAIN = 2000, CAST = 3 };

static const char *const names[] = {"as it is",    "light and flashes",       "shaken and whipped",
                                    "zoomed",      "written over and passed", "entered and left",
                                    "under plates"};

const char *trap_name(enum trap_kind kind)
{
    return names[kind];
}

/* ---- real clips ---- */

/* Drifting light, a lamp switched on and off, a flash of one or two frames every few seconds, a strobe. */
static void chain_light(struct stream *s, char *chain)
{
    double flash = draw_between(s, 0.25, 0.6);
    snprintf(
        chain, CHAIN,
        "eq=eval=frame:brightness='%.3f*sin(2*PI*t/%.2f)+%.3f*gt(mod(t\\,%.2f)\\,%.2f)+%.3f*lt(mod(n\\,%d)"
        "\\,%d)+%.3f*between(mod(t\\,19)\\,11\\,12)*lt(mod(n\\,%d)\\,2)'",
        draw_between(s, 0, 0.1), draw_between(s, 3, 11), draw_between(s, -0.2, 0.2), draw_between(s, 6, 12),
        draw_between(s, 3, 6), flash, 60 + draw_one_of(s, 80), 1 + draw_one_of(s, 2), flash,
        4 + draw_one_of(s, 5));
}

/* A hand's shake, and whip pans of 5 to 8 frames to and fro over a half of the picture's width. */
static void chain_hand(struct stream *s, char *chain)
{
    int period = 70 + draw_one_of(s, 80), whip = 5 + draw_one_of(s, 4);
    double shake = draw_between(s, 2, 14);
    snprintf(
        chain, CHAIN,
        "crop=w=360:h=202:x='140+125*(clip((mod(n\\,%d)-20)/%d\\,0\\,1)-clip((mod(n\\,%d)-55)/%d\\,0\\,1))+"
        "%.2f*sin(n*%.3f)*sin(n*%.3f)':y='79+%.2f*sin(n*%.3f)*sin(n*%.3f)',scale=640:360",
        period, whip, period, whip, shake, draw_between(s, 0.4, 2.4), draw_between(s, 0.1, 0.7), shake,
        draw_between(s, 0.4, 2.4), draw_between(s, 0.1, 0.7));
}

/* Slow zooms, and now and then one of a few frames that stays for a second and a half. */
static void chain_zoom(struct stream *s, char *chain)
{
    int period = 90 + draw_one_of(s, 90), fast = 3 + draw_one_of(s, 8);
    snprintf(
        chain, CHAIN,
        "scale=1920:1080,zoompan=d=1:s=640x360:fps=%d:z='1.3+0.25*sin(2*PI*on/%d)+%.2f*(clip((mod(on\\,%d)"
        "-20)/%d\\,0\\,1)-clip((mod(on\\,%d)-58)/%d\\,0\\,1))':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2'",
        RATE, 80 + draw_one_of(s, 200), draw_between(s, 0.4, 1), period, fast, period, fast);
}

/* Lines of letters (boxes) that come and go at once or rise, a plate of a third of the picture, and something
 * dark or light that passes before the lens. */
static void chain_over(struct stream *s, char *chain)
{
    int period = 80 + draw_one_of(s, 60), wide = 120 + draw_one_of(s, 400),
        letters = 100 + draw_one_of(s, 80);
    snprintf(
        chain, CHAIN,
        "drawbox=x=80:y=300:w=480:h=8:color=white:t=fill:enable='lt(mod(n\\,%d)\\,50)',"
        "drawbox=x=120:y=316:w=400:h=8:color=white:t=fill:enable='lt(mod(n\\,%d)\\,50)',"
        "drawbox=x=0:y=230:w=640:h=110:color=0x203060@0.9:t=fill:enable='between(mod(n\\,%d)\\,20\\,90)'[v];"
        "color=%s:s=%dx360:r=%d[o];[v][o]overlay=eval=frame:shortest=1:x='-%d+mod(n\\,%d)*%d'",
        letters, letters, letters * 2 + 31, draw(s) < 0.7 ? "0x181410" : "0x909088", wide, RATE, wide, period,
        30 + draw_one_of(s, 70));
}

/* A part of the picture, in other colours and with a soft edge, crosses it slowly and may stop on its way,
 * before the picture as it is, before a blur of it (a plain ground) or under drifting light. */
static void chain_entered(struct stream *s, char *chain)
{
    static const char *const grounds[] = {
        "null", "gblur=sigma=40,noise=alls=5:allf=t", "gblur=sigma=12",
        "eq=eval=frame:contrast='1-0.3*sin(n/47)':brightness='0.1*sin(n/31)'"};
    int wide = 60 + draw_one_of(s, 360), high = 50 + draw_one_of(s, 250), crossing = 20 + draw_one_of(s, 130);
    int rests = draw(s) < 0.4 ? 10 + draw_one_of(s, 60) : 0, period = crossing + rests + draw_one_of(s, 60);
    const char *ground = grounds[draw_one_of(s, 4)];
    bool leftward = draw(s) < 0.5, rising = draw(s) < 0.3;
    char way[400];
    snprintf(way, sizeof way, "(clip(mod(n\\,%d)\\,0\\,%d)+clip(mod(n\\,%d)-%d\\,0\\,%d))/%d", period,
             crossing / 2, period, crossing / 2 + rests, crossing - crossing / 2, crossing);
    snprintf(
        chain, CHAIN,
        "split[a][b];[a]%s[ground];[b]crop=%d:%d,hflip,hue=h=%d:s=%.2f,eq=brightness=%.2f,format=yuva420p,"
        "geq=lum='lum(X\\,Y)':cb='cb(X\\,Y)':cr='cr(X\\,Y)':a='255*clip((1-hypot(X/W*2-1\\,Y/H*2-1))*%.1f\\,"
        "0\\,1)'[thing];[ground][thing]overlay=eval=frame:x='%s(main_w+w)*%s%s':y='%d%s'",
        ground, wide, high, draw_one_of(s, 360), draw_between(s, 0.2, 1.5), draw_between(s, -0.25, 0.25),
        draw_between(s, 1.5, 12), leftward ? "main_w-" : "-w+", way, "", draw_one_of(s, 300) - 60,
        rising ? "-30*sin(n/9)" : "");
}

/* A plate, of any size from a lower third's to nearly half of the picture and mostly as wide as it, with
 * lines on it: it comes and goes at once. */
static void write_plate(struct stream *s, FILE *chain)
{
    int period = 60 + draw_one_of(s, 120), from = draw_one_of(s, period), stays = 12 + draw_one_of(s, 60);
    int high = 30 + draw_one_of(s, 140),
        top = draw(s) < 0.7 ? 350 - high - draw_one_of(s, 40) : draw_one_of(s, 200);
    bool wide = draw(s) < 0.6;
    int left = wide ? 0 : draw_one_of(s, 200), width = wide ? 640 : 200 + draw_one_of(s, 240);
    char when[80];
    snprintf(when, sizeof when, "enable='lt(mod(n+%d\\,%d)\\,%d)'", from, period, stays);
    fprintf(chain, ",drawbox=x=%d:y=%d:w=%d:h=%d:color=0x%06x@%.2f:t=fill:%s", left, top, width, high,
            (unsigned)(draw(s) * 0xffffff), draw_between(s, 0.55, 1), when);
    for (int line = 0, y = top + 8; line < 3 && y + 12 < top + high; line++, y += 22)
        fprintf(chain, ",drawbox=x=%d:y=%d:w=%d:h=%d:color=white:t=fill:%s", left + 20 + draw_one_of(s, 40),
                y, 60 + draw_one_of(s, 320), 4 + draw_one_of(s, 8), when);
}

/* Plates before the picture as it is, or as a still under a sensor's noise. */
static void chain_plated(struct stream *s, int frames, char *chain)
{
    FILE *to = fmemopen(chain, CHAIN, "w");
    if (!to)
        return;
    if (draw(s) < 0.5)
        fprintf(to, "loop=loop=-1:size=1,setpts=N/%d/TB,trim=end_frame=%d,noise=alls=%d:allf=t", RATE, frames,
                1 + draw_one_of(s, 6));
    else
        fputs("null", to);
    for (int plate = 1 + draw_one_of(s, 3); plate > 0; plate--)
        write_plate(s, to);
    fclose(to);
}

bool real_trap(const struct real_trap *p)
{
    char chain[CHAIN] = "null", command[2 * CHAIN];
    struct stream s = stream_of(p->seed, "real trap");
    if (p->kind == TRAP_LIGHT)
        chain_light(&s, chain);
    if (p->kind == TRAP_HAND)
        chain_hand(&s, chain);
    if (p->kind == TRAP_ZOOM)
        chain_zoom(&s, chain);
    if (p->kind == TRAP_OVER)
        chain_over(&s, chain);
    if (p->kind == TRAP_ENTERED)
        chain_entered(&s, chain);
    if (p->kind == TRAP_PLATED)
        chain_plated(&s, p->seconds * RATE, chain);
    snprintf(command, sizeof command,
             "ffmpeg -v error -nostdin -y -i '%s' -an -filter_complex \"[0:v]trim=end_frame=300,"
             "scale=640:360:force_original_aspect_ratio=increase,crop=640:360,setsar=1,format=yuv420p,"
             "setpts=N/%d/TB,split[f][b];[b]reverse[r];[f][r]concat,loop=loop=-1:size=600,setpts=N/%d/TB,"
             "trim=end_frame=%d,%s\" -r %d -pix_fmt yuv420p -c:v libx264 -preset veryfast -crf 20 -threads 2 "
             "'%s.part.mkv' && mv '%s.part.mkv' '%s'",
             p->clip, RATE, RATE, p->seconds * RATE, chain, RATE, p->film, p->film, p->film);
    if (system(command) == 0)
        return true;
    fprintf(stderr, "trap films: cannot write '%s'\n", p->film);
    return false;
}

/* ---- the stage ---- */

static const char *const cast[CAST] = {"anna", "ben", "cleo"};

static void write_cast(struct stream *s, FILE *script)
{
    static const char *const hair[] = {"short", "long", "none", "short"};
    static const int tops[] = {0x7a2430, 0x24406a, 0x8a8072, 0x2e5a40,
                               0x303038, 0xb09060, 0x6a5078, 0xc8c4bc};
    static const int bottoms[] = {0x20242e, 0x3a3026, 0x26262c, 0x46505a};
    for (int i = 0; i < CAST; i++)
        fprintf(script, "person %s height %.2f girth %.2f skin %d hair %s top #%06x bottom #%06x%s\n",
                cast[i], draw_between(s, 1.55, 1.95), draw_between(s, 0.85, 1.25), 1 + draw_one_of(s, 6),
                hair[draw_one_of(s, 4)], (unsigned)tops[draw_one_of(s, 8)],
                (unsigned)bottoms[draw_one_of(s, 4)], draw(s) < 0.3 ? " coat" : "");
}

/* A mark where somebody can stand. */
static const struct mark *standing_mark(struct stream *s, const struct set *set)
{
    for (;;) {
        const struct mark *mark = &set->marks[draw_one_of(s, set->mark_count)];
        if (!strstr(mark->name, "beyond") && !strstr(mark->name, "seat"))
            return mark;
    }
}

/* Whom the camera is on stays in one place. */
static void write_deed(struct stream *s, const struct set *set, int at, int who, FILE *script)
{
    static const char *const deeds[] = {"gesture", "cheer", "dance for 70", "punch for 16", "dodge"};
    int which = draw_one_of(s, who == 0 ? 5 : 9);
    if (which < 5)
        fprintf(script, "  at %d %s %s\n", at, cast[who], deeds[which]);
    else
        fprintf(script, "  at %d %s %s mark %s\n", at, cast[who], which < 8 ? "walk" : "run",
                standing_mark(s, set)->name);
}

static void write_effect(struct stream *s, const struct set *set, int at, FILE *script)
{
    const struct vec place = standing_mark(s, set)->at;
    double x = place.x + draw_between(s, -1, 1), z = place.z + draw_between(s, -1, 1), dice = draw(s);
    if (dice < 0.22)
        fprintf(script, "  at %d flash at %.2f 1.5 %.2f strength %.2f\n", at, x, z,
                draw_between(s, 0.4, 1.2));
    else if (dice < 0.4)
        fprintf(script, "  at %d lightning strength %.2f seed %d\n", at, draw_between(s, 0.5, 2),
                draw_one_of(s, 999));
    else if (dice < 0.55)
        fprintf(script, "  at %d strobe at %.2f 2.4 %.2f strength 0.4 period %d for %d\n", at, x, z,
                3 + draw_one_of(s, 8), 24 + draw_one_of(s, 48));
    else if (dice < 0.68)
        fprintf(script, "  at %d explosion at %.2f 0.8 %.2f strength %.2f seed %d\n", at, x, z,
                draw_between(s, 0.3, 0.9), draw_one_of(s, 999));
    else if (dice < 0.78)
        fprintf(script, "  at %d muzzle at %.2f 1.4 %.2f\n", at, x, z);
    else if (dice < 0.82)
        fprintf(script, "  at %d smoke at %.2f 0.2 %.2f for 120\n", at, x, z);
    else
        fprintf(script, "  at %d passer for %d strength %.2f seed %d\n", at, 5 + draw_one_of(s, 14),
                draw_between(s, 0.8, 1.4), draw_one_of(s, 999));
}

static void write_scene(struct stream *s, const struct set *set, int frames, FILE *script)
{
    static const char *const weather[] = {"none", "rain", "snow", "fog"};
    fprintf(script, "scene here set %s dressing %d light %.2f\n", set->name, draw_one_of(s, 6),
            draw_between(s, 0.5, 1.2));
    if (!set->indoors)
        fprintf(script, "  weather %s %.2f\n", weather[draw_one_of(s, 4)], draw_between(s, 0.2, 1));
    for (int i = 0; i < CAST; i++)
        fprintf(script, "  %s at mark %s\n", cast[i], standing_mark(s, set)->name);
    const struct floor_piece *floor = &set->floors[0];
    if (draw(s) < 0.6)
        fprintf(script, "  crowd %d %s from %.2f %.2f to %.2f %.2f\n", 2 + draw_one_of(s, 14),
                draw(s) < 0.5 ? "strolls" : "dances", floor->x0, floor->z0, floor->x1, floor->z1);
    for (int at = 20, i = 0; at < frames - 40; at += 24 + draw_one_of(s, 70), i++)
        write_effect(s, set, at, script);
    for (int at = 10, i = 0; at < frames - 60; at += 50 + draw_one_of(s, 40), i++)
        write_deed(s, set, at, i % CAST, script);
}

/* Up to twelve moves: whips and fast zooms there and back, and slow ones. */
static void write_moves(struct stream *s, int frames, FILE *script)
{
    static const char *const slow[] = {"pan", "tilt", "dolly", "track"};
    int part = frames / 5;
    for (int i = 0; i < 5; i++) {
        int at = i * part + 12 + draw_one_of(s, part / 3), back = at + part / 3 + draw_one_of(s, part / 4);
        int length = 4 + draw_one_of(s, 7);
        if (draw(s) < 0.6) {
            double turn = draw_between(s, 20, 60) * (draw(s) < 0.5 ? -1 : 1);
            fprintf(script, "whip %.1f over %d %d\nwhip %.1f over %d %d\n", turn, at, at + length, -turn,
                    back, back + length);
        } else {
            double zoom = draw_between(s, 0.5, 1.3);
            fprintf(script, "zoom %.2f over %d %d\nzoom %.2f over %d %d ease\n", zoom, at, at + length, -zoom,
                    back, back + length * 2);
        }
    }
    for (int i = 0; i < 2; i++) {
        int which = draw_one_of(s, 4), at = draw_one_of(s, frames / 2);
        fprintf(script, "%s %.2f over %d %d ease\n", slow[which],
                draw_between(s, -1, 1) * (which < 2 ? 15 : 0.35), at, at + 40 + draw_one_of(s, frames / 3));
    }
}

static void write_captions(struct stream *s, int frames, FILE *script)
{
    static const char *const words[] = {"MEANWHILE", "THREE DAYS LATER\nNORTH OF THE LAKE", "LIVE",
                                        "CHAPTER FOUR", "directed by\nNOBODY AT ALL"};
    for (int at = 30; at < frames - 100; at += 90 + draw_one_of(s, 200)) {
        const char *line = words[draw_one_of(s, 5)];
        fprintf(script, "caption \"");
        for (; *line; line++)
            fputs(*line == '\n' ? "\\n" : (char[]){*line, 0}, script);
        fprintf(script, "\" from %d to %d fade %d y %.2f height %.3f\n", at, at + 25 + draw_one_of(s, 60),
                draw(s) < 0.5 ? 0 : 2 + draw_one_of(s, 10), draw_between(s, 0.3, 0.88),
                draw_between(s, 0.03, 0.14));
    }
}

void stage_trap_script(uint64_t seed, int frames, FILE *script)
{
    static const char *const sizes[] = {"medium", "cowboy", "full", "long", "full"};
    struct stream s = stream_of(seed, "stage trap");
    const struct set *set = &set_list()[draw_one_of(&s, set_count)];
    fprintf(script, "film \"Trap %llu\" seed %llu\npicture 640 268 rate 24\nlook exposure %.2f grain %.2f\n",
            (unsigned long long)seed, (unsigned long long)seed, draw_between(&s, 0.6, 1.1),
            draw_between(&s, 0.5, 3));
    if (draw(&s) < 0.5)
        fprintf(script, "wear dirt %.2f flicker %.3f weave %.2f\n", draw_between(&s, 0, 1.5),
                draw_between(&s, 0, 0.04), draw_between(&s, 0, 0.8));
    write_cast(&s, script);
    write_scene(&s, set, frames, script);
    fprintf(script, "shot only of here frames %d on anna %s side %.0f shake %.2f shutter %d\n", frames,
            sizes[draw_one_of(&s, 5)], draw_between(&s, -45, 45),
            draw(&s) < 0.5 ? 0 : draw_between(&s, 0.1, 0.8), draw(&s) < 0.5 ? 0 : 180);
    write_moves(&s, frames, script);
    write_captions(&s, frames, script);
}
