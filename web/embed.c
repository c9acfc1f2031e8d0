/* SPDX-License-Identifier: Apache-2.0 */
/* Joins files of web/ into one page and writes it as C (src/report/page_shell.h), at build time:
       embed OUT.c NAME html=F style=F… notice=F script=F… module=F… measures=F
   Modules are joined in the order given into one: an `import` may name only a module that came before, and
   the word `export` goes. The Content-Security-Policy lets through these scripts and styles alone, by hash.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buffer {
    char *data;
    size_t size, capacity;
};

static _Noreturn void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("embed: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void append(struct buffer *buffer, const void *bytes, size_t size)
{
    if (buffer->size + size + 1 > buffer->capacity) {
        buffer->capacity = (buffer->size + size + 1) * 2;
        buffer->data = realloc(buffer->data, buffer->capacity);
        if (!buffer->data)
            die("out of memory");
    }
    if (size > 0)
        memcpy(buffer->data + buffer->size, bytes, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

static void append_string(struct buffer *buffer, const char *string)
{
    append(buffer, string, strlen(string));
}

static struct buffer read_file(const char *path)
{
    struct buffer buffer = {0};
    append(&buffer, "", 0);
    FILE *file = fopen(path, "rb");
    if (!file)
        die("cannot open '%s'", path);
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        append(&buffer, block, got);
    if (ferror(file))
        die("cannot read '%s'", path);
    fclose(file);
    if (strlen(buffer.data) != buffer.size)
        die("'%s' holds a NUL", path);
    return buffer;
}

/* SHA-256, FIPS 180-4. */
static uint32_t rotate(uint32_t x, int by)
{
    return x >> by | x << (32 - by);
}

/* The first 32 bits of the fractional parts of the roots of the first primes, in exact integer arithmetic:
   the greatest r with r^power ≤ prime << (32 × power). */
static uint32_t root_bits(unsigned prime, int power)
{
    uint64_t low = 0, high = (uint64_t)1 << 37;
    while (high - low > 1) {
        uint64_t middle = (low + high) / 2;
        __extension__ unsigned __int128 product = 1, wanted = prime;
        for (int i = 0; i < power; i++) {
            product *= middle;
            wanted <<= 32;
        }
        if (product <= wanted)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static void sha256_block(uint32_t state[8], const uint32_t k[64], const unsigned char *block)
{
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[i * 4] << 24 | (uint32_t)block[i * 4 + 1] << 16 |
               (uint32_t)block[i * 4 + 2] << 8 | block[i * 4 + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t b = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t e = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25);
        uint32_t one = s[7] + e + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
        uint32_t a = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22);
        uint32_t two = a + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += one;
        s[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        state[i] += s[i];
}

static void sha256(const struct buffer *text, unsigned char digest[32])
{
    uint32_t state[8], k[64];
    int found = 0;
    for (unsigned n = 2; found < 64; n++) {
        bool prime = true;
        for (unsigned d = 2; d * d <= n; d++)
            prime = prime && n % d != 0;
        if (!prime)
            continue;
        k[found] = root_bits(n, 3);
        if (found < 8)
            state[found] = root_bits(n, 2);
        found++;
    }
    struct buffer padded = {0};
    append(&padded, text->data, text->size);
    append(&padded, "\x80", 1);
    while (padded.size % 64 != 56)
        append(&padded, "", 1);
    for (int i = 7; i >= 0; i--) {
        unsigned char byte = (unsigned char)((uint64_t)text->size * 8 >> (i * 8));
        append(&padded, &byte, 1);
    }
    for (size_t at = 0; at < padded.size; at += 64)
        sha256_block(state, k, (unsigned char *)padded.data + at);
    for (int i = 0; i < 32; i++)
        digest[i] = (unsigned char)(state[i / 4] >> (24 - i % 4 * 8));
    free(padded.data);
}

static void append_hash(struct buffer *out, const struct buffer *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char digest[33] = {0};
    sha256(text, digest);
    append_string(out, "'sha256-");
    for (int i = 0; i < 33; i += 3) {
        unsigned triple = (unsigned)digest[i] << 16 | (unsigned)digest[i + 1] << 8 | digest[i + 2];
        for (int j = 0; j < 4; j++)
            append(out, &digits[triple >> (18 - j * 6) & 63], 1);
    }
    out->data[out->size - 1] = '='; /* 32 bytes are 43 digits and one sign of padding */
    append_string(out, "'");
}

static bool starts(const char *string, const char *with)
{
    return strncmp(string, with, strlen(with)) == 0;
}

static void check_import(const char *path, const char *line, size_t length, const struct buffer *joined)
{
    char name[128] = "";
    const char *from = strstr(line, " from './");
    if (!from || from > line + length || sscanf(from, " from './%120[a-z_.]", name) != 1 ||
        line[length - 1] != ';')
        die("'%s': an import must be one line that ends in from './NAME.mjs';", path);
    char wanted[160];
    snprintf(wanted, sizeof wanted, "/* %s */\n", name);
    if (!strstr(joined->data, wanted))
        die("'%s': imports '%s', which comes later", path, name);
}

static void join_module(struct buffer *script, const char *path)
{
    struct buffer module = read_file(path);
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    for (const char *line = module.data; *line;) {
        size_t length = strcspn(line, "\n");
        if (starts(line, "import "))
            check_import(path, line, length, script);
        else if (starts(line, "export default") || starts(line, "export {"))
            die("'%s': only declarations can be exported", path);
        else {
            size_t skip = starts(line, "export ") ? strlen("export ") : 0;
            append(script, line + skip, length - skip);
            append_string(script, "\n");
        }
        line += length + (line[length] == '\n');
    }
    append_string(script, "/* ");
    append_string(script, name);
    append_string(script, " */\n");
    free(module.data);
}

/* As a JSON string that no parser of HTML can mistake for markup. */
static void append_json(struct buffer *out, const struct buffer *text)
{
    append_string(out, "\"");
    for (const char *at = text->data; *at; at++) {
        char escape[16];
        if ((unsigned char)*at < 32 || strchr("\"\\<>&", *at)) {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)(unsigned char)*at);
            append_string(out, escape);
        } else
            append(out, at, 1);
    }
    append_string(out, "\"");
}

