/* SPDX-License-Identifier: Apache-2.0 */
/* Scripts come to what they say, faults are told with their line, and films run as counted by hand. */
#include "film/running.h"
#include "film/script.h"
#include "test.h"

#define OPENING "film \"Test\" seed 5\npicture 640 268 rate 24\n"
#define PEOPLE "person anna height 1.7\nperson ben height 1.8\n"
#define FLAT "scene flat set apartment\nanna at -1 0 heading 90\nben at 1 0 heading -90\n"

static struct screenplay *read_good(const char *text)
{
    static char complaint[longest_complaint];
    struct screenplay *film = malloc(sizeof *film);
    REQUIRE(film);
    if (script_read(text, "test", film, complaint))
        TEST_FAIL("%s\n%s", complaint, text);
    return film;
}

static void drop(struct screenplay *film)
{
    screenplay_release(film);
    free(film);
}

/* ---- values ---- */

static const char everything[] =
    "# a comment\n"
    "film \"Every \\\"word\\\"\" seed 9   # and another\n"
    "picture 320 240 rate 24000 per 1001\n"
    "look exposure 1.5 warm -0.2 saturation 0.5 grain 2 halo 3 vignette 0.5 contrast 1.2 lamps #ff8000\n"
    "wear dirt 1 scratches 2 flicker 0.03 weave 0.4 seed 8\n"
    "person cleo voice de+f2 coat shoes #000000 bottom #ffffff top #ff0000 hair none skin #808080 girth 1.1 "
    "height 1.6\n"
    "person dan skin 6 hair long #0000ff\n"
    "tune march key F# minor tempo 90 timbre brass drums seed 4\n"
    "choreography bout\n move 0 a punch b for 10\n move 12 b dodge\n move 20 b kick a\nend\n"
    "scene hall set street dressing 3 light 0.7 tint #00ff00\n"
    "  line cleo dan side left\n"
    "  weather snow 0.25 seed 11\n"
    "  crowd 7 dances from 4 8 to -2 1 reacts seed 12\n"
    "  cleo at 0.5 -1 heading 45\n"
    "  dan at 2 3\n"
    "  at 90 cleo say \"One two\\nthree\" thread t1 room none for 30 mirror to dan\n"
    "  at 5 dan walk 4 5 for 40.5\n"
    "  at 50 dan run 6 5\n"
    "  at 100 dan sit 6 5 heading -30\n"
    "  at 130 dan rise\n"
    "  at 140 dan turn 270\n"
    "  at 150 dan look 1 2 3\n"
    "  at 160 dan dance tune march\n";

static void test_film_words(const struct screenplay *f)
{
    REQUIRE_TEXT(f->title, "Every \"word\"");
    REQUIRE(f->seed == 9 && f->width == 320 && f->height == 240 && f->rate == 24000 && f->per == 1001);
    REQUIRE_NEAR(screenplay_rate(f), 23.976, 1e-3);
    const struct look *look = &f->look;
    REQUIRE(look->exposure == 1.5 && look->warm == -0.2 && look->saturation == 0.5 && look->grain == 2);
    REQUIRE(look->halo == 3 && look->vignette == 0.5 && look->contrast == 1.2);
    /* IEC 61966-2-1: 128 of 255 is 0.215861 of the light. */
    REQUIRE_NEAR(look->lamps.red, 1, 1e-6);
    REQUIRE_NEAR(look->lamps.green, 0.215861, 1e-5);
    REQUIRE_NEAR(look->lamps.blue, 0, 1e-6);
    REQUIRE(f->wear.dirt == 1 && f->wear.scratches == 2 && f->wear.flicker == 0.03 && f->wear.weave == 0.4);
    REQUIRE(f->wear.seed == 8);
    REQUIRE_INT(f->people_count, 2);
    const struct person *cleo = &f->people[0], *dan = &f->people[1];
    REQUIRE_TEXT(cleo->name, "cleo");
    REQUIRE_TEXT(cleo->voice, "de+f2");
    REQUIRE(cleo->body.coat && cleo->body.style == hair_none && cleo->body.height == 1.6);
    REQUIRE(cleo->body.girth == 1.1 && cleo->body.top.red == 1 && cleo->body.bottom.blue == 1);
    REQUIRE_NEAR(cleo->body.skin.red, 0.215861, 1e-5);
    REQUIRE(dan->body.style == hair_long && dan->body.hair.blue == 1 && dan->body.skin.red < 0.2f);
    REQUIRE(f->tune_count == 1 && f->tunes[0].tonic == 6 && f->tunes[0].minor && f->tunes[0].tempo == 90);
    REQUIRE(f->timbres[0] == timbre_brass && f->tunes[0].count > 0);
    const struct choreography *bout = &f->choreographies[0];
    REQUIRE(f->choreography_count == 1 && bout->count == 3);
    REQUIRE(bout->moves[0].verb == deed_punch && bout->moves[0].role == 0 && bout->moves[0].other == 1);
    REQUIRE(bout->moves[0].length == 10 && bout->moves[1].other == nobody && bout->moves[2].at == 20);
}

