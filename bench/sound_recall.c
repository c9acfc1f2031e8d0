/* SPDX-License-Identifier: Apache-2.0 */
#include "sound_recall.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RATE = 44100, CHANNELS = 2, HEAD = 10 /* seconds of another film on either side */, LENGTHS = 4 };
static const double lengths[LENGTHS] = {3, 5, 10, 30};
static const double below = 10; /* dB: noise under the passage */

/* `filter`: of the passage alone; `noise`: laid under it; `coding`: of the whole. */
enum noise { NO_NOISE, PINK, OTHER };
struct change {
    const char *name, *filter;
    enum noise noise;
    const char *coding, *extension;
    double speed; /* seconds there over seconds here */
};
/* Nothing is lost. */
static const char wave[] = "";
static const struct change changes[] = {
    {"as it is", "anull", NO_NOISE, wave, "wav", 1},
    {"AAC, 96 kbit/s", "anull", NO_NOISE, "-c:a aac -b:a 96k", "m4a", 1},
    {"MP3, 128 kbit/s", "anull", NO_NOISE, "-c:a libmp3lame -b:a 128k", "mp3", 1},
    {"Opus, 48 kbit/s", "anull", NO_NOISE, "-c:a libopus -ar 48000 -b:a 48k", "ogg", 1},
    {"12 dB softer", "volume=-12dB", NO_NOISE, wave, "wav", 1},
    {"6 dB louder, clipped", "volume=6dB", NO_NOISE, wave, "wav", 1},
    {"pink noise 10 dB below", "anull", PINK, wave, "wav", 1},
    {"other sound 10 dB below", "anull", OTHER, wave, "wav", 1},
    {"one channel", "anull", NO_NOISE, "-ac 1", "wav", 1},
    {"22,050 Hz", "anull", NO_NOISE, "-ar 22050", "wav", 1},
    {"equalised, +8 and -8 dB", "equalizer=f=300:t=o:w=1:g=8,equalizer=f=1500:t=o:w=1:g=-8", NO_NOISE, wave,
     "wav", 1},
    {"25 pictures for 24", "asetrate=45937,aresample=44100", NO_NOISE, wave, "wav", 0.96},
    {"24 pictures for 25", "asetrate=42336,aresample=44100", NO_NOISE, wave, "wav", 25.0 / 24},
    {"4 % faster, pitch kept", "atempo=1.0417", NO_NOISE, wave, "wav", 0.96},
    {"4 % slower, pitch kept", "atempo=0.96", NO_NOISE, wave, "wav", 25.0 / 24},
};
enum { CHANGES = sizeof changes / sizeof *changes };

struct pcm {
    float *samples; /* CHANNELS interleaved */
    size_t count;   /* of all channels */
};

struct score {
    int planted[CHANGES][LENGTHS], found[CHANGES][LENGTHS];
    int elsewhere, beside; /* told, but of another moment; in the other film's own sound */
    double *ends;          /* seconds: errors of all four of what is found */
    size_t end_count, end_room;
};

struct planting {
    const struct sound_film *film, *host, *other;
    double at, length, its_length; /* seconds */
    const struct change *change;
    char path[600];
};

/* What ffmpeg makes of `input`, its options with it. */
static struct pcm read_pcm(const char *input, const char *filter)
{
    enum { PART = 1 << 20 };
    char command[2048];
    struct pcm pcm = {0};
    snprintf(command, sizeof command, "ffmpeg -v error -nostdin %s -vn -af '%s' -f f32le -ar %d -ac %d -",
             input, filter, RATE, CHANNELS);
    FILE *pipe = popen(command, "r");
    for (size_t got = 1; pipe && got;) {
        float *more = realloc(pcm.samples, (pcm.count + PART) * sizeof *more);
        pcm.samples = more ? more : pcm.samples;
        got = more ? fread(pcm.samples + pcm.count, sizeof *more, PART, pipe) : 0;
        pcm.count += got;
    }
    if (pipe)
        pclose(pipe);
    return pcm;
}

/* From the film's wave file itself, a plain header before it. */
static struct pcm read_plain(const struct sound_film *film, double from, double seconds)
{
    enum { HEADER = 44 };
    size_t count = (size_t)(seconds * RATE) * CHANNELS;
    struct pcm pcm = {malloc((count + 1) * sizeof *pcm.samples), 0};
    FILE *file = fopen(film->path, "rb");
    if (file && pcm.samples && fseek(file, HEADER + (long)(from * RATE) * CHANNELS * 2, SEEK_SET) == 0) {
        int16_t sample;
        while (pcm.count < count && fread(&sample, sizeof sample, 1, file) == 1)
            pcm.samples[pcm.count++] = (float)sample / 32768;
    }
    if (file)
        fclose(file);
    return pcm;
}

