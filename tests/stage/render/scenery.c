/* SPDX-License-Identifier: Apache-2.0 */
#include "render/scenery.h"

#include <stdio.h>
#include <stdlib.h>

static void room_for_one(int count, int most, const char *what)
{
    if (count < most)
        return;
    fprintf(stderr, "stage: more than %d %s\n", most, what);
    exit(5);
}

uint16_t scenery_material(struct scenery *scenery, struct material material)
{
    room_for_one(scenery->material_count, most_materials, "materials");
    scenery->materials[scenery->material_count] = material;
    return (uint16_t)scenery->material_count++;
}

uint16_t scenery_use(struct scenery *scenery, struct material material)
{
    return scenery->mesh.material = scenery_material(scenery, material);
}

void scenery_lamp(struct scenery *scenery, struct lamp lamp)
{
    room_for_one(scenery->lamp_count, most_lamps, "lamps");
    scenery->lamps[scenery->lamp_count++] = lamp;
}

void scenery_point(struct scenery *scenery, struct vec at, struct colour colour)
{
    scenery_lamp(scenery, (struct lamp){lamp_point, at, {0, 0, 0}, colour, 0, 0});
}

void scenery_spot(struct scenery *scenery, struct vec at, struct vec target, double degrees,
                  struct colour colour)
{
    struct vec towards = unit(minus(target, at));
    float inner = (float)cosine(degrees * 0.25), outer = (float)cosine(degrees * 0.5);
    scenery_lamp(scenery, (struct lamp){lamp_spot, at, towards, colour, inner, outer});
}

void scenery_set_ends(struct scenery *scenery)
{
    scenery->set_facets = scenery->mesh.count;
    scenery->set_materials = scenery->material_count;
    scenery->set_lamps = scenery->lamp_count;
    scenery->set_air[0] = scenery->above;
    scenery->set_air[1] = scenery->below;
    scenery->set_air[2] = scenery->fog;
    scenery->set_air[3] = scenery->zenith;
    scenery->set_air[4] = scenery->horizon;
    scenery->set_fog_density = scenery->fog_density;
}

void scenery_begin_frame(struct scenery *scenery)
{
    mesh_cut_back(&scenery->mesh, scenery->set_facets);
    scenery->material_count = scenery->set_materials;
    scenery->lamp_count = scenery->set_lamps;
    scenery->above = scenery->set_air[0];
    scenery->below = scenery->set_air[1];
    scenery->fog = scenery->set_air[2];
    scenery->zenith = scenery->set_air[3];
    scenery->horizon = scenery->set_air[4];
    scenery->fog_density = scenery->set_fog_density;
    scenery->ball_count = 0;
}

void scenery_release(struct scenery *scenery)
{
    mesh_release(&scenery->mesh);
}
