/* SPDX-License-Identifier: Apache-2.0 */
#include "base/array.h"
#include "base/error.h"
#include "exchange/eaf.h"
#include <ctype.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { UNKNOWN = -1, MAX_REFERENCES = 64 };
static const int64_t MAX_TIME = (int64_t)1 << 40; /* milliseconds: 34 years */

struct slot {
    const char *id;
    int64_t time; /* milliseconds; UNKNOWN where the file does not tell */
    size_t place; /* in TIME_ORDER */
};

struct annotation {
    const char *id;
    const xmlNode *node; /* ALIGNABLE_ANNOTATION or REF_ANNOTATION */
};

struct reader {
    const char *name;
    struct {
        struct slot *items; /* in the order of their ids */
        size_t count, capacity;
    } slots;
    int64_t *times; /* of each place in TIME_ORDER */
    struct {
        struct annotation *items; /* likewise */
        size_t count, capacity;
    } annotations;
    struct exchange_reading *to;
    struct pst_error *error;
};

/* The document owns its strings: they are read where they lie. */
static const char *attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *child(const xmlNode *node, const char *name)
{
    for (node = node ? node->children : NULL; node; node = node->next)
        if (is_named(node, name))
            return node;
    return NULL;
}

static int line_of(const xmlNode *node)
{
    long line = xmlGetLineNo((xmlNode *)(uintptr_t)node);
    return line > 0 && line < INT32_MAX ? (int)line : 1;
}

/* A stranger's string for a message: short, of one line. */
struct quoted {
    char text[64];
};