static void refuse(const struct buffer *text, const char *what)
{
    for (const char *at = text->data; *at; at++) {
        size_t i = 0;
        while (what[i] && tolower((unsigned char)at[i]) == what[i])
            i++;
        if (!what[i])
            die("'%s' may not stand in a script or a style", what);
    }
}

struct parts {
    struct buffer html, style, script, measures;
};

static void read_parts(struct parts *parts, int count, char **arguments)
{
    for (int i = 0; i < count; i++) {
        char *value = strchr(arguments[i], '=');
        if (!value)
            die("'%s' is not KIND=FILE", arguments[i]);
        *value++ = '\0';
        if (strcmp(arguments[i], "module") == 0) {
            join_module(&parts->script, value);
            continue;
        }
        struct buffer file = read_file(value);
        bool notice = strcmp(arguments[i], "notice") == 0;
        struct buffer *to = strcmp(arguments[i], "html") == 0       ? &parts->html
                            : strcmp(arguments[i], "style") == 0    ? &parts->style
                            : strcmp(arguments[i], "measures") == 0 ? &parts->measures
                                                                    : &parts->script;
        append_string(to, notice ? "/*!\n" : "");
        append(to, file.data, file.size);
        append_string(to, notice ? "*/\n" : "");
        free(file.data);
    }
    refuse(&parts->script, "</script");
    refuse(&parts->script, "<!--");
    refuse(&parts->style, "</style");
}

static void write_part(FILE *out, int part, const struct buffer *text)
{
    fprintf(out, "static const unsigned char part_%d[] = {", part);
    for (size_t i = 0; i < text->size; i++)
        fprintf(out, "%s%u,", i % 32 == 0 ? "\n" : "", (unsigned char)text->data[i]);
    fputs("\n};\n", out);
}

/* What goes in for @name@; false where the film's own part goes there. */
static bool append_named(struct buffer *out, const char *name, const struct parts *parts)
{
    if (strcmp(name, "style") == 0)
        append(out, parts->style.data, parts->style.size);
    else if (strcmp(name, "script") == 0)
        append(out, parts->script.data, parts->script.size);
    else if (strcmp(name, "style-hash") == 0)
        append_hash(out, &parts->style);
    else if (strcmp(name, "script-hash") == 0)
        append_hash(out, &parts->script);
    else if (strcmp(name, "measures") == 0)
        append_json(out, &parts->measures);
    else
        return false;
    return true;
}

static void write_shell(FILE *out, const char *array, const struct parts *parts)
{
    static const char *const wanted[] = {"media", "title", "data", "stills"};
    enum { WANTED = sizeof wanted / sizeof *wanted };
    int part = 0;
    struct buffer text = {0};
    fputs("/* Made by web/embed.c from web/. */\n#include \"report/page_shell.h\"\n", out);
    for (const char *at = parts->html.data; *at;) {
        char name[32];
        int length = 0;
        if (*at != '@' || sscanf(at, "@%31[a-z-]@%n", name, &length) != 1 || length == 0) {
            append(&text, at++, 1);
            continue;
        }
        at += length;
        if (append_named(&text, name, parts))
            continue;
        if (part == WANTED || strcmp(name, wanted[part]) != 0)
            die("'@%s@' is not looked for here", name);
        write_part(out, part++, &text);
        text.size = 0;
    }
    if (part != WANTED)
        die("'@%s@' is missing", wanted[part]);
    write_part(out, part, &text);
    fprintf(out, "const struct page_shell_part %s[PAGE_SHELL_PARTS] = {\n", array);
    for (int i = 0; i <= WANTED; i++)
        fprintf(out, "    {part_%d, sizeof part_%d},\n", i, i);
    fputs("};\n", out);
    free(text.data);
}

int main(int count, char **arguments)
{
    struct parts parts = {0};
    if (count < 4)
        die("usage: embed OUT.c NAME html=F style=F… notice=F script=F… module=F… measures=F");
    append(&parts.script, "\n", 1);
    append(&parts.style, "\n", 1);
    read_parts(&parts, count - 3, arguments + 3);
    if (!parts.html.data || !parts.measures.data)
        die("html= and measures= are needed");
    FILE *out = fopen(arguments[1], "w");
    if (!out)
        die("cannot open '%s'", arguments[1]);
    write_shell(out, arguments[2], &parts);
    if (fclose(out) != 0)
        die("cannot write '%s'", arguments[1]);
    free(parts.html.data);
    free(parts.style.data);
    free(parts.script.data);
    free(parts.measures.data);
    return 0;
}
