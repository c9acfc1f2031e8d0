/* SPDX-License-Identifier: Apache-2.0 */
/* Trunk, limbs and clothes. Sizes are parts of the height. */
#include "figure/flesh.h"

struct slice {
    double high, wide, front, back; /* high: along the spine from the hips */
};

static double trunk_part(const struct posing *p, double high)
{
    return high * p->body->height / build_of(p->body).trunk;
}

/* Along the spine, which bends between hips and neck. */
static struct loop slice_at(const struct posing *p, const struct slice *slice, double grow)
{
    const struct skeleton *is = &p->is;
    double h = p->body->height, g = p->body->girth, t = trunk_part(p, slice->high);
    double k = t < 0 ? 0 : t > 1 ? 1 : t, bend = smooth_step(0.05, 0.75, k);
    struct vec up = unit(between(is->pelvis.up, is->chest.up, bend));
    struct vec right = unit(between(is->pelvis.right, is->chest.right, bend));
    struct vec ahead = unit(cross(right, up));
    if (dot(ahead, is->pelvis.ahead) + dot(ahead, is->chest.ahead) < 0)
        ahead = times(ahead, -1);
    struct vec low = add(is->hips, times(is->pelvis.up, slice->high * h));
    struct vec high = add(is->neck, times(is->chest.up, (t - 1) * build_of(p->body).trunk));
    double belly = slice->high > 0 && slice->high < 0.25 ? 1.2 * (g - 1) : 0;
    belly = belly > 0 ? belly * (1 - smooth_step(0.16, 0.25, slice->high)) : 0;
    double wide = slice->high > 0.25 ? 0.55 + 0.45 * g : g;
    return (struct loop){between(low, high, smooth_step(0, 1, k)),
                         right,
                         ahead,
                         (slice->wide + grow) * h * wide,
                         (slice->front + grow) * h * (wide + belly),
                         (slice->back + grow) * h * wide};
}

static void loft_slices(struct posing *p, uint16_t material, const struct slice *slices, int count,
                        double grow, int around)
{
    struct loop loops[most_loops];
    for (int i = 0; i < count; i++)
        loops[i] = slice_at(p, &slices[i], grow);
    loft(p, material, loops, count, around, 0);
}

static const struct slice seat[] = {
    {-0.056, 0.05, 0.036, 0.046}, {-0.03, 0.086, 0.05, 0.064}, {0.01, 0.0935, 0.056, 0.066},
    {0.05, 0.089, 0.056, 0.059},  {0.09, 0.079, 0.052, 0.051},
};
static const struct slice shirt[] = {
    {0.062, 0.087, 0.057, 0.058}, {0.085, 0.083, 0.057, 0.055},  {0.12, 0.0805, 0.056, 0.053},
    {0.17, 0.087, 0.061, 0.056},  {0.215, 0.095, 0.063, 0.0585}, {0.243, 0.1, 0.06, 0.0595},
    {0.261, 0.107, 0.053, 0.056}, {0.278, 0.096, 0.043, 0.049},  {0.292, 0.0715, 0.0345, 0.042},
    {0.304, 0.043, 0.031, 0.037},
};
static const struct slice neckband[] = {
    {0.29, 0.049, 0.0385, 0.043}, {0.301, 0.0435, 0.035, 0.039}, {0.31, 0.0405, 0.033, 0.038}};
static const struct slice girdle[] = {{0.076, 0.0845, 0.058, 0.0565}, {0.092, 0.0825, 0.057, 0.055}};

static void lie_on_floor(const struct posing *p, struct loop *loop)
{
    double room = loop->at.y - p->pose->at.y, back = loop->ahead.y, front = -loop->ahead.y;
    room = room < 0.01 ? 0.01 : room;
    loop->back = back > 0.1 && loop->back > room / back ? room / back : loop->back;
    loop->front = front > 0.1 && loop->front > room / front ? room / front : loop->front;
}

