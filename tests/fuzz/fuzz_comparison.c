/* SPDX-License-Identifier: Apache-2.0 */
/* A comparison changed byte by byte or by SQL, as by a stranger, then read whole and shown in every way. The
   first byte of the input says which: even, changes of 8 bytes each as in fuzz_reel_bytes.c; odd, SQL. */
#include "fuzz.h"
#include "pastiche/show.h"
#include "scratch_folder.h"
#include "unit/reel/planted_comparison.h"
#include <sqlite3.h>
