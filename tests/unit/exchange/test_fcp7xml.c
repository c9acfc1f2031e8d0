/* SPDX-License-Identifier: Apache-2.0 */
/* Final Cut Pro 7's XML: expectations by Apple's description of the format. Frames, from the sequence's
   beginning (start, end) and from the film's (in, out); -1 where a transition says where a clip begins or
   ends, and then in and out reach over the whole of it. */
#include "exchange/fcp7xml.h"
#include "parsed_xml.h"
#include "planted_list.h"

#define CLIP(n) "/xmeml/sequence/media/video/track/clipitem[" #n "]"

static xmlDoc *written(const struct exchange *list)
{
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(fcp7xml_write(list, &text, &error), PST_OK);
    xmlDoc *document = parse_xml(&text);
    text_release(&text);
    return document;
}

static void require_clip(xmlDoc *d, int n, const char *start, const char *end, const char *in,
                         const char *out)
{
    static const char *const NAMES[] = {"start", "end", "in", "out"};
    const char *wanted[] = {start, end, in, out};
    for (int i = 0; i < 4; i++) {
        char path[80];
        snprintf(path, sizeof path, "//video/track/clipitem[%d]/%s", n, NAMES[i]);
        REQUIRE_XPATH(d, path, wanted[i]);
    }
}

static void test_whole(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "/xmeml/@version", "5");
    REQUIRE_XPATH(d, "/xmeml/sequence/duration", "300");
    REQUIRE_XPATH(d, "/xmeml/sequence/rate/timebase", "24");
    REQUIRE_XPATH(d, "/xmeml/sequence/rate/ntsc", "FALSE");
    REQUIRE_XPATH(d, "/xmeml/sequence/timecode/string", "01:00:00:00");
    REQUIRE_XPATH(d, "/xmeml/sequence/timecode/frame", "86400");
    REQUIRE_XPATH(d, "count(//video/track/clipitem)", "7");
    REQUIRE_XPATH(d, "count(//video/track/transitionitem)", "6");
    REQUIRE_XPATH(d, "count(//track[enabled='TRUE' and locked='FALSE'])", "3");
    require_clip(d, 1, "-1", "48", "0", "48");
    require_clip(d, 2, "48", "-1", "48", "106");
    require_clip(d, 3, "-1", "-1", "96", "155");
    require_clip(d, 4, "-1", "-1", "145", "210");
    require_clip(d, 5, "-1", "224", "190", "224");
    require_clip(d, 6, "224", "-1", "224", "265");
    require_clip(d, 7, "-1", "-1", "255", "300");
    REQUIRE_XPATH(d, CLIP(5) "/name", "shot 5 black");
    xmlFreeDoc(d);
}

static void require_transition(xmlDoc *d, int n, const char *start, const char *end, const char *alignment,
                               const char *effect)
{
    static const char *const NAMES[] = {"start", "end", "alignment", "effect/effectid"};
    const char *wanted[] = {start, end, alignment, effect};
    for (int i = 0; i < 4; i++) {
        char path[80];
        snprintf(path, sizeof path, "//transitionitem[%d]/%s", n, NAMES[i]);
        REQUIRE_XPATH(d, path, wanted[i]);
    }
}

/* The dissolve's 11 frames go out as 10, since a reader takes the middle for the cut. */
static void test_transitions(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    xmlDoc *d = written(&p.list);
    require_transition(d, 1, "0", "12", "start-black", "Cross Dissolve");
    require_transition(d, 2, "96", "106", "center", "Cross Dissolve");
    require_transition(d, 3, "145", "155", "center", "Edge Wipe");
    require_transition(d, 4, "190", "210", "center", "Cross Dissolve");
    require_transition(d, 5, "255", "265", "center", "Dip to Color Dissolve");
    require_transition(d, 6, "288", "300", "end-black", "Cross Dissolve");
    REQUIRE_XPATH(d, "//transitionitem[5]/effect/parameter/value/green", "255");
    /* Premiere's ticks, 254016000000 a second: the cut is 5 frames of 1/24 s behind the transition's start.
     */
    REQUIRE_XPATH(d, "//transitionitem[2]/cutPointTicks", "52920000000");
    REQUIRE_XPATH(d, "name(//video/track/*[1])", "transitionitem");
    REQUIRE_XPATH(d, "name(//video/track/clipitem[last()]/following-sibling::*[1])", "transitionitem");
    xmlFreeDoc(d);
}