/* What hangs from the waist goes with the knees: as wide and deep as they are apart. */
static void hang_cloth(struct posing *p, uint16_t material, double length, double flare)
{
    const struct skeleton *is = &p->is;
    double h = p->body->height, thigh = build_of(p->body).thigh, t = length * h / thigh;
    static const struct slice waist = {0.07, 0.09, 0.062, 0.062}, hips = {0.005, 0.106, 0.074, 0.08};
    struct loop loops[6];
    int count = 0;
    double grow = p->detail == detail_coarse ? 0.012 : 0.003;
    loops[count++] = slice_at(p, &waist, grow);
    loops[count++] = slice_at(p, &hips, grow);
    lie_on_floor(p, &loops[0]);
    lie_on_floor(p, &loops[1]);
    for (int i = 1; i <= 4; i++) {
        double k = t * i / 4, size = p->body->girth * h * (p->detail == detail_coarse ? 1.2 : 1);
        struct vec knee[2], apart;
        for (int side = 0; side < 2; side++) {
            double below = k > 1 ? k - 1 : 0, above = k > 1 ? 1 : k;
            knee[side] = add(between(is->hip[side], is->knee[side], above),
                             times(minus(is->ankle[side], is->knee[side]), below * 0.7));
        }
        apart = times(minus(knee[1], knee[0]), 0.5);
        float across = dot(apart, is->pelvis.right), along = dot(apart, is->pelvis.ahead);
        across = across < 0 ? -across : across;
        along = along < 0 ? -along : along;
        struct loop *loop = &loops[count++];
        *loop = loops[1];
        loop->at = between(knee[0], knee[1], 0.5);
        struct vec up = unit(minus(is->hips, loop->at));
        loop->ahead = unit(cross(is->pelvis.right, up));
        if (dot(loop->ahead, is->pelvis.ahead) < 0)
            loop->ahead = times(loop->ahead, -1);
        loop->wide = across + (0.057 + flare * i / 4) * size;
        loop->front = along + (0.066 + flare * i / 4) * size;
        loop->back = along + (0.07 + flare * i / 4) * size;
        lie_on_floor(p, loop);
    }
    loft(p, material, loops, count, 14, 0);
}

void add_trunk(struct posing *p)
{
    const struct skeleton *is = &p->is;
    const struct body *body = p->body;
    double h = body->height;
    uint16_t bottom = body->skirt && body->dress ? p->cloth.top : p->cloth.bottom;
    if (p->detail != detail_coarse || !(body->skirt || body->coat))
        loft_slices(p, bottom, seat, 5, 0, 12);
    loft_slices(p, p->cloth.top, shirt, 10, 0, 14);
    if (body->collar && p->detail == detail_fine)
        loft_slices(p, p->cloth.collar, neckband, 3, 0, 12);
    if (body->belt && p->detail == detail_fine)
        loft_slices(p, p->cloth.belt, girdle, 2, 0.002, 14);
    if (body->skirt)
        hang_cloth(p, bottom, 0.25, 0.03);
    if (body->coat)
        hang_cloth(p, p->cloth.top, 0.3, 0.02);
    struct vec base = add(is->neck, times(is->chest.up, -0.012 * h));
    struct vec nape = add(is->skull, turned(is->head, vec(0, -0.034 * h, -0.012 * h)));
    struct loop neck[3] = {{base, is->chest.right, is->chest.ahead, 0.038 * h, 0.03 * h, 0.035 * h}};
    neck[1] = (struct loop){
        between(base, nape, 0.5), is->chest.right, is->head.ahead, 0.032 * h, 0.029 * h, 0.031 * h};
    neck[2] = (struct loop){nape, is->head.right, is->head.ahead, 0.032 * h, 0.03 * h, 0.031 * h};
    loft(p, p->cloth.skin, neck, 3, 11, 0);
    shade_near(p, is->hips, 0.1 * h);
    shade_near(p, between(is->hips, is->neck, 0.65), 0.11 * h);
}

struct bulge {
    double part, wide, deep; /* of the bone's length; of the height */
};

