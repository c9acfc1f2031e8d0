/* SPDX-License-Identifier: Apache-2.0 */
/* Head, face and hair, in the head's own axes from the skull's middle, in parts of the height. */
#include "figure/flesh.h"

struct level {
    double high, wide, front, back; /* front and back: where the surface is, ahead of the middle */
};

static double size_of(const struct posing *p)
{
    return p->body->height * build_of(p->body).head;
}

static struct vec in_head(const struct posing *p, struct vec at)
{
    return add(p->is.skull, turned(p->is.head, times(at, size_of(p))));
}

static void loft_levels(struct posing *p, uint16_t material, const struct level *levels, int count,
                        int around)
{
    struct loop loops[most_loops];
    double size = size_of(p);
    for (int i = 0; i < count; i++) {
        const struct level *l = &levels[i];
        double middle = (l->front + l->back) * 0.5, half = (l->front - l->back) * 0.5 * size;
        loops[i] = (struct loop){in_head(p, vec(0, l->high, middle)),
                                 p->is.head.right,
                                 p->is.head.ahead,
                                 l->wide * size,
                                 half,
                                 half};
    }
    loft(p, material, loops, count, around, 1);
}

/* Seen from the front, turned about that by `degrees` clockwise. */
static void feature(struct posing *p, uint16_t material, struct vec at, struct vec half, double degrees)
{
    int around = p->detail == detail_fine ? 8 : 5;
    dome(p, material, in_head(p, at), times(half, size_of(p)), turned_by(p->is.head, roll(degrees)), around);
}

/* From one point to another over the face. */
static void stroke(struct posing *p, uint16_t material, struct vec a, struct vec b, double thick)
{
    struct vec along = minus(b, a);
    double degrees = -angle_of(along.y, along.x), yaw = -angle_of(along.z, along.x < 0 ? -along.x : along.x);
    if (along.x < 0)
        degrees = -angle_of(-along.y, -along.x);
    struct turn turn = turned_by(turned_by(p->is.head, heading(along.x < 0 ? -yaw : yaw)), roll(degrees));
    struct vec half = vec(length_of(along) * 0.55, thick, thick * 1.2);
    dome(p, material, in_head(p, between(a, b, 0.5)), times(half, size_of(p)), turn, 6);
}

/* The jaw goes down and a little back as the mouth opens. */
static void add_skull(struct posing *p)
{
    static const struct level shut[] = {
        {-0.0655, 0.013, 0.039, 0.014},  {-0.058, 0.0225, 0.0455, -0.004}, {-0.045, 0.031, 0.0475, -0.024},
        {-0.031, 0.0365, 0.0485, -0.04}, {-0.015, 0.04, 0.0485, -0.05},    {0, 0.0425, 0.048, -0.055},
        {0.011, 0.0435, 0.0465, -0.057}, {0.022, 0.0435, 0.049, -0.058},   {0.037, 0.0415, 0.0465, -0.055},
        {0.049, 0.0355, 0.038, -0.0475}, {0.058, 0.0235, 0.024, -0.034},   {0.0625, 0.0105, 0.008, -0.018},
    };
    struct level levels[12];
    for (int i = 0; i < 12; i++) {
        levels[i] = shut[i];
        double jaw = shut[i].high < -0.02 ? (-0.02 - shut[i].high) / 0.045 : 0;
        levels[i].high -= 0.012 * p->pose->mouth * jaw;
        levels[i].front -= 0.003 * p->pose->mouth * jaw;
    }
    loft_levels(p, p->cloth.skin, levels, 12, 14);
}

static void add_eye(struct posing *p, double side)
{
    double shut = p->pose->lids, x = side * 0.0182, raised = p->pose->brows;
    double inner = 0.0188 + 0.0045 * (raised < 0 ? raised : 0.5 * raised);
    stroke(p, p->cloth.hair, vec(side * 0.0075, inner, 0.0472),
           vec(side * 0.028, 0.0205 + 0.003 * raised, 0.0395), 0.0025);
    if (p->detail != detail_fine && shut < 0.6) {
        feature(p, p->cloth.white, vec(x, 0.0062, 0.0415), vec(0.0094, 0.0048, 0.005), 0);
        feature(p, p->cloth.dark, vec(x, 0.0062, 0.0438), vec(0.0046, 0.0046, 0.004), 0);
    }
    if (p->detail != detail_fine)
        return;
    feature(p, p->cloth.white, vec(x, 0.0062, 0.0392), vec(0.0094, 0.0058, 0.0062), 0);
    feature(p, p->cloth.iris, vec(x * 0.99, 0.006, 0.0432), vec(0.0047, 0.0049, 0.0029), 0);
    feature(p, p->cloth.dark, vec(x * 0.99, 0.006, 0.0448), vec(0.0023, 0.0024, 0.0018), 0);
    double lid = 0.0062 + 0.0078 * (1 - shut), edge = lid - 0.0046 - 0.0008 * (1 - shut);
    feature(p, p->cloth.skin, vec(x, lid, 0.0393), vec(0.0106, 0.0064, 0.0068), 0);
    stroke(p, p->cloth.dark, vec(x - side * 0.0085, edge, 0.0442),
           vec(x + side * 0.009, edge + 0.0004, 0.0416), 0.0013);
    feature(p, p->cloth.skin, vec(x, -0.0026, 0.0358), vec(0.0108, 0.0046, 0.006), 0);
}

