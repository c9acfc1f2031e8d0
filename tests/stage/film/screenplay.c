/* SPDX-License-Identifier: Apache-2.0 */
#include "film/screenplay.h"

#include <stdlib.h>

void screenplay_release(struct screenplay *film)
{
    for (size_t i = 0; i < film->scene_count; i++) {
        free(film->scenes[i].deeds);
        free(film->scenes[i].doors);
        free(film->scenes[i].effects);
    }
    free(film->scenes);
    free(film->shots);
    free(film->captions);
    free(film->music);
    *film = (struct screenplay){0};
}

double screenplay_rate(const struct screenplay *film)
{
    return (double)film->rate / film->per;
}

void screenplay_bodies(const struct screenplay *film, struct body bodies[most_people])
{
    for (int i = 0; i < film->people_count; i++)
        bodies[i] = film->people[i].body;
}

struct bearing scene_bearing(const struct screenplay *film, const struct scene *scene, int who, double clock)
{
    struct body bodies[most_people];
    screenplay_bodies(film, bodies);
    return bearing_among(scene->deeds, (int)scene->deed_count, who, bodies, scene->starts, film->people_count,
                         scene->set->ground, screenplay_rate(film), clock);
}

int side_of_line(struct vec a, struct vec b, struct vec at)
{
    struct vec along = minus(b, a), away = minus(at, a);
    double right = (double)away.x * along.z - (double)away.z * along.x;
    return right > 0 ? 1 : right < 0 ? -1 : 0;
}

int scene_side(const struct screenplay *film, const struct scene *scene, struct vec at, double clock)
{
    if (scene->line[0] == nobody || scene->line[1] == nobody)
        return 0;
    struct vec first = scene_bearing(film, scene, scene->line[0], clock).pose.at;
    struct vec second = scene_bearing(film, scene, scene->line[1], clock).pose.at;
    return side_of_line(first, second, at);
}
