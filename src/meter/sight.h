/* SPDX-License-Identifier: Apache-2.0 */
/* The last pictures as the signal meter sees them: a thumbnail, and how far it is from those before. */
#ifndef PST_SIGHT_H
#define PST_SIGHT_H

#include "base/picture.h"
#include "base/signal_record.h"
#include "kernel/level.h"
#include "kernel/match.h"

enum {
    SIGHT_RING = 256, /* pictures kept */
    SIGHT_BAND = 160, /* pictures back to which distances are known */
    THUMB_WIDTH = 32,
    THUMB_HEIGHT = 18,
    THUMB_LUMA = THUMB_WIDTH * THUMB_HEIGHT,
    THUMB_CHROMA = THUMB_LUMA / 4, /* one plane: 16 × 9 */
    THUMB_SIZE = THUMB_LUMA + 2 * THUMB_CHROMA,
    THUMB_LEVEL = 16, /* thumbnail samples a level */
    LARGE_WIDTH = 64, /* of the picture in which blocks are moved */
    LARGE_HEIGHT = 36,
    HISTOGRAM_BINS = 64, /* 32 of luma, 16 each of Cb and Cr */
    BLOCK_COLUMNS = LARGE_WIDTH / BLOCK_WIDTH,
    BLOCK_ROWS = LARGE_HEIGHT / BLOCK_HEIGHT,
    SIGHT_BLOCKS = BLOCK_COLUMNS * BLOCK_ROWS,
    CELL_SIDE = 4, /* samples of `large` */
    CELL_COLUMNS = LARGE_WIDTH / CELL_SIDE,
    CELL_ROWS = LARGE_HEIGHT / CELL_SIDE,
    SIGHT_CELLS = CELL_COLUMNS * CELL_ROWS,
    STRIP = PIECE, /* samples of a strip */
};

/* A picture cut across its columns, or its rows: means of samples that lie side by side in each. */
struct strips {
    uint8_t at[LARGE_WIDTH][STRIP];
};

/* One picture, the active picture put back in its place in the coded one, so that a change of the black bars
   is a change like any other. */
struct sight {
    int16_t thumb[THUMB_SIZE]; /* luma, Cb, Cr */
    uint8_t large[LARGE_WIDTH * LARGE_HEIGHT], relief[LARGE_WIDTH * LARGE_HEIGHT];
    struct strips columns, rows; /* of `large` */
    uint16_t least[SIGHT_BLOCKS],
        relief_least[SIGHT_BLOCKS]; /* of each block moved to fit the picture before */
    uint16_t cells[SIGHT_CELLS]; /* of each cell, sum of differences from the picture before in one place */
    uint16_t histogram[HISTOGRAM_BINS];
    int relieved;                   /* sum of what the relief is away from RELIEF_NONE */
    float apart[SIGHT_BAND];        /* [k]: squared distance from the k-th picture before, levels² */
    float shape[SIGHT_BAND];        /* the same of luma alone, means taken off */
    struct relief_part part;        /* of `large` that is inside the bars */
    float share;                    /* of the picture; what is told of all of it is told of this part alone */
    float mean, variance;           /* of luma there */
    float sharpness;                /* mean absolute step from sample to sample of `large`, levels */
    float sharp_across, sharp_down; /* along rows, along columns alone */
    struct signal_frame frame;
};

struct sights {
    const struct kernels *kernels;
    struct sight *ring; /* SIGHT_RING of them */
    int64_t count;      /* pictures seen; the newest is count − 1 */
    struct place_axis luma_columns, luma_rows, chroma_columns, chroma_rows;
    int first_column, last_column, first_row, last_row; /* chroma cells that have nothing of the bars */
    struct pst_rect placed;                             /* what the axes are made for */
    int placed_width, placed_height, placed_chroma_width, placed_chroma_height;
};

struct block_match {
    float residual;  /* mean absolute difference after moving, levels */
    float unmatched; /* share of blocks without a match */
};

/* Samples of the thumbnail's luma inside the bars. */
struct thumb_part {
    int x, y, width, height;
};

static inline struct thumb_part thumb_part_of(const struct sight *s)
{
    return (struct thumb_part){s->part.first_column / 2, s->part.first_row / 2,
                               (s->part.last_column - s->part.first_column + 1) / 2,
                               (s->part.last_row - s->part.first_row + 1) / 2};
}

static inline const struct sight *sight_at(const struct sights *s, int64_t n)
{
    return &s->ring[n & (SIGHT_RING - 1)];
}

/* Squared distances of pictures i and j, |i − j| < SIGHT_BAND, in levels². */
float sight_apart(const struct sights *, int64_t i, int64_t j);
/* Correlation of their luma, −1..1; 0 where one of them is flat. */
float sight_likeness(const struct sights *, int64_t i, int64_t j);
/* 0..1: share of samples that would have to change their bin. */
float sight_histogram_distance(const struct sight *, const struct sight *);
struct block_match sight_match(const struct sights *, int64_t now, int64_t before);
/* What blocks of the relief moved to fit leave, each 48 samples. */
void sight_match_relief(const struct sights *, int64_t now, int64_t before, uint16_t least[SIGHT_BLOCKS]);
/* Makes `columns` and `rows` of `large`. */
void sight_cut(struct sight *);
/* The new picture, with its frame record made. */
const struct sight *sight_add(struct sights *, const struct picture *, const struct pst_film *);

#endif
