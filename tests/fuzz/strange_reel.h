/* SPDX-License-Identifier: Apache-2.0 */
/* A reel in a stranger's hands: made sound from a film of our own, to be spoilt by a harness, then read
   whole, and measured again over it. */
#ifndef PST_STRANGE_REEL_H
#define PST_STRANGE_REEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of a sound reel of a film of 48 pictures with cuts, titles and stills. Its pages are small, and what
   is derived in it is of an older version, so that measuring derives it again from what the reel holds. */
const uint8_t *sound_reel(size_t *size);

/* Where the spoilt reel goes. */
const char *strange_path(void);

/* Puts the sound reel there; whether other bytes than its stand there, or journals beside. */
void place_sound_reel(void);
bool is_spoilt(void);

/* Removes it, and the journals of SQLite beside it. */
void forget_strange_reel(void);

/* Reads all there is and checks that what is handed on keeps to include/pastiche/, then measures the film
   with this reel in its place: what comes of that must be sound. A page is slow to make, so not always
   wanted. */
void try_strange_reel(bool page_wanted);

#endif
