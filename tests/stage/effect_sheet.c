/* SPDX-License-Identifier: Apache-2.0 */
/* effect_sheet cards|joins|effects|wear FILE.ppm: every card, join, weather, effect and wear, for looking at.
 */
#include "album.h"
#include "example.h"
#include "film/editing.h"
#include "film/lettering.h"

#include <stdio.h>
#include <string.h>

enum { width = 640, height = 268, columns = 3 };

static void shoot_example(int number, int frame, struct picture_planes *planes)
{
    struct example example;
    example_open(&example, number, width, height);
    example_shoot(&example, frame, planes);
    example_close(&example);
}

struct shown_card {
    enum card card;
    const char *words;
    int frame;
    float ground[3], ink[3];
};

static const struct shown_card shown_cards[] = {
    {card_title, "THE LAMP", 0, {0, 0, 0}, {0.9f, 0.9f, 0.9f}},
    {card_title, "The Lamp", 0, {0.02f, 0.02f, 0.05f}, {0.9f, 0.7f, 0.3f}},
    {card_title, "a film by\nANNA SEED", 0, {0, 0, 0}, {0.9f, 0.9f, 0.9f}},
    {card_title, "NIGHT TRAIN TO\nNOWHERE AVENUE", 0, {0.3f, 0.01f, 0.01f}, {0.9f, 0.85f, 0.7f}},
    {card_title, "LES ÉTOILES", 0, {0.9f, 0.9f, 0.9f}, {0.02f, 0.02f, 0.02f}},
    {card_title,
     "Part Two\n\nThe Return of the Uncommonly Long Title Card",
     0,
     {0, 0, 0},
     {0.9f, 0.9f, 0.9f}},
    {card_logo, "Northlight Pictures", 40, {0.005f, 0.01f, 0.03f}, {0.8f, 0.7f, 0.45f}},
    {card_logo, "Seed & Sons", 24, {0, 0, 0}, {0.7f, 0.7f, 0.75f}},
    {card_logo, "Halcyon", 14, {0.03f, 0.005f, 0.01f}, {0.8f, 0.6f, 0.4f}},
    {card_credits,
     "CAST\nAnna ... Mary Seed\nBen ... John Bytes\nBarkeeper ... W. A. Kerning\n\nCREW\nDirected by ... A "
     "Function\n"
     "Written by a seed\nShot on the stage\n\nMUSIC\nTheme ... Strings in A minor",
     48,
     {0, 0, 0},
     {0.9f, 0.9f, 0.9f}},
    {card_credits, "Written by a seed\nShot on the stage", 48, {0, 0, 0}, {0.9f, 0.9f, 0.9f}},
    {card_colour, "", 0, {0.1f, 0.2f, 0.5f}, {0, 0, 0}},
};

enum { shown_card_count = sizeof shown_cards / sizeof *shown_cards };

static void show_cards(struct album *album)
{
    struct lettering *lettering = lettering_open();
    struct picture_planes planes;
    struct caption caption = {"LATER THAT NIGHT", 0, 50, 8, 0.5, 0.82, 0.05},
                   other = {"Vienna, 1948", 0, 50, 8, 0.2, 0.85, 0.05};
    planes_open(&planes, width, height);
    album_open(album, width, height, columns, (shown_card_count + columns) / columns);
    for (int i = 0; i < shown_card_count; i++) {
        const struct shown_card *card = &shown_cards[i];
        struct staged_shot shot = {.card = card->card,
                                   .frames = 96,
                                   .ground = colour(card->ground[0], card->ground[1], card->ground[2]),
                                   .ink = colour(card->ink[0], card->ink[1], card->ink[2])};
        strcpy(shot.words, card->words);
        lettering_card(lettering, &shot, card->frame, &planes);
        album_put(album, i, &planes);
    }
    shoot_example(0, 10, &planes);
    lettering_caption(lettering, &caption, 4, &planes);
    album_put(album, shown_card_count, &planes);
    shoot_example(4, 10, &planes);
    lettering_caption(lettering, &other, 20, &planes);
    album_put(album, shown_card_count + 1, &planes);
    shoot_example(5, 10, &planes);
    lettering_subtitle(lettering, "She was right about the lamp, and about the letters that it wrote.",
                       &planes);
    album_put(album, shown_card_count + 2, &planes);
    planes_close(&planes);
    lettering_close(lettering);
}

struct shown_join {
    enum join join;
    double way, soft, done;
};

static const struct shown_join shown_joins[] = {
    {join_dissolve, 0, 0, 0.5}, {join_wipe, 0, 0, 0.3},    {join_wipe, 30, 0, 0.4},
    {join_wipe, 90, 0.3, 0.5},  {join_clock, 0, 0, 0.3},   {join_clock, 0, 0.1, 0.6},
    {join_iris, 0, 0, 0.3},     {join_iris, 0, 0.1, 0.5},  {join_push, 0, 0, 0.4},
    {join_push, 90, 0, 0.6},    {join_slide, 180, 0, 0.4}, {join_wipe, 200, 0.02, 0.7},
};

enum { shown_join_count = sizeof shown_joins / sizeof *shown_joins };

static void show_joins(struct album *album)
{
    struct picture_planes a, b, to;
    planes_open(&a, width, height);
    planes_open(&b, width, height);
    planes_open(&to, width, height);
    album_open(album, width, height, columns, (shown_join_count + columns - 1) / columns);
    shoot_example(0, 10, &a);
    shoot_example(4, 10, &b);
    for (int i = 0; i < shown_join_count; i++) {
        const struct shown_join *join = &shown_joins[i];
        struct staged_shot shot = {.join = join->join, .join_way = join->way, .join_soft = join->soft};
        join_pictures(&shot, join->done, &a, &b, &to);
        album_put(album, i, &to);
    }
    planes_close(&a);
    planes_close(&b);
    planes_close(&to);
}

