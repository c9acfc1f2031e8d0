/* SPDX-License-Identifier: Apache-2.0 */
#include "film/lettering.h"

#include "film/editing.h"

#include <freetype/freetype.h>
#include <freetype/ftglyph.h>
#include <freetype/ftoutln.h>
#include <freetype/ftstroke.h>
#include <ft2build.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum face { face_sans, face_sans_bold, face_serif, face_serif_bold, face_count };

static const char *const face_files[face_count] = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf",
                                                   "DejaVuSerif-Bold.ttf"};

/* Lengths are in 1/64 of a pixel where FreeType gets them. */
enum { unit_of_pixel = 64, phases = 4, most_glyphs = 4096, glyph_slots = 8192 };

/* A glyph at one of four by four places within a pixel. */
struct glyph_key {
    uint32_t letter;
    int32_t size, weight, outline; /* 1/64 pixel; weight is what stems gain */
    uint8_t face, phase_x, phase_y, wide;
};

struct glyph {
    struct glyph_key key;
    int left, top, width, height;
    uint8_t *cover;
};

struct lettering {
    FT_Library library;
    FT_Face faces[face_count];
    struct glyph *glyphs[glyph_slots];
    int glyph_count;
    uint8_t *mask; /* how much of each pixel is ink */
    int width, height;
};

/* How letters look: the size is an em's in pixels, the others are parts of it. */
struct manner {
    enum face face;
    double size, spacing, weight, outline;
    int wide; /* percent of the font's own width */
};

struct lettering *lettering_open(void)
{
    struct lettering *lettering = calloc(1, sizeof *lettering);
    if (!lettering) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    int wrong = FT_Init_FreeType(&lettering->library);
    for (int i = 0; i < face_count && !wrong; i++) {
        char path[128];
        snprintf(path, sizeof path, "/usr/share/fonts/truetype/dejavu/%s", face_files[i]);
        wrong = FT_New_Face(lettering->library, path, 0, &lettering->faces[i]);
    }
    if (!wrong)
        return lettering;
    lettering_close(lettering);
    return NULL;
}

static void forget_glyphs(struct lettering *lettering)
{
    for (int i = 0; i < glyph_slots; i++) {
        if (lettering->glyphs[i])
            free(lettering->glyphs[i]->cover);
        free(lettering->glyphs[i]);
        lettering->glyphs[i] = NULL;
    }
    lettering->glyph_count = 0;
}

void lettering_close(struct lettering *lettering)
{
    if (!lettering)
        return;
    forget_glyphs(lettering);
    for (int i = 0; i < face_count; i++) {
        if (lettering->faces[i])
            FT_Done_Face(lettering->faces[i]);
    }
    if (lettering->library)
        FT_Done_FreeType(lettering->library);
    free(lettering->mask);
    free(lettering);
}

