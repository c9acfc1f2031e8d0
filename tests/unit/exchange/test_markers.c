/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations by hand, from what DaVinci Resolve exports and reads: an event of a frame, its marker below
 * it. */
#include "exchange/markers.h"
#include "exchange_try.h"
#include "small_list.h"

static const char wanted[] =
    "TITLE: My\xef\xbf\xbd \"film\" --> <1>\r\n"
    "FCM: NON-DROP FRAME\r\n"
    "\r\n"
    "001  001      V     C        01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01  \r\n"
    " |C:ResolveColorCream |M:7, a b <c> & \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d --> \xf0\x9f\x8e\xac |D:1\r\n"
    "\r\n"
    "002  001      V     C        01:00:02:00 01:00:02:01 01:00:02:00 01:00:02:01  \r\n"
    " |C:ResolveColorSky |M:8 solid jump_cut, a b <c> & \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d --> "
    "\xf0\x9f\x8e\xac, "
    "\xef\xbf\xbd |D:1\r\n"
    "\r\n"
    "003  001      V     C        01:00:02:04 01:00:02:05 01:00:02:04 01:00:02:05  \r\n"
    " |C:ResolveColorGreen |M:9 dissolve, \xef\xbf\xbd |D:1\r\n"
    "\r\n";

int main(void)
{
    char *text = write_good(markers_write, &small);
    REQUIRE_TEXT(text, wanted);
    free(text);

    struct exchange x = small;
    x.clock = (struct exchange_clock){{30000, 1001}, 107892 + 1799 - 48, true, 100, 100};
    text = write_good(markers_write, &x);
    REQUIRE(strstr(text, "FCM: DROP FRAME"));
    REQUIRE(
        strstr(text, "002  001      V     C        01:00:59;29 01:01:00;02 01:00:59;29 01:01:00;02  \r\n"));
    free(text);

    struct text none = {0};
    struct pst_error error;
    x.clock.rate = (struct pst_rational){0, 0};
    REQUIRE_INT(markers_write(&x, &none, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, "timeline markers count frames, and 'a.mkv' has no steady rate");
    text_release(&none);
    return 0;
}
