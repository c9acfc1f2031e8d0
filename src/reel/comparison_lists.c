/* SPDX-License-Identifier: Apache-2.0 */
#include "reel/comparison_lists.h"
#include <string.h>

static const char *role_name(int i)
{
    return i <= PST_ROLE_CONTROL ? pst_role_name((enum pst_role)i) : NULL;
}

static const char *unlike_name(int i)
{
    return i <= PST_UNLIKE_BOTH ? pst_unlike_name((enum pst_unlike)i) : NULL;
}

static const char *told_name(int i)
{
    return i < PST_FACETS ? pst_facet_name(i) : NULL;
}

#define IT(member, kind) FIELD(struct THIS, member, #member, kind, NULL)
#define NAMED(member, column, name) FIELD(struct THIS, member, column, FIELD_NAME, name)

#define THIS pst_comparison_about
const struct field about_fields[] = {
    IT(tool, FIELD_STRING),       IT(window, FIELD_NUMBER),       IT(step, FIELD_NUMBER),
    IT(pseudo_films, FIELD_SOME), IT(stretch_note, FIELD_STRING), FIELDS_END,
};
#undef THIS

#define THIS pst_compared
static const struct field film[] = {
    NAMED(role, "role", role_name), IT(reel, FIELD_STRING),
    IT(file, FIELD_STRING),         IT(title, FIELD_STRING),
    IT(hash, FIELD_STRING),         IT(tool, FIELD_STRING),
    IT(frames, FIELD_INT64),        IT(rate_num, FIELD_SOME),
    IT(rate_den, FIELD_SOME),       IT(seconds, FIELD_NUMBER),
    IT(shots, FIELD_INT64),         FIELD(struct THIS, facets, "facets", FIELD_SET, told_name),
    IT(note, FIELD_STRING),         IT(copied, FIELD_NUMBER),
    IT(sound_copied, FIELD_NUMBER), FIELDS_END,
};
#undef THIS

#define THIS pst_compared_shot
static const struct field shot[] = {
    IT(first, FIELD_INT64),    IT(last, FIELD_INT64),   IT(starts, FIELD_NUMBER),
    IT(seconds, FIELD_NUMBER), IT(picture, FIELD_BOOL), FIELDS_END,
};
#undef THIS

#define THIS pst_departure
static const struct field moment[] = {IT(starts, FIELD_NUMBER), IT(seconds, FIELD_NUMBER), FIELDS_END};
#undef THIS

