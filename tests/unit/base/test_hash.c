/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"
#include "test.h"
#include <unistd.h>

static void write_file(const char *path, size_t size, size_t changed)
{
    FILE *file = fopen(path, "wb");
    REQUIRE(file);
    for (size_t i = 0; i < size; i++)
        fputc(i == changed ? 'x' : (int)(i % 251), file);
    fclose(file);
}

int main(void)
{
    char path[] = "hash_XXXXXX", one[33], other[33];
    int64_t size;
    int fd = mkstemp(path);
    REQUIRE(fd >= 0);
    close(fd);
    enum { SIZE = 3 << 20 };
    write_file(path, SIZE, SIZE);
    REQUIRE_INT(hash_content(path, &size, one, NULL), PST_OK);
    REQUIRE_INT(size, SIZE);
    REQUIRE_INT(strlen(one), 32);
    write_file(path, SIZE, SIZE - 1);
    REQUIRE_INT(hash_content(path, &size, other, NULL), PST_OK);
    REQUIRE(strcmp(one, other) != 0);
    write_file(path, SIZE + 1, SIZE + 1);
    REQUIRE_INT(hash_content(path, &size, other, NULL), PST_OK);
    REQUIRE(strcmp(one, other) != 0);
    write_file(path, 0, 0);
    REQUIRE_INT(hash_content(path, &size, other, NULL), PST_OK);
    unlink(path);

    struct pst_error error;
    REQUIRE_INT(hash_content(path, &size, one, &error), PST_INPUT);
    REQUIRE(strstr(error.message, path));
    return 0;
}
