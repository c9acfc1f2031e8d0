/* SPDX-License-Identifier: Apache-2.0 */
#include "meter/meter.h"

extern const struct meter signal_meter, colour_meter, light_meter, composition_meter, fingerprint_meter,
    inset_meter, still_meter, loudness_meter, sound_print_meter, title_meter;

const struct meter *const meters[] = {
    &signal_meter,
    &colour_meter,
    &light_meter,
    &composition_meter,
    &fingerprint_meter,
    &inset_meter,
    &still_meter,
    &loudness_meter,
    &sound_print_meter,
    &title_meter,
    0,
};