#define THIS pst_reference_departure
static const struct field reference_departure[] = {
    IT(film, FIELD_INT64),
    IT(starts, FIELD_NUMBER),
    IT(seconds, FIELD_NUMBER),
    IT(departure, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define THIS pst_stretch
static const struct field stretch[] = {
    IT(first, FIELD_INT64),
    IT(last, FIELD_INT64),
    IT(starts, FIELD_NUMBER),
    IT(ends, FIELD_NUMBER),
    IT(begin_low, FIELD_NUMBER),
    IT(begin_high, FIELD_NUMBER),
    IT(end_low, FIELD_NUMBER),
    IT(end_high, FIELD_NUMBER),
    NAMED(by, "facet", pst_facet_name),
    IT(effect, FIELD_NUMBER),
    IT(excess, FIELD_NUMBER),
    IT(p, FIELD_NUMBER),
    IT(rank, FIELD_SOME),
    IT(ranked, FIELD_SOME),
    NAMED(unlike, "unlike", unlike_name),
    IT(control_effect, FIELD_NUMBER),
    IT(control_p, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define THIS pst_stretch_facet
static const struct field stretch_facet[] = {
    IT(stretch, FIELD_INT64), NAMED(facet, "facet", pst_facet_name),
    IT(effect, FIELD_NUMBER), IT(excess, FIELD_NUMBER),
    IT(p, FIELD_NUMBER),      FIELDS_END,
};
#undef THIS

#define THIS pst_precedent
static const struct field precedent[] = {
    NAMED(facet, "facet", pst_facet_name),
    IT(rank, FIELD_INT),
    IT(film_rank, FIELD_INDEX),
    IT(film, FIELD_INT64),
    IT(first, FIELD_INT64),
    IT(last, FIELD_INT64),
    IT(starts, FIELD_NUMBER),
    IT(seconds, FIELD_NUMBER),
    IT(distance, FIELD_NUMBER),
    IT(percentile, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define THIS pst_likeness
static const struct field likeness[] = {
    NAMED(facet, "facet", pst_facet_name),
    IT(likeness, FIELD_NUMBER),
    IT(low, FIELD_NUMBER),
    IT(high, FIELD_NUMBER),
    IT(nearer, FIELD_NUMBER),
    IT(nearer_low, FIELD_NUMBER),
    IT(nearer_high, FIELD_NUMBER),
    IT(times, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define THIS pst_signature
static const struct field signature[] = {
    IT(name, FIELD_STRING),
    IT(unit, FIELD_STRING),
    IT(what, FIELD_STRING),
    IT(film, FIELD_NUMBER),
    FIELD(struct THIS, references, "reference_count", FIELD_INT64, NULL),
    IT(mean, FIELD_NUMBER),
    IT(deviation, FIELD_NUMBER),
    IT(low, FIELD_NUMBER),
    IT(high, FIELD_NUMBER),
    IT(p, FIELD_NUMBER),
    IT(common, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define THIS pst_signature_film
static const struct field signature_film[] = {
    IT(signature, FIELD_INT64),
    IT(film, FIELD_INT64),
    IT(value, FIELD_NUMBER),
    IT(p, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define THIS pst_common
static const struct field common[] = {
    IT(film, FIELD_INT64),     IT(first, FIELD_INT64), IT(last, FIELD_INT64),  IT(starts, FIELD_NUMBER),
    IT(seconds, FIELD_NUMBER), IT(what, FIELD_STRING), IT(films, FIELD_INT64), FIELDS_END,
};
#undef THIS

#define THIS pst_copy
static const struct field copy[] = {
    IT(film, FIELD_INT64),
    IT(first, FIELD_INT64),
    IT(last, FIELD_INT64),
    IT(starts, FIELD_NUMBER),
    IT(seconds, FIELD_NUMBER),
    IT(its_first, FIELD_INT64),
    IT(its_last, FIELD_INT64),
    IT(its_starts, FIELD_NUMBER),
    IT(its_seconds, FIELD_NUMBER),
    IT(score, FIELD_NUMBER),
    IT(expected, FIELD_NUMBER),
    IT(distance, FIELD_NUMBER),
    IT(matched, FIELD_NUMBER),
    IT(speed, FIELD_NUMBER),
    FIELD(struct THIS, change, "change", FIELD_SET, pst_copy_change_name),
    NAMED(what, "what", pst_copy_what_name),
    IT(both, FIELD_NUMBER),
    FIELDS_END,
};
#undef THIS

#define TABLE(name, type, list, more)                                                                        \
    {                                                                                                        \
#name, name, more, sizeof(struct type), offsetof(struct comparison_data, list)                       \
    }
const struct compared_table compared_tables[COMPARED_LISTS] = {
    [COMPARED_FILMS] = TABLE(film, pst_compared, films, ""),
    [COMPARED_SHOTS] = TABLE(shot, pst_compared_shot, shots, ""),
    [COMPARED_DEPARTURES] = TABLE(moment, pst_departure, departures, ""),
    [COMPARED_REFERENCE_DEPARTURES] =
        TABLE(reference_departure, pst_reference_departure, reference_departures, ""),
    [COMPARED_STRETCHES] = TABLE(stretch, pst_stretch, stretches, ""),
    [COMPARED_STRETCH_FACETS] = TABLE(stretch_facet, pst_stretch_facet, stretch_facets, ""),
    [COMPARED_PRECEDENTS] = TABLE(precedent, pst_precedent, precedents, ", shot, moment"),
    [COMPARED_LIKENESSES] = TABLE(likeness, pst_likeness, likenesses, ""),
    [COMPARED_SIGNATURES] = TABLE(signature, pst_signature, signatures, ""),
    [COMPARED_SIGNATURE_FILMS] = TABLE(signature_film, pst_signature_film, signature_films, ""),
    [COMPARED_COMMONS] = TABLE(common, pst_common, commons, ""),
    [COMPARED_COPIES] = TABLE(copy, pst_copy, copies, ""),
};

struct compared_array compared_array_of(const struct comparison_data *data, enum compared_list list)
{
    struct compared_array array;
    memcpy(&array, (const char *)data + compared_tables[list].array, sizeof array);
    return array;
}
