/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of a truth file. docs/truth.md says what each column means; a test holds the two together. */
#ifndef STAGE_TRUTH_TABLES_H
#define STAGE_TRUTH_TABLES_H

enum { truth_application = 0x74727574, truth_version = 1 }; /* "trut" */

/* Statements that make them, one each, ended by NULL; tables come before those that refer to them. */
extern const char *const truth_tables[];

#endif
