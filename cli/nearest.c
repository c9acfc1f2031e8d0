/* SPDX-License-Identifier: Apache-2.0 */
#include "nearest.h"
#include <stdbool.h>
#include <string.h>

enum { LONGEST = 32 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Edits that turn one word into the other: a letter more, less or other, or two swapped (Damerau 1964, in its
 * restricted form). */
static int edits(const char *a, const char *b)
{
    int rows = (int)strlen(a), columns = (int)strlen(b), d[LONGEST + 1][LONGEST + 1];
    if (rows > LONGEST || columns > LONGEST)
        return LONGEST;
    for (int i = 0; i <= rows; i++)
        for (int j = 0; j <= columns; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = least(d[i - 1][j - 1] + (a[i - 1] != b[j - 1]), least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[rows][columns];
}

void nearest_show(struct nearest *n, const char *candidate)
{
    size_t length = strlen(n->word);
    int allowed = length < 4 ? 1 : (int)(length + 2) / 3;
    bool begins = length >= 2 && strncmp(n->word, candidate, length) == 0;
    int distance = begins ? 1 : edits(n->word, candidate);
    if (distance <= allowed && (!n->best || distance < n->distance)) {
        n->best = candidate;
        n->distance = distance;
    }
}
