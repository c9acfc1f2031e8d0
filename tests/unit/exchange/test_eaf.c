/* SPDX-License-Identifier: Apache-2.0 */
/* ELAN's format: expectations by its published schema, EAF 3.0, and its description: time slots in order of
   time, annotations of one tier apart from one another, milliseconds. */
#include "exchange/eaf.h"
#include "misread.h"
#include "parsed_xml.h"
#include "planted_list.h"

static struct text written(const struct exchange *list)
{
    struct text text = {0};
    struct pst_error error;
    REQUIRE_INT(eaf_write(list, &text, &error), PST_OK);
    return text;
}

static xmlDoc *parsed(const struct exchange *list)
{
    struct text text = written(list);
    xmlDoc *document = parse_xml(&text);
    text_release(&text);
    return document;
}

#define SLOT(tier, n, which)                                                                                 \
    "string(//TIME_SLOT[@TIME_SLOT_ID = //TIER[@TIER_ID='" tier "']/ANNOTATION[" #n                          \
    "]/ALIGNABLE_ANNOTATION/@TIME_SLOT_REF" #which "]/@TIME_VALUE)"
#define VALUE(tier, n) "string(//TIER[@TIER_ID='" tier "']/ANNOTATION[" #n "]//ANNOTATION_VALUE)"

static void test_whole(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 86400, false, 0);
    xmlDoc *d = parsed(&p.list);
    REQUIRE_XPATH(d, "/ANNOTATION_DOCUMENT/@FORMAT", "3.0");
    REQUIRE_XPATH(d, "//HEADER/@TIME_UNITS", "milliseconds");
    REQUIRE_XPATH(d, "//MEDIA_DESCRIPTOR/@MEDIA_URL", "file:///films/film.mov");
    REQUIRE_XPATH(d, "//MEDIA_DESCRIPTOR/@RELATIVE_MEDIA_URL", "./film.mov");
    REQUIRE_XPATH(d, "//MEDIA_DESCRIPTOR/@MIME_TYPE", "video/quicktime");
    REQUIRE_XPATH(d, "count(//TIER)", "5");
    REQUIRE_XPATH(d, "count(//TIER[@TIER_ID='shot']/ANNOTATION)", "7");
    REQUIRE_XPATH(d, "count(//TIER[@LINGUISTIC_TYPE_REF=//LINGUISTIC_TYPE/@LINGUISTIC_TYPE_ID])", "5");
    REQUIRE_XPATH(d, "count(//CONSTRAINT)", "4");
    REQUIRE_XPATH(d, VALUE("shot", 5), "5 black");
    /* 200/24 s and 224/24 s. */
    REQUIRE_XPATH(d, SLOT("shot", 5, 1), "8333");
    REQUIRE_XPATH(d, SLOT("shot", 5, 2), "9333");
    REQUIRE_XPATH(d, VALUE("title", 2), "- You?\n- Me.");
    xmlFreeDoc(d);
    /* Times alone count: a film of no steady rate goes out as well. */
    p.list.clock.rate = (struct pst_rational){0, 0};
    d = parsed(&p.list);
    REQUIRE_XPATH(d, SLOT("shot", 5, 1), "8333");
    xmlFreeDoc(d);
}

/* A plain cut is told by the shots; a jump cut shows for 50 ms. */
static void test_transitions(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    xmlDoc *d = parsed(&p.list);
    REQUIRE_XPATH(d, "count(//TIER[@TIER_ID='transition']/ANNOTATION)", "7");
    REQUIRE_XPATH(d, VALUE("transition", 1), "fade_in colour=#000000");
    REQUIRE_XPATH(d, SLOT("transition", 1, 1), "0");
    REQUIRE_XPATH(d, SLOT("transition", 1, 2), "500");
    REQUIRE_XPATH(d, VALUE("transition", 2), "dissolve");
    REQUIRE_XPATH(d, SLOT("transition", 2, 1), "3958");
    REQUIRE_XPATH(d, SLOT("transition", 2, 2), "4417");
    REQUIRE_XPATH(d, VALUE("transition", 3), "wipe wipe=left-to-right");
    REQUIRE_XPATH(d, VALUE("transition", 5), "jump_cut");
    REQUIRE_XPATH(d, SLOT("transition", 5, 1), "9333");
    REQUIRE_XPATH(d, SLOT("transition", 5, 2), "9383");
    REQUIRE_XPATH(d, VALUE("transition", 7), "fade_out colour=#000000");
    REQUIRE_XPATH(d, SLOT("transition", 7, 2), "12500");
    xmlFreeDoc(d);
}

