/* SPDX-License-Identifier: Apache-2.0 */
/* Three shots of 24000/1001 from 01:00:00:00 with names that no format likes. A frame lasts 1001/24000 s:
   frame 48 comes at 2.002 s, 52 at 2.168833… s, 100 at 4.170833… s. */
#ifndef PST_SMALL_LIST_H
#define PST_SMALL_LIST_H

#include "exchange/exchange.h"

#define AT(frame) ((frame)*1001.0 / 24000)

static const struct exchange_change small_changes[] = {
    {{PST_JUMP_CUT, 48, 48, 1, ""}, 48, 48, AT(48), AT(48)},
    {{PST_DISSOLVE, 50, 53, 1, ""}, 50, 54, AT(50), AT(54)},
};
static const struct exchange_shot small_shots[] = {
    {7, {0, 47, PST_SHOT_PICTURE}, 0, 48, 0, AT(48), NULL, &small_changes[0], NULL, 0},
    {8, {48, 51, PST_SHOT_SOLID}, 48, 52, AT(48), AT(52), &small_changes[0], &small_changes[1], NULL, 0},
    {9, {52, 99, PST_SHOT_PICTURE}, 52, 100, AT(52), AT(100), &small_changes[1], NULL, NULL, 0},
};
static const struct exchange_span small_labels[] = {
    {"a|b\n<c> & \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d --> \xf0\x9f\x8e\xac", 0, 50, 0, 51, 0, AT(51)},
    {"\xff", 40, 99, 40, 100, AT(40), AT(100)},
};
static const struct exchange small = {
    .title = "My\r\n\"film\" --> <1>",
    .file = "a.mkv",
    .clock = {{24000, 1001}, 86400, false, 100, 100},
    .frames = 100,
    .duration = AT(100),
    .shots = small_shots,
    .shot_count = 3,
    .labels = small_labels,
    .label_count = 2,
};

#endif
