/* SPDX-License-Identifier: Apache-2.0 */
#include "scoreboard.h"
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 25, CELL = 48 };
static const double most_false_an_hour = 2, most_calibration_error = 0.05, kind_goal = 0.95, span_goal = 0.8;

void set_add(struct film_set *set, const struct list *truth, const struct findings *found)
{
    for (int i = 0; i < FINDERS; i++) {
        set->ran[i] = found->ran[i] && (set->ran[i] || set->films == 0);
        if (found->ran[i])
            score_add(&set->scores[i], truth, &found->told[i]);
    }
    score_told(&set->scores[OURS], truth, &found->likely);
    set->films++;
    set->seconds += found->seconds;
}

static double an_hour(const struct film_set *set, int count)
{
    return set->seconds > 0 ? count * 3600 / set->seconds : 0;
}

/* ---- for people ---- */

static void print_tally(const char *name, const struct tally *t)
{
    printf("  %-26s F1 %.3f   %4d found  %3d missed  %3d false\n", name, tally_f1(t), t->hits, t->missed,
           t->false_alarms);
}

static bool is_empty(const struct tally *t)
{
    return t->hits + t->missed + t->false_alarms == 0;
}

static void print_reliability(const char *name, const struct reliability *r)
{
    int count = reliability_count(r);
    if (!count)
        return;
    printf("  calibration of %s: expected error %.3f of %d\n", name, calibration_error(r), count);
    for (int i = 0; i < BINS; i++)
        if (r->said[i])
            printf("    told %.1f to %.1f: on average %.3f, right %.3f (%d of %d)\n", 0.1 * i, 0.1 * (i + 1),
                   r->told[i] / r->said[i], (double)r->right[i] / r->said[i], r->right[i], r->said[i]);
}

static void print_ours(struct score *s)
{
    if (!is_empty(&s->gradual))
        print_tally("gradual, any kind", &s->gradual);
    for (int kind = PST_CUT; kind < SCORED_KINDS; kind++) {
        char name[64];
        snprintf(name, sizeof name, "%s, told as such",
                 pst_transition_kind_name((enum pst_transition_kind)kind));
        if (!is_empty(&s->kinds[kind]))
            print_tally(name, &s->kinds[kind]);
    }
    printf("  kind right for %d of %d gradual; median overlap of spans %.3f\n", s->right_kind,
           s->gradual.hits, score_median_overlap(s));
    print_reliability("sudden ones", &s->sudden_told);
    print_reliability("gradual ones", &s->gradual_told);
}

static void print_finder(struct film_set *set, int finder)
{
    struct score *s = &set->scores[finder];
    if (!set->ran[finder]) {
        printf(" %s: skipped\n", finder_name(finder));
        return;
    }
    printf(" %s\n", finder_name(finder));
    if (set->trap) {
        int sudden = s->cut.false_alarms, gradual = s->gradual.false_alarms;
        printf("  false an hour: sudden %.1f (%d)", an_hour(set, sudden), sudden);
        printf(finder == OURS ? ", gradual %.1f (%d)\n" : "\n", an_hour(set, gradual), gradual);
        return;
    }
    print_tally("cut, within 1 frame", &s->cut);
    print_tally("cut, exact", &s->cut_exact);
    print_tally("cut, gradual not counted", &s->cut_mild);
    print_tally("boundary, as others count", &s->boundary);
    if (finder == OURS)
        print_ours(s);
}

void set_print(struct film_set *set)
{
    if (!set->films)
        return;
    const struct tally *cut = &set->scores[OURS].cut, *gradual = &set->scores[OURS].gradual;
    printf("\n%s (%s): %d films, %.1f minutes, %d sudden and %d gradual transitions\n", set->title,
           set->synthetic ? "synthetic" : "real", set->films, set->seconds / 60, cut->hits + cut->missed,
           gradual->hits + gradual->missed);
    for (int i = 0; i < FINDERS; i++)
        print_finder(set, i);
}

/* ---- the table ---- */

struct row {
    char cells[COLUMNS][CELL];
    int count;
};

static void put(struct row *row, const char *format, double value)
{
    snprintf(row->cells[row->count++], CELL, format, value); /* NOLINT: formats are ours */
}

