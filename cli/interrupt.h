/* SPDX-License-Identifier: Apache-2.0 */
/* Ctrl-C for a command that looks up often: the signal waits until it is asked for, so that what is half made
   can be taken away first. */
#ifndef PST_INTERRUPT_H
#define PST_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM and SIGHUP wait. */
void interrupt_hold(void);

/* Has one of them come? `data` is not used. */
bool interrupt_asked(void *data);

#endif
