/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "test.h"

int main(void)
{
    struct text t = {0};
    text_append(&t, "shot ");
    text_format(&t, "%d of %s", 12, "Sintel");
    REQUIRE_TEXT(t.data, "shot 12 of Sintel");
    text_clear(&t);
    REQUIRE_INT(t.length, 0);
    text_append_utf8(&t, "caf\xc3\xa9\n\x01\xff\xed\xa0\x80z\xe2\x82");
    REQUIRE_TEXT(
        t.data,
        "caf\xc3\xa9\n\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd");
    text_release(&t);
    REQUIRE(t.data == NULL);

    char small[5];
    text_copy(small, sizeof small, "caf\xc3\xa9");
    REQUIRE_TEXT(small, "caf");
    char clean[8];
    text_copy_utf8(clean, sizeof clean, "a\033b\xff");
    REQUIRE_TEXT(clean, "a\xef\xbf\xbd"
                        "b"); /* the second U+FFFD does not fit whole */
    text_copy(small, sizeof small, "ab");
    REQUIRE_TEXT(small, "ab");
    return 0;
}
