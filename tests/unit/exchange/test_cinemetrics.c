/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations by hand: lengths are 2.002, 0.167 and 2.002 s, as differences of times to the millisecond,
   here in tenths of a second. */
#include "exchange/cinemetrics.h"
#include "exchange_try.h"
#include "small_list.h"

static const char wanted[] =
    "1\n3\n13.90\n41.71\nBCU;CU;MCU;MS;MLS;FS;LS;Other\n0;0;0;0;0;0;0;0\n0;0;0;0;0;0;0;0\n"
    "&@1;20.02;20.02;0\n2;1.67;21.69;0\n3;20.02;41.71;0\n";

int main(void)
{
    char *text = write_good(cinemetrics_write, &small);
    REQUIRE_TEXT(text, wanted);
    free(text);
    struct exchange none = {.file = "x"};
    text = write_good(cinemetrics_write, &none);
    REQUIRE_TEXT(text,
                 "1\n0\n0.00\n0.00\nBCU;CU;MCU;MS;MLS;FS;LS;Other\n0;0;0;0;0;0;0;0\n0;0;0;0;0;0;0;0\n&@");
    free(text);
    return 0;
}