/* The second of three lies over the end of the first and the beginning of the third. */
static void test_labels(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){25, 1}, 0, false, 0);
    xmlDoc *d = parsed(&p.list);
    REQUIRE_XPATH(d, "count(//TIER[@TIER_ID='label']/ANNOTATION)", "2");
    REQUIRE_XPATH(d, "count(//TIER[@TIER_ID='label 2']/ANNOTATION)", "1");
    REQUIRE_XPATH(d, VALUE("label 2", 1), "night");
    REQUIRE_XPATH(d, SLOT("label 2", 1, 1), "5600");
    REQUIRE_XPATH(d, SLOT("label", 2, 1), "6400");
    /* Slots are in order of time, and each belongs to one annotation. */
    REQUIRE_XPATH(d, "count(//TIME_SLOT[@TIME_VALUE < preceding-sibling::TIME_SLOT/@TIME_VALUE])", "0");
    REQUIRE_XPATH(d, "count(//TIME_SLOT) - 2 * count(//ANNOTATION)", "0");
    xmlFreeDoc(d);
}

static void test_names(void)
{
    struct planted p;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    for (int i = 0; i < AWKWARD_COUNT; i++) {
        p.list.title = p.labels[0].text = AWKWARD[i];
        p.list.media = "/a & b/\"50%\".mkv";
        xmlDoc *d = parsed(&p.list);
        REQUIRE_XPATH(d, VALUE("label", 1), AWKWARD[i]);
        REQUIRE_XPATH(d, "//MEDIA_DESCRIPTOR/@MEDIA_URL", "file:///a%20%26%20b/%2250%25%22.mkv");
        xmlFreeDoc(d);
    }
    p.labels[0].text = BROKEN;
    xmlFreeDoc(parsed(&p.list));
}

static int64_t nearest(int64_t milliseconds, struct pst_rational rate)
{
    return llround((double)milliseconds * rate.num / rate.den / 1000);
}

