/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures painted by numbers: what walls, floors and grounds look like. Each repeats without a seam. */
#ifndef STAGE_PATTERN_H
#define STAGE_PATTERN_H

#include <stdint.h>

enum pattern {
    pattern_none,
    pattern_boards,
    pattern_wallpaper,
    pattern_brick,
    pattern_snow,
    pattern_asphalt,
    pattern_windows,
    pattern_cloth,
    pattern_tiles,
    pattern_plaster,
    pattern_books,
    pattern_pane,
    pattern_door,
    pattern_leaves,
    pattern_outlook,
    pattern_city,
    pattern_carpet,
    pattern_marble,
    pattern_ice,
    pattern_drift,
    pattern_trodden,
    pattern_forest,
    pattern_count
};

/* How many texels a pattern has, all levels together: 256² + 128² + … + 1. */
enum { pattern_side = 256, pattern_levels = 9, pattern_texels = 87381 };

/* In each byte from the lowest on: red, green, blue as square roots of linear light (0 to 255), and how
 * glossy. Patterns stand one after the other, each with its levels from the finest on; level n has 256 >> n a
 * side. */
struct texture_shelf {
    uint32_t *texels;
};

/* Paints all; running out of memory ends the program. */
void shelf_fill(struct texture_shelf *shelf);
void shelf_release(struct texture_shelf *shelf);

#endif