/* One limb of two bones: at the joint a loop lies half way between both. */
static void loft_limb(struct posing *p, uint16_t material, const struct vec joints[3],
                      const struct turn turns[2], const struct bulge *bulges, int count, double girth)
{
    struct loop loops[most_loops];
    double h = p->body->height;
    for (int i = 0; i < count; i++) {
        double part = bulges[i].part;
        int low = part > 1;
        double blend = smooth_step(0.86, 1.14, part);
        struct vec ahead = unit(between(turns[0].ahead, turns[1].ahead, blend));
        struct vec right = unit(between(turns[0].right, turns[1].right, blend));
        double thick = bulges[i].deep * h * girth;
        loops[i] =
            (struct loop){low ? between(joints[1], joints[2], part - 1) : between(joints[0], joints[1], part),
                          right,
                          ahead,
                          bulges[i].wide * h * girth,
                          thick,
                          thick};
    }
    loft(p, material, loops, count, 9, 0);
}

static const struct bulge arm[] = {
    {-0.1, 0.017, 0.021},  {-0.045, 0.0275, 0.031}, {0.12, 0.0345, 0.036}, {0.3, 0.032, 0.0335},
    {0.6, 0.0285, 0.03},   {0.9, 0.0255, 0.027},    {1.06, 0.0255, 0.027}, {1.25, 0.0265, 0.0265},
    {1.6, 0.0225, 0.0215}, {1.97, 0.0185, 0.017},
};
static const struct bulge leg[] = {
    {-0.1, 0.036, 0.045}, {0.03, 0.0475, 0.057}, {0.16, 0.0485, 0.0555}, {0.45, 0.044, 0.049},
    {0.8, 0.037, 0.04},   {0.97, 0.0345, 0.038}, {1.08, 0.034, 0.037},   {1.25, 0.0355, 0.039},
    {1.5, 0.0325, 0.036}, {1.8, 0.028, 0.03},    {1.97, 0.029, 0.032},
};
static const struct bulge bare_leg[] = {
    {-0.1, 0.034, 0.043}, {0.03, 0.0455, 0.054}, {0.16, 0.0465, 0.0525}, {0.45, 0.041, 0.046},
    {0.8, 0.033, 0.035},  {0.97, 0.0305, 0.034}, {1.08, 0.029, 0.032},   {1.25, 0.0315, 0.036},
    {1.5, 0.0275, 0.03},  {1.8, 0.02, 0.021},    {2, 0.02, 0.022},
};

struct finger {
    struct vec at;
    double wide, deep;
};

static void loft_finger(struct posing *p, const struct finger *fingers, int count, struct vec broad,
                        struct vec inwards, int around)
{
    struct loop loops[4];
    double h = p->body->height;
    for (int i = 0; i < count; i++)
        loops[i] = (struct loop){fingers[i].at,      broad, inwards, fingers[i].wide * h, fingers[i].deep * h,
                                 fingers[i].deep * h};
    loft(p, p->cloth.skin, loops, count, around, p->detail != detail_coarse);
}

/* Fingers in one, bent as a fist is or a hand that hangs; the thumb beside them. */
static void add_hand(struct posing *p, int i)
{
    const struct skeleton *is = &p->is;
    double h = p->body->height, side = i ? 1 : -1, fist = p->pose->fists, bent = 22 + 122 * fist;
    struct turn fore = is->forearm[i];
    struct vec down = times(fore.up, -h), wrist = is->wrist[i], broad = fore.ahead;
    struct vec inwards = times(fore.right, -side), knuckles = add(wrist, times(down, 0.047));
    const struct finger palm[] = {{wrist, 0.0155, 0.0125},
                                  {add(wrist, times(down, 0.02)), 0.02, 0.0125 + 0.003 * fist},
                                  {knuckles, 0.0215, 0.0095 + 0.005 * fist},
                                  {add(knuckles, times(down, 0.03 * (1 - fist))), 0.017, 0.008}};
    if (p->detail != detail_fine) {
        loft_finger(p, palm, 4, broad, inwards, 8);
        return;
    }
    loft_finger(p, palm, 3, broad, inwards, 8);
    struct vec along = add(times(down, cosine(bent)), times(inwards, sine(bent) * h));
    struct vec out = unit(cross(broad, along));
    const struct finger fingers[] = {{knuckles, 0.0208, 0.0095 + 0.003 * fist},
                                     {add(knuckles, times(along, 0.018)), 0.0198, 0.0085 + 0.004 * fist},
                                     {add(knuckles, times(along, 0.038 - 0.012 * fist)), 0.0165, 0.0065}};
    loft_finger(p, fingers, 3, broad, out, 8);
    struct vec root = add(add(wrist, times(down, 0.014)), times(broad, 0.014 * h));
    struct vec across = times(broad, (0.017 - 0.014 * fist) * h);
    across = add(across, times(inwards, (0.008 + 0.014 * fist) * h));
    struct vec tip = add(root, add(across, times(down, 0.03)));
    const struct finger thumb[] = {
        {root, 0.0085, 0.0095}, {between(root, tip, 0.6), 0.0078, 0.0085}, {tip, 0.0062, 0.0068}};
    loft_finger(p, thumb, 3, inwards, unit(cross(inwards, minus(tip, root))), 6);
}