static void test_scene_words(const struct screenplay *f)
{
    const struct scene *s = &f->scenes[0];
    REQUIRE(f->scene_count == 1 && s->set == set_named("street") && s->dressing == 3 && s->light == 0.7);
    REQUIRE(s->tint.green == 1 && s->line[0] == 0 && s->line[1] == 1 && s->side == -1);
    REQUIRE(s->air.weather == weather_snow && s->air.strength == 0.25 && s->air.seed == 11);
    const struct crowd *crowd = &s->crowd;
    REQUIRE(crowd->count == 7 && crowd->mood == crowd_dances && crowd->reacts && crowd->seed == 12);
    REQUIRE(crowd->x0 == -2 && crowd->x1 == 4 && crowd->z0 == 1 && crowd->z1 == 8);
    REQUIRE(s->present_count == 2 && s->starts[0].heading == 45 && s->starts[1].at.x == 2);
    REQUIRE_INT(s->deed_count, 8);
    for (size_t i = 1; i < s->deed_count; i++)
        REQUIRE(s->deeds[i - 1].at <= s->deeds[i].at);
    const struct deed *walk = &s->deeds[0], *run = &s->deeds[1], *say = &s->deeds[2], *sit = &s->deeds[3];
    REQUIRE(walk->verb == deed_walk && walk->length == 40.5 && walk->to.x == 4 && walk->to.z == 5);
    /* 2 metres at 3.8 a second are 12.6 frames. */
    REQUIRE(run->verb == deed_run && run->length == 13);
    REQUIRE(say->verb == deed_say && say->length == 30 && say->mirror && say->whom == 1);
    REQUIRE_TEXT(say->words, "One two\nthree");
    REQUIRE_TEXT(say->thread, "t1");
    REQUIRE_TEXT(say->room, "none");
    REQUIRE(sit->verb == deed_sit && sit->heading == -30);
    REQUIRE(s->deeds[5].verb == deed_turn && s->deeds[5].heading == 270);
    REQUIRE(s->deeds[6].verb == deed_look && s->deeds[6].to.y == 2 && s->deeds[6].whom == nobody);
    REQUIRE_NEAR(s->deeds[7].beat, 60 * 23.976 / 90, 1e-3);
}

