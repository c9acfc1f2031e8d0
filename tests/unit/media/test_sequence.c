/* SPDX-License-Identifier: Apache-2.0 */
/* Which files a pattern names: nothing else may be opened on its behalf. */
#include "media/sequence.h"
#include "test.h"

static void names(void)
{
    const char *path = "made/shot_%05d.png";
    REQUIRE(sequence_holds(path, "made/shot_00000.png"));
    REQUIRE(sequence_holds(path, "made/shot_00012.png"));
    REQUIRE(sequence_holds(path, "made/shot_123456.png"));
    REQUIRE(!sequence_holds(path, "made/shot_012345.png")); /* printf would not write it */
    REQUIRE(!sequence_holds(path, "made/shot_0012.png"));
    REQUIRE(!sequence_holds(path, "made/shot_-0012.png"));
    REQUIRE(!sequence_holds(path, "made/shot_00012.png.txt"));
    REQUIRE(!sequence_holds(path, "made/shot_00012.jpg"));
    REQUIRE(!sequence_holds(path, "other/shot_00012.png"));
    REQUIRE(!sequence_holds(path, "made/../made/shot_00012.png"));
    REQUIRE(!sequence_holds(path, "http://made/shot_00012.png"));
    REQUIRE(!sequence_holds(path, "made/shot_%05d.png"));
    REQUIRE(sequence_holds("%d.png", "7.png"));
    REQUIRE(sequence_holds("%d.png", "10.png"));
    REQUIRE(!sequence_holds("%d.png", "07.png"));
}

static void patterns(void)
{
    REQUIRE(sequence_is("shot_%05d.png"));
    REQUIRE(sequence_is("a/b/%d"));
    REQUIRE(!sequence_is("shot_%5d.png"));
    REQUIRE(!sequence_is("shot_%s.png"));
    REQUIRE(!sequence_is("shot_%d_%d.png"));
    REQUIRE(!sequence_is("%d/shot.png"));
    REQUIRE(!sequence_is("shot.png"));
    REQUIRE(!sequence_is("100%"));
}

static void make(const char *path, int number, const char *content)
{
    struct text name = {0};
    sequence_name(&name, path, number);
    FILE *file = fopen(name.data, "w");
    REQUIRE(file != NULL);
    fputs(content, file);
    fclose(file);
    text_release(&name);
}

static void drop(const char *path, int number)
{
    struct text name = {0};
    sequence_name(&name, path, number);
    REQUIRE_INT(remove(name.data), 0);
    text_release(&name);
}

static void found(void)
{
    const char *path = "test_sequence_%03d.txt";
    struct sequence s;
    struct pst_error error;
    char one[33], other[33];
    int64_t size;
    REQUIRE_INT(sequence_find(path, &s, &error), PST_INPUT);
    for (int n = 98; n <= 101; n++)
        make(path, n, "picture");
    REQUIRE_INT(sequence_find(path, &s, &error), PST_OK);
    REQUIRE_INT(s.first, 98);
    REQUIRE_INT(s.last, 101);
    REQUIRE_INT(s.count, 4);
    REQUIRE_INT(s.missing, -1);
    REQUIRE_INT(sequence_hash(path, &size, one, &error), PST_OK);
    REQUIRE_INT(size, 28);
    make(path, 99, "another");
    REQUIRE_INT(sequence_hash(path, &size, other, &error), PST_OK);
    REQUIRE_TEXT(other, one); /* of the same size, in the middle: told apart by --fixity alone */
    make(path, 101, "another");
    REQUIRE_INT(sequence_hash(path, &size, other, &error), PST_OK);
    REQUIRE(strcmp(other, one) != 0);
    drop(path, 100);
    REQUIRE_INT(sequence_find(path, &s, &error), PST_OK);
    REQUIRE_INT(s.missing, 100);
    drop(path, 98);
    drop(path, 99);
    drop(path, 101);
}

int main(void)
{
    names();
    patterns();
    found();
    return 0;
}
