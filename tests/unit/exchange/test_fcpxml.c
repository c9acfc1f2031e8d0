/* SPDX-License-Identifier: Apache-2.0 */
/* FCPXML: expectations by Apple's description of the format. Times are k × 1001/24000 s and so on, worked out
   by hand; an offset counts from the sequence's timecode on, a start from the film's. */
#include "exchange/fcpxml.h"
#include "parsed_xml.h"
#include "planted_list.h"

#define CLIP(n) "/fcpxml/event/project/sequence/spine/asset-clip[" #n "]"

static xmlDoc *written(const struct exchange *list)
{
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(fcpxml_write(list, &text, &error), PST_OK);
    xmlDoc *document = parse_xml(&text);
    text_release(&text);
    return document;
}

static void test_whole(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "/fcpxml/@version", "1.10");
    REQUIRE_XPATH(d, "/fcpxml/resources/format/@frameDuration", "1/24s");
    REQUIRE_XPATH(d, "/fcpxml/resources/format/@width", "1920");
    REQUIRE_XPATH(d, "/fcpxml/resources/asset/@start", "3600s");
    REQUIRE_XPATH(d, "/fcpxml/resources/asset/@duration", "300/24s");
    REQUIRE_XPATH(d, "/fcpxml/resources/asset/@hasAudio", "1");
    REQUIRE_XPATH(d, "/fcpxml/resources/asset/@audioChannels", "2");
    REQUIRE_XPATH(d, "/fcpxml/resources/asset/media-rep/@src", "file:///films/film.mov");
    REQUIRE_XPATH(d, "//sequence/@tcStart", "3600s");
    REQUIRE_XPATH(d, "//sequence/@tcFormat", "NDF");
    REQUIRE_XPATH(d, "//sequence/@audioRate", "48k");
    REQUIRE_XPATH(d, "//sequence/@audioLayout", "stereo");
    REQUIRE_XPATH(d, "count(//spine/asset-clip)", "7");
    REQUIRE_XPATH(d, "count(//spine/transition)", "6");
    REQUIRE_XPATH(d, "count(//spine/gap)", "0");
    REQUIRE_XPATH(d, CLIP(5) "/@name", "shot 5 black");
    REQUIRE_XPATH(d, CLIP(5) "/@offset", "86600/24s");
    REQUIRE_XPATH(d, CLIP(5) "/@start", "86600/24s");
    REQUIRE_XPATH(d, CLIP(5) "/@duration", "1s");
    xmlFreeDoc(d);
}

/* A fade in before the first clip, each change before the clip that it leads to, a fade out behind the last.
 */
static void test_transitions(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "name(//spine/*[1])", "transition");
    REQUIRE_XPATH(d, "//spine/transition[1]/@offset", "0s");
    REQUIRE_XPATH(d, "//spine/transition[1]/@duration", "12/24s");
    REQUIRE_XPATH(d, CLIP(3) "/preceding-sibling::*[1]/@name", "Cross Dissolve");
    REQUIRE_XPATH(d, CLIP(3) "/preceding-sibling::*[1]/@offset", "95/24s");
    REQUIRE_XPATH(d, CLIP(3) "/preceding-sibling::*[1]/@duration", "11/24s");
    REQUIRE_XPATH(d, CLIP(4) "/preceding-sibling::*[1]/@name", "wipe wipe=left-to-right");
    REQUIRE_XPATH(d, CLIP(5) "/preceding-sibling::*[1]/@offset", "190/24s");
    REQUIRE_XPATH(d, "name(" CLIP(6) "/preceding-sibling::*[1])", "asset-clip");
    REQUIRE_XPATH(d, "//spine/*[last()]/@offset", "12s");
    REQUIRE_XPATH(d, "//spine/*[last()]/@duration", "12/24s");
    /* Every reference leads to a resource: effects by the names that Final Cut Pro's own files have. */
    REQUIRE_XPATH(d, "count(//transition[filter-video/@ref = /fcpxml/resources/effect/@id])", "6");
    REQUIRE_XPATH(d, "/fcpxml/resources/effect[@name='Cross Dissolve']/@uid",
                  "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265");
    REQUIRE_XPATH(d, "count(//transition[filter-video/@ref='r4'])", "0");
    xmlFreeDoc(d);
    memcpy(p.changes[6].transition.detail, "colour=#000000", 15);
    d = written(&p.list);
    REQUIRE_XPATH(d, CLIP(7) "/preceding-sibling::*[1]/filter-video/@name", "Fade To Color");
    xmlFreeDoc(d);
}

/* Each clip begins where the last ended: in whole frames, as exact fractions. */
static void require_tiles(xmlDoc *d, struct pst_rational rate, int64_t start, int64_t ticks)
{
    int64_t at = start;
    for (int i = 1; i <= PLANTED_SHOTS; i++) {
        static const char *const NAMES[] = {"offset", "duration"};
        int64_t told[2];
        for (int k = 0; k < 2; k++) {
            char path[80];
            struct text said = {0};
            long long num, den = 1;
            snprintf(path, sizeof path, "//spine/asset-clip[%d]/@%s", i, NAMES[k]);
            say_xpath(d, path, &said);
            REQUIRE(sscanf(said.data, "%lld/%llds", &num, &den) >= 1);
            REQUIRE_INT(num * rate.num % (den * rate.den), 0);
            told[k] = num * rate.num / (den * rate.den);
            text_release(&said);
        }
        REQUIRE_INT(told[0], at);
        at += told[1];
    }
    REQUIRE_INT(at, start + ticks);
}