static struct pcm read_part(const struct sound_film *film, double from, double seconds, const char *filter)
{
    char input[1024];
    if (strcmp(filter, "anull") == 0)
        return read_plain(film, from, seconds);
    snprintf(input, sizeof input, "-ss %.3f -t %.3f -i '%s'", from, seconds, film->path);
    return read_pcm(input, filter);
}

static double power(const struct pcm *pcm)
{
    double sum = 0;
    for (size_t i = 0; i < pcm->count; i++)
        sum += (double)(pcm->samples[i] * pcm->samples[i]);
    return pcm->count ? sum / (double)pcm->count : 0;
}

static void lay_under(struct pcm *passage, const struct planting *p)
{
    char input[128];
    snprintf(input, sizeof input, "-f lavfi -t %.3f -i anoisesrc=r=%d:c=pink:seed=7", p->length, RATE);
    struct pcm noise =
        p->change->noise == PINK ? read_pcm(input, "anull") : read_part(p->other, 20, p->length, "anull");
    double loud = power(&noise), gain = loud > 0 ? sqrt(power(passage) / loud * pow(10, -below / 10)) : 0;
    for (size_t i = 0; i < passage->count && i < noise.count; i++)
        passage->samples[i] += (float)gain * noise.samples[i];
    free(noise.samples);
}

static void put_little(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (uint8_t)(value >> 8 * i);
}

static bool write_wave(const char *path, const struct pcm parts[3])
{
    uint8_t header[44] = "RIFF....WAVEfmt ";
    uint32_t bytes = (uint32_t)(parts[0].count + parts[1].count + parts[2].count) * 2;
    put_little(header + 4, 36 + bytes, 4);
    put_little(header + 16, 16, 4);
    put_little(header + 20, 1, 2);
    put_little(header + 22, CHANNELS, 2);
    put_little(header + 24, RATE, 4);
    put_little(header + 28, RATE * CHANNELS * 2, 4);
    put_little(header + 32, CHANNELS * 2, 2);
    put_little(header + 34, 16, 2);
    memcpy(header + 36, "data", 4);
    put_little(header + 40, bytes, 4);
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(header, sizeof header, 1, file) == 1;
    for (int i = 0; good && i < 3; i++)
        for (size_t k = 0; good && k < parts[i].count; k++) {
            int16_t sample = (int16_t)lrintf(32767 * fmaxf(-1, fminf(parts[i].samples[k], 1)));
            good = fwrite(&sample, sizeof sample, 1, file) == 1;
        }
    return file && fclose(file) == 0 && good;
}

static bool write_all(const struct planting *p, const struct pcm parts[3])
{
    if (p->change->coding == wave)
        return write_wave(p->path, parts);
    char command[1024];
    bool good = true;
    snprintf(command, sizeof command, "ffmpeg -v error -y -f f32le -ar %d -ac %d -i - %s '%s'", RATE,
             CHANNELS, p->change->coding, p->path);
    FILE *pipe = popen(command, "w");
    for (int i = 0; pipe && good && i < 3; i++)
        good = fwrite(parts[i].samples, sizeof(float), parts[i].count, pipe) == parts[i].count;
    return pipe && pclose(pipe) == 0 && good;
}

static bool plant(struct planting *p)
{
    struct pcm parts[3] = {read_part(p->host, 5, HEAD, "anull"),
                           read_part(p->film, p->at, p->length, p->change->filter),
                           read_part(p->host, 5 + HEAD, HEAD, "anull")};
    p->its_length = (double)parts[1].count / (RATE * CHANNELS);
    if (p->change->noise != NO_NOISE)
        lay_under(&parts[1], p);
    bool good = write_all(p, parts);
    for (int i = 0; i < 3; i++)
        free(parts[i].samples);
    return good;
}

static void note_end(struct score *s, double error)
{
    if (s->end_count == s->end_room) {
        size_t room = s->end_room ? 2 * s->end_room : 1024;
        double *ends = realloc(s->ends, room * sizeof *ends);
        if (!ends)
            return;
        s->ends = ends;
        s->end_room = room;
    }
    s->ends[s->end_count++] = fabs(error);
}

/* Whether the middle of what the two have in common is where it should be. */
static bool is_right(const struct planting *p, const struct pst_copy *c)
{
    double from = fmax(c->its_starts, HEAD), to = fmin(c->its_starts + c->its_seconds, HEAD + p->its_length);
    double middle = (from + to) / 2,
           here = c->starts + (middle - c->its_starts) * c->seconds / c->its_seconds;
    return from < to && fabs(here - (p->at + (middle - HEAD) * p->length / p->its_length)) < 0.25;
}