static void add_mouth(struct posing *p)
{
    double open = p->pose->mouth;
    feature(p, p->cloth.dark, vec(0, -0.0345 - 0.0062 * open, 0.0458),
            vec(0.0118 - 0.002 * open, 0.0012 + 0.0085 * open, 0.003), 0);
    if (p->detail != detail_fine)
        return;
    if (open > 0.15)
        feature(p, p->cloth.white, vec(0, -0.0345 + 0.0008 * open, 0.0466),
                vec(0.0085, 0.0004 + 0.0018 * open, 0.0028), 0);
    feature(p, p->cloth.lips, vec(0, -0.0322 + 0.0012 * open, 0.0462), vec(0.0122, 0.0024, 0.004), 0);
    feature(p, p->cloth.lips, vec(0, -0.0372 - 0.0136 * open, 0.0456 - 0.0016 * open),
            vec(0.0105, 0.0029, 0.004), 0);
}

static void add_nose(struct posing *p)
{
    static const struct level nose[] = {{-0.0165, 0.005, 0.0515, 0.042},
                                        {-0.012, 0.0072, 0.0575, 0.042},
                                        {-0.004, 0.0052, 0.0545, 0.042},
                                        {0.006, 0.004, 0.0505, 0.04},
                                        {0.016, 0.0046, 0.0485, 0.038}};
    loft_levels(p, p->cloth.skin, nose, 5, 8);
}

static void add_features(struct posing *p)
{
    add_nose(p);
    add_eye(p, -1);
    add_eye(p, 1);
    add_mouth(p);
    if (p->detail != detail_fine)
        return;
    for (int side = -1; side <= 1; side += 2) {
        feature(p, p->cloth.skin, vec(side * 0.0056, -0.0138, 0.0485), vec(0.0042, 0.0034, 0.0048), 0);
        dome(p, p->cloth.skin, in_head(p, vec(side * 0.042, 0, -0.004)),
             times(vec(0.0095, 0.0145, 0.0072), size_of(p)), turned_by(p->is.head, heading(side * 76)), 8);
    }
}

static const struct level short_hair[] = {
    {-0.046, 0.03, -0.016, -0.044},  {-0.03, 0.04, -0.016, -0.058},   {-0.01, 0.0445, -0.008, -0.0635},
    {0.008, 0.0465, 0.006, -0.066},  {0.022, 0.0478, 0.028, -0.0668}, {0.034, 0.0478, 0.043, -0.066},
    {0.043, 0.0462, 0.0515, -0.063}, {0.056, 0.0398, 0.0475, -0.054}, {0.066, 0.0275, 0.034, -0.038},
    {0.0715, 0.011, 0.015, -0.018},
};
static const struct level long_hair[] = {
    {-0.125, 0.034, -0.03, -0.062}, {-0.1, 0.0455, -0.016, -0.068},    {-0.07, 0.0505, 0.002, -0.07},
    {-0.04, 0.0515, 0.013, -0.07},  {-0.012, 0.0505, 0.0195, -0.0695}, {0.01, 0.0495, 0.026, -0.069},
    {0.028, 0.049, 0.0385, -0.068}, {0.042, 0.047, 0.0512, -0.065},    {0.057, 0.0405, 0.0475, -0.056},
    {0.068, 0.0275, 0.034, -0.039}, {0.0735, 0.011, 0.015, -0.018},
};

static void add_bun(struct posing *p)
{
    static const struct level bun[] = {{0.012, 0.012, -0.066, -0.09},
                                       {0.024, 0.0235, -0.055, -0.101},
                                       {0.038, 0.0265, -0.052, -0.104},
                                       {0.051, 0.022, -0.057, -0.099},
                                       {0.061, 0.011, -0.067, -0.089}};
    loft_levels(p, p->cloth.hair, bun, 5, 10);
}

static void add_hair(struct posing *p)
{
    if (p->body->style == hair_none)
        return;
    if (p->body->style == hair_long)
        loft_levels(p, p->cloth.hair, long_hair, 11, 14);
    else
        loft_levels(p, p->cloth.hair, short_hair, 10, 14);
    if (p->body->style == hair_bun)
        add_bun(p);
}

void add_head(struct posing *p)
{
    add_skull(p);
    if (p->detail != detail_coarse)
        add_features(p);
    add_hair(p);
    shade_near(p, p->is.skull, 0.06 * p->body->height);
}