static void test_rates(void)
{
    static const struct {
        struct pst_rational rate;
        int64_t start;
        bool drop;
        int64_t longer;
        const char *frame, *begin, *second;
    } CASES[] = {
        {{24000, 1001}, 86400, false, 172800, "1001/24000s", "86486400/24000s", "259507248/24000s"},
        {{30000, 1001}, 107892, true, 215784, "1001/30000s", "107999892/30000s", "324047724/30000s"},
        {{25, 1}, 90000, false, 180000, "1/25s", "3600s", "270048/25s"},
        {{120000, 1001}, 0, false, 863136, "1001/120000s", "0s", "864047184/120000s"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct planted p;
        plant(&p, CASES[i].rate, CASES[i].start, CASES[i].drop, CASES[i].longer);
        xmlDoc *d = written(&p.list);
        REQUIRE_XPATH(d, "//format/@frameDuration", CASES[i].frame);
        REQUIRE_XPATH(d, "//sequence/@tcStart", CASES[i].begin);
        REQUIRE_XPATH(d, "//sequence/@tcFormat", CASES[i].drop ? "DF" : "NDF");
        REQUIRE_XPATH(d, CLIP(2) "/@offset", CASES[i].second);
        require_tiles(d, CASES[i].rate, CASES[i].start, CASES[i].longer + PLANTED_TICKS);
        xmlFreeDoc(d);
    }
}

/* Shots 2, 3, 5 and 6: the sequence begins with shot 2, a gap stands for shot 4, and what led there is gone.
 */
static void test_selection(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    plant_selection(&p);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "//sequence/@tcStart", "3602s");
    REQUIRE_XPATH(d, "//sequence/@duration", "212/24s");
    REQUIRE_XPATH(d, CLIP(1) "/@offset", "3602s");
    REQUIRE_XPATH(d, "count(//spine/gap)", "1");
    REQUIRE_XPATH(d, "//spine/gap/@offset", "86550/24s");
    REQUIRE_XPATH(d, "//spine/gap/@duration", "50/24s");
    REQUIRE_XPATH(d, CLIP(3) "/@name", "shot 5 black");
    REQUIRE_XPATH(d, "count(//spine/transition)", "1");
    REQUIRE_XPATH(d, "//spine/gap/marker/@start", "86560/24s");
    xmlFreeDoc(d);
}

static void test_labels(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "count(//marker)", "3");
    REQUIRE_XPATH(d, CLIP(2) "/marker/@value", "fight");
    REQUIRE_XPATH(d, CLIP(2) "/marker/@start", "86450/24s");
    REQUIRE_XPATH(d, CLIP(2) "/marker/@note", "to 01:00:06:06");
    REQUIRE_XPATH(d, "/fcpxml/event/asset-clip/keyword[2]/@value", "night");
    REQUIRE_XPATH(d, "/fcpxml/event/asset-clip/keyword[2]/@start", "86540/24s");
    REQUIRE_XPATH(d, "/fcpxml/event/asset-clip/keyword[2]/@duration", "60/24s");
    xmlFreeDoc(d);
}

static void test_loose(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    plant_loose(&p);
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, "count(//transition)", "6");
    REQUIRE_XPATH(d, CLIP(3) "/marker[2]/@value", "fade_out");
    REQUIRE_XPATH(d, CLIP(3) "/marker[2]/@start", "5s");
    xmlFreeDoc(d);
}

static void test_names(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    for (int i = 0; i < AWKWARD_COUNT; i++) {
        p.list.file = p.labels[0].text = AWKWARD[i];
        xmlDoc *d = written(&p.list);
        REQUIRE_XPATH(d, "/fcpxml/resources/asset/@name", AWKWARD[i]);
        REQUIRE_XPATH(d, CLIP(2) "/marker/@value", AWKWARD[i]);
        xmlFreeDoc(d);
    }
    p.labels[0].text = BROKEN;
    xmlDoc *d = written(&p.list);
    REQUIRE_XPATH(d, CLIP(2) "/marker/@value",
                  "a\xef\xbf\xbd"
                  "b\xef\xbf\xbd"
                  "c\xef\xbf\xbd[0m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz");
    xmlFreeDoc(d);
}

static void test_refused(void)
{
    struct planted p;
    struct text text = {0};
    struct pst_error error;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    p.list.clock.rate = (struct pst_rational){0, 0};
    REQUIRE_INT(fcpxml_write(&p.list, &text, &error), PST_USAGE);
    REQUIRE_TEXT(error.message, "'film.mov' has no steady frame rate, which FCPXML counts by");
    text_release(&text);
}

int main(void)
{
    test_whole();
    test_transitions();
    test_rates();
    test_selection();
    test_labels();
    test_loose();
    test_names();
    test_refused();
    return 0;
}
