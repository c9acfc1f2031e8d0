/* SPDX-License-Identifier: Apache-2.0 */
/* Draws the film of a row into the working folder: pictures.raw, sound.wav, titles.srt, and `inputs`, the
   words with which ffmpeg reads the pictures. Nothing here is pastiche's own. */
#include "truth.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double two_pi = 6.28318530717958647692;

/* ITU-R BT.2087-0, linear BT.709 to linear BT.2020. */
static const double bt2020_of_bt709[3][3] = {
    {0.6274, 0.3293, 0.0433}, {0.0691, 0.9195, 0.0114}, {0.0164, 0.0880, 0.8956}};

/* ITU-R BT.2100: the inverse of the PQ EOTF; 203 cd/m² are light 1 (BT.2408). */
static double pq_signal(double light)
{
    double y = pow(light * 203 / 10000, 0.1593017578125);
    return pow((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y), 78.84375);
}

static double hlg_oetf(double scene)
{
    return scene <= 1.0 / 12 ? sqrt(3 * scene) : 0.17883277 * log(12 * scene - 0.28466892) + 0.55991073;
}

/* ITU-R BT.2100: the inverse OOTF of a 1000 cd/m² display, then the OETF. */
static void hlg_signal(double rgb[3])
{
    double y = (0.2627 * rgb[0] + 0.6780 * rgb[1] + 0.0593 * rgb[2]) * 0.203;
    for (int i = 0; i < 3; i++)
        rgb[i] = y > 0 ? hlg_oetf(rgb[i] * 0.203 * pow(y, 1 / 1.2 - 1)) : 0;
}