static void test_file_and_sound(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    p.list.media = "/a b/50% #1?.mov";
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "count(//file)", "21");
    REQUIRE_XPATH(d, "count(//file[@id='file-1'])", "21");
    REQUIRE_XPATH(d, "count(//file/pathurl)", "1");
    REQUIRE_XPATH(d, "//file/pathurl", "file://localhost/a%20b/50%25%20%231%3F.mov");
    REQUIRE_XPATH(d, "//file/timecode/frame", "86400");
    REQUIRE_XPATH(d, "//file/duration", "300");
    REQUIRE_XPATH(d, "//file/media/audio/channelcount", "2");
    REQUIRE_XPATH(d, "count(//media/audio/track)", "2");
    REQUIRE_XPATH(d, "count(//audio/track/clipitem)", "14");
    /* Sound has no transitions: its clips tile. */
    REQUIRE_XPATH(d, "//audio/track[2]/clipitem[3]/start", "101");
    REQUIRE_XPATH(d, "//audio/track[2]/clipitem[3]/end", "150");
    REQUIRE_XPATH(d, "//audio/track[2]/clipitem[3]/sourcetrack/trackindex", "2");
    /* Every link leads to a clip. */
    REQUIRE_XPATH(d, "count(//link)", "63");
    REQUIRE_XPATH(d, "count(//link[linkclipref = //clipitem/@id])", "63");
    xmlFreeDoc(d);
    p.list.sound_rate = p.list.sound_channels = 0;
    d = written(&p.list);
    REQUIRE_XPATH(d, "count(//audio)", "0");
    REQUIRE_XPATH(d, "count(//link)", "0");
    xmlFreeDoc(d);
}

static void test_rates(void)
{
    static const struct {
        struct pst_rational rate;
        int64_t start;
        bool drop;
        int64_t longer;
        const char *timebase, *ntsc, *string, *third;
    } CASES[] = {
        {{24000, 1001}, 86400, false, 172800, "24", "TRUE", "01:00:00:00", "172896"},
        {{30000, 1001}, 107892, true, 215784, "30", "TRUE", "01:00:00;00", "215880"},
        {{30000, 1001}, 108000, false, 0, "30", "TRUE", "01:00:00:00", "96"},
        {{60000, 1001}, 1800, true, 0, "60", "TRUE", "00:00:30;00", "96"},
        {{25, 1}, 90000, false, 0, "25", "FALSE", "01:00:00:00", "96"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct planted p;
        plant(&p, CASES[i].rate, CASES[i].start, CASES[i].drop, CASES[i].longer);
        xmlDoc *d = written(&p.list);
        REQUIRE_XPATH(d, "/xmeml/sequence/rate/timebase", CASES[i].timebase);
        REQUIRE_XPATH(d, "/xmeml/sequence/rate/ntsc", CASES[i].ntsc);
        REQUIRE_XPATH(d, "/xmeml/sequence/timecode/string", CASES[i].string);
        REQUIRE_XPATH(d, "/xmeml/sequence/timecode/displayformat", CASES[i].drop ? "DF" : "NDF");
        REQUIRE_XPATH(d, CLIP(3) "/in", CASES[i].third);
        xmlFreeDoc(d);
    }
}

/* Shots 2, 3, 5 and 6: from the beginning of shot 2 on, nothing where shot 4 was. */
static void test_selection(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    plant_selection(&p);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "/xmeml/sequence/timecode/frame", "86448");
    REQUIRE_XPATH(d, "/xmeml/sequence/duration", "212");
    require_clip(d, 1, "0", "-1", "48", "106");
    require_clip(d, 2, "-1", "102", "96", "150");
    require_clip(d, 3, "152", "176", "200", "224");
    require_clip(d, 4, "176", "212", "224", "260");
    REQUIRE_XPATH(d, "/xmeml/sequence/marker[2]/name", "night");
    REQUIRE_XPATH(d, "/xmeml/sequence/marker[2]/in", "92");
    REQUIRE_XPATH(d, "/xmeml/sequence/marker[2]/out", "152");
    xmlFreeDoc(d);
}

static void test_loose(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    plant_loose(&p);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "count(//transitionitem)", "6");
    REQUIRE_XPATH(d, "/xmeml/sequence/marker[4]/name", "fade_out");
    REQUIRE_XPATH(d, "/xmeml/sequence/marker[4]/in", "120");
    REQUIRE_XPATH(d, "/xmeml/sequence/marker[4]/out", "131");
    xmlFreeDoc(d);
}

static void test_names(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    for (int i = 0; i < AWKWARD_COUNT; i++) {
        p.list.file = p.labels[1].text = AWKWARD[i];
        xmlDoc *d = written(&p.list);
        REQUIRE_XPATH(d, "//file/name", AWKWARD[i]);
        REQUIRE_XPATH(d, "/xmeml/sequence/marker[2]/name", AWKWARD[i]);
        xmlFreeDoc(d);
    }
}

static void test_refused(void)
{
    struct planted p;
    struct text text = {0};
    struct pst_error error;
    plant(&p, (struct pst_rational){25, 2}, 0, false, 0);
    REQUIRE_INT(fcp7xml_write(&p.list, &text, &error), PST_USAGE);
    REQUIRE_TEXT(error.message,
                 "'film.mov' has 25/2 frames a second, which Final Cut Pro 7's XML cannot count: "
                 "24, 24000/1001 and their like it can");
    p.list.clock.rate = (struct pst_rational){0, 0};
    REQUIRE_INT(fcp7xml_write(&p.list, &text, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, "'film.mov' has no steady frame rate, which Final Cut Pro 7's XML counts by");
    text_release(&text);
}

int main(void)
{
    test_whole();
    test_transitions();
    test_file_and_sound();
    test_rates();
    test_selection();
    test_loose();
    test_names();
    test_refused();
    return 0;
}
