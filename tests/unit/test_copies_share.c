/* SPDX-License-Identifier: Apache-2.0 */
#include "pastiche/copies.h"
#include "test.h"

static struct pst_copy span(double starts, double seconds)
{
    return (struct pst_copy){.starts = starts, .seconds = seconds};
}

/* What lies in several passages counts once, however they lie over each other. */
int main(void)
{
    struct pst_copy copies[] = {span(10, 5),  span(30, 10), span(12, 2), span(8, 4),
                                span(25, 20), span(90, 20), span(14, 12)};
    REQUIRE_NEAR(pst_copies_share(copies, 0, 100), 0, 0);
    REQUIRE_NEAR(pst_copies_share(copies, 1, 100), 0.05, 1e-12);
    REQUIRE_NEAR(pst_copies_share(copies, 3, 100), 0.15, 1e-12);
    REQUIRE_NEAR(pst_copies_share(copies, 4, 100), 0.17, 1e-12);      /* 8–15, 30–40 */
    REQUIRE_NEAR(pst_copies_share(copies, 5, 100), 0.27, 1e-12);      /* 8–15, 25–45 */
    REQUIRE_NEAR(pst_copies_share(copies, 7, 110), 57 / 110., 1e-12); /* 8–45, 90–110 */
    REQUIRE_NEAR(pst_copies_share(copies, 7, 0), 0, 0);
    return 0;
}
