/* SPDX-License-Identifier: Apache-2.0 */
/* pastiche measures the form of a film. Everything at once; each header also stands alone. */
#ifndef PASTICHE_PASTICHE_H
#define PASTICHE_PASTICHE_H

#include "pastiche/compare.h"
#include "pastiche/comparison.h"
#include "pastiche/contrast.h"
#include "pastiche/correct.h"
#include "pastiche/diff.h"
#include "pastiche/export.h"
#include "pastiche/film.h"
#include "pastiche/film_part.h"
#include "pastiche/find.h"
#include "pastiche/index.h"
#include "pastiche/measure.h"
#include "pastiche/page.h"
#include "pastiche/query.h"
#include "pastiche/quote.h"
#include "pastiche/rational.h"
#include "pastiche/reel.h"
#include "pastiche/rhythm.h"
#include "pastiche/shot.h"
#include "pastiche/shot_list.h"
#include "pastiche/show.h"
#include "pastiche/status.h"
#include "pastiche/table.h"
#include "pastiche/timecode.h"
#include "pastiche/version.h"

#endif
