/* SPDX-License-Identifier: Apache-2.0 */
#include "media/sequence.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/path.h"
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS_MOST = 9 };

/* The pattern cut at its number. */
struct pattern {
    const char *before; /* from the start of the path */
    int before_length;
    int digits; /* at least so many, zeros in front; 0: as many as it takes */
    const char *after;
};

static bool parse(const char *path, struct pattern *p)
{
    const char *percent = strchr(path, '%');
    if (!percent || strchr(percent, '/'))
        return false;
    char *end;
    long digits = percent[1] == '0' ? strtol(percent + 1, &end, 10) : (end = (char *)percent + 1, 0);
    if (*end != 'd' || digits < 0 || digits > DIGITS_MOST || strchr(end, '%'))
        return false;
    *p = (struct pattern){path, (int)(percent - path), (int)digits, end + 1};
    return true;
}

bool sequence_is(const char *path)
{
    struct pattern p;
    struct stat st;
    return parse(path, &p) && stat(path, &st) != 0;
}

/* The number in `name`, which is a path like the pattern's; −1 where it is none of the pattern's. */
static int64_t number_of(const struct pattern *p, const char *name)
{
    if (strncmp(name, p->before, (size_t)p->before_length) != 0)
        return -1;
    /* What follows the number may begin with a digit too. */
    const char *digits = name + p->before_length;
    size_t rest = strlen(digits), after = strlen(p->after), length = rest > after ? rest - after : 0;
    size_t least = p->digits > 1 ? (size_t)p->digits : 1;
    bool written = length == least || (length > least && digits[0] != '0');
    if (!written || length > DIGITS_MOST || strspn(digits, "0123456789") < length ||
        strcmp(digits + length, p->after) != 0)
        return -1;
    return strtoll(digits, NULL, 10);
}

bool sequence_holds(const char *path, const char *name)
{
    struct pattern p;
    return parse(path, &p) && number_of(&p, name) >= 0;
}

void sequence_name(struct text *to, const char *path, int64_t number)
{
    struct pattern p;
    if (parse(path, &p))
        text_format(to, "%.*s%0*" PRId64 "%s", p.before_length, path, p.digits > 0 ? p.digits : 1, number,
                    p.after);
}

static bool exists(const char *path, int64_t number)
{
    struct text name = {0};
    struct stat st;
    sequence_name(&name, path, number);
    bool there = !name.failed && name.data && stat(name.data, &st) == 0;
    text_release(&name);
    return there;
}

static void count_entry(struct sequence *s, int64_t number)
{
    s->first = s->count == 0 || number < s->first ? number : s->first;
    s->last = number > s->last ? number : s->last;
    s->count++;
}

/* The part of the path up to and with its last slash. */
static int folder_length(const char *path)
{
    return (int)(path_name(path) - path);
}

static enum pst_status read_folder(const char *path, const struct pattern *p, struct sequence *s,
                                   struct pst_error *error)
{
    struct text folder = {0}, name = {0};
    int length = folder_length(path);
    text_append_bytes(&folder, length ? path : "./", length ? (size_t)length : 2);
    DIR *dir = folder.failed ? NULL : opendir(folder.data);
    enum pst_status status = PST_OK;
    if (!dir)
        status = fail(error, PST_INPUT, "cannot open '%s': %s", path, REASON(errno));
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        text_clear(&name);
        text_append_bytes(&name, path, (size_t)length);
        text_append(&name, entry->d_name);
        int64_t number = name.failed ? -1 : number_of(p, name.data);
        if (number >= 0)
            count_entry(s, number);
    }
    if (dir)
        closedir(dir);
    text_release(&folder);
    text_release(&name);
    return status;
}

enum pst_status sequence_find(const char *path, struct sequence *s, struct pst_error *error)
{
    struct pattern p;
    *s = (struct sequence){.missing = -1};
    if (!parse(path, &p))
        return fail(error, PST_USAGE, "'%s' is no pattern of numbered pictures", path);
    enum pst_status status = read_folder(path, &p, s, error);
    if (status != PST_OK)
        return status;
    if (s->count == 0)
        return fail(error, PST_INPUT, "cannot open '%s': there is no picture of that pattern", path);
    if (s->count != s->last - s->first + 1)
        for (s->missing = s->first; exists(path, s->missing);)
            s->missing++;
    return PST_OK;
}

/* The sizes of all there are, in order; the caller frees them. */
static int64_t *sizes_of(const char *path, const struct sequence *s, size_t *count, int64_t *total)
{
    int64_t *sizes = calloc((size_t)s->count, sizeof *sizes);
    struct text name = {0};
    struct stat st;
    *count = 0;
    *total = 0;
    for (int64_t n = s->first; sizes && n <= s->last && *count < (size_t)s->count; n++) {
        text_clear(&name);
        sequence_name(&name, path, n);
        if (name.failed || stat(name.data, &st) != 0)
            continue;
        sizes[(*count)++] = st.st_size;
        *total += st.st_size;
    }
    text_release(&name);
    return sizes;
}

enum pst_status sequence_hash(const char *path, int64_t *size, char hex[33], struct pst_error *error)
{
    struct sequence s;
    enum pst_status status = sequence_find(path, &s, error);
    if (status != PST_OK)
        return status;
    struct text first = {0}, last = {0};
    size_t count;
    int64_t *sizes = sizes_of(path, &s, &count, size);
    sequence_name(&first, path, s.first);
    sequence_name(&last, path, s.last);
    status = sizes && !first.failed && !last.failed ? PST_OK : fail_memory(error);
    if (status == PST_OK)
        status = hash_files(sizes, count, first.data, last.data, hex, error);
    text_release(&first);
    text_release(&last);
    free(sizes);
    return status;
}
