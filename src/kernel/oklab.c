/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel/oklab.h"
#include "kernel/transfer.h"
#include <math.h>
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

enum { CHUNK = 64 };

/* Ottosson's matrix from the cube roots of cone responses to Lab. */
static const float lab_of_lms[3][3] = {{0.2104542553f, 0.7936177850f, -0.0040720468f},
                                       {1.9779984951f, -2.4285922050f, 0.4505937099f},
                                       {0.0259040371f, 0.7827717662f, -0.8086757660f}};

/* From steps of the curve to light, by the line between two of them. */
#ifdef __AVX2__
static void look_up(const float *curve, float at[CHUNK], int count)
{
    for (int i = 0; i < count; i += 8) {
        __m256 place = _mm256_loadu_ps(at + i);
        __m256i step = _mm256_cvttps_epi32(place);
        __m256 low = _mm256_i32gather_ps(curve, step, sizeof *curve),
               high = _mm256_i32gather_ps(curve + 1, step, sizeof *curve);
        __m256 beyond = _mm256_sub_ps(place, _mm256_cvtepi32_ps(step));
        _mm256_storeu_ps(at + i, _mm256_add_ps(low, _mm256_mul_ps(beyond, _mm256_sub_ps(high, low))));
    }
}
#else
static void look_up(const float *curve, float at[CHUNK], int count)
{
    for (int i = 0; i < count; i++) {
        int step = (int)at[i];
        at[i] = curve[step] + (at[i] - (float)step) * (curve[step + 1] - curve[step]);
    }
}
#endif

static void make_linear(const struct oklab_map *map, float signal[CHUNK], int count)
{
    for (int i = 0; i < count; i++)
        signal[i] = signal[i] < 0 ? 0 : signal[i] > 1 ? OKLAB_STEPS : signal[i] * OKLAB_STEPS;
    look_up(map->linear, signal, count);
}

/* A third of the exponent by integer arithmetic on the bits, then two steps of Halley's method, each of which
   cubes the relative error: 5% at most, 4e-5, then what float can hold. */
static float cube_root(float x)
{
    x = x > 1e-18f ? x : 1e-18f; /* keeps t³ a normal number; its root 1e-6 is black enough */
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits = (int32_t)((float)bits * (1.0f / 3)) + 709921077;
    float t;
    memcpy(&t, &bits, sizeof t);
    for (int i = 0; i < 2; i++) {
        float cube = t * t * t;
        t = t * (cube + 2 * x) / (2 * cube + x);
    }
    return t;
}

/* Likewise: a fifth of the exponent, then two steps of Halley's method. */
static float fifth_root(float x)
{
    x = x > 1e-18f ? x : 1e-18f;
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    bits = (int32_t)((float)bits * (1.0f / 5)) + 851600000;
    float t;
    memcpy(&t, &bits, sizeof t);
    for (int i = 0; i < 2; i++) {
        float fifth = t * t * t * t * t;
        t = t * (4 * fifth + 6 * x) / (6 * fifth + 4 * x);
    }
    return t;
}

/* BT.2100's OOTF for a display of 1000 cd/m²; what is brighter than reference white is clipped. */
static void hlg_display(float rgb[3][CHUNK], int count)
{
    for (int i = 0; i < count; i++) {
        float luminance = 0.2627f * rgb[0][i] + 0.6780f * rgb[1][i] + 0.0593f * rgb[2][i];
        float gain = (float)TRANSFER_HLG_GAIN * fifth_root(luminance);
        for (int k = 0; k < 3; k++)
            rgb[k][i] = rgb[k][i] * gain < 1 ? rgb[k][i] * gain : 1;
    }
}

static void linear_rgb(const struct oklab_map *map, const uint16_t *y, const uint16_t *cb, const uint16_t *cr,
                       int count, float rgb[3][CHUNK])
{
    const float scale = 1.0f / 65280;
    for (int i = 0; i < count; i++) {
        float luma = (float)y[i] * scale, blue = (float)(cb[i] - 32768) * scale,
              red = (float)(cr[i] - 32768) * scale;
        rgb[0][i] = luma + map->r_cr * red;
        rgb[1][i] = luma + map->g_cb * blue + map->g_cr * red;
        rgb[2][i] = luma + map->b_cb * blue;
    }
    for (int k = 0; k < 3; k++)
        make_linear(map, rgb[k], count);
}

static void convert_chunk(const struct oklab_map *map, float rgb[3][CHUNK], int count, float *l, float *a,
                          float *b)
{
    float root[3][CHUNK];
    for (int k = 0; k < 3; k++) {
        const float *m = map->lms[k];
        for (int i = 0; i < count; i++)
            root[k][i] = cube_root(m[0] * rgb[0][i] + m[1] * rgb[1][i] + m[2] * rgb[2][i]);
    }
    float *lab[3] = {l, a, b};
    for (int k = 0; k < 3; k++) {
        const float *m = lab_of_lms[k];
        for (int i = 0; i < count; i++)
            lab[k][i] = m[0] * root[0][i] + m[1] * root[1][i] + m[2] * root[2][i];
    }
}

void oklab_convert(const struct oklab_map *map, const uint16_t *y, const uint16_t *cb, const uint16_t *cr,
                   int count, float *l, float *a, float *b)
{
    float rgb[3][CHUNK] = {{0}};
    for (int at = 0; at < count; at += CHUNK) {
        int part = count - at < CHUNK ? count - at : CHUNK;
        linear_rgb(map, y + at, cb + at, cr + at, part, rgb);
        if (map->hlg)
            hlg_display(rgb, part);
        convert_chunk(map, rgb, part, l + at, a + at, b + at);
    }
}

void oklab_chroma(const float *l, const float *a, const float *b, int count, float *chroma,
                  float *saturation_l)
{
    for (int i = 0; i < count; i++) {
        float square = a[i] * a[i] + b[i] * b[i];
        float light = l[i] > 1e-6f ? l[i] : 1e-6f;
        chroma[i] = sqrtf(square);
        saturation_l[i] = light * chroma[i] / sqrtf(square + light * light);
    }
}
