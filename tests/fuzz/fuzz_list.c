/* SPDX-License-Identifier: Apache-2.0 */
/* A shot list that comes back corrected, from whatever program. The first byte chooses the format and the
   clock of the film. */
#include "exchange/csv.h"
#include "exchange/eaf.h"
#include "exchange/edl.h"
#include "exchange/otio.h"
#include "fuzz.h"
#include <math.h>

static exchange_reader *const readers[] = {csv_read, edl_read, otio_read, eaf_read};
static const struct exchange_clock clocks[] = {
    {{24, 1}, 0, false, 3000, 3000},
    {{30000, 1001}, 107892, true, 100000, 100000},
    {{0, 0}, 0, false, 0, 500},
    {{25, 1}, 90000, false, 250, 300},
};
enum { READERS = sizeof readers / sizeof *readers, CLOCKS = sizeof clocks / sizeof *clocks };

static void check_change(const struct exchange_found_change *c)
{
    MUST(c->row >= 1 && pst_transition_kind_name(c->kind));
    MUST(isnan(c->confidence) || (c->confidence >= 0 && c->confidence <= 1));
    MUST(memchr(c->detail, 0, sizeof c->detail) && is_utf8(c->detail) && is_plain(c->detail, "\t\n"));
}

static void check_reading(const struct exchange_reading *r)
{
    MUST(r->rate.den >= 0 && r->rate.num >= 0 && (r->rate.den > 0) == (r->rate.num > 0));
    for (size_t i = 0; i < r->shots.count; i++)
        MUST(r->shots.items[i].row >= 1);
    for (size_t i = 0; i < r->changes.count; i++)
        check_change(&r->changes.items[i]);
    for (size_t i = 0; i < r->labels.count; i++)
        MUST(r->labels.items[i].row >= 1 && is_utf8(r->labels.items[i].name) &&
             is_plain(r->labels.items[i].name, "\t\n"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < 1)
        return 0;
    struct exchange_reading reading = {0};
    struct pst_error error = {0};
    char *text = as_string(bytes + 1, size - 1);
    enum pst_status status = readers[bytes[0] % READERS](
        "list.x", text, size - 1, &clocks[bytes[0] / READERS % CLOCKS], &reading, &error);
    MUST(status == PST_OK || status == PST_INPUT || status == PST_USAGE);
    if (status == PST_OK)
        check_reading(&reading);
    else
        MUST(error.status == status && strstr(error.message, "list.x") && is_utf8(error.message) &&
             !strchr(error.message, '\n'));
    exchange_reading_release(&reading);
    free(text);
    return 0;
}