static struct quoted quote(const char *string)
{
    struct quoted quoted;
    text_copy_utf8(quoted.text, sizeof quoted.text, string);
    for (char *c = quoted.text; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    return quoted;
}

#define complain(reader, node, ...) complain_at(reader, line_of(node), __VA_ARGS__)
#define complain_at(reader, line, format, ...)                                                               \
    fail((reader)->error, PST_INPUT, "'%s', line %d: " format, (reader)->name, line, __VA_ARGS__)

/* ---- times */

static bool parse_time(const char *text, int64_t *time)
{
    char *end = NULL;
    if (!isdigit((unsigned char)text[0]))
        return false;
    long long value = strtoll(text, &end, 10);
    *time = value;
    return *end == '\0' && value <= MAX_TIME;
}

static int by_slot_id(const void *a, const void *b)
{
    return strcmp(((const struct slot *)a)->id, ((const struct slot *)b)->id);
}

static int by_annotation_id(const void *a, const void *b)
{
    return strcmp(((const struct annotation *)a)->id, ((const struct annotation *)b)->id);
}

static enum pst_status read_slots(struct reader *r, const xmlNode *order)
{
    for (const xmlNode *n = order->children; n; n = n->next) {
        if (!is_named(n, "TIME_SLOT"))
            continue;
        const char *id = attribute(n, "TIME_SLOT_ID"), *value = attribute(n, "TIME_VALUE");
        struct slot slot = {id, UNKNOWN, r->slots.count};
        if (!id)
            return complain(r, n, "a time slot without %s", "TIME_SLOT_ID");
        if (value && !parse_time(value, &slot.time))
            return complain(r, n, "'%s' is no time in milliseconds", quote(value).text);
        if (!array_push(&r->slots, slot))
            return fail_memory(r->error);
    }
    r->times = malloc((r->slots.count + 1) * sizeof *r->times);
    if (!r->times)
        return fail_memory(r->error);
    for (size_t i = 0; i < r->slots.count; i++)
        r->times[i] = r->slots.items[i].time;
    if (r->slots.count)
        qsort(r->slots.items, r->slots.count, sizeof *r->slots.items, by_slot_id);
    return PST_OK;
}

/* Slots without a time lie at even distances between those round them that have one, as ELAN shows them. */
static void fill_times(struct reader *r)
{
    for (size_t i = 0, last = 0; i < r->slots.count; i++) {
        if (r->times[i] == UNKNOWN)
            continue;
        double step = i > last ? (double)(r->times[i] - r->times[last]) / (double)(i - last) : 0;
        for (size_t k = last + 1; k < i && r->times[last] != UNKNOWN; k++)
            r->times[k] = r->times[last] + llround(step * (double)(k - last));
        last = i;
    }
}

static enum pst_status find_time(struct reader *r, const xmlNode *annotation, const char *which, bool exact,
                                 int64_t *time)
{
    const char *id = attribute(annotation, which);
    struct slot wanted = {id, 0, 0}, *slot = NULL;
    if (!id)
        return complain(r, annotation, "an annotation without %s", which);
    if (r->slots.count)
        slot = bsearch(&wanted, r->slots.items, r->slots.count, sizeof wanted, by_slot_id);
    if (!slot)
        return complain(r, annotation, "there is no time slot '%s'", quote(id).text);
    *time = exact ? slot->time : r->times[slot->place];
    if (*time == UNKNOWN)
        return complain(r, annotation, "time slot '%s' has no time: align the annotation first",
                        quote(id).text);
    return PST_OK;
}

/* ---- annotations */

static const xmlNode *inside(const xmlNode *annotation)
{
    const xmlNode *node = child(annotation, "ALIGNABLE_ANNOTATION");
    return node ? node : child(annotation, "REF_ANNOTATION");
}

static enum pst_status gather_annotations(struct reader *r, const xmlNode *root)
{
    for (const xmlNode *tier = root->children; tier; tier = tier->next)
        for (const xmlNode *n = is_named(tier, "TIER") ? tier->children : NULL; n; n = n->next) {
            const xmlNode *node = is_named(n, "ANNOTATION") ? inside(n) : NULL;
            const char *id = node ? attribute(node, "ANNOTATION_ID") : NULL;
            if (id && !array_push(&r->annotations, (struct annotation){id, node}))
                return fail_memory(r->error);
        }
    if (r->annotations.count)
        qsort(r->annotations.items, r->annotations.count, sizeof *r->annotations.items, by_annotation_id);
    return PST_OK;
}

/* The annotation with times that one refers to, through others if need be. */
static enum pst_status find_aligned(struct reader *r, const xmlNode **node)
{
    const xmlNode *from = *node;
    for (int i = 0; is_named(*node, "REF_ANNOTATION"); i++) {
        struct annotation wanted = {attribute(*node, "ANNOTATION_REF"), NULL}, *found = NULL;
        if (wanted.id && r->annotations.count)
            found =
                bsearch(&wanted, r->annotations.items, r->annotations.count, sizeof wanted, by_annotation_id);
        if (!found || i == MAX_REFERENCES)
            return complain(r, from, "refers to no annotation with times ('%s')",
                            quote(wanted.id ? wanted.id : "").text);
        *node = found->node;
    }
    return PST_OK;
}

struct span {
    int row;
    int64_t in, out; /* milliseconds */
};

static enum pst_status find_span(struct reader *r, const xmlNode *node, bool exact, struct span *span)
{
    const xmlNode *aligned = node;
    span->row = line_of(node);
    enum pst_status status = find_aligned(r, &aligned);
    if (status == PST_OK)
        status = find_time(r, aligned, "TIME_SLOT_REF1", exact, &span->in);
    if (status == PST_OK)
        status = find_time(r, aligned, "TIME_SLOT_REF2", exact, &span->out);
    if (status == PST_OK && span->in > span->out)
        return complain(r, node, "an annotation that ends at %lld ms, before it begins at %lld",
                        (long long)span->out, (long long)span->in);
    return status;
}

/* Appends what the annotation says, without spaces at its ends. */
static void append_value(const xmlNode *node, struct text *value)
{
    const xmlNode *said = child(node, "ANNOTATION_VALUE");
    xmlChar *content = said ? xmlNodeGetContent(said) : NULL;
    const char *from = content ? (const char *)content : "";
    while (isspace((unsigned char)*from))
        from++;
    size_t length = strlen(from);
    while (length && isspace((unsigned char)from[length - 1]))
        length--;
    text_append_bytes(value, from, length);
    xmlFree(content);
}

/* ---- tiers */

static enum pst_status add_shot(struct reader *r, const xmlNode *node, const char *tier, const char *value)
{
    struct span span;
    (void)tier, (void)value;
    enum pst_status status = find_span(r, node, true, &span);
    if (status != PST_OK)
        return status;
    struct exchange_found_shot shot = {span.row, span.in, span.out};
    return array_push(&r->to->shots, shot) ? PST_OK : fail_memory(r->error);
}

static enum pst_status add_change(struct reader *r, const xmlNode *node, const char *tier, const char *value)
{
    char kind[16];
    struct span span;
    size_t length = strcspn(value, " \t\n");
    struct exchange_found_change change = {.confidence = NAN};
    (void)tier;
    snprintf(kind, sizeof kind, "%.*s", length < sizeof kind ? (int)length : 0, value);
    if (!pst_transition_kind_parse(kind, &change.kind))
        return complain(r, node, "'%s' is no kind of transition", quote(value).text);
    text_copy_utf8(change.detail, sizeof change.detail, value + length + strspn(value + length, " \t\n"));
    enum pst_status status = find_span(r, node, true, &span);
    if (status != PST_OK)
        return status;
    bool cut = change.kind == PST_CUT || change.kind == PST_JUMP_CUT;
    change.row = span.row;
    change.in = span.in;
    change.out = cut ? span.in : span.out;
    return array_push(&r->to->changes, change) ? PST_OK : fail_memory(r->error);
}

static enum pst_status add_label(struct reader *r, const xmlNode *node, const char *tier, const char *value)
{
    struct span span;
    enum pst_status status = find_span(r, node, false, &span);
    if (status != PST_OK)
        return status;
    return exchange_add_label(r->to, span.row, span.in, span.out, *value ? value : tier)
               ? PST_OK
               : fail_memory(r->error);
}

typedef enum pst_status add_annotation(struct reader *, const xmlNode *, const char *tier, const char *value);

/* "title" and "title 2" for "title". */
static bool is_lane(const char *tier, const char *of)
{
    size_t length = strlen(of);
    if (strncmp(tier, of, length) != 0)
        return false;
    const char *number = tier + length + 1;
    return !tier[length] || (tier[length] == ' ' && *number && !number[strspn(number, "0123456789")]);
}

static enum pst_status read_tier(struct reader *r, const xmlNode *tier)
{
    const char *id = attribute(tier, "TIER_ID");
    if (!id)
        return complain(r, tier, "a tier without %s", "TIER_ID");
    bool shots = strcmp(id, "shot") == 0, changes = strcmp(id, "transition") == 0;
    add_annotation *add = shots ? add_shot : changes ? add_change : add_label;
    enum pst_status status = PST_OK;
    for (const xmlNode *n = is_lane(id, "title") ? NULL : tier->children; n && status == PST_OK;
         n = n->next) {
        const xmlNode *node = is_named(n, "ANNOTATION") ? inside(n) : NULL;
        struct text value = {0};
        if (!node)
            continue;
        append_value(node, &value);
        text_append(&value, "");
        status = value.failed ? fail_memory(r->error) : add(r, node, id, value.data);
        text_release(&value);
    }
    return status;
}

static enum pst_status read_document(struct reader *r, const xmlNode *root)
{
    const xmlNode *order = child(root, "TIME_ORDER");
    const char *units = child(root, "HEADER") ? attribute(child(root, "HEADER"), "TIME_UNITS") : NULL;
    if (!is_named(root, "ANNOTATION_DOCUMENT") || !order)
        return complain(r, root, "is no ELAN document%s", order ? "" : " with a TIME_ORDER");
    if (units && strcmp(units, "milliseconds") != 0)
        return complain(r, root, "counts time in '%s', not in milliseconds", quote(units).text);
    enum pst_status status = read_slots(r, order);
    if (status == PST_OK) {
        fill_times(r);
        status = gather_annotations(r, root);
    }
    for (const xmlNode *n = root->children; n && status == PST_OK; n = n->next)
        if (is_named(n, "TIER"))
            status = read_tier(r, n);
    if (status == PST_OK && r->to->shots.count == 0)
        return fail(r->error, PST_INPUT, "'%s': has no annotation in a tier 'shot'", r->name);
    return status;
}

/* No EAF file has a document type, and nothing good comes of one: entities, other files. */
static void refuse_document_type(void *context, const xmlChar *name, const xmlChar *external,
                                 const xmlChar *system)
{
    xmlParserCtxt *parser = context;
    (void)name, (void)external, (void)system;
    *(int *)parser->_private = parser->input ? parser->input->line : 1;
    xmlStopParser(parser);
}

static enum pst_status parse(struct reader *r, xmlParserCtxt *parser, const char *bytes, size_t size,
                             xmlDoc **document)
{
    int typed = 0; /* the line of a document type */
    parser->_private = &typed;
    parser->sax->internalSubset = refuse_document_type;
    *document = xmlCtxtReadMemory(parser, bytes, (int)size, NULL, NULL,
                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                      XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    parser->_private = NULL;
    const xmlError *trouble = xmlCtxtGetLastError(parser);
    int line = trouble && trouble->line > 0 ? trouble->line : 1;
    if (typed)
        return complain_at(r, typed, "has a %s, which ELAN does not write", "document type");
    if (!*document || !xmlDocGetRootElement(*document))
        return complain_at(r, line, "not valid %s", "XML");
    return PST_OK;
}

enum pst_status eaf_read(const char *name, const char *bytes, size_t size, const struct exchange_clock *clock,
                         struct exchange_reading *reading, struct pst_error *error)
{
    struct reader reader = {.name = name, .to = reading, .error = error};
    (void)clock;
    if (size > INT32_MAX)
        return fail(error, PST_INPUT, "'%s': is larger than 2 GiB", name);
    reading->rate = (struct pst_rational){1000, 1};
    reading->labels_told = true;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *document = NULL;
    enum pst_status status = parser ? parse(&reader, parser, bytes, size, &document) : fail_memory(error);
    if (status == PST_OK)
        status = read_document(&reader, xmlDocGetRootElement(document));
    xmlFreeDoc(document);
    if (parser)
        xmlFreeParserCtxt(parser);
    xmlResetLastError(); /* the thread's: it points into what is gone now */
    free(reader.slots.items);
    free(reader.times);
    free(reader.annotations.items);
    return status;
}