static void test_words(void)
{
    char text[4000];
    const char *tail =
        "  at 170 explosion at 1 2 3 for 20 strength 2 seed 3\n"
        "  at 180 strobe period 6\n"
        "card title \"A\\nB\" frames 30 ground #ffffff ink black\n"
        "cut\n"
        "shot s of hall frames 50 clock 12 from 0 1 -4 to 0 1 0 lens 40 roll 5 aperture 4 shutter "
        "90 shake 0.5 on dan\n"
        "pan 10 over 0 20 ease\ntilt -5 over 1 2\nroll 3 over 1 2\ndolly 1 over 1 2\n"
        "track 2 over 1 2\ncrane 3 over 1 2\nzoom 0.5 over 1 2\nwhip -90 over 10 14\n"
        "focus 2 to 5 over 3 9 aperture 2\n"
        "seam face dan from 4 to 9 grain 6\n"
        "caption \"Later\" from 3 to 30 fade 4 x 0.2 y 0.3 height 0.1\n"
        "music march from 5 to 60 gain 0.25 transpose -3 speed 1.5\n"
        "subtitles misspelt 0.1 missing 0.2 late -0.5 seed 6\n";
    snprintf(text, sizeof text, "%s%s", everything, tail);
    struct screenplay *f = read_good(text);
    test_film_words(f);
    test_scene_words(f);
    const struct effect *effects = f->scenes[0].effects;
    REQUIRE(f->scenes[0].effect_count == 2 && effects[0].kind == effect_explosion && effects[0].at == 170);
    REQUIRE(effects[0].place.y == 2 && effects[0].length == 20 && effects[0].strength == 2);
    REQUIRE(effects[0].seed == 3 && effects[1].period == 6 && effects[1].strength == 1);
    REQUIRE_INT(f->shot_count, 2);
    const struct staged_shot *card = &f->shots[0], *shot = &f->shots[1];
    REQUIRE(card->card == card_title && card->scene == -1 && card->frames == 30 && card->ground.red == 1);
    REQUIRE_TEXT(card->words, "A\nB");
    REQUIRE(shot->clock == 12 && shot->subject == 1 && shot->camera.focal == 40 && shot->camera.roll == 5);
    REQUIRE(shot->shutter == 90 && shot->camera.shake == 0.5 && shot->camera.move_count == 8);
    REQUIRE(shot->camera.moves[0].kind == move_pan && shot->camera.moves[0].ease);
    REQUIRE(shot->camera.moves[7].amount == -90 && shot->camera.moves[7].ease);
    REQUIRE(shot->focus.from == 2 && shot->focus.to == 5 && shot->focus.begin == 3 && shot->focus.end == 9);
    REQUIRE(shot->focus.aperture == 2 && shot->seam.who == 1 && shot->seam.end == 9 && shot->seam.grain == 6);
    const struct caption *caption = &f->captions[0];
    REQUIRE(caption->first == 3 && caption->last == 30 && caption->fade == 4 && caption->x == 0.2);
    REQUIRE(caption->y == 0.3 && caption->height == 0.1);
    const struct music *music = &f->music[0];
    REQUIRE(music->first == 5 && music->last == 60 && music->gain == 0.25 && music->transpose == -3);
    REQUIRE(music->speed == 1.5 && f->subtitle_faults.misspelt == 0.1 && f->subtitle_faults.missing == 0.2);
    REQUIRE(f->subtitle_faults.late == -0.5 && f->subtitle_faults.seed == 6);
    drop(f);
}

/* ---- deeds ---- */

static void test_deeds(void)
{
    struct screenplay *f = read_good(
        OPENING PEOPLE "choreography d\nmove 0 a punch b\nmove 30 b block\nmove 40 b kick a\nend\n" FLAT
                       "at 100 ben turn to anna\n"
                       "at 40 perform d ben anna without 2 add 8 b roll speed 2\n"
                       "at 10 anna say \"four words are here\"\n"
                       "at 10 anna gesture\n"
                       "black 5\n");
    const struct scene *s = &f->scenes[0];
    REQUIRE_INT(s->deed_count, 6);
    const struct deed *say = &s->deeds[0], *turn = &s->deeds[5];
    REQUIRE(say->verb == deed_say && s->deeds[1].verb == deed_gesture); /* as written at one time */
    int64_t samples = speech_length(say->words, f->people[0].voice);
    double seconds = samples > 0 ? (double)samples / sample_rate : 0.3 + 4 * 0.38;
    REQUIRE_NEAR(say->length, ceil(seconds * 24), 1e-9);
    REQUIRE(turn->verb == deed_turn && turn->length > 0);
    REQUIRE_NEAR(turn->heading, -90, 25); /* ben steps about, and anna is still to his west */
    int punches = 0, kicks = 0, rolls = 0;
    for (size_t i = 0; i < s->deed_count; i++) {
        const struct deed *deed = &s->deeds[i];
        punches += deed->verb == deed_punch && deed->who == 1 && deed->whom == 0 && deed->at == 40;
        kicks += deed->verb == deed_kick && deed->who == 0 && deed->at == 60;
        rolls += deed->verb == deed_roll && deed->who == 0;
        REQUIRE(deed->length > 0);
    }
    REQUIRE(punches == 1 && kicks == 1 && rolls == 1);
    drop(f);
}

/* ---- faults ---- */