static void read_back(const struct exchange *list, struct exchange_reading *reading)
{
    struct text text = written(list);
    struct pst_error error = {0};
    *reading = (struct exchange_reading){0};
    if (eaf_read("t", text.data, text.length, &list->clock, reading, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    text_release(&text);
}

static void require_same(const struct planted *p, const struct exchange_reading *r)
{
    struct pst_rational rate = p->list.clock.rate;
    REQUIRE(r->rate.num == 1000 && r->rate.den == 1 && r->labels_told && !r->changes_told);
    REQUIRE_INT(r->shots.count, PLANTED_SHOTS);
    for (size_t i = 0; i < PLANTED_SHOTS; i++) {
        REQUIRE_INT(nearest(r->shots.items[i].in, rate), p->shots[i].in);
        REQUIRE_INT(nearest(r->shots.items[i].out, rate), p->shots[i].out);
    }
    REQUIRE_INT(r->changes.count, PLANTED_CHANGES - 1);
    for (size_t i = 0; i < PLANTED_CHANGES - 1; i++) {
        const struct exchange_change *wanted = &p->changes[i ? i + 1 : 0];
        REQUIRE_INT(r->changes.items[i].kind, wanted->transition.kind);
        REQUIRE_TEXT(r->changes.items[i].detail, wanted->transition.detail);
        REQUIRE_INT(nearest(r->changes.items[i].in, rate), wanted->in);
        REQUIRE_INT(nearest(r->changes.items[i].out, rate), wanted->out);
        REQUIRE(isnan(r->changes.items[i].confidence));
    }
    /* Tier by tier. */
    static const int LABELS[] = {0, 2, 1};
    REQUIRE_INT(r->labels.count, 3);
    for (size_t i = 0; i < 3; i++) {
        REQUIRE_TEXT(r->labels.items[i].name, p->labels[LABELS[i]].text);
        REQUIRE_INT(nearest(r->labels.items[i].in, rate), p->labels[LABELS[i]].in);
        REQUIRE_INT(nearest(r->labels.items[i].out, rate), p->labels[LABELS[i]].out);
    }
}

/* Every border comes back to its frame: at the film's beginning, after two hours, after a day. */
static void test_round_trip(void)
{
    static const struct pst_rational RATES[] = {{24000, 1001}, {24, 1},        {25, 1}, {30000, 1001},
                                                {60000, 1001}, {120000, 1001}, {240, 1}};
    for (size_t k = 0; k < sizeof RATES / sizeof *RATES; k++) {
        int64_t hour = 3600 * (int64_t)RATES[k].num / RATES[k].den;
        for (int64_t longer = 0; longer <= 24 * hour; longer += longer < 3 * hour ? hour : 21 * hour + 1) {
            struct planted p;
            struct exchange_reading reading;
            plant(&p, RATES[k], 0, false, longer);
            read_back(&p.list, &reading);
            require_same(&p, &reading);
            exchange_reading_release(&reading);
        }
    }
}

static void test_loose(void)
{
    struct planted p;
    struct exchange_reading reading;
    plant(&p, (struct pst_rational){24, 1}, 0, false, 0);
    plant_loose(&p);
    read_back(&p.list, &reading);
    REQUIRE_INT(reading.changes.count, PLANTED_CHANGES);
    REQUIRE_INT(reading.changes.items[2].kind, PST_FADE_OUT);
    REQUIRE_INT(reading.changes.items[2].in, 5000);
    REQUIRE_INT(reading.changes.items[2].out, 5458);
    exchange_reading_release(&reading);
}

/* ---- files of others */

#define DOCUMENT(slots, tiers)                                                                               \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                           \
    "<ANNOTATION_DOCUMENT FORMAT=\"3.0\"><HEADER TIME_UNITS=\"milliseconds\"/>\n"                            \
    "<TIME_ORDER>" slots "</TIME_ORDER>\n" tiers "</ANNOTATION_DOCUMENT>\n"
#define TS(id, time) "<TIME_SLOT TIME_SLOT_ID=\"" id "\" TIME_VALUE=\"" time "\"/>"
#define TIER(id, annotations) "<TIER TIER_ID=\"" id "\">" annotations "</TIER>\n"
#define A(id, from, to, value)                                                                               \
    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"" id "\" TIME_SLOT_REF1=\"" from                      \
    "\" TIME_SLOT_REF2=\"" to "\"><ANNOTATION_VALUE>" value                                                  \
    "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
#define R(id, of, value)                                                                                     \
    "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"" id "\" ANNOTATION_REF=\"" of                              \
    "\"><ANNOTATION_VALUE>" value "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"

static void read_text(const char *text, struct exchange_reading *reading)
{
    struct pst_error error = {0};
    if (read_bytes(eaf_read, text, strlen(text), reading, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
}

static void require_label(const struct exchange_reading *r, size_t i, const char *name, int row, int64_t in,
                          int64_t out)
{
    REQUIRE(i < r->labels.count);
    REQUIRE_TEXT(r->labels.items[i].name, name);
    REQUIRE_INT(r->labels.items[i].row, row);
    REQUIRE_INT(r->labels.items[i].in, in);
    REQUIRE_INT(r->labels.items[i].out, out);
}

/* A tier of the user's own; references to annotations, one of a reference; slots without times, which lie at
   even distances between those that have one: 1200 + (2000 - 1200) / 4 and on. */
static void test_others(void)
{
    struct exchange_reading r;
    read_text(DOCUMENT(TS("t1", "0") TS("t2", "1000")
                           TS("t3", "1200") "<TIME_SLOT TIME_SLOT_ID=\"u1\"/><TIME_SLOT TIME_SLOT_ID=\"u2\"/>"
                                            "<TIME_SLOT TIME_SLOT_ID=\"u3\"/>" TS("t4", "2000"),
                       TIER("shot", A("a1", "t1", "t2", "anything")) TIER(
                           "title", A("a2", "none", "none", "")) TIER("title 12", A("a2", "none", "none", ""))
                           TIER("the &amp; fight", A("a3", "t3", "u1", "  \n ") A("a4", "u1", "u3", " hit\t"))
                               TIER("comment", R("a5", "a4", "hard") R("a6", "a5", ""))
                                   TIER("titles", A("a7", "t1", "t4", "x"))),
              &r);
    REQUIRE_INT(r.shots.count, 1);
    REQUIRE_INT(r.shots.items[0].row, 4);
    REQUIRE_INT(r.shots.items[0].out, 1000);
    REQUIRE_INT(r.labels.count, 5);
    require_label(&r, 0, "the & fight", 7, 1200, 1400);
    require_label(&r, 1, "hit", 8, 1400, 1800);
    require_label(&r, 2, "hard", 9, 1400, 1800);
    require_label(&r, 3, "comment", 9, 1400, 1800);
    require_label(&r, 4, "x", 10, 0, 2000);
    exchange_reading_release(&r);
}

#define SHOT TIER("shot", A("a1", "t1", "t2", ""))
#define SLOTS TS("t1", "0") TS("t2", "1000")

static void test_found_changes(void)
{
    struct exchange_reading r;
    read_text(DOCUMENT(SLOTS TS("t3", "400") TS("t4", "600"),
                       SHOT TIER("transition", A("b", "t3", "t4", " dissolve ") A("c", "t3", "t4", "cut")
                                                   A("d", "t3", "t4", "wipe  wipe=iris &lt;in&gt;"))),
              &r);
    REQUIRE_INT(r.changes.count, 3);
    REQUIRE_INT(r.changes.items[0].kind, PST_DISSOLVE);
    REQUIRE_INT(r.changes.items[0].out, 600);
    REQUIRE_TEXT(r.changes.items[0].detail, "");
    REQUIRE_INT(r.changes.items[1].in, 400);
    REQUIRE_INT(r.changes.items[1].out, 400);
    REQUIRE_TEXT(r.changes.items[2].detail, "wipe=iris <in>");
    exchange_reading_release(&r);
}

#define ENTITY "<?xml version=\"1.0\"?>\n<!DOCTYPE d [\n"

static void test_refused(void)
{
    static const char *const CASES[][2] = {
        {"", "'t', line 1: not valid XML"},
        {" ", "'t', line 1: not valid XML"},
        {"000001 AX V C", "'t', line 1: not valid XML"},
        {"\xff\xfe\x01", "'t', line 1: not valid XML"},
        {"<a/>", "'t', line 1: is no ELAN document with a TIME_ORDER"},
        {"<a><TIME_ORDER/></a>", "'t', line 1: is no ELAN document"},
        {"<ANNOTATION_DOCUMENT/>", "'t', line 1: is no ELAN document with a TIME_ORDER"},
        {"<ANNOTATION_DOCUMENT>\n<TIME_ORDER>\n</ANNOTATION_DOCUMENT>", "'t', line 3: not valid XML"},
        {"<ANNOTATION_DOCUMENT>\n<TIME_ORDER a='&foo;'/>\n</ANNOTATION_DOCUMENT>",
         "'t', line 2: not valid XML"},
        {"<ANNOTATION_DOCUMENT>\n\x01<TIME_ORDER/></ANNOTATION_DOCUMENT>", "'t', line 2: not valid XML"},
        {DOCUMENT("", ""), "'t': has no annotation in a tier 'shot'"},
        {DOCUMENT(SLOTS, TIER("shots", A("a", "t1", "t2", ""))), "'t': has no annotation in a tier 'shot'"},
        {"<ANNOTATION_DOCUMENT>\n<HEADER TIME_UNITS=\"PAL-\nframes\"/><TIME_ORDER/></ANNOTATION_DOCUMENT>",
         "'t', line 1: counts time in 'PAL- frames', not in milliseconds"},
        {DOCUMENT("<TIME_SLOT TIME_VALUE=\"1\"/>", ""), "'t', line 3: a time slot without TIME_SLOT_ID"},
        {DOCUMENT(TS("t1", "-5"), ""), "'t', line 3: '-5' is no time in milliseconds"},
        {DOCUMENT(TS("t1", "1.5"), ""), "'t', line 3: '1.5' is no time in milliseconds"},
        {DOCUMENT(TS("t1", ""), ""), "'t', line 3: '' is no time in milliseconds"},
        {DOCUMENT(TS("t1", "NaN"), ""), "'t', line 3: 'NaN' is no time in milliseconds"},
        {DOCUMENT(TS("t1", "1e3"), ""), "'t', line 3: '1e3' is no time in milliseconds"},
        {DOCUMENT(TS("t1", " 1"), ""), "'t', line 3: ' 1' is no time in milliseconds"},
        {DOCUMENT(TS("t1", "99999999999999999999999"), ""),
         "'t', line 3: '99999999999999999999999' is no time in milliseconds"},
        {DOCUMENT(TS("t1", "1099511627777"), ""), "'t', line 3: '1099511627777' is no time in milliseconds"},
        {DOCUMENT(SLOTS, "<TIER/>"), "'t', line 4: a tier without TIER_ID"},
        {DOCUMENT(SLOTS, TIER("shot", A("a", "t1", "t9", ""))), "'t', line 4: there is no time slot 't9'"},
        {DOCUMENT("", TIER("shot", A("a", "t1", "t2", ""))), "'t', line 4: there is no time slot 't1'"},
        {DOCUMENT(SLOTS, SHOT TIER("x", A("a", "t2", "t1", ""))),
         "'t', line 5: an annotation that ends at 0 ms, before it begins at 1000"},
        {DOCUMENT(SLOTS, TIER("shot", "<ANNOTATION><ALIGNABLE_ANNOTATION/></ANNOTATION>")),
         "'t', line 4: an annotation without TIME_SLOT_REF1"},
        {DOCUMENT(SLOTS "<TIME_SLOT TIME_SLOT_ID=\"u\"/>" TS("t3", "9"), TIER("shot", A("a", "t1", "u", ""))),
         "'t', line 4: time slot 'u' has no time: align the annotation first"},
        {DOCUMENT(SLOTS "<TIME_SLOT TIME_SLOT_ID=\"u\"/>", SHOT TIER("x", A("a", "t1", "u", ""))),
         "'t', line 5: time slot 'u' has no time: align the annotation first"},
        {DOCUMENT(SLOTS, SHOT TIER("x", R("a", "a9", ""))),
         "'t', line 5: refers to no annotation with times ('a9')"},
        {DOCUMENT(SLOTS, SHOT TIER("x", R("r", "r", ""))),
         "'t', line 5: refers to no annotation with times ('r')"},
        {DOCUMENT(SLOTS, SHOT TIER("x", R("r", "s", "") R("s", "r", ""))),
         "'t', line 5: refers to no annotation with times ('s')"},
        {DOCUMENT(SLOTS, SHOT TIER("transition", A("b", "t1", "t2", "swish\npan"))),
         "'t', line 5: 'swish pan' is no kind of transition"},
        {DOCUMENT(SLOTS, SHOT TIER("transition", A("b", "t1", "t2", ""))),
         "'t', line 5: '' is no kind of transition"},
        {DOCUMENT(SLOTS, SHOT TIER("transition", A("b", "t1", "t2", "dissolves_and_a_long_word"))),
         "'t', line 5: 'dissolves_and_a_long_word' is no kind of transition"},
        {ENTITY "<!ENTITY a \"ha\">\n<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n]>\n<d>&b;</d>",
         "'t', line 2: has a document type, which ELAN does not write"},
        {ENTITY "<!ENTITY a SYSTEM \"file:///etc/passwd\">\n]>\n<d>&a;</d>",
         "'t', line 2: has a document type, which ELAN does not write"},
        {"<!DOCTYPE d SYSTEM \"http://localhost/d.dtd\">\n<d/>",
         "'t', line 1: has a document type, which ELAN does not write"},
        {ENTITY "<!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;\n]>\n<d/>",
         "'t', line 2: has a document type, which ELAN does not write"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        require_refused(eaf_read, CASES[i][0], CASES[i][1]);
}

/* Of elements within elements; and a line beyond 65535, which is a parser's limit of old. */
static void test_deep_and_long(void)
{
    struct exchange_reading reading;
    struct pst_error error = {0};
    struct text text = {0};
    for (int i = 0; i < 100000; i++)
        text_append(&text, "<a>");
    REQUIRE_INT(read_bytes(eaf_read, text.data, text.length, &reading, &error), PST_INPUT);
    REQUIRE_TEXT(error.message, "'t', line 1: not valid XML");
    exchange_reading_release(&reading);
    text_clear(&text);
    text_append(&text, "<ANNOTATION_DOCUMENT><TIME_ORDER/>");
    for (int i = 0; i < 70000; i++)
        text_append(&text, "\n");
    text_append(&text, TIER("shot", A("a", "t1", "t2", "x")) "</ANNOTATION_DOCUMENT>");
    REQUIRE_INT(read_bytes(eaf_read, text.data, text.length, &reading, &error), PST_INPUT);
    REQUIRE_TEXT(error.message, "'t', line 70001: there is no time slot 't1'");
    exchange_reading_release(&reading);
    text_release(&text);
}

int main(void)
{
    test_whole();
    test_transitions();
    test_labels();
    test_names();
    test_round_trip();
    test_loose();
    test_others();
    test_found_changes();
    test_refused();
    test_deep_and_long();
    try_damaged(eaf_write, eaf_read, 3000);
    return 0;
}
