/* SPDX-License-Identifier: Apache-2.0 */
/* Planted wipes: the pattern, and where they begin and end inside a span that is too long. */
#include "meter/wipe.h"
#include "test.h"
#include <stdlib.h>

enum { FRAMES = 31 };

/* Samples are of a until the edge has passed them: it comes in after frame `first` − 1, has gone by `last`
 * + 1.
 */
static void plant(struct sights *s, int first, int last, bool rightwards)
{
    for (int n = 0; n < FRAMES; n++) {
        float when = (float)(n - first + 1) / (float)(last - first + 2);
        for (int i = 0; i < THUMB_SIZE; i++) {
            int width = i < THUMB_LUMA ? THUMB_WIDTH : THUMB_WIDTH / 2;
            float place = ((float)(i % width) + 0.5f) / (float)width;
            place = rightwards ? place : 1 - place;
            s->ring[n].thumb[i] = place < when ? 3000 : 600;
        }
    }
    s->count = FRAMES;
}

int main(void)
{
    struct sights s = {.kernels = kernels_here(), .ring = calloc(SIGHT_RING, sizeof *s.ring)};
    if (!s.ring)
        return 1;
    for (int late = 0; late < 8; late += 4) {
        int first = 6 + late, last = 17 + late;
        plant(&s, first, last, late == 0);
        struct switching w = switching_of(&s, 0, FRAMES - 1);
        REQUIRE_INT(w.pattern, late == 0 ? WIPE_LEFT_TO_RIGHT : WIPE_RIGHT_TO_LEFT);
        REQUIRE(w.explained > 0.95f);
        REQUIRE_NEAR(w.begin * (FRAMES - 2), first - 1.5, 1);
        REQUIRE_NEAR(w.end * (FRAMES - 2), last + 0.5, 1);
        w = switching_of(&s, first - 1, last + 1);
        REQUIRE_NEAR(w.begin, 0, 0.06);
        REQUIRE_NEAR(w.end, 1, 0.06);
    }
    free(s.ring);
    return 0;
}