static const struct fault {
    const char *text, *complaint;
} faults[] = {
    {"", "test:0: the script is empty: film \"TITLE\" is missing"},
    {"person anna\n", "test:1: a script begins with film \"TITLE\"; here is 'person'"},
    {"film \"x\"\nperson anna\n", "test:2: picture WIDTH HEIGHT must come before 'person'"},
    {"film x\n", "test:1: the film's title must stand in quotes: \"x\""},
    {"film \"x\n", "test:1: quotes that do not end"},
    {"film \"a\\t\"\n", "test:1: '\\t' in quotes; only \\\" \\\\ and \\n are known"},
    {"film \"a\"b\n", "test:1: a blank is missing after the quotes"},
    {"film \"x\" seed\n", "test:1: seed is missing after 'seed'"},
    {"film \"x\" sede 3\n", "test:1: 'sede' is unknown here; there are seed"},
    {"film \"x\" seed 3 seed 4\n", "test:1: 'seed' is said twice"},
    {"film \"x\"\npicture 641 268\n", "test:2: width and height must be even, not 641 and 268"},
    {"film \"x\"\npicture 10 268\n", "test:2: the picture's width must be from 64 to 8192, not 10"},
    {"film \"x\"\npicture 64.5 268\n", "test:2: the picture's width must be a whole number, not 64.5"},
    {"film \"x\"\npicture 0x40 268\n",
     "test:2: the picture's width must be a number from 64 to 8192, not '0x40'"},
    {OPENING, "test:2: the film has no shots"},
    {OPENING "banana\n", "test:3: no statement begins with 'banana'"},
    {OPENING "person anna\nperson anna\n", "test:4: there are two people called 'anna'"},
    {OPENING "person cut\n", "test:3: nobody may be called 'cut': statements begin with it"},
    {OPENING "person anna height tall\n", "test:3: height must be a number from 0.8 to 2.4, not 'tall'"},
    {OPENING "person anna top red\n", "test:3: top must be a colour (#rrggbb, black or white), not 'red'"},
    {OPENING "person anna hair curly\n", "test:3: hair 'curly' is unknown; there are short, long, none"},
    {OPENING "tune t key H\n", "test:3: key 'H' is unknown; there are C, C#, Db, D … B, then major or minor"},
    {OPENING "at 3 anna rise\n", "test:3: 'at' stands within a scene"},
    {OPENING "scene s\n", "test:3: scene 's' has no set"},
    {OPENING PEOPLE "choreography c\nmove 9 a kick b\nmove 3 b kick a\n",
     "test:7: moves of a choreography stand in order of time: 3 is before the one above"},
    {OPENING PEOPLE "choreography c\nmove 9 a kick a\n", "test:6: nobody can do 'kick' to themselves"},
    {OPENING PEOPLE "choreography c\nmove 9 a kick b\n",
     "test:6: choreography 'c' does not end: end is missing"},
    {OPENING PEOPLE FLAT "at 3 carl rise\n", "test:8: 'carl' is nobody, no effect (muzzle, explosion, "
                                             "lightning, strobe, flash, fire, smoke, passer), "
                                             "door or perform"},
    {OPENING PEOPLE "person carl\n" FLAT "at 3 carl rise\n",
     "test:9: 'carl' is not in scene 'flat'; say where they begin: carl at X Z"},
    {OPENING PEOPLE "scene flat set apartment\nanna at mark moon\n",
     "test:6: set apartment has no mark 'moon'"},
    {OPENING PEOPLE FLAT "at 3 anna say\n", "test:8: what is said is missing after 'say'"},
    {OPENING PEOPLE FLAT "at 3 anna walk 2\n", "test:8: where to is missing after '2'"},
    {OPENING PEOPLE FLAT "at 3 anna perform\n", "test:8: nobody can 'perform'"},
    {OPENING PEOPLE FLAT "at 3 anna punch anna\n", "test:8: nobody can do 'punch' to themselves"},
    {OPENING PEOPLE FLAT "at 3 anna rise thread x\n",
     "test:8: 'thread' is unknown here; there are for, mirror, heading, to"},
    {OPENING PEOPLE FLAT "at 3 door 7 open\n", "test:8: set apartment has "},
    {OPENING "dissolve 10\nblack 20\n", "test:3: nothing to join: no shot or card came before this"},
    {OPENING "black 20\ncut\ncut\n", "test:5: how the next shot joins is said twice"},
    {OPENING "black 20\ncut\n", "test:4: no shot follows what joins it"},
    {OPENING "black 20\ncut\nshake 3\nblack 20\n",
     "test:5: this belongs to the shot above: say it before what joins the next one"},
    {OPENING "black 20\ndissolve 30\nblack 60\n",
     "test:3: shot 'black' has 20 frames; the joins and fades at its begin and end take 0 and 30"},
    {OPENING "card title \"x\" frames 20\nfade out 5\ndissolve 5\nblack 60\n",
     "test:3: shot 'title' has a gradual join and a fade at its end"},
    {OPENING "black 20\nfade out 5\n", "test:4: the card is of that colour already: no fade can be seen"},
    {OPENING PEOPLE FLAT "shot a of flat frames 5 from 0 1 -3 to 0 1 0\nfollow ben\n",
     "test:9: nothing to follow: 'ben' does not walk in these frames"},
    {OPENING "black 20\nfade sideways 5\n", "test:4: fade 'sideways' is unknown; there are in, out"},
    {OPENING "black 20\ncaption \"x\" from 3 to 20\n", "test:4: the last frame must be from 3 to 19, not 20"},
    {OPENING "black 20\nmusic theme from 3 to 10\n", "test:4: tune 'theme' is unknown"},
    {OPENING PEOPLE FLAT "shot a of flat frames 5\n",
     "test:8: no shot of 'a' was set up before: say from X Y Z to X Y Z, or on WHO SIZE"},
    {OPENING PEOPLE FLAT "shot a of roof frames 5\n", "test:8: there is no scene 'roof'; the film has flat"},
    {OPENING PEOPLE FLAT "shot a of flat on anna close\n", "test:8: how many frames has the shot? frames N"},
    {OPENING PEOPLE FLAT "shot a of flat frames 5 from 0 1 -3 to 0 1 0\nshot a of flat frames 5\n",
     "test:9: 'a' goes on where it was, so no cut can be seen: say jump N before it, or make one shot of the "
     "two"},
    {OPENING PEOPLE FLAT "shot a of flat frames 5 from 0 1 -3 to 0 1 0\npan 5 over 9 9\n",
     "test:9: it must end after it begins: over 9 9"},
    {OPENING PEOPLE FLAT "shot a of flat frames 5 from 0 1 -3 to 0 1 0 side 4\n",
     "test:8: 'from' places the camera; side, height and over are for 'on WHO SIZE'"},
};