struct shown_effect {
    int example;
    double moment;
    struct air air;
    struct effect effect;
};

static const struct shown_effect shown_effects[] = {
    {6, 14, {weather_rain, 1, 3}, {0}},
    {5, 14, {weather_snow, 0.8, 3}, {0}},
    {6, 14, {weather_fog, 1, 3}, {0}},
    {4, 14, {weather_snow, 1, 3}, {0}},
    {4, 14, {weather_rain, 1, 3}, {0}},
    {4, 14, {weather_fog, 0.7, 3}, {0}},
    {0, 60, {weather_none, 0, 0}, {effect_smoke, 0, 200, {-0.3f, 0.6f, 1.3f}, 1, 0, 5}},
    {0, 30, {weather_none, 0, 0}, {effect_fire, 10, 200, {0.3f, 0.1f, 0.4f}, 1, 0, 5}},
    {6, 30, {weather_none, 0, 0}, {effect_fire, 0, 200, {1.2f, 0, 3}, 1.4, 0, 6}},
    {6, 10, {weather_none, 0, 0}, {effect_explosion, 10, 120, {0, 0.8f, 9}, 2, 0, 6}},
    {6, 14, {weather_none, 0, 0}, {effect_explosion, 10, 120, {0, 0.8f, 9}, 2, 0, 6}},
    {6, 22, {weather_none, 0, 0}, {effect_explosion, 10, 120, {0, 0.8f, 9}, 2, 0, 6}},
    {6, 40, {weather_none, 0, 0}, {effect_explosion, 10, 120, {0, 0.8f, 9}, 2, 0, 6}},
    {6, 80, {weather_none, 0, 0}, {effect_explosion, 10, 120, {0, 0.8f, 9}, 2, 0, 6}},
    {1, 10, {weather_none, 0, 0}, {effect_muzzle, 10, 1, {-0.1f, 1.45f, 0.4f}, 1, 0, 6}},
    {0, 10, {weather_none, 0, 0}, {effect_muzzle, 10, 1, {0, 1.4f, 0.8f}, 1, 0, 8}},
    {6, 10, {weather_rain, 0.8, 4}, {effect_lightning, 10, 1, {0, 0, 400}, 1, 0, 1}},
    {0, 10, {weather_none, 0, 0}, {effect_lightning, 10, 1, {0, 0, 0}, 1.5, 0, 6}},
    {2, 10, {weather_none, 0, 0}, {effect_strobe, 10, 20, {0, 3.2f, 1}, 1, 4, 6}},
    {2, 10, {weather_none, 0, 0}, {effect_flash, 10, 1, {1.5f, 1.5f, 2.6f}, 1, 0, 6}},
    {0, 15, {weather_none, 0, 0}, {effect_passer, 10, 12, {0, 0, 0}, 1, 0, 6}},
};

enum { shown_effect_count = sizeof shown_effects / sizeof *shown_effects };

static void shoot_effect(const struct shown_effect *shown, double moment, struct picture_planes *planes)
{
    struct example example;
    example_open(&example, shown->example, width, height);
    example_shoot(&example, (int)moment, planes);
    effects_add(&example.scenery, &shown->effect, shown->effect.length > 0, &shown->air, moment);
    canvas_draw(&example.canvas, &example.scenery, &example.shelf, &example.view);
    effects_over(&example.canvas, &shown->effect, shown->effect.length > 0, &shown->air, &example.view,
                 moment, 24);
    develop(&example.room, &example.canvas, &example.stock, (uint64_t)moment, planes);
    example_close(&example);
}

static void show_effects(struct album *album)
{
    struct picture_planes planes;
    planes_open(&planes, width, height);
    album_open(album, width, height, columns, (shown_effect_count + columns - 1) / columns);
    for (int i = 0; i < shown_effect_count; i++) {
        shoot_effect(&shown_effects[i], shown_effects[i].moment, &planes);
        album_put(album, i, &planes);
    }
    planes_close(&planes);
}

/* Each kind of wear much stronger than any strip has it, the same one a frame later, and a planted patch. */
static void show_wear(struct album *album)
{
    static const struct wear wears[] = {{.dirt = 12, .seed = 3},
                                        {.scratches = 4, .seed = 3},
                                        {.dirt = 0.5, .scratches = 1, .weave = 0.6, .seed = 5}};
    struct picture_planes planes;
    struct patch patch = {320, 84, 50, 62, 6, 1};
    planes_open(&planes, width, height);
    album_open(album, width, height, columns, 3);
    for (int i = 0; i < 6; i++) {
        shoot_example(i % 3 ? 4 : 0, 10 + i / 3, &planes);
        wear_planes(&wears[i % 3], 70 + i / 3, &planes);
        album_put(album, i, &planes);
    }
    shoot_example(5, 10, &planes);
    patch_planes(&patch, 10, &planes);
    album_put(album, 6, &planes);
    planes_close(&planes);
}

int main(int argc, char **argv)
{
    struct album album;
    if (argc != 3) {
        fputs("effect_sheet cards|joins|effects|wear FILE.ppm\n", stderr);
        return 2;
    }
    if (!strcmp(argv[1], "cards"))
        show_cards(&album);
    else if (!strcmp(argv[1], "effects"))
        show_effects(&album);
    else if (!strcmp(argv[1], "wear"))
        show_wear(&album);
    else
        show_joins(&album);
    return album_close(&album, argv[2]) ? 4 : 0;
}
