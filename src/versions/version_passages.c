/* SPDX-License-Identifier: Apache-2.0 */
#include "versions/version_passages.h"
#include <math.h>

/* Old frames a new frame that would put every frame up to now where it is. */
struct paces {
    double least, most;
};

/* Sampling puts a frame less than 1 from where a speed has it; a hair more, for rounding. */
#define SLACK (1 + 1e-9)

static void bound(struct paces *p, int64_t old, int64_t new)
{
    if (new <= 0)
        return;
    p->least = fmax(p->least, ((double)old - SLACK) / (double)new);
    p->most = fmin(p->most, ((double)old + SLACK) / (double)new);
}

/* A digital line: every two frames must allow for one pace, and the ends of runs tell it all. */
static struct paces add_run(struct paces p, const struct version_passage *runs, size_t first, size_t at)
{
    const struct version_passage *b = &runs[at];
    for (size_t i = first; i < at; i++) {
        const struct version_passage *a = &runs[i];
        bound(&p, b->old_first - a->old_last, b->new_first - a->new_last);
        bound(&p, b->old_last - a->old_last, b->new_last - a->new_last);
        bound(&p, b->old_first - a->old_first, b->new_first - a->new_first);
        bound(&p, b->old_last - a->old_first, b->new_last - a->new_first);
    }
    bound(&p, b->old_last - b->old_first, b->new_last - b->new_first);
    return p;
}

/* Frames that follow each other in both cuts, in one shot of the new one. */
static size_t find_runs(const int32_t *shown, const struct version *new_cut, struct version_passage *runs)
{
    size_t count = 0;
    for (int64_t n = 0; n < new_cut->frames; n++) {
        if (shown[n] < 0)
            continue;
        if (n > 0 && !new_cut->begins[n] && shown[n - 1] >= 0 && shown[n] == shown[n - 1] + 1) {
            runs[count - 1].old_last++;
            runs[count - 1].new_last++;
        } else {
            runs[count++] = (struct version_passage){shown[n], shown[n], n, n, 1};
        }
    }
    return count;
}

static bool is_step(const struct version_passage *run)
{
    enum { STEP_MOST = 4 };
    int64_t step = run->old_first - run[-1].old_last;
    return run->new_first == run[-1].new_last + 1 && step >= 0 && step <= STEP_MOST;
}

static double pace_of(const struct version_passage *p)
{
    return p->new_last > p->new_first
               ? (double)(p->old_last - p->old_first) / (double)(p->new_last - p->new_first)
               : 1;
}

/* Frames left out here and there are trims, not a speed: of 24 frames a second television leaves out one. */
static bool is_another_speed(struct paces p)
{
    const double least = 0.02;
    return (p.least > 1 || p.most < 1) && fabs((p.least + p.most) / 2 - 1) >= least;
}

/* The last of the runs from `first` on that have one speed, and not that of the film. */
static size_t last_of_speed(const struct version_passage *runs, size_t count, size_t first)
{
    enum { LEAST_STEPS = 2 };
    struct paces p = add_run((struct paces){0, INFINITY}, runs, first, first);
    size_t last = first, steps = 0, found = first;
    for (size_t i = first + 1; i < count && is_step(&runs[i]); i++) {
        p = add_run(p, runs, first, i);
        if (p.least > p.most)
            break;
        steps += runs[i].old_first != runs[i - 1].old_last + 1;
        last = i;
        if (steps >= LEAST_STEPS && is_another_speed(p))
            found = last;
    }
    return found;
}

/* One shot after another at one speed: each was measured by itself, to a frame or two. */
static bool goes_on(const struct version_passage *a, const struct version_passage *b)
{
    enum { NEARLY = 2 };
    const double same_pace = 0.05;
    int64_t step = b->old_first - a->old_last;
    if (b->new_first != a->new_last + 1)
        return false;
    if (a->pace == 1 || b->pace == 1)
        return a->pace == b->pace && step == 1;
    return fabs(a->pace / b->pace - 1) <= same_pace && step >= 0 && step <= NEARLY;
}

size_t find_version_passages(const int32_t *shown, const struct version *new_cut,
                             struct version_passage *passages)
{
    size_t made = 0, count = find_runs(shown, new_cut, passages);
    for (size_t first = 0, last; first < count; first = last + 1) {
        last = last_of_speed(passages, count, first);
        struct version_passage p = passages[first], *before = &passages[made];
        p.old_last = passages[last].old_last;
        p.new_last = passages[last].new_last;
        p.pace = last > first ? pace_of(&p) : 1;
        if (made > 0 && goes_on(before - 1, &p)) {
            before[-1].old_last = p.old_last;
            before[-1].new_last = p.new_last;
            before[-1].pace = p.pace == 1 ? 1 : pace_of(before - 1);
        } else {
            passages[made++] = p;
        }
    }
    return made;
}
