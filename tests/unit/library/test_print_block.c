/* SPDX-License-Identifier: Apache-2.0 */
/* Prints and films that were put into an index come out of it; what is spoilt, or hashes well and lies, is
 * told. */
#include "kernel/fingerprint_hash.h"
#include "library/film_block.h"
#include "library/print_block.h"
#include "pastiche/status.h"
#include "test.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <unistd.h>

enum { FRAMES = 300, KEPT = 100, REELS = 70 };

static const char path[] = "print_block_test.idx";
static uint8_t prints[FRAMES][FINGERPRINT_SIZE];
static uint32_t kept[KEPT];

static void shoot(void)
{
    for (int n = 0; n < FRAMES; n++)
        for (int k = 0; k < FINGERPRINT_SIZE; k++)
            prints[n][k] = (uint8_t)(n * 7 + k * 31 + n * k);
    for (uint32_t i = 0; i < KEPT; i++)
        kept[i] = 3 * i + 1;
}

static struct index_growth *grow(bool anew)
{
    struct index_growth *growth;
    struct pst_error error;
    REQUIRE(index_growth_open(path, anew, &growth, &error) == PST_OK);
    return growth;
}

static struct index_file *open_index(void)
{
    struct index_file *file;
    struct pst_error error;
    REQUIRE(index_file_open(path, &file, &error) == PST_OK);
    return file;
}

static void make(void)
{
    struct index_growth *growth = grow(true);
    struct pst_error error;
    for (uint32_t reel = 0; reel < REELS; reel++) {
        char name[16];
        const struct indexed_reel stamp = {1000 + reel, "0123456789abcdef0123456789abcdef"};
        snprintf(name, sizeof name, "%u.reel", reel);
        const struct pst_compared about = {.reel = name,
                                           .file = "f",
                                           .title = "",
                                           .hash = "h",
                                           .tool = "t",
                                           .note = "n",
                                           .frames = FRAMES,
                                           .rate_num = 24,
                                           .rate_den = 1,
                                           .seconds = 12.5,
                                           .shots = 4};
        REQUIRE(film_block_put(growth, reel, &about, &stamp, &error) == PST_OK);
        REQUIRE(print_block_put(growth, reel, prints[0], kept, reel % (KEPT + 1), 10, 3.5 + reel, FRAMES,
                                &error) == PST_OK);
    }
    REQUIRE(index_growth_commit(&growth, &error) == PST_OK);
}

static void check_one(const struct print_block *block, uint32_t reel)
{
    REQUIRE_INT(block->codes.count, reel % (KEPT + 1));
    REQUIRE_INT(block->codes.apart, 10);
    REQUIRE_INT(block->frames, FRAMES);
    REQUIRE(block->extent == 3.5 + reel);
    for (size_t i = 0; i < block->codes.count; i++)
        for (int view = 0; view < 2; view++) {
            uint8_t code[CODE_SIZE];
            code_take(block->codes.views[view], i, code);
            REQUIRE_INT(block->codes.frames[i], kept[i]);
            REQUIRE(memcmp(code, prints[kept[i]] + view * CODE_SIZE, CODE_SIZE) == 0);
        }
}

static enum pst_status count_reel(void *data, uint32_t reel, const struct print_block *block,
                                  struct pst_error *error)
{
    atomic_int *seen = data;
    (void)error;
    check_one(block, reel);
    atomic_fetch_add(&seen[reel], 1);
    return PST_OK;
}

static void check_whole(void)
{
    struct index_file *file = open_index();
    struct pst_error error;
    static atomic_int seen[REELS];
    REQUIRE_INT(index_reels(file), REELS);
    REQUIRE(print_blocks_each(file, REELS, count_reel, seen, &error) == PST_OK);
    for (uint32_t reel = 0; reel < REELS; reel++) {
        struct pst_compared about;
        struct indexed_reel stamp;
        char name[16];
        snprintf(name, sizeof name, "%u.reel", reel);
        REQUIRE_INT(seen[reel], 1);
        REQUIRE(film_block_read(file, reel, &about, &stamp, &error) == PST_OK);
        REQUIRE_TEXT(about.reel, name);
        REQUIRE_TEXT(about.note, "n");
        REQUIRE(about.seconds == 12.5 && about.shots == 4 && stamp.size == 1000 + reel);
    }
    index_file_close(&file);
}

/* A bit anywhere in a block of prints. */
static void check_damage(void)
{
    struct index_file *file = open_index();
    struct print_block block;
    struct pst_error error;
    REQUIRE(print_block_read(file, 66, &block, &error) == PST_OK);
    index_file_close(&file);
    int fd = open(path, O_RDWR);
    off_t size = lseek(fd, 0, SEEK_END);
    char byte;
    REQUIRE(fd >= 0 && pread(fd, &byte, 1, size / 2) == 1);
    byte ^= 4;
    REQUIRE(pwrite(fd, &byte, 1, size / 2) == 1);
    static atomic_int seen[REELS];
    file = open_index();
    REQUIRE(print_blocks_each(file, REELS, count_reel, seen, &error) == PST_INPUT);
    REQUIRE(strstr(error.message, "is damaged: block"));
    index_file_close(&file);
    close(fd);
}

static bool is_refused(const void *bytes, size_t size)
{
    struct index_growth *growth = grow(true);
    struct pst_error error;
    struct print_block block;
    index_growth_put(growth, "prints", 0, bytes, size);
    REQUIRE(index_growth_commit(&growth, &error) == PST_OK);
    struct index_file *file = open_index();
    bool refused = print_block_read(file, 0, &block, &error) == PST_INPUT;
    index_file_close(&file);
    return refused;
}

/* What hashes well may lie all the same. */
static void check_lies(void)
{
    struct index_file *file = open_index();
    struct pst_error error;
    const void *bytes;
    size_t size;
    uint8_t *copy, *lie;
    REQUIRE(index_file_read(file, "prints", 33, &bytes, &size, &error) == PST_OK);
    copy = malloc(size);
    lie = malloc(size);
    REQUIRE(copy && lie);
    memcpy(copy, bytes, size);
    index_file_close(&file);
    REQUIRE(!is_refused(copy, size));
    REQUIRE(is_refused(copy, size - 64) && is_refused(copy, 20) && is_refused(copy, 0));
    static const struct {
        size_t at;
        uint8_t value;
    } lies[] = {{0, 34}, {3, 0x80}, {4, 200}, {15, 0x80}, {23, 0xff}, {64, 99}, {8, 20}};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        memcpy(lie, copy, size);
        lie[lies[i].at] = lies[i].value;
        if (lies[i].at == 23) /* not a number */
            lie[22] = 0xff;
        if (lies[i].at == 8) /* fewer frames than the last print's */
            lie[9] = 0;
        if (lies[i].at == 0) /* one more would need another group only from 33 on */
            lie[0] = 65;
        REQUIRE(is_refused(lie, size));
    }
    free(copy);
    free(lie);
}

int main(void)
{
    shoot();
    make();
    check_whole();
    check_damage();
    make();
    check_lies();
    unlink(path);
    return 0;
}