static void put_words(struct row *row, const char *words)
{
    snprintf(row->cells[row->count++], CELL, "%s", words);
}

static void put_tally(struct row *row, const struct tally *t, bool there)
{
    const double numbers[] = {t->hits, t->missed, t->false_alarms};
    for (int i = 0; i < 3; i++)
        put(row, there ? "%.0f" : "-", numbers[i]);
    put(row, there && t->hits + t->missed > 0 ? "%.3f" : "-", tally_f1(t));
}

static void head(struct row *row)
{
    static const char *const words[COLUMNS] = {
        "set",          "material",     "finder",   "films",       "minutes",  "cut",        "cut_missed",
        "cut_false",    "cut_f1",       "exact",    "cut_mild_f1", "boundary", "b_missed",   "b_false",
        "b_f1",         "gradual",      "g_missed", "g_false",     "g_f1",     "kind_right", "median_iou",
        "false_c_hour", "false_g_hour", "ece_c",    "ece_g"};
    row->count = 0;
    for (int i = 0; i < COLUMNS; i++)
        put_words(row, words[i]);
}

static void fill(struct row *row, struct film_set *set, int finder)
{
    struct score *s = &set->scores[finder];
    bool scored = !set->trap, ours = finder == OURS;
    row->count = 0;
    put_words(row, set->name);
    put_words(row, set->synthetic ? "synthetic" : "real");
    put_words(row, finder_name(finder));
    put(row, "%.0f", set->films);
    put(row, "%.1f", set->seconds / 60);
    put_tally(row, &s->cut, true);
    put(row, scored ? "%.0f" : "-", s->cut_exact.hits);
    put(row, scored ? "%.3f" : "-", tally_f1(&s->cut_mild));
    put_tally(row, &s->boundary, scored);
    put_tally(row, &s->gradual, ours);
    put(row, scored && ours ? "%.0f" : "-", s->right_kind);
    put(row, scored && ours ? "%.3f" : "-", score_median_overlap(s));
    put(row, set->trap ? "%.1f" : "-", an_hour(set, s->cut.false_alarms));
    put(row, set->trap && ours ? "%.1f" : "-", an_hour(set, s->gradual.false_alarms));
    put(row, scored && ours ? "%.3f" : "-", calibration_error(&s->sudden_told));
    put(row, scored && ours ? "%.3f" : "-", calibration_error(&s->gradual_told));
}

static void widen(int *widths, const struct row *row)
{
    for (int i = 0; i < row->count; i++) {
        int width = (int)strlen(row->cells[i]);
        widths[i] = width > widths[i] ? width : widths[i];
    }
}

static void write_row(const struct row *row, const int *widths, FILE *out)
{
    for (int i = 0; i < row->count; i++)
        fprintf(out, i < 3 ? "%-*s%c" : "%*s%c", widths[i], row->cells[i], i + 1 < row->count ? '\t' : '\n');
}

void scoreboard_print(struct film_set *sets, int count, FILE *out, bool padded)
{
    int widths[COLUMNS] = {0};
    struct row row;
    for (int pass = padded ? 0 : 1; pass < 2; pass++) {
        head(&row);
        pass ? write_row(&row, widths, out) : widen(widths, &row);
        for (int i = 0; i < count * FINDERS; i++) {
            struct film_set *set = &sets[i / FINDERS];
            if (!set->films || !set->ran[i % FINDERS])
                continue;
            fill(&row, set, i % FINDERS);
            pass ? write_row(&row, widths, out) : widen(widths, &row);
        }
    }
}

/* ---- goals ---- */

static void goal(const char *set, const char *what, double value, bool least, double wanted, int count)
{
    bool reached = least ? value >= wanted : value <= wanted;
    printf("%-22s\t%-34s\t%6.3f\t%s %.3f\t%6d\t%s\n", set, what, value, least ? "≥" : "≤", wanted, count,
           reached ? "reached" : "NOT REACHED");
}

