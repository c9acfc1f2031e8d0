/* SPDX-License-Identifier: Apache-2.0 */
/* plant_comparison FILE: writes the planted comparison, for tests of what reads one. With a second word it is
   one that cannot tell stretches. */
#include "planted_comparison.h"
#include "reel/comparison_writer.h"

int main(int count, char **arguments)
{
    struct comparison_data data;
    struct pst_error error = {0};
    REQUIRE(count > 1);
    plant_data(&data);
    if (count > 2) {
        data.stretches.count = data.stretch_facets.count = 0;
        data.about.pseudo_films = 0;
        data.about.stretch_note = "2 references are too few to tell a stretch from chance";
    }
    if (comparison_write(&data, arguments[1], &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    comparison_data_release(&data);
    return 0;
}
