/* SPDX-License-Identifier: Apache-2.0 */
#include "meter/fake_sink.h"

extern const struct meter title_meter;

static void say(struct fake *f, int stream, int64_t first, int64_t last, const char *text)
{
    struct title title = {stream, first, last, {1, 1000}, text};
    REQUIRE_INT(title_meter.title(&f->run, &title), PST_OK);
}

static void expect(const struct fake *f, size_t i, int stream, int64_t first, int64_t last, const char *text)
{
    REQUIRE(i < f->title_count);
    REQUIRE_INT(f->titles[i].stream, stream);
    REQUIRE_INT(f->titles[i].first_pts, first);
    REQUIRE_INT(f->titles[i].last_pts, last);
    REQUIRE_TEXT(f->titles[i].text, text);
}

int main(void)
{
    static const struct pst_film film;
    struct fake f;
    char text[] = "  hello\nthere \n";
    fake_open(&f, &title_meter, &film);
    say(&f, 2, 5000, 6000, "later");
    say(&f, 2, 1000, 2000, text);
    text[2] = 'J';                          /* the meter keeps its own copy */
    say(&f, 2, 1000, 2000, "hello\nthere"); /* the same again */
    say(&f, 2, 2000, 2500, "hello\nthere"); /* goes on without a gap */
    say(&f, 2, 2501, 3000, "hello\nthere"); /* after a gap: another one */
    say(&f, 3, 1000, 2000, "hello\nthere"); /* another stream */
    say(&f, 2, 4000, 4100, " \n\t");
    say(&f, 2, 4000, 4100, "");
    say(&f, 2, 7000, 6500, "ends before it begins");
    say(&f, 2, 5000, 6000, "second line of two at once");
    REQUIRE_INT(f.title_count, 0);
    fake_finish(&f);
    REQUIRE_INT(f.title_count, 6);
    expect(&f, 0, 2, 1000, 2500, "hello\nthere");
    expect(&f, 1, 3, 1000, 2000, "hello\nthere");
    expect(&f, 2, 2, 2501, 3000, "hello\nthere");
    expect(&f, 3, 2, 5000, 6000, "later");
    expect(&f, 4, 2, 5000, 6000, "second line of two at once");
    expect(&f, 5, 2, 7000, 7000, "ends before it begins");
    fake_close(&f);

    /* Streams keep their own clocks: 90 kHz beside milliseconds. */
    fake_open(&f, &title_meter, &film);
    say(&f, 1, 2000, 3000, "second");
    struct title first = {0, 90000, 135000, {1, 90000}, "first"};
    REQUIRE_INT(title_meter.title(&f.run, &first), PST_OK);
    fake_finish(&f);
    expect(&f, 0, 0, 90000, 135000, "first");
    expect(&f, 1, 1, 2000, 3000, "second");
    fake_close(&f);

    fake_open(&f, &title_meter, &film);
    fake_finish(&f);
    REQUIRE_INT(f.title_count, 0);
    fake_close(&f);
    return 0;
}
