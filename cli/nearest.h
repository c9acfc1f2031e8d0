/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PST_NEAREST_H
#define PST_NEAREST_H

/* What the person may have meant: keeps the best of the candidates that it is shown. */
struct nearest {
    const char *word; /* what was typed */
    const char *best; /* NULL: nothing is near enough */
    int distance;
};

void nearest_show(struct nearest *, const char *candidate);

#endif
