/* SPDX-License-Identifier: Apache-2.0 */
#include "sound/riff.h"

#include "sound/soundtrack.h"

#include <string.h>

struct pen {
    unsigned char *at;
};

static void put(struct pen *pen, const char *name)
{
    memcpy(pen->at, name, 4);
    pen->at += 4;
}

static void put_number(struct pen *pen, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *pen->at++ = (unsigned char)(number >> (8 * i));
}

int riff_head(int64_t samples, unsigned char head[longest_head])
{
    enum { frame = 4, plain = 44, wide = 80 };
    struct pen pen = {head};
    uint64_t bytes = (uint64_t)samples * frame, unknown = UINT32_MAX;
    int is_wide = bytes + plain - 8 >= unknown;
    put(&pen, is_wide ? "RF64" : "RIFF");
    put_number(&pen, is_wide ? unknown : bytes + plain - 8, 4);
    put(&pen, "WAVE");
    if (is_wide) {
        put(&pen, "ds64");
        put_number(&pen, 28, 4);
        put_number(&pen, bytes + wide - 8, 8);
        put_number(&pen, bytes, 8);
        put_number(&pen, (uint64_t)samples, 8);
        put_number(&pen, 0, 4);
    }
    put(&pen, "fmt ");
    put_number(&pen, 16, 4);
    put_number(&pen, 1, 2);
    put_number(&pen, 2, 2);
    put_number(&pen, sample_rate, 4);
    put_number(&pen, sample_rate * frame, 4);
    put_number(&pen, frame, 2);
    put_number(&pen, 16, 2);
    put(&pen, "data");
    put_number(&pen, is_wide ? unknown : bytes, 4);
    return (int)(pen.at - head);
}
