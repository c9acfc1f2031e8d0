/* SPDX-License-Identifier: Apache-2.0 */
/* What the sound_print meter writes and looking for copies reads: a word of 64 bits SOUND_WORDS times a
   second. Vector n of the measure holds the words of second n of the sound, SOUND_WORD_SIZE bytes each, the
   lowest byte first; the last vector may hold fewer. Word k tells of the SOUND_WORD_SPAN seconds of sound
   from k / SOUND_WORDS on. SOUND_WORD_SILENT is a word of silence, or of sound that does not change.

   Bit m: whether from the first window of the span to the second one band m has gained on the band
   SOUND_BAND_APART above it (Haitsma & Kalker 2002). Bands lie a twenty-fourth of their frequency apart, so
   that what plays at 25 pictures a second and not at 24 has each bit one place higher. */
#ifndef PST_SOUND_WORDS_H
#define PST_SOUND_WORDS_H

#include <stddef.h>
#include <stdint.h>

enum {
    SOUND_WORDS = 32, /* a second */
    SOUND_WORD_BITS = 64,
    SOUND_WORD_SIZE = SOUND_WORD_BITS / 8,
    SOUND_BAND_APART = 2,
    SOUND_BANDS = SOUND_WORD_BITS + SOUND_BAND_APART,
    SOUND_WORD_LAG = 4 /* windows from the first to the second */
};
#define SOUND_WINDOW 0.32 /* seconds */
#define SOUND_WORD_SPAN (SOUND_WINDOW + (double)SOUND_WORD_LAG / SOUND_WORDS)
#define SOUND_WORD_SILENT UINT64_C(0)

static inline void sound_word_put(uint64_t word, uint8_t *bytes)
{
    for (int i = 0; i < SOUND_WORD_SIZE; i++)
        bytes[i] = (uint8_t)(word >> 8 * i);
}

static inline uint64_t sound_word_get(const uint8_t *bytes)
{
    uint64_t word = 0;
    for (int i = 0; i < SOUND_WORD_SIZE; i++)
        word |= (uint64_t)bytes[i] << 8 * i;
    return word;
}

#endif
