/* SPDX-License-Identifier: Apache-2.0 */
#include "base/words.h"
#include "test.h"

static const struct {
    const char *from, *words;
} cases[] = {
    {"", ""},
    {" ... -- ?!\n\t", ""},
    {"Fight like a girl", " fight like a girl"},
    {"- FIGHT, like...\na GIRL!", " fight like a girl"},
    {"Don't / don\xe2\x80\x99t", " dont dont"},
    {"\xc3\x89TOILE \xc3\xa9toile", " \xc3\xa9toile \xc3\xa9toile"},
    {"\xc5\xa0KODA \xc5\xb9"
     "d\xc5\xba\xc5\xba",
     " \xc5\xa1koda \xc5\xba"
     "d\xc5\xba\xc5\xba"},
    {"\xce\x9b\xce\x8c\xce\x93\xce\x9f\xce\xa3", " \xce\xbb\xcf\x8c\xce\xb3\xce\xbf\xcf\x83"},
    {"\xd0\x9c\xd0\x98\xd0\xa0, \xd0\x81\xd0\xb6", " \xd0\xbc\xd0\xb8\xd1\x80 \xd1\x91\xd0\xb6"},
    {"\xe6\x98\xa0\xe7\x94\xbb\xe3\x80\x82 \xf0\x9f\x8e\xac", " \xe6\x98\xa0\xe7\x94\xbb \xf0\x9f\x8e\xac"},
    {"4 x 100\xc2\xa0m \xe2\x99\xaa la \xe2\x99\xaa", " 4 x 100 m la"},
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text words = {0};
        text_append(&words, "");
        words_append(&words, cases[i].from);
        REQUIRE_TEXT(words.data, cases[i].words);
        text_release(&words);
    }
    return 0;
}