static void test_faults(void)
{
    static struct screenplay film;
    char complaint[longest_complaint];
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const struct fault *fault = &faults[i];
        if (!script_read(fault->text, "test", &film, complaint))
            TEST_FAIL("taken, though %s\n%s", fault->complaint, fault->text);
        if (strncmp(complaint, fault->complaint, strlen(fault->complaint)) != 0)
            TEST_FAIL("'%s', wanted '%s'", complaint, fault->complaint);
    }
    REQUIRE(script_read_file("/nonexistent/no.script", &film, complaint));
    REQUIRE_TEXT(complaint, "no.script:0: cannot be read, or is larger than 4000000 bytes");
}

/* ---- the running order ---- */

struct told {
    const char *kind;
    int first, last, from, to;
    const char *detail;
};

static void check_transitions(const char *text, int frames, const struct told *told, int count)
{
    char complaint[longest_complaint];
    struct screenplay *f = read_good(text);
    struct running running;
    int found;
    REQUIRE(running_make(f, &running, complaint, sizeof complaint) == 0);
    REQUIRE_INT(running.frames, frames);
    struct true_transition *all = running_transitions(f, &running, &found);
    for (int i = 0; i < found && i < count; i++) {
        REQUIRE_TEXT(all[i].kind, told[i].kind);
        REQUIRE_INT(all[i].first, told[i].first);
        REQUIRE_INT(all[i].last, told[i].last);
        REQUIRE_INT(all[i].from, told[i].from);
        REQUIRE_INT(all[i].to, told[i].to);
        REQUIRE_TEXT(all[i].detail, told[i].detail);
    }
    REQUIRE_INT(found, count);
    free(all);
    running_release(&running);
    drop(f);
}

#define RED "card colour #ff0000 frames "
#define BLUE "card colour #0000ff frames "
#define TOLD(...)                                                                                            \
    (const struct told[]){__VA_ARGS__}, sizeof((const struct told[]){__VA_ARGS__}) / sizeof(struct told)

