/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations from RFC 4180: fields with commas, quotes or line breaks in quotes, quotes doubled, CRLF. */
#include "export_sample.h"
#include "report/export_csv.h"
#include "test.h"

#define WAY(way)                                                                                             \
    "transition_" way ",transition_" way "_first_frame,transition_" way "_last_frame,transition_" way        \
    "_confidence,transition_" way "_detail,"
#define NAME "\"a,\"\"b\"\"\xef\xbf\xbd\n\xef\xbf\xbd<script>.mkv\","

static const char wanted[] =
    "film,shot,first_frame,last_frame,in,out,start [s],length [s],kind,label," WAY("in") WAY(
        "out") "light_mean,loudness_momentary "
               "[LUFS],palette_1,palette_1_weight,palette_2,palette_2_weight,palette_3,"
               "palette_3_weight,palette_4,palette_4_weight,palette_5,palette_5_weight,palette_6,palette_6_"
               "weight,"
               "palette_7,palette_7_weight,palette_8,palette_8_weight\r\n" //
    NAME "1,0,23,01:00:00:00,01:00:01:00,0,1.001,picture,\"fight;\"\"a;b\"\"\",,,,,,cut,24,24,0.3,,0."
               "333333333,-inf,#ff0010,0.75,"
               "#ffffff,0.25,,,,,,,,,,,,\r\n" //
    NAME "2,24,47,01:00:01:00,01:00:02:00,1.001,1.001,solid,\"fight;\"\"say "
               "\"\"\"\"hi\"\"\"\"\"\"@30-40;rest\",cut,24,24,0.3,,fade_out,40,47,1,colour=#000000,,"
               "-23.04,,,,,,,,,,,,,,,,\r\n";

int main(void)
{
    struct text text = {0};
    export_csv(&text, &sample);
    REQUIRE(!text.failed);
    REQUIRE_TEXT(text.data, wanted);
    text_release(&text);
    return 0;
}