/* The best of the others in each way of counting. */
static void print_lead(const struct film_set *set)
{
    static const char *const ways[] = {"ahead: cut", "ahead: cut, gradual not counted", "ahead: boundary"};
    for (int way = 0; way < 3; way++) {
        double figures[FINDERS], best = -1;
        int who = 0;
        for (int i = 0; i < FINDERS; i++) {
            const struct score *s = &set->scores[i];
            const struct tally *t = way == 0 ? &s->cut : way == 1 ? &s->cut_mild : &s->boundary;
            figures[i] = tally_f1(t);
            if (i != OURS && set->ran[i] && figures[i] > best) {
                best = figures[i];
                who = i;
            }
        }
        if (best < 0)
            continue;
        printf("%-22s\t%-34s\t%6.3f\t> %.3f\t%6s\t%s\n", set->name, ways[way], figures[OURS], best,
               finder_name(who),
               figures[OURS] > best   ? "ahead"
               : figures[OURS] < best ? "BEHIND"
                                      : "LEVEL");
    }
}

/* The fewest false ones of the others. */
static void print_trap_lead(const struct film_set *set)
{
    int ours = set->scores[OURS].cut.false_alarms, fewest = -1, who = 0;
    for (int i = OURS + 1; i < FINDERS; i++) {
        int count = set->scores[i].cut.false_alarms;
        if (set->ran[i] && (fewest < 0 || count < fewest)) {
            fewest = count;
            who = i;
        }
    }
    if (fewest >= 0)
        printf("%-22s\t%-34s\t%6.1f\t< %.1f\t%6s\t%s\n", set->name, "ahead: false cuts an hour",
               an_hour(set, ours), an_hour(set, fewest), finder_name(who),
               ours < fewest   ? "ahead"
               : ours > fewest ? "BEHIND"
                               : "LEVEL");
}

static void print_trap_minutes(const struct film_set *sets, int count)
{
    double minutes[2] = {0, 0};
    for (int i = 0; i < count; i++)
        if (sets[i].trap && sets[i].goal)
            minutes[sets[i].synthetic] += sets[i].seconds / 60;
    if (minutes[0] + minutes[1] > 0)
        printf("traps: %.1f real minutes and %.1f synthetic ones; 60 are wanted: %s\n", minutes[0],
               minutes[1], minutes[0] + minutes[1] >= 60 ? "reached" : "NOT REACHED");
}

static void print_trap_goals(const struct film_set *set)
{
    const struct score *s = &set->scores[OURS];
    goal(set->name, "false cuts an hour", an_hour(set, s->cut.false_alarms), false, most_false_an_hour,
         s->cut.false_alarms);
    goal(set->name, "false gradual changes an hour", an_hour(set, s->gradual.false_alarms), false,
         most_false_an_hour, s->gradual.false_alarms);
    print_trap_lead(set);
}

static void print_goals(struct film_set *set)
{
    struct score *s = &set->scores[OURS];
    const struct tally *cut = &s->cut, *gradual = &s->gradual;
    if (set->cut_goal > 0)
        goal(set->name, "cuts, F1", tally_f1(cut), true, set->cut_goal, cut->hits + cut->missed);
    if (set->way_goal > 0 && !is_empty(gradual))
        goal(set->name, "gradual, F1", tally_f1(gradual), true, set->way_goal,
             gradual->hits + gradual->missed);
    if (!set->calibrated)
        return;
    if (!set->synthetic && gradual->hits) {
        goal(set->name, "gradual, kind right", (double)s->right_kind / gradual->hits, true, kind_goal,
             gradual->hits);
        goal(set->name, "gradual, median overlap of spans", score_median_overlap(s), true, span_goal,
             gradual->hits);
    }
    goal(set->name, "calibration error, sudden", calibration_error(&s->sudden_told), false,
         most_calibration_error, reliability_count(&s->sudden_told));
    goal(set->name, "calibration error, gradual", calibration_error(&s->gradual_told), false,
         most_calibration_error, reliability_count(&s->gradual_told));
}

void goals_print(struct film_set *sets, int count)
{
    printf("set\tfigure\tours\twanted\tof\t\n");
    for (int i = 0; i < count; i++) {
        struct film_set *set = &sets[i];
        if (!set->films || !set->goal)
            continue;
        if (set->trap) {
            print_trap_goals(set);
        } else {
            print_goals(set);
            print_lead(set);
        }
    }
    print_trap_minutes(sets, count);
}
