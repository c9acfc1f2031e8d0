/* SPDX-License-Identifier: Apache-2.0 */
/* What drawing a body shares: its joints, its materials, how finely it is drawn, and lofts. */
#ifndef STAGE_FLESH_H
#define STAGE_FLESH_H

#include "figure/skeleton.h"

struct cloth {
    uint16_t skin, hair, top, bottom, shoes, white, dark, iris, lips, belt, collar;
};

enum detail { detail_fine, detail_plain, detail_coarse };

struct posing {
    struct scenery *scenery;
    const struct body *body;
    const struct pose *pose;
    struct cloth cloth;
    struct skeleton is;
    enum detail detail;
};

/* An ellipse whose front and back differ; sizes in metres. */
struct loop {
    struct vec at, right, ahead;
    double wide, front, back;
};

enum { most_loops = 14, most_corners_around = 16 };

/* A smooth skin over the loops, closed at both ends. Where it is drawn less finely it has a half or a third
 * of the loops, and ends are closed only with `closed`. */
void loft(struct posing *posing, uint16_t material, const struct loop *loops, int count, int around,
          int closed);
/* A dome over an ellipse in the plane of right and up, half.z high. */
void dome(struct posing *posing, uint16_t material, struct vec middle, struct vec half, struct turn turn,
          int around);
/* Fewer corners for those who are far. */
int corners_around(const struct posing *posing, int fine);
void shade_near(struct posing *posing, struct vec at, double radius);

void add_trunk(struct posing *posing);
void add_limbs(struct posing *posing);
void add_head(struct posing *posing);

#endif
