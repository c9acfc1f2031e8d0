/* SPDX-License-Identifier: Apache-2.0 */
/* Many people who babble or cheer, of whom no word can be made out. */
#ifndef STAGE_WALLA_H
#define STAGE_WALLA_H

#include <stdint.h>

struct walla;
/* `excited` people shout vowels and clap. As loud as so many are from a few metres. */
struct walla *walla_open(int people, int excited, uint64_t seed);
void walla_close(struct walla *walla);
/* Adds what comes next. */
void walla_add(struct walla *walla, float *left, float *right, int count);

#endif
