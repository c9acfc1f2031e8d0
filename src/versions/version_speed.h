/* SPDX-License-Identifier: Apache-2.0 */
/* A shot is mostly shown at one speed: a way that steps through it is held against straight ones. */
#ifndef PST_VERSION_SPEED_H
#define PST_VERSION_SPEED_H

#include "versions/version_path.h"

/* Straightens `shown` wherever one speed through a shot explains its pictures as well. */
void settle_version_speeds(const struct version *old_cut, const struct version *new_cut, int32_t *shown);

#endif