static void test_joins(void)
{
    check_transitions(OPENING RED "20\n" BLUE "30\ndissolve 8\n" RED "40\n", 82,
                      TOLD({"cut", 20, 20, 0, 1, ""}, {"dissolve", 42, 49, 1, 2, ""}));
    check_transitions(OPENING RED "10\ndissolve 1\n" BLUE "10\n", 19, TOLD({"cut", 9, 9, 0, 1, ""}));
    check_transitions(
        OPENING RED "30\nwipe 10 way 90 soft 0.1\n" BLUE "30\nwipe clock 6\n" RED
                    "30\nwipe iris 4 soft 0.2\n" BLUE "30\npush 12 way 180\n" RED "30\nslide 5\n" BLUE "30\n",
        143,
        TOLD({"wipe", 20, 29, 0, 1, "straight"}, {"wipe", 44, 49, 1, 2, "clock"},
             {"wipe", 70, 73, 2, 3, "iris"}, {"push", 88, 99, 3, 4, ""}, {"slide", 113, 117, 4, 5, ""}));
    check_transitions(OPENING RED "10\nfade in 4\nfade out 5\n", 10,
                      TOLD({"fade_in", 0, 3, -1, 0, ""}, {"fade_out", 5, 9, 0, -1, ""}));
    check_transitions(
        OPENING RED "20\ndip white 9\n" BLUE "20\ndip black 2\n" RED "20\ndip #804020 4\n" BLUE "20\n", 80,
        TOLD({"dip_white", 16, 24, 0, 1, ""}, {"dip_black", 39, 40, 1, 2, ""}, {"dip", 58, 61, 2, 3, ""}));
    check_transitions(OPENING RED "20\nfade out 6\nblack 12\n" BLUE "20\nfade in 6\n", 52,
                      TOLD({"fade_out", 14, 19, 0, 1, ""}, {"fade_in", 32, 37, 1, 2, ""}));
    check_transitions(OPENING RED "20\nfade out 6\n" BLUE "20\n" RED "20\nfade in 3\n", 60,
                      TOLD({"fade_out", 14, 19, 0, 1, ""}, {"cut", 20, 20, 0, 1, ""},
                           {"cut", 40, 40, 1, 2, ""}, {"fade_in", 40, 42, 1, 2, ""}));
    check_transitions(
        OPENING RED "20\nfade out 6 white\n" BLUE "20\nfade in 3 black\n", 40,
        TOLD({"fade_out", 14, 19, 0, 1, ""}, {"cut", 20, 20, 0, 1, ""}, {"fade_in", 20, 22, 0, 1, ""}));
}

static void test_exposures(void)
{
    char complaint[longest_complaint];
    struct screenplay *f =
        read_good(OPENING RED "20\nfade in 4\n" BLUE "30\ndissolve 8\n" RED "40\nfade out 5 white\n");
    struct running running;
    REQUIRE(running_make(f, &running, complaint, sizeof complaint) == 0);
    static const struct {
        int frame, a, b, a_frame, b_frame;
        double done, faded;
    } wanted[] = {
        {0, 0, -1, 0, 0, 0, 0.8},      {1, 0, -1, 1, 0, 0, 0.6},      {3, 0, -1, 3, 0, 0, 0.2},
        {4, 0, -1, 4, 0, 0, 0},        {20, 1, -1, 0, 0, 0, 0},       {41, 1, -1, 21, 0, 0, 0},
        {42, 1, 2, 22, 0, 1.0 / 9, 0}, {49, 1, 2, 29, 7, 8.0 / 9, 0}, {50, 2, -1, 8, 0, 0, 0},
        {76, 2, -1, 34, 0, 0, 0},      {77, 2, -1, 35, 0, 0, 0.2},    {81, 2, -1, 39, 0, 0, 1},
    };
    for (int i = 0; i < 12; i++) {
        struct exposure got = running_at(f, &running, wanted[i].frame);
        REQUIRE_INT(got.a, wanted[i].a);
        REQUIRE_INT(got.b, wanted[i].b);
        REQUIRE_INT(got.a_frame, wanted[i].a_frame);
        REQUIRE_INT(got.b_frame, wanted[i].b_frame);
        REQUIRE_NEAR(got.done, wanted[i].done, 1e-12);
        REQUIRE_NEAR(got.a_faded, wanted[i].faded, 1e-12);
        if (got.a_faded > 0)
            REQUIRE(got.a_fade.red == (got.a == 2 ? 1 : 0));
    }
    running_release(&running);
    drop(f);
}

#define SOUTH " from 0 1.5 -3 to 0 1.2 0"
#define NORTH " from 0 1.5 2 to 0 1.2 0"
#define STREET "scene way set street\nben at 0 3\n"