static bool judge(const struct planting *p, const struct pst_copy *copies, size_t count, struct score *s,
                  int change, int length)
{
    const struct pst_copy *right = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct pst_copy *c = &copies[i];
        double inside =
            fmin(c->its_starts + c->its_seconds, HEAD + p->its_length) - fmax(c->its_starts, HEAD);
        if (inside < c->its_seconds / 2)
            s->beside++;
        else if (!is_right(p, c))
            s->elsewhere++;
        else if (!right || c->score > right->score)
            right = c;
    }
    s->planted[change][length]++;
    s->found[change][length] += right != NULL;
    if (right) {
        note_end(s, right->starts - p->at);
        note_end(s, right->starts + right->seconds - p->at - p->length);
        note_end(s, right->its_starts - HEAD);
        note_end(s, right->its_starts + right->its_seconds - HEAD - p->its_length);
    }
    return right != NULL;
}

static const struct sound_film *of_other_source(const struct sound_films *films, size_t film, size_t turn)
{
    for (size_t i = 0; i < films->count; i++) {
        const struct sound_film *other = &films->items[(film + turn + i) % films->count];
        if (strcmp(other->source, films->items[film].source) != 0)
            return other;
    }
    return NULL;
}

/* A second of it, or more, tells nothing to anybody: below -60 dB. */
static bool is_silent(const struct sound_film *film, double at, double length)
{
    bool silent = false;
    for (double from = at; !silent && from + 1 <= at + length; from++) {
        struct pcm second = read_plain(film, from, 1);
        silent = power(&second) < 1e-6;
        free(second.samples);
    }
    return silent;
}

static bool try_one(struct planting *p, struct score *s, int change, int length, bool misses)
{
    struct pst_copy *copies = NULL;
    size_t count = 0;
    struct pst_footage *footage = plant(p) ? sound_footage(p->path) : NULL;
    bool good = footage && pst_sound_copies(p->film->footage, footage, 0, PST_COPY_EXPECTED, &copies, &count,
                                            NULL) == PST_OK;
    if (good && !judge(p, copies, count, s, change, length) && misses) {
        printf("    missed: %s, %g s from %.2f s of %s in %s\n", p->change->name, p->length, p->at,
               p->film->name, p->host->name);
        for (size_t i = 0; i < count; i++)
            printf("      told: %.2f + %.2f at %.2f + %.2f, score %.0f\n", copies[i].starts,
                   copies[i].seconds, copies[i].its_starts, copies[i].its_seconds, copies[i].score);
    }
    pst_copies_release(&copies);
    pst_footage_close(&footage);
    remove(p->path);
    return good;
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void print_scores(struct score *s)
{
    int planted = 0, found = 0;
    printf("\n%-26s", "found of planted");
    for (int l = 0; l < LENGTHS; l++)
        printf("%10.0f s", lengths[l]);
    printf("\n");
    for (int c = 0; c < CHANGES; c++) {
        if (!s->planted[c][0])
            continue;
        printf("%-26s", changes[c].name);
        for (int l = 0; l < LENGTHS; l++) {
            printf("%6d of %2d", s->found[c][l], s->planted[c][l]);
            planted += s->planted[c][l];
            found += s->found[c][l];
        }
        printf("\n");
    }
    printf("recall %d of %d (%.4f); told of another moment %d; told in the other's own sound %d\n", found,
           planted, planted ? (double)found / planted : 0, s->elsewhere, s->beside);
    if (!s->end_count)
        return;
    qsort(s->ends, s->end_count, sizeof *s->ends, rising);
    printf("errors of the four ends: median %.3f s, 95 %% %.3f s, most %.3f s\n", s->ends[s->end_count / 2],
           s->ends[(size_t)(0.95 * (double)s->end_count)], s->ends[s->end_count - 1]);
}

bool sound_recall(const struct sound_films *films, const char *work, int passages, const char *change,
                  bool misses)
{
    struct score s = {0};
    bool good = true;
    for (int c = 0; good && c < CHANGES; c++)
        for (int l = 0; good && strstr(changes[c].name, change) && l < LENGTHS; l++)
            for (int i = 0; good && i < passages; i++) {
                size_t at = (size_t)(i + 3 * l + 5 * c) % films->count;
                const struct sound_film *film = &films->items[at];
                struct planting p = {.film = film,
                                     .host = of_other_source(films, at, (size_t)(7 * i + c + 1)),
                                     .other = of_other_source(films, at, (size_t)(11 * i + c + 3)),
                                     .length = lengths[l],
                                     .change = &changes[c]};
                double room = film->seconds - lengths[l] - 2;
                if (!p.host || !p.other || room < 0)
                    continue;
                p.at = 1 + fmod(17.3 * i + 29.7 * l + 11.1 * c, room);
                if (is_silent(film, p.at, p.length))
                    continue;
                snprintf(p.path, sizeof p.path, "%.500s/planted-%ld.%s", work, (long)getpid(),
                         changes[c].extension);
                good = try_one(&p, &s, c, l, misses);
            }
    print_scores(&s);
    free(s.ends);
    return good;
}
