/* SPDX-License-Identifier: Apache-2.0 */
/* Where a film lies, as the URL that editing programs want (RFC 3986, RFC 8089). */
#ifndef PST_MEDIA_URL_H
#define PST_MEDIA_URL_H

#include "base/text.h"

/* A URL stays as it is. A whole path becomes file:///…, also C:\… and \\server\…; any other path becomes a
   relative reference. Every byte but letters, digits and -._~/ is escaped, so that any name survives. */
void media_url(struct text *, const char *media);

#endif
