/* SPDX-License-Identifier: Apache-2.0 */
/* docs/measures.md has a section for every measure of every meter, under the heading of its meter, with its
   unit and the seven lines in their order; and no section for a measure that no meter writes. */
#include "meter/meter.h"
#include "test.h"
#include <stdbool.h>

enum { LINE = 8192, KEYS = 7 };
static const char *const keys[KEYS] = {"What", "Unit", "Range", "Missing", "Method", "Accuracy", "Limits"};

/* A section being read. */
struct section {
    char meter[64], measure[64]; /* meter is "" outside `## meter: NAME` */
    int line, key;               /* where its heading is; which key comes next */
};

static const struct meter *meter_of(const char *name)
{
    for (const struct meter *const *m = meters; *m; m++)
        if (strcmp((*m)->name, name) == 0)
            return *m;
    return NULL;
}

static const struct meter_measure *measure_of(const struct section *s)
{
    const struct meter *meter = meter_of(s->meter);
    for (unsigned i = 0; meter && i < meter->measure_count; i++)
        if (strcmp(meter->measures[i].name, s->measure) == 0)
            return &meter->measures[i];
    return NULL;
}

static void end_section(struct section *s)
{
    if (s->measure[0] && s->key != KEYS)
        TEST_FAIL("docs/measures.md:%d: '%s' lacks '- %s:'", s->line, s->measure, keys[s->key]);
    s->measure[0] = '\0';
}

static void read_key(struct section *s, const char *line, int number)
{
    char key[32], value[64] = "";
    if (sscanf(line, "- %31[A-Za-z]: %63[^\n]", key, value) < 1)
        return;
    if (s->key == KEYS || strcmp(key, keys[s->key]) != 0)
        TEST_FAIL("docs/measures.md:%d: '%s' is out of order or unknown", number, key);
    if (!value[0])
        TEST_FAIL("docs/measures.md:%d: nothing after '%s'", number, key);
    const struct meter_measure *measure = measure_of(s);
    if (s->key == 1 && measure && strcmp(value, measure->unit[0] ? measure->unit : "none") != 0)
        TEST_FAIL("docs/measures.md:%d: unit is '%s', the meter says '%s'", number, value, measure->unit);
    s->key++;
}

static bool seen[16][64];

static void mark_seen(const struct section *s)
{
    for (int m = 0; meters[m]; m++)
        for (unsigned i = 0; i < meters[m]->measure_count; i++)
            if (&meters[m]->measures[i] == measure_of(s))
                seen[m][i] = true;
}

static void read_line(struct section *s, const char *line, int number)
{
    if (strncmp(line, "## ", 3) == 0) {
        end_section(s);
        s->meter[0] = '\0';
        if (sscanf(line, "## meter: %63[a-z_]", s->meter) == 1 && !meter_of(s->meter))
            TEST_FAIL("docs/measures.md:%d: there is no meter '%s'", number, s->meter);
    } else if (strncmp(line, "### ", 4) == 0) {
        end_section(s);
        s->key = 0;
        s->line = number;
        REQUIRE_INT(sscanf(line, "### %63[a-z_]", s->measure), 1);
        if (s->meter[0] && !measure_of(s))
            TEST_FAIL("docs/measures.md:%d: meter '%s' has no measure '%s'", number, s->meter, s->measure);
        mark_seen(s);
    } else if (s->measure[0]) {
        read_key(s, line, number);
    }
}

static void require_told(void)
{
    for (int m = 0; meters[m]; m++)
        for (unsigned i = 0; i < meters[m]->measure_count; i++) {
            const struct meter_measure *measure = &meters[m]->measures[i];
            if (!measure->unit || !measure->what || !measure->grid)
                TEST_FAIL("'%s' lacks its unit, its grid or what it is", measure->name);
        }
}

int main(void)
{
    static char line[LINE];
    struct section section = {"", "", 0, 0};
    int number = 0, missing = 0;
    require_told();
    FILE *file = fopen(PST_DOCS "/measures.md", "r");
    REQUIRE(file);
    while (fgets(line, sizeof line, file))
        read_line(&section, line, ++number);
    end_section(&section);
    fclose(file);
    for (int m = 0; meters[m]; m++)
        for (unsigned i = 0; i < meters[m]->measure_count; i++)
            if (!seen[m][i]) {
                fprintf(stderr, "docs/measures.md has no section for '%s'\n", meters[m]->measures[i].name);
                missing++;
            }
    REQUIRE_INT(missing, 0);
    return 0;
}
