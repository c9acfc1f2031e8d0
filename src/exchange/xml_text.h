/* SPDX-License-Identifier: Apache-2.0 */
/* A stranger's text in XML that we write. */
#ifndef PST_XML_TEXT_H
#define PST_XML_TEXT_H

#include "base/text.h"

/* Fit for an attribute in double quotes and for content alike: markup, line ends and tabs as references, what
   XML 1.0 forbids (control characters, broken UTF-8, U+FFFE and U+FFFF) as U+FFFD. */
void xml_append(struct text *, const char *string);

#endif
