/* SPDX-License-Identifier: Apache-2.0 */
/* What was put into an index comes out of it; growing that is broken off, wherever, leaves the index as it
   was before or whole; and what is cut, spoilt or foreign is told, not believed. */
#include "library/index_layout.h"
#include "pastiche/status.h"
#include "test.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char path[] = "index_file_test.idx";

struct whole {
    char *bytes;
    size_t size;
};

static struct whole slurp(void)
{
    struct stat there;
    int fd = open(path, O_RDONLY);
    REQUIRE(fd >= 0 && fstat(fd, &there) == 0);
    struct whole file = {malloc((size_t)there.st_size), (size_t)there.st_size};
    REQUIRE(file.bytes && read(fd, file.bytes, file.size) == (ssize_t)file.size);
    close(fd);
    return file;
}

static void spill(const char *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    REQUIRE(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
    close(fd);
}

static void put(struct index_growth *growth, const char *name, uint32_t reel, const char *text)
{
    index_growth_put(growth, name, reel, text, strlen(text));
}

static struct index_growth *grow(bool anew)
{
    struct index_growth *growth;
    struct pst_error error = {0};
    if (index_growth_open(path, anew, &growth, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
    return growth;
}

static void commit(struct index_growth *growth)
{
    struct pst_error error = {0};
    if (index_growth_commit(&growth, &error) != PST_OK)
        TEST_FAIL("%s", error.message);
}

static bool reads(const struct index_file *file, const char *name, uint32_t reel, const char *wanted)
{
    const void *bytes;
    size_t size;
    struct pst_error error;
    return index_file_read(file, name, reel, &bytes, &size, &error) == PST_OK && size == strlen(wanted) &&
           memcmp(bytes, wanted, size) == 0;
}

/* 1: the first state of the file, 2: the second, 0: it is refused with a line. Anything else fails. */
static int state_of_file(void)
{
    struct index_file *file;
    struct pst_error error = {0};
    if (index_file_open(path, &file, &error) != PST_OK) {
        REQUIRE(error.status == PST_INPUT && strstr(error.message, path));
        return 0;
    }
    bool grown = index_file_has(file, "film", 1);
    bool whole = reads(file, "film", 0, "the first film") &&
                 reads(file, "sums", 0, grown ? "sums over two" : "sums over one") &&
                 reads(file, "near", INDEX_AS_A_WHOLE, grown ? "near two" : "near one") &&
                 (!grown || reads(file, "film", 1, "the second film"));
    index_file_close(&file);
    REQUIRE(whole);
    return grown ? 2 : 1;
}

static void make_first(void)
{
    struct index_growth *growth = grow(true);
    REQUIRE(index_growth_before(growth) == NULL);
    put(growth, "film", 0, "the first film");
    put(growth, "sums", 0, "sums over one");
    put(growth, "near", INDEX_AS_A_WHOLE, "near one");
    commit(growth);
    REQUIRE_INT(state_of_file(), 1);
}

static void make_second(void)
{
    struct index_growth *growth = grow(false);
    REQUIRE(reads(index_growth_before(growth), "film", 0, "the first film"));
    put(growth, "film", 1, "the second film");
    put(growth, "sums", 0, "sums over two");
    put(growth, "near", INDEX_AS_A_WHOLE, "near two");
    REQUIRE_INT(state_of_file(), 1); /* nobody sees it before it is done */
    commit(growth);
    REQUIRE_INT(state_of_file(), 2);
}

/* Everything behind the headers is written first, in order; then one header. A crash leaves some of that. */
static void check_crashes(const struct whole *first, const struct whole *second)
{
    struct whole now = {malloc(second->size), second->size};
    REQUIRE(now.bytes);
    REQUIRE(memcmp(first->bytes + INDEX_FIRST_BLOCK, second->bytes + INDEX_FIRST_BLOCK,
                   first->size - INDEX_FIRST_BLOCK) == 0);
    for (size_t cut = first->size; cut <= second->size; cut++) {
        memcpy(now.bytes, first->bytes, INDEX_FIRST_BLOCK);
        memcpy(now.bytes + INDEX_FIRST_BLOCK, second->bytes + INDEX_FIRST_BLOCK, cut - INDEX_FIRST_BLOCK);
        spill(now.bytes, cut);
        REQUIRE_INT(state_of_file(), 1);
    }
    for (size_t torn = 0; torn <= INDEX_FIRST_BLOCK; torn += torn < 128 ? 1 : 61) {
        memcpy(now.bytes, first->bytes, INDEX_FIRST_BLOCK);
        memcpy(now.bytes, second->bytes, torn);
        spill(now.bytes, second->size);
        int state = state_of_file();
        REQUIRE(state == 1 || state == 2);
        /* Where it went on from there, it grows again. */
        if (state == 1 && torn % 16 == 0)
            make_second();
    }
    free(now.bytes);
}

/* A file that is whole, cut or with a bit turned somewhere: refused, or what it was. */
static void check_damage(const struct whole *second)
{
    for (size_t cut = 0; cut < second->size; cut += cut < 200 ? 1 : 13) {
        spill(second->bytes, cut);
        REQUIRE_INT(state_of_file(), 0);
    }
    for (size_t at = 0; at < second->size;
         at += at % INDEX_HEADER_ROOM < 80 || at > INDEX_FIRST_BLOCK ? 1 : 97) {
        struct index_file *file;
        struct pst_error error;
        second->bytes[at] ^= 0x10;
        spill(second->bytes, second->size);
        second->bytes[at] ^= 0x10;
        if (index_file_open(path, &file, &error) != PST_OK)
            continue;
        static const struct {
            const char *name;
            uint32_t reel;
            const char *now, *before;
        } blocks[] = {{"film", 0, "the first film", "the first film"},
                      {"film", 1, "the second film", "the second film"},
                      {"sums", 0, "sums over two", "sums over one"},
                      {"near", INDEX_AS_A_WHOLE, "near two", "near one"}};
        for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
            const void *bytes;
            size_t size;
            if (index_file_read(file, blocks[i].name, blocks[i].reel, &bytes, &size, &error) == PST_OK)
                REQUIRE(reads(file, blocks[i].name, blocks[i].reel, blocks[i].now) ||
                        reads(file, blocks[i].name, blocks[i].reel, blocks[i].before));
        }
        index_file_close(&file);
    }
}

static void check_refusals(void)
{
    struct index_file *file;
    struct index_growth *one = grow(false), *two;
    struct pst_error error = {0};
    REQUIRE(index_growth_open(path, false, &two, &error) == PST_OUTPUT && two == NULL);
    index_growth_abandon(&one);
    spill("SQLite format 3", 16);
    REQUIRE(!is_index_file(path));
    REQUIRE(index_file_open(path, &file, &error) == PST_INPUT && file == NULL);
    REQUIRE(index_growth_open(path, false, &one, &error) == PST_INPUT && one == NULL);
    REQUIRE(index_growth_open(path, true, &one, &error) == PST_OUTPUT && one == NULL);
    unlink(path);
    REQUIRE(index_file_open(path, &file, &error) == PST_INPUT);
    REQUIRE(!is_index_file("."));
    REQUIRE(index_growth_open("nowhere/x.idx", true, &one, &error) == PST_OUTPUT);
}

/* Blocks that are replaced again and again do not make the file grow for ever. */
static void check_dead(void)
{
    enum { SIZE = 1 << 18, TIMES = 40 };
    static char bytes[SIZE];
    struct stat there;
    make_first();
    for (int i = 0; i < TIMES; i++) {
        struct index_growth *growth = grow(false);
        memset(bytes, i, SIZE);
        index_growth_put(growth, "film", 1, bytes, SIZE);
        commit(growth);
    }
    REQUIRE(stat(path, &there) == 0 && there.st_size < 10 * SIZE);
    struct index_file *file;
    const void *got;
    size_t size;
    struct pst_error error;
    REQUIRE(index_file_open(path, &file, &error) == PST_OK);
    REQUIRE(index_file_read(file, "film", 1, &got, &size, &error) == PST_OK && size == SIZE &&
            memcmp(got, bytes, SIZE) == 0);
    REQUIRE(reads(file, "sums", 0, "sums over one"));
    index_file_close(&file);
}

int main(void)
{
    make_first();
    REQUIRE(is_index_file(path));
    struct whole first = slurp();
    make_second();
    struct whole second = slurp();
    check_crashes(&first, &second);
    check_damage(&second);
    spill(second.bytes, second.size);
    check_refusals();
    check_dead();
    unlink(path);
    free(first.bytes);
    free(second.bytes);
    return 0;
}
