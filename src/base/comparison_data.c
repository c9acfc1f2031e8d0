/* SPDX-License-Identifier: Apache-2.0 */
#include "base/comparison_data.h"
#include "base/array.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void comparison_data_release(struct comparison_data *data)
{
    free(data->films.items);
    free(data->shots.items);
    free(data->departures.items);
    free(data->reference_departures.items);
    free(data->stretches.items);
    free(data->stretch_facets.items);
    free(data->precedents.items);
    free(data->likenesses.items);
    free(data->signatures.items);
    free(data->signature_films.items);
    free(data->commons.items);
    free(data->copies.items);
    for (size_t i = 0; i < data->notes.count; i++)
        free(data->notes.items[i]);
    free(data->notes.items);
    *data = (struct comparison_data){0};
}

bool comparison_note(struct comparison_data *data, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    char *note = strdup(line);
    if (note && array_push(&data->notes, note))
        return true;
    free(note);
    return false;
}