/* Looking from anna in the west to ben in the east, south is on the right. */
static void test_sides_and_clocks(void)
{
    char complaint[longest_complaint];
    struct screenplay *f = read_good(
        OPENING PEOPLE FLAT "line anna ben\n" STREET "shot a of flat frames 20" SOUTH
                            "\nshot b of flat frames 20" NORTH "\njump 15\nshot b of flat frames 20\n"
                            "shot s of way frames 10 from 0 1 0 to 0 1 3\ndissolve 8\nshot a of flat "
                            "frames 30\ndissolve 10\nshot c of flat frames 30" SOUTH " lens 60\n");
    struct running running;
    int count;
    REQUIRE(running_make(f, &running, complaint, sizeof complaint) == 0);
    struct true_transition *all = running_transitions(f, &running, &count);
    REQUIRE_INT(scene_side(f, &f->scenes[0], vec(0, 1, -3), 0), 1);
    REQUIRE_INT(scene_side(f, &f->scenes[0], vec(0, 1, 2), 0), -1);
    REQUIRE_INT(scene_side(f, &f->scenes[1], vec(0, 1, 2), 0), 0);
    static const double clocks[] = {0, 20, 55, 0, 75, 95};
    static const char *const kinds[] = {"cut", "jump_cut", "cut", "dissolve", "dissolve"};
    static const int crosses[] = {1, 0, 0, 1, 0};
    REQUIRE_INT(count, 5);
    for (int i = 0; i < 6; i++)
        REQUIRE_NEAR(f->shots[i].clock, clocks[i], 0);
    for (int i = 0; i < 5; i++) {
        REQUIRE_TEXT(all[i].kind, kinds[i]);
        REQUIRE_INT(all[i].crosses, crosses[i]);
        REQUIRE_INT(all[i].near_contact, none_near);
    }
    free(all);
    running_release(&running);
    drop(f);
}

static void test_hits(void)
{
    char text[1000], complaint[longest_complaint];
    struct deed punch = {.verb = deed_punch, .at = 30, .length = 24, .who = 0, .whom = 1, .choreography = -1};
    int hit = (int)(30 + deed_impact(&punch) + 0.5);
    for (int off = -4; off <= 4; off += 4) {
        snprintf(text, sizeof text,
                 OPENING PEOPLE FLAT "at 30 anna punch ben for 24\nshot a of flat frames %d" SOUTH
                                     "\nshot b of flat frames 40" NORTH "\n",
                 hit + off);
        struct screenplay *f = read_good(text);
        struct running running;
        int count;
        REQUIRE(running_make(f, &running, complaint, sizeof complaint) == 0);
        struct true_transition *all = running_transitions(f, &running, &count);
        REQUIRE_INT(count, 1);
        REQUIRE_INT(all[0].near_contact, -off);
        free(all);
        running_release(&running);
        drop(f);
    }
}

/* ---- cameras ---- */

/* Where a point is in the shot's picture at a frame, as parts of it. */
static void seen_at(const struct screenplay *f, const struct staged_shot *shot, double frame,
                    struct vec point, double *x, double *y, double *ahead)
{
    struct view view = camera_view(&shot->camera, frame, NULL);
    REQUIRE(view_project(&view, f->width, f->height, point, x, y, ahead));
    *x /= f->width;
    *y /= f->height;
}

static struct vec eyes_of(const struct screenplay *f, const struct scene *scene, int who, double clock)
{
    struct scenery scenery = {0};
    struct body_truth truth;
    struct bearing bearing = scene_bearing(f, scene, who, clock);
    body_add(&scenery, &f->people[who].body, &bearing.pose, 1, &truth);
    scenery_release(&scenery);
    return truth.eyes;
}

/* As docs/script.md has it: the picture's height as a part of the body's, and the eyes' place from the top.
 */