static void *room_for(size_t bytes)
{
    void *room = calloc(1, bytes ? bytes : 1);
    if (!room) {
        fputs("stage: out of memory\n", stderr);
        exit(5);
    }
    return room;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static int64_t floor_of(double x)
{
    int64_t whole = (int64_t)x;
    return (double)whole > x ? whole - 1 : whole;
}

/* The next letter of UTF-8; what is none counts as a letter each byte. */
static uint32_t next_letter(const char **text)
{
    const unsigned char *t = (const unsigned char *)*text;
    int more = t[0] >= 0xf0 ? 3 : t[0] >= 0xe0 ? 2 : t[0] >= 0xc0 ? 1 : 0;
    uint32_t letter = more ? t[0] & (0x3fu >> more) : t[0];
    for (int i = 1; i <= more; i++) {
        if ((t[i] & 0xc0) != 0x80) {
            *text += 1;
            return t[0];
        }
        letter = letter << 6 | (t[i] & 0x3fu);
    }
    *text += 1 + more;
    return letter;
}

static void set_size(FT_Face face, int32_t size, int wide)
{
    FT_Set_Char_Size(face, (FT_F26Dot6)size * wide / 100, size, 72, 72);
}

/* The outline of a glyph where it shall stand, or NULL where the font has none (a blank). */
static FT_Glyph outline_of(struct lettering *lettering, const struct glyph_key *key)
{
    FT_Face face = lettering->faces[key->face];
    FT_Glyph glyph;
    set_size(face, key->size, key->wide);
    if (FT_Load_Char(face, key->letter, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return NULL;
    if (key->weight) {
        FT_Outline_Embolden(&face->glyph->outline, key->weight);
        FT_Outline_Translate(&face->glyph->outline, -key->weight / 2, -key->weight / 2);
    }
    FT_Outline_Translate(&face->glyph->outline, key->phase_x * unit_of_pixel / phases,
                         -key->phase_y * unit_of_pixel / phases);
    if (FT_Get_Glyph(face->glyph, &glyph))
        return NULL;
    if (key->outline) {
        FT_Stroker stroker;
        if (!FT_Stroker_New(lettering->library, &stroker)) {
            FT_Stroker_Set(stroker, key->outline, FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
            FT_Glyph_StrokeBorder(&glyph, stroker, 0, 1);
            FT_Stroker_Done(stroker);
        }
    }
    return glyph;
}

static struct glyph *draw_glyph(struct lettering *lettering, const struct glyph_key *key)
{
    struct glyph *drawn = room_for(sizeof *drawn);
    drawn->key = *key;
    FT_Glyph outline = outline_of(lettering, key);
    if (!outline)
        return drawn;
    if (!FT_Glyph_To_Bitmap(&outline, FT_RENDER_MODE_NORMAL, NULL, 1)) {
        const FT_BitmapGlyph bitmap = (FT_BitmapGlyph)outline;
        drawn->left = bitmap->left;
        drawn->top = bitmap->top;
        drawn->width = (int)bitmap->bitmap.width;
        drawn->height = (int)bitmap->bitmap.rows;
        drawn->cover = room_for((size_t)drawn->width * drawn->height);
        for (int y = 0; y < drawn->height; y++)
            memcpy(drawn->cover + (size_t)y * drawn->width,
                   bitmap->bitmap.buffer + (ptrdiff_t)y * bitmap->bitmap.pitch, (size_t)drawn->width);
    }
    FT_Done_Glyph(outline);
    return drawn;
}

static int same_key(const struct glyph_key *a, const struct glyph_key *b)
{
    return a->letter == b->letter && a->size == b->size && a->weight == b->weight &&
           a->outline == b->outline && a->face == b->face && a->phase_x == b->phase_x &&
           a->phase_y == b->phase_y && a->wide == b->wide;
}

static const struct glyph *glyph_for(struct lettering *lettering, const struct glyph_key *key)
{
    uint64_t mixed = scramble((uint64_t)key->letter << 32 | (uint32_t)key->size);
    mixed = scramble(mixed ^ ((uint64_t)(uint32_t)key->weight << 32 | (uint32_t)key->outline));
    mixed = scramble(mixed ^ ((uint64_t)key->face << 24 | (uint64_t)key->phase_x << 16 |
                              (uint64_t)key->phase_y << 8 | key->wide));
    if (lettering->glyph_count >= most_glyphs)
        forget_glyphs(lettering);
    size_t slot = mixed % glyph_slots;
    while (lettering->glyphs[slot] && !same_key(&lettering->glyphs[slot]->key, key))
        slot = (slot + 1) % glyph_slots;
    if (!lettering->glyphs[slot]) {
        lettering->glyphs[slot] = draw_glyph(lettering, key);
        lettering->glyph_count++;
    }
    return lettering->glyphs[slot];
}

/* How far it is from a letter's place to the next one's, in pixels. */
static double advance(struct lettering *lettering, const struct manner *manner, uint32_t letter,
                      uint32_t next)
{
    FT_Face face = lettering->faces[manner->face];
    FT_Vector kern = {0, 0};
    FT_UInt index = FT_Get_Char_Index(face, letter);
    set_size(face, (int32_t)(manner->size * unit_of_pixel + 0.5), manner->wide);
    if (FT_Load_Glyph(face, index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))
        return 0;
    if (next)
        FT_Get_Kerning(face, index, FT_Get_Char_Index(face, next), FT_KERNING_UNFITTED, &kern);
    double along = (double)face->glyph->linearHoriAdvance / 65536 + (double)kern.x / unit_of_pixel;
    return along + (next ? manner->spacing * manner->size : 0);
}

static double width_of(struct lettering *lettering, const struct manner *manner, const char *text)
{
    double width = 0;
    uint32_t letter = *text ? next_letter(&text) : 0;
    while (letter) {
        uint32_t next = *text ? next_letter(&text) : 0;
        width += advance(lettering, manner, letter, next);
        letter = next;
    }
    return width;
}

static void stamp(struct lettering *lettering, const struct glyph *glyph, int left, int top)
{
    for (int y = 0; y < glyph->height; y++) {
        int row = top + y;
        if (row < 0 || row >= lettering->height)
            continue;
        for (int x = 0; x < glyph->width; x++) {
            int column = left + x;
            if (column < 0 || column >= lettering->width)
                continue;
            uint8_t *to = &lettering->mask[(size_t)row * lettering->width + column];
            int bare = (255 - *to) * (255 - glyph->cover[(size_t)y * glyph->width + x]);
            *to = (uint8_t)(255 - (bare + 127) / 255);
        }
    }
}

/* Letters into the mask; (x, y) is where the first one stands on its line. */
static void set_line(struct lettering *lettering, const struct manner *manner, const char *text, double x,
                     double y)
{
    struct glyph_key key = {.size = (int32_t)(manner->size * unit_of_pixel + 0.5),
                            .weight = (int32_t)floor_of(manner->weight * manner->size * unit_of_pixel + 0.5),
                            .outline = (int32_t)(manner->outline * manner->size * unit_of_pixel + 0.5),
                            .face = (uint8_t)manner->face,
                            .wide = (uint8_t)manner->wide};
    int64_t line = floor_of(y * phases + 0.5);
    uint32_t letter = *text ? next_letter(&text) : 0;
    key.phase_y = (uint8_t)(line & (phases - 1));
    if (y < -2 * manner->size || y > lettering->height + 2 * manner->size)
        return;
    while (letter) {
        int64_t at = floor_of(x * phases + 0.5);
        uint32_t next = *text ? next_letter(&text) : 0;
        key.letter = letter;
        key.phase_x = (uint8_t)(at & (phases - 1));
        const struct glyph *glyph = glyph_for(lettering, &key);
        stamp(lettering, glyph, (int)(at >> 2) + glyph->left, (int)(line >> 2) - glyph->top);
        x += advance(lettering, manner, letter, next);
        letter = next;
    }
}

static void set_middle(struct lettering *lettering, const struct manner *manner, const char *text,
                       double middle, double y)
{
    set_line(lettering, manner, text, middle - width_of(lettering, manner, text) / 2, y);
}

static void clear_mask(struct lettering *lettering, const struct picture_planes *planes)
{
    size_t pixels = (size_t)planes->width * planes->height;
    if (lettering->width != planes->width || lettering->height != planes->height) {
        free(lettering->mask);
        lettering->mask = room_for(pixels);
        lettering->width = planes->width;
        lettering->height = planes->height;
    }
    memset(lettering->mask, 0, pixels);
}

static uint8_t inked(int below, int ink, double part)
{
    return (uint8_t)(below + (ink - below) * part + 0.5);
}

/* Ink where the mask is, `strength` of it. */
static void print_mask(const struct lettering *lettering, struct colour colour, double strength,
                       struct picture_planes *planes)
{
    uint8_t ink[3];
    double part = strength / 255;
    int width = planes->width;
    signal_of(colour, ink);
    for (int row = 0; row < planes->height; row += 2) {
        const uint8_t *upper = lettering->mask + (size_t)row * width, *lower = upper + width;
        for (int column = 0; column < width; column += 2) {
            int four = upper[column] + upper[column + 1] + lower[column] + lower[column + 1];
            if (!four)
                continue;
            uint8_t *y = planes->y + (size_t)row * width + column;
            y[0] = inked(y[0], ink[0], upper[column] * part);
            y[1] = inked(y[1], ink[0], upper[column + 1] * part);
            y[width] = inked(y[width], ink[0], lower[column] * part);
            y[width + 1] = inked(y[width + 1], ink[0], lower[column + 1] * part);
            size_t half = (size_t)(row / 2) * (width / 2) + column / 2;
            planes->cb[half] = inked(planes->cb[half], ink[1], four * part / 4);
            planes->cr[half] = inked(planes->cr[half], ink[2], four * part / 4);
        }
    }
}

static void fill(struct picture_planes *planes, struct colour colour)
{
    uint8_t ground[3];
    size_t pixels = (size_t)planes->width * planes->height;
    signal_of(colour, ground);
    memset(planes->y, ground[0], pixels);
    memset(planes->cb, ground[1], pixels / 4);
    memset(planes->cr, ground[2], pixels / 4);
}

enum { most_lines = 64, line_room = 512 };

/* The lines of a card, in one copy of its words. */
struct page {
    char words[line_room];
    const char *lines[most_lines];
    int count;
};

static void take_lines(struct page *page, const char *words)
{
    snprintf(page->words, sizeof page->words, "%s", words);
    page->count = 0;
    for (char *at = page->words; at && page->count < most_lines;) {
        page->lines[page->count++] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = 0;
    }
}

/* Without any small letter. */
static int in_capitals(const char *text)
{
    int any = 0;
    for (; *text; text++) {
        if (*text >= 'a' && *text <= 'z')
            return 0;
        any |= *text >= 'A' && *text <= 'Z';
    }
    return any;
}

static uint64_t number_of(const char *words)
{
    struct stream stream = stream_of(0, words);
    return scramble(stream.state);
}

/* Four ways to set a title. Capitals are spaced out; the large light ones most. */
static const struct manner title_manners[4] = {{face_serif, 0.14, 0.14, 0, 0, 96},
                                               {face_sans, 0.12, 0.3, -0.022, 0, 92},
                                               {face_sans_bold, 0.16, 0.02, 0, 0, 84},
                                               {face_serif_bold, 0.15, 0.05, -0.01, 0, 92}};

/* What a line of a title looks like in a picture `height` high. */
static struct manner title_line(const struct page *page, int line, const struct manner *manner, double height)
{
    int capitals = 0;
    for (int i = 0; i < page->count; i++)
        capitals += in_capitals(page->lines[i]);
    struct manner own = *manner;
    own.size *= height;
    if (!in_capitals(page->lines[line])) {
        own.spacing = 0.02;
        own.size *= capitals ? 0.42 : 0.9;
        own.face = capitals && own.face == face_sans_bold ? face_sans : own.face;
        own.weight = capitals ? 0 : own.weight;
    }
    return own;
}

static void title_card(struct lettering *lettering, const struct staged_shot *shot,
                       struct picture_planes *planes)
{
    struct page page;
    struct manner manners[most_lines];
    const struct manner *manner = &title_manners[number_of(shot->words) % 4];
    double widest = 0, high = 0;
    take_lines(&page, shot->words);
    clear_mask(lettering, planes);
    for (int i = 0; i < page.count; i++) {
        manners[i] = title_line(&page, i, manner, planes->height);
        double width = width_of(lettering, &manners[i], page.lines[i]);
        widest = width > widest ? width : widest;
        high += manners[i].size * (i ? 1.45 : 0.72);
    }
    double shrink = least(1, least(planes->width * 0.78 / (widest + 1), planes->height * 0.76 / (high + 1)));
    double y = (planes->height - high * shrink) / 2;
    for (int i = 0; i < page.count; i++) {
        manners[i].size *= shrink;
        y += manners[i].size * (i ? 1.45 : 0.72);
        set_middle(lettering, &manners[i], page.lines[i], planes->width / 2.0, y);
    }
    fill(planes, shot->ground);
    print_mask(lettering, shot->ink, 1, planes);
}

/* What stands left and right of " ... " or a tab; false where the line has neither. */
static int two_columns(const char *line, char left[line_room], const char **right)
{
    const char *dots = strstr(line, " ... "), *tab = strchr(line, '\t'), *at = dots ? dots : tab;
    if (!at)
        return 0;
    snprintf(left, line_room, "%.*s", (int)(at - line), line);
    *right = at + (dots ? 5 : 1);
    return 1;
}

static void credit_line(struct lettering *lettering, enum face face, const char *line, double size,
                        double middle, double y)
{
    struct manner name = {face, size, 0.02, 0, 0, 94}, role = name, heading = name;
    char left[line_room];
    const char *right;
    role.size *= 0.86;
    role.weight = -0.012;
    heading.size *= 0.8;
    heading.spacing = 0.22;
    if (two_columns(line, left, &right)) {
        double gap = size * 0.7;
        set_line(lettering, &role, left, middle - gap - width_of(lettering, &role, left), y);
        set_line(lettering, &name, right, middle + gap, y);
    } else {
        set_middle(lettering, in_capitals(line) ? &heading : &name, line, middle, y);
    }
}

/* The first line comes in at the foot with the first frame and the last one is gone after the last. */
static void credits_card(struct lettering *lettering, const struct staged_shot *shot, int frame,
                         struct picture_planes *planes)
{
    struct page page;
    double size = planes->height * 0.062, step = size * 1.65;
    take_lines(&page, shot->words);
    clear_mask(lettering, planes);
    double high = step * page.count, frames = shot->frames > 0 ? shot->frames : 1;
    double top = planes->height - (planes->height + high) * (frame + 0.5) / frames;
    enum face face = number_of(shot->words) & 1 ? face_serif : face_sans;
    for (int i = 0; i < page.count; i++)
        credit_line(lettering, face, page.lines[i], size, planes->width / 2.0, top + step * i + size);
    fill(planes, shot->ground);
    print_mask(lettering, shot->ink, 1, planes);
}

/* Emblems: how deep inside a point is, in parts of the emblem's half height (below 0: outside). x is to the
 * right, y up, both -1 to 1. */
static double ring(double x, double y, double radius, double thick)
{
    double r = square_root(x * x + y * y) - radius;
    return thick - (r < 0 ? -r : r);
}

static double disc(double x, double y, double radius)
{
    return radius - square_root(x * x + y * y);
}

/* A star's points are `points` lines through its middle that grow thin. */
static double star(double x, double y, double size, int points, double turned)
{
    double r = square_root(x * x + y * y), angle = angle_of(x, y) + turned, part = 360.0 / points;
    double off = angle - part * (double)floor_of(angle / part + 0.5);
    double along = r * cosine(off), across = r * sine(off);
    across = across < 0 ? -across : across;
    return (size - along) * 0.25 - across;
}

static double mountains(double x, double y)
{
    double first = 0.28 - 1.15 * (x + 0.2 < 0 ? -x - 0.2 : x + 0.2) - y;
    double second = -0.02 - 0.95 * (x - 0.42 < 0 ? 0.42 - x : x - 0.42) - y;
    double land = first > second ? first : second, inside = disc(x, y, 0.82);
    return least(land * 0.7, inside);
}

static double emblem(int kind, double x, double y, double turn)
{
    double a, b;
    switch (kind) {
    case 0: /* a star over mountains, in a ring */
        a = mountains(x, y);
        b = star(x - 0.28, y - 0.42, 0.34, 4, 0);
        a = a > b ? a : b;
        b = ring(x, y, 0.93, 0.035);
        return a > b ? a : b;
    case 1: /* a sun with rays that turn */
        a = disc(x, y, 0.36);
        b = least(star(x, y, 1, 16, turn), -disc(x, y, 0.46));
        return a > b ? a : b;
    default: /* a compass rose in two rings */
        a = star(x, y, 0.98, 4, 0);
        b = star(x, y, 0.56, 4, 45);
        a = a > b ? a : b;
        b = ring(x, y, 0.7, 0.02);
        return a > b ? a : b;
    }
}

struct logo {
    int kind;
    double middle_x, middle_y, half, turn, gone; /* gone: part of the shot that is over */
};

static void draw_emblem(struct lettering *lettering, const struct logo *logo)
{
    int reach = (int)logo->half + 2, x0 = (int)logo->middle_x, y0 = (int)logo->middle_y;
    for (int y = y0 - reach; y <= y0 + reach; y++) {
        for (int x = x0 - reach; x <= x0 + reach; x++) {
            if (x < 0 || y < 0 || x >= lettering->width || y >= lettering->height)
                continue;
            double ex = (x + 0.5 - logo->middle_x) / logo->half, ey = (logo->middle_y - y - 0.5) / logo->half;
            double cover = 0.5 + emblem(logo->kind, ex, ey, logo->turn) * logo->half;
            cover = cover < 0 ? 0 : least(cover, 1);
            lettering->mask[(size_t)y * lettering->width + x] = (uint8_t)(cover * 255 + 0.5);
        }
    }
}

/* The ground is lit from behind the emblem; a little noise keeps bands away. */
static void lit_ground(const struct staged_shot *shot, const struct logo *logo, int frame,
                       struct picture_planes *planes)
{
    fill(planes, shot->ground);
    double reach = planes->width * 0.42;
    for (int y = 0; y < planes->height; y++) {
        for (int x = 0; x < planes->width; x++) {
            double dx = x - logo->middle_x, dy = (y - logo->middle_y) * 1.25;
            double near = 1 - (dx * dx + dy * dy) / (reach * reach);
            uint64_t bits = scramble((uint64_t)frame << 32 ^ (uint64_t)y << 16 ^ (uint64_t)x);
            uint8_t *to = &planes->y[(size_t)y * planes->width + x];
            *to = (uint8_t)(*to + (near > 0 ? near * near * 22 : 0) +
                            (double)(bits >> 11) / 9007199254740992.0);
        }
    }
}

/* A band of light, slanted, goes once over emblem and name: there the ink is brighter. */
static void sweep(struct lettering *lettering, const struct logo *logo, struct picture_planes *planes)
{
    double at = planes->width * (-0.3 + 1.6 * logo->gone), wide = planes->width * 0.07;
    for (int y = 0; y < planes->height; y++) {
        for (int x = 0; x < planes->width; x++) {
            uint8_t *mask = &lettering->mask[(size_t)y * planes->width + x];
            double off = (x + y * 0.5 - at) / wide;
            double bright = off < -1 || off > 1 ? 0 : (1 - off * off) * (1 - off * off);
            *mask = (uint8_t)(*mask * bright + 0.5);
        }
    }
}

static void logo_card(struct lettering *lettering, const struct staged_shot *shot, int frame,
                      struct picture_planes *planes)
{
    uint64_t number = number_of(shot->words);
    double frames = shot->frames > 0 ? shot->frames : 1, gone = (frame + 0.5) / frames;
    double grown = 1 - (1 - gone) * (1 - gone), height = planes->height;
    struct logo logo = {(int)(number % 3), planes->width / 2.0,
                        height * 0.39,     height * (0.2 + 0.035 * grown),
                        20 * gone,         gone};
    struct manner name = {number >> 8 & 1 ? face_serif : face_sans, height * 0.062, 0.26, -0.015, 0, 94};
    char capitals[line_room];
    int i = 0;
    for (; shot->words[i]; i++)
        capitals[i] =
            (char)(shot->words[i] >= 'a' && shot->words[i] <= 'z' ? shot->words[i] - 32 : shot->words[i]);
    capitals[i] = 0;
    name.size *= least(1, planes->width * 0.8 / (width_of(lettering, &name, capitals) + 1));
    clear_mask(lettering, planes);
    draw_emblem(lettering, &logo);
    set_middle(lettering, &name, capitals, planes->width / 2.0, height * 0.8);
    lit_ground(shot, &logo, frame, planes);
    print_mask(lettering, shot->ink, 0.82 * smooth_step(0, 0.25, gone), planes);
    sweep(lettering, &logo, planes);
    print_mask(lettering, colour(1, 1, 1), 0.9, planes);
}

void lettering_card(struct lettering *lettering, const struct staged_shot *shot, int frame,
                    struct picture_planes *planes)
{
    switch (shot->card) {
    case card_title: title_card(lettering, shot, planes); break;
    case card_credits: credits_card(lettering, shot, frame, planes); break;
    case card_logo: logo_card(lettering, shot, frame, planes); break;
    case card_colour: fill(planes, shot->ground); break;
    default: fill(planes, colour(0, 0, 0));
    }
}

/* Dark letters a little larger, under the same ones in white. */
static void outlined(struct lettering *lettering, const struct manner *manner, const struct page *page,
                     double x, double y, double step, double strength, struct picture_planes *planes)
{
    for (int dark = 1; dark >= 0; dark--) {
        struct manner own = *manner;
        own.outline = dark ? manner->outline : 0;
        clear_mask(lettering, planes);
        for (int i = 0; i < page->count; i++)
            set_middle(lettering, &own, page->lines[i], x, y + i * step);
        print_mask(lettering, dark ? colour(0, 0, 0) : colour(0.9, 0.9, 0.88), strength * (dark ? 0.75 : 1),
                   planes);
    }
}

/* A capital of DejaVu is 0.729 em high. */
static const double em_of_capital = 1 / 0.729;

void lettering_caption(struct lettering *lettering, const struct caption *caption, int film_frame,
                       struct picture_planes *planes)
{
    struct page page;
    int since = film_frame - caption->first + 1, left = caption->last - film_frame + 1;
    if (since < 1 || left < 1)
        return;
    double strength = least(1, (double)(since < left ? since : left) / (caption->fade + 1));
    struct manner manner = {number_of(caption->words) & 1 ? face_serif : face_sans,
                            caption->height * planes->height * em_of_capital,
                            0.02,
                            0,
                            0.035,
                            94};
    take_lines(&page, caption->words);
    manner.spacing = in_capitals(caption->words) ? 0.18 : 0.02;
    double step = manner.size * 1.35, widest = 0;
    for (int i = 0; i < page.count; i++) {
        double width = width_of(lettering, &manner, page.lines[i]);
        widest = width > widest ? width : widest;
    }
    manner.size *= least(1, planes->width * 0.86 / (widest + 1));
    double y = caption->y * planes->height + manner.size / em_of_capital / 2 - step * (page.count - 1) / 2;
    outlined(lettering, &manner, &page, caption->x * planes->width, y, step, strength, planes);
}

/* Puts the line's end at the blank that makes both halves as even as can be, where it is too long. */
static void break_line(struct lettering *lettering, const struct manner *manner, char *words, double room)
{
    double whole = width_of(lettering, manner, words), best = 1e9;
    char *at = NULL;
    if (strchr(words, '\n') || whole <= room)
        return;
    for (char *blank = strchr(words, ' '); blank; blank = strchr(blank + 1, ' ')) {
        *blank = 0;
        double off = width_of(lettering, manner, words) - whole / 2;
        *blank = ' ';
        off = off < 0 ? -off : off;
        if (off < best) {
            best = off;
            at = blank;
        }
    }
    if (at)
        *at = '\n';
}

void lettering_subtitle(struct lettering *lettering, const char *words, struct picture_planes *planes)
{
    char broken[line_room];
    struct page page;
    struct manner manner = {face_sans, planes->height * 0.068, 0.015, 0.025, 0.075, 94};
    snprintf(broken, sizeof broken, "%s", words);
    break_line(lettering, &manner, broken, planes->width * 0.72);
    take_lines(&page, broken);
    double step = manner.size * 1.22, y = planes->height * 0.935 - step * (page.count - 1);
    outlined(lettering, &manner, &page, planes->width / 2.0, y, step, 1, planes);
}
