/* SPDX-License-Identifier: Apache-2.0 */
#include "copies/thin_prints.h"
#include "copies/print_index.h"

/* Nearer than LEAST two frames are one but for noise. */
enum { LEAST = 8, STEP = 2 };

struct thinning {
    const uint8_t *prints;
    const bool *count;
    size_t frames;
    int apart;
};

static bool are_near(const struct thinning *t, size_t a, size_t b)
{
    for (int view = 0; view < PRINT_VIEWS; view++)
        if (print_code_distance(print_code_of(t->prints + a * FINGERPRINT_SIZE, view),
                                print_code_of(t->prints + b * FINGERPRINT_SIZE, view)) > t->apart)
            return false;
    return true;
}

/* The last frame of those from `from` on that are near it, one after another. */
static size_t reach(const struct thinning *t, size_t from)
{
    size_t last = from;
    for (size_t i = from + 1; i < t->frames; i++) {
        if (!t->count[i])
            continue;
        if (!are_near(t, from, i))
            break;
        last = i;
    }
    return last;
}

static bool is_near_all(const struct thinning *t, size_t of, size_t first)
{
    for (size_t i = first; i < of; i++)
        if (t->count[i] && !are_near(t, of, i))
            return false;
    return true;
}

/* The last that the first can reach has as long a way before it as behind it. */
static size_t middle_of_run(const struct thinning *t, size_t first)
{
    size_t middle = reach(t, first);
    while (!is_near_all(t, middle, first)) {
        middle = first + (middle - first) / 2;
        while (!t->count[middle])
            middle--;
    }
    return middle;
}

/* SIZE_MAX: more than `most`. */
static size_t thin(const struct thinning *t, size_t most, uint32_t *kept)
{
    size_t count = 0;
    for (size_t i = 0; i < t->frames; i++) {
        if (!t->count[i])
            continue;
        size_t middle = middle_of_run(t, i);
        if (count == most)
            return SIZE_MAX;
        kept[count++] = (uint32_t)middle;
        i = reach(t, middle);
    }
    return count;
}

/* The least `apart` that does, found by halves: what is too fine is given up soon. */
size_t thin_prints(const uint8_t *prints, const bool *count, size_t frames, size_t most, uint32_t *kept,
                   int *apart)
{
    struct thinning t = {prints, count, frames, LEAST};
    size_t found = thin(&t, most, kept);
    int too_fine = LEAST, fits = FINGERPRINT_BITS;
    if (found != SIZE_MAX)
        fits = LEAST;
    while (fits - too_fine > STEP) {
        t.apart = (too_fine + fits) / (2 * STEP) * STEP;
        *(thin(&t, most, kept) == SIZE_MAX ? &too_fine : &fits) = t.apart;
    }
    *apart = t.apart = fits;
    return fits == LEAST ? found : thin(&t, most, kept);
}