static void test_sizes(void)
{
    static const struct {
        const char *name;
        double spans, eyes;
    } sizes[] = {{"extreme-close", 0.09, 0.45},
                 {"close", 0.22, 0.42},
                 {"medium-close", 0.34, 0.34},
                 {"medium", 0.5, 0.27},
                 {"cowboy", 0.68, 0.2},
                 {"full", 1.2, 0.16},
                 {"long", 2, 0.36}};
    for (int i = 0; i < 7; i++) {
        char text[1000];
        double x, y, ahead;
        snprintf(
            text, sizeof text,
            OPENING PEOPLE
            "scene way set street\nanna at 0 6 heading 180\nshot a of way frames 10 on anna %s side 20\n",
            sizes[i].name);
        struct screenplay *f = read_good(text);
        const struct staged_shot *shot = &f->shots[0];
        struct vec eyes = eyes_of(f, &f->scenes[0], 0, 5);
        seen_at(f, shot, 5, eyes, &x, &y, &ahead);
        double metre = view_scale(shot->camera.focal, f->width) / ahead / f->height;
        REQUIRE_NEAR(1.7 * metre * sizes[i].spans, 1, 0.06);
        REQUIRE_NEAR(y, sizes[i].eyes, 0.02);
        /* She looks to the right of the picture from left of its middle, since the camera is to her right. */
        REQUIRE(x > 0.4 && x < 0.5);
        double towards = angle_of(shot->camera.at.x - eyes.x, shot->camera.at.z - eyes.z);
        REQUIRE_NEAR(cosine(towards - 200), 1, 0.001);
        REQUIRE_INT(shot->subject, 0);
        drop(f);
    }
}

static void test_framing(void)
{
    struct screenplay *f =
        read_good(OPENING PEOPLE FLAT "line anna ben side right\nat 60 ben walk 1 1.2 for 20\n"
                                      "shot over of flat frames 20 on anna medium over ben aperture 4\n"
                                      "shot anna of flat frames 20 on anna close height 1.2 lens 40\n"
                                      "shot ben of flat frames 20 on ben close\n"
                                      "shot track of flat frames 40 from 1 1.4 -3 to 1 1.4 0\nfollow ben\n"
                                      "focus ben\n");
    double x, y, ahead, other_x, other_ahead;
    const struct scene *scene = &f->scenes[0];
    struct vec anna = eyes_of(f, scene, 0, 10), ben = eyes_of(f, scene, 1, 10);
    seen_at(f, &f->shots[0], 10, anna, &x, &y, &ahead);
    seen_at(f, &f->shots[0], 10, ben, &other_x, &y, &other_ahead);
    REQUIRE(x > 0.2 && x < 0.5 && other_x > 0.5 && other_x < 1.05 && other_ahead < ahead / 2);
    REQUIRE_NEAR(f->shots[0].focus.from, ahead, 0.02);
    REQUIRE(f->shots[0].focus.to == f->shots[0].focus.from && f->shots[0].focus.aperture == 4);
    REQUIRE_NEAR(f->shots[1].camera.at.y, 1.2, 1e-6);
    for (int i = 0; i < 3; i++)
        REQUIRE_INT(scene_side(f, scene, f->shots[i].camera.at, f->shots[i].clock), 1);
    const struct staged_shot *track = &f->shots[3];
    struct vec begin = camera_view(&track->camera, 0, NULL).at,
               end = camera_view(&track->camera, 40, NULL).at;
    REQUIRE_NEAR(end.x - begin.x, 0, 0.02);
    REQUIRE_NEAR(end.z - begin.z, 1.2, 0.02);
    REQUIRE_NEAR(track->focus.from, track->focus.to, 0.1);
    drop(f);
}

/* ---- the sample scripts ---- */

static void test_samples(const char *folder)
{
    static const char *const names[] = {"lamp", "letter", "debt", "pulse", "thaw"};
    static struct screenplay film;
    char path[1000], complaint[longest_complaint];
    for (int i = 0; i < 5; i++) {
        struct running running;
        snprintf(path, sizeof path, "%s/%s.script", folder, names[i]);
        if (script_read_file(path, &film, complaint))
            TEST_FAIL("%s", complaint);
        REQUIRE(running_make(&film, &running, complaint, sizeof complaint) == 0);
        if (i == 0)
            REQUIRE_INT(running.frames, 628); /* 48 + 60 + 96 - 24 + 60 + 60 + 50 + 90 + 100 - 20 + 12 + 96 */
        for (int k = 0; k < running.frames; k++) {
            struct exposure e = running_at(&film, &running, k);
            REQUIRE(e.a_frame >= 0 && e.a_frame < film.shots[e.a].frames);
            REQUIRE(e.b < 0 || (e.b == e.a + 1 && e.b_frame < film.shots[e.b].join_frames));
        }
        running_release(&running);
        screenplay_release(&film);
    }
}

int main(int count, char **words)
{
    REQUIRE(count == 2);
    test_words();
    test_deeds();
    test_faults();
    test_joins();
    test_exposures();
    test_sides_and_clocks();
    test_hits();
    test_sizes();
    test_framing();
    test_samples(words[1]);
    return 0;
}