static void add_pistol(struct posing *p)
{
    struct turn fore = p->is.forearm[1];
    struct vec down = times(fore.up, -1);
    struct turn turn = {fore.right, down, fore.ahead};
    struct vec grip = add(p->is.palm[1], times(down, 0.02));
    p->scenery->mesh.material = p->cloth.dark;
    mesh_box(&p->scenery->mesh, add(grip, add(times(down, 0.06), times(fore.ahead, 0.035))),
             vec(0.026, 0.19, 0.034), turn);
    mesh_box(&p->scenery->mesh, add(grip, times(fore.ahead, -0.02)), vec(0.024, 0.04, 0.1), turn);
}

static void add_arm(struct posing *p, int i)
{
    const struct skeleton *is = &p->is;
    const struct vec joints[3] = {is->shoulder[i], is->elbow[i], is->wrist[i]};
    const struct turn turns[2] = {is->upper_arm[i], is->forearm[i]};
    loft_limb(p, p->cloth.top, joints, turns, arm, 10, 0.5 + 0.5 * p->body->girth);
    add_hand(p, i);
}

static void add_foot(struct posing *p, int i)
{
    const struct skeleton *is = &p->is;
    double h = p->body->height, sole = build_of(p->body).sole;
    struct turn foot = is->foot[i];
    static const struct {
        double along, high, wide, up, down;
    } shoe[] = {{-0.024, 0.45, 0.014, 0.014, 0.45}, {-0.014, 0.5, 0.0225, 0.026, 0.5},
                {0.012, 0.5, 0.024, 0.024, 0.5},    {0.045, 0.4, 0.0255, 0.016, 0.4},
                {0.075, 0.35, 0.027, 0.011, 0.35},  {0.098, 0.3, 0.019, 0.007, 0.3}};
    struct loop loops[6];
    for (int k = 0; k < 6; k++) {
        struct vec at = add(is->ankle[i], times(foot.ahead, shoe[k].along * h));
        at = add(at, times(foot.up, (shoe[k].high - 1) * sole));
        loops[k] =
            (struct loop){at, foot.right, foot.up, shoe[k].wide * h, shoe[k].up * h, shoe[k].down * sole};
    }
    loft(p, p->cloth.shoes, loops, 6, 8, 0);
    shade_near(p, add(is->ankle[i], times(foot.ahead, 0.04 * h)), 0.055 * h);
}

static void add_leg(struct posing *p, int i)
{
    const struct skeleton *is = &p->is;
    const struct vec joints[3] = {is->hip[i], is->knee[i], is->ankle[i]};
    const struct turn turns[2] = {is->thigh[i], is->shin[i]};
    int bare = p->body->skirt;
    loft_limb(p, bare ? p->cloth.skin : p->cloth.bottom, joints, turns, bare ? bare_leg : leg, 11,
              0.25 + 0.75 * p->body->girth);
    add_foot(p, i);
}

void add_limbs(struct posing *p)
{
    for (int i = 0; i < 2; i++) {
        add_leg(p, i);
        add_arm(p, i);
    }
    if (p->pose->pistol > 0)
        add_pistol(p);
}