static double srgb_signal(double light)
{
    return light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

/* From BT.709 primaries and BT.1886 to what the form codes. */
static void recode(const struct truth *t, double rgb[3])
{
    double light[3], out[3];
    bool wide = strcmp(t->matrix, "2020") == 0;
    if (!wide && t->curve == CURVE_BT1886)
        return;
    for (int i = 0; i < 3; i++)
        light[i] = pow(rgb[i] > 0 ? rgb[i] : 0, 2.4);
    for (int i = 0; i < 3; i++) {
        out[i] = light[i];
        if (wide)
            out[i] = bt2020_of_bt709[i][0] * light[0] + bt2020_of_bt709[i][1] * light[1] +
                     bt2020_of_bt709[i][2] * light[2];
    }
    if (t->curve == CURVE_HLG)
        hlg_signal(out);
    for (int i = 0; i < 3 && t->curve != CURVE_HLG && t->curve != CURVE_LINEAR; i++)
        out[i] = t->curve == CURVE_PQ     ? pq_signal(out[i])
                 : t->curve == CURVE_SRGB ? srgb_signal(out[i])
                                          : pow(out[i], 1 / 2.4);
    memcpy(rgb, out, sizeof out);
}

/* From a scale on which a level is 1/256 of the whole. */
static uint16_t sample(const struct truth *t, double level)
{
    double value = t->depth == 8 ? level : level * 256, most = t->depth == 8 ? 255 : 65535;
    return (uint16_t)(value < 0 ? 0 : value > most ? most : value + 0.5);
}

/* Three samples: G B R as they are, or Y' Cb Cr. */
static void code(const struct truth *t, const double rgb[3], uint16_t to[3])
{
    double kr, kb;
    truth_weights(t->matrix, &kr, &kb);
    if (kr == 0) {
        for (int i = 0; i < 3; i++)
            to[i] = sample(t, rgb[(i + 1) % 3] * (t->depth == 8 ? 255 : 65535 / 256.0));
        return;
    }
    double y = kr * rgb[0] + (1 - kr - kb) * rgb[1] + kb * rgb[2];
    double cb = (rgb[2] - y) / (2 * (1 - kb)), cr = (rgb[0] - y) / (2 * (1 - kr));
    if (t->grey)
        cb = cr = 0;
    double most = t->depth == 8 ? 255 : 255 + 255.0 / 256; /* full range of 16 bits ends at 65535 */
    to[0] = sample(t, t->full ? most * y : 16 + 219 * y);
    to[1] = sample(t, 128 + (t->full ? most : 224) * cb);
    to[2] = sample(t, 128 + (t->full ? most : 224) * cr);
}

/* A quiet texture that drifts, with mean 0. */
static double texture(int shot, int frame, int x, int y)
{
    double phase = 0.2 * frame;
    return 0.02 * sin(two_pi * (x / (9.0 + shot) + 0.3 * y / 7) + phase) * sin(two_pi * y / (11.0 - shot));
}

static void paint(const struct truth *t, int frame, int x, int y, uint16_t to[3])
{
    int side, above, shot = truth_shot(frame);
    double rgb[3], share, view = truth_view(frame);
    truth_bars(t, frame, &side, &above);
    if (x < side || x >= t->width - side || y < above || y >= t->height - above)
        view = 0;
    double across = (x - side + 0.5) / (t->width - 2 * side);
    double down = (y - above + 0.5) / (t->height - 2 * above);
    truth_patch(shot, truth_patch_at(shot, across, down), rgb, &share);
    for (int i = 0; i < 3; i++)
        rgb[i] = (rgb[i] + texture(shot, frame, x, y)) * view;
    recode(t, rgb);
    code(t, rgb, to);
}

static void must(bool done, const char *what)
{
    if (done)
        return;
    fprintf(stderr, "draw: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void draw_pictures(const struct truth *t)
{
    size_t plane = (size_t)t->width * (size_t)t->height, bytes = t->depth == 8 ? 1 : 2;
    uint8_t *picture = malloc(3 * plane * bytes);
    FILE *file = fopen("pictures.raw", "wb");
    must(picture && file, "pictures.raw");
    for (int n = 0; n < t->frames; n++) {
        for (size_t i = 0; i < plane; i++) {
            uint16_t one[3];
            paint(t, n, (int)(i % (size_t)t->width), (int)(i / (size_t)t->width), one);
            for (size_t k = 0; k < 3; k++)
                for (size_t b = 0; b < bytes; b++)
                    picture[(k * plane + i) * bytes + b] = (uint8_t)(one[k] >> (8 * b));
        }
        must(fwrite(picture, bytes, 3 * plane, file) == 3 * plane, "pictures.raw");
    }
    must(fclose(file) == 0, "pictures.raw");
    free(picture);
}

static void put(FILE *file, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        fputc((int)(value >> (8 * i) & 255), file);
}

/* WAVE, 32-bit float (format 3). */
static void put_header(FILE *file, const struct truth *t, uint32_t samples)
{
    uint32_t frame = 4u * (uint32_t)t->channels, bytes = samples * frame;
    fputs("RIFF", file);
    put(file, 36 + bytes, 4);
    fputs("WAVEfmt ", file);
    put(file, 16, 4);
    put(file, 3, 2);
    put(file, (uint32_t)t->channels, 2);
    put(file, (uint32_t)t->hz, 4);
    put(file, (uint32_t)t->hz * frame, 4);
    put(file, frame, 2);
    put(file, 32, 2);
    fputs("data", file);
    put(file, bytes, 4);
}

/* The tone is in the first two channels; the rest is silent. */
static void draw_sound(const struct truth *t)
{
    uint32_t samples = (uint32_t)(t->sound * t->hz);
    FILE *file = fopen("sound.wav", "wb");
    must(file != NULL, "sound.wav");
    put_header(file, t, samples);
    for (uint32_t i = 0; i < samples; i++)
        for (int c = 0; c < t->channels; c++) {
            float value = c < 2 ? (float)(t->level * sin(two_pi * 997 * i / t->hz)) : 0;
            if (strcmp(t->odd, "nan") == 0 && i % 10007 == 7)
                value = i % 2 ? NAN : INFINITY;
            uint32_t bits;
            memcpy(&bits, &value, sizeof bits);
            put(file, bits, 4);
        }
    must(fclose(file) == 0, "sound.wav");
}

static void draw_rest(const struct truth *t)
{
    FILE *file = fopen("titles.srt", "w");
    must(file != NULL, "titles.srt");
    fprintf(file, "1\n00:00:%02d,%03d --> 00:00:%02d,%03d\n%s\n\n", TITLE_FROM / 1000, TITLE_FROM % 1000,
            TITLE_TO / 1000, TITLE_TO % 1000, truth_title);
    must(fclose(file) == 0, "titles.srt");
    file = fopen("inputs", "w");
    must(file != NULL, "inputs");
    fprintf(file, "-f rawvideo -pixel_format %s -video_size %dx%d -framerate %d/%d -i pictures.raw\n",
            strcmp(t->matrix, "rgb") ? t->depth == 8 ? "yuv444p" : "yuv444p16le"
            : t->depth == 8          ? "gbrp"
                                     : "gbrp16le",
            t->width, t->height, t->rate_num, t->rate_den);
    must(fclose(file) == 0, "inputs");
}

int main(int argc, char **argv)
{
    struct truth t;
    truth_parse(&t, argc > 1 ? argv[1] : "");
    draw_pictures(&t);
    if (t.channels > 0)
        draw_sound(&t);
    draw_rest(&t);
    return 0;
}
