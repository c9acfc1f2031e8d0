/* SPDX-License-Identifier: Apache-2.0 */
/* Where light and edges lie in a picture: what the composition meter writes of every LAYOUT_EVERY-th frame
   (0, 8, 16 …) and comparing reads. The active picture is divided into LAYOUT_COLUMNS × LAYOUT_ROWS cells,
   row by row; LAYOUT_SIZE bytes:

    0..31  light: the cell's mean luma, as 128 + 48 × (cell − picture's mean) / deviation of luma, 0..255
   32..63  edges across: mean horizontal step in the cell / mean of both steps in the picture × 64, ≤ 255
   64..95  edges down: the same of the vertical step

   All of it is relative to the picture, so that neither exposure, contrast nor colour moves it much. A
   picture too flat to have a layout (deviation of luma under LAYOUT_LEAST_DEVIATION of 255) has no vector. */
#ifndef PST_LAYOUT_H
#define PST_LAYOUT_H

enum {
    LAYOUT_COLUMNS = 8,
    LAYOUT_ROWS = 4,
    LAYOUT_CELLS = LAYOUT_COLUMNS * LAYOUT_ROWS,
    LAYOUT_SIZE = 3 * LAYOUT_CELLS,
    LAYOUT_EVERY = 8,
    LAYOUT_LEAST_DEVIATION = 2,
    LAYOUT_LIGHT_MIDDLE = 128, /* of a cell as light as the picture */
    LAYOUT_LIGHT_SCALE = 48,   /* steps a deviation */
    LAYOUT_EDGE_SCALE = 64     /* of a cell with the picture's mean step */
};

#endif
