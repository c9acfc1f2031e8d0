/* SPDX-License-Identifier: Apache-2.0 */
/* What a writer wrote, as a parser of XML reads it. */
#ifndef PST_PARSED_XML_H
#define PST_PARSED_XML_H

#include "base/text.h"
#include "test.h"
#include <libxml/parser.h>
#include <libxml/xpath.h>

static inline xmlDoc *parse_xml(const struct text *text)
{
    xmlDoc *document = xmlReadMemory(text->data, (int)text->length, "test.xml", NULL, XML_PARSE_NONET);
    REQUIRE(document);
    return document;
}

static inline void say_xpath(xmlDoc *document, const char *path, struct text *said)
{
    xmlXPathContext *context = xmlXPathNewContext(document);
    xmlXPathObject *found = xmlXPathEvalExpression((const xmlChar *)path, context);
    REQUIRE(found);
    xmlChar *string = xmlXPathCastToString(found);
    text_clear(said);
    text_append(said, (const char *)string);
    xmlFree(string);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
}

#define REQUIRE_XPATH(document, path, wanted)                                                                \
    do {                                                                                                     \
        struct text said_ = {0};                                                                             \
        say_xpath(document, path, &said_);                                                                   \
        if (strcmp(said_.data, wanted) != 0)                                                                 \
            TEST_FAIL("%s is '%s', wanted '%s'", path, said_.data, wanted);                                  \
        text_release(&said_);                                                                                \
    } while (0)

#endif
