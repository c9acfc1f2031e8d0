/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations by hand, from WebVTT (W3C), sections 4.1 and 4.6: cues in order with a text of one line, '&',
   '<' and
   '>' as references, no "-->" outside of a cue's times. ffprobe, which knows nothing of ours, reads the same.
 */
#include "exchange/vtt.h"
#include "exchange_try.h"
#include "small_list.h"

static const char wanted[] =
    "WEBVTT My\xef\xbf\xbd \"film\" --&gt; &lt;1&gt;\n"
    "\n7\n00:00:00.000 --> 00:00:02.002\n"
    "Shot 7: a|b &lt;c&gt; &amp; \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d --&gt; \xf0\x9f\x8e\xac\n"
    "\n8\n00:00:02.002 --> 00:00:02.169\n"
    "Shot 8, solid, jump_cut: a|b &lt;c&gt; &amp; \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d --&gt; "
    "\xf0\x9f\x8e\xac, \xef\xbf\xbd\n"
    "\n9\n00:00:02.169 --> 00:00:04.171\n"
    "Shot 9, dissolve: \xef\xbf\xbd\n";

static void test_late(void)
{
    struct exchange_shot shot = {1, {0, 0, PST_SHOT_PICTURE}, 0, 1, 359999.9996, 360000.5, NULL, NULL, NULL,
                                 0};
    struct exchange x = {.title = "", .file = "f", .shots = &shot, .shot_count = 1};
    char *text = write_good(vtt_write, &x);
    REQUIRE_TEXT(text, "WEBVTT f\n\n1\n100:00:00.000 --> 100:00:00.500\nShot 1\n");
    free(text);
    struct text none = {0};
    struct pst_error error;
    shot.end = NAN;
    REQUIRE_INT(vtt_write(&x, &none, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, "chapters need times, and 'f' has none");
    text_release(&none);
}

static void test_ffprobe(void)
{
    char got[256] = "";
    if (system("ffprobe -version >test_vtt.out 2>&1") != 0)
        SKIP("there is no ffprobe");
    FILE *out = fopen("test_vtt.vtt", "wb");
    REQUIRE(out && fputs(wanted, out) >= 0 && fclose(out) == 0);
    FILE *in = popen(
        "ffprobe -v error -show_entries packet=pts_time,duration_time -of default=nk=1:nw=1 test_vtt.vtt",
        "r");
    REQUIRE(in);
    size_t length = fread(got, 1, sizeof got - 1, in);
    got[length] = '\0';
    REQUIRE_INT(pclose(in), 0);
    remove("test_vtt.vtt");
    remove("test_vtt.out");
    REQUIRE_TEXT(got, "0.000000\n2.002000\n2.002000\n0.167000\n2.169000\n2.002000\n");
}

int main(void)
{
    char *text = write_good(vtt_write, &small);
    REQUIRE_TEXT(text, wanted);
    free(text);
    test_late();
    test_ffprobe();
    return 0;
}
