/* SPDX-License-Identifier: Apache-2.0 */
#include "progress.h"
#include "pastiche/timecode.h"
#include "say.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { FIGURES = 160 };
static const double redraw = 0.1, repeat = 5; /* seconds */

struct progress progress_begin(const char *film)
{
    const char *kind = getenv("TERM");
    const char *slash = strrchr(film, '/');
    return (struct progress){.film = slash && slash[1] ? slash + 1 : film,
                             .terminal = isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") != 0};
}

/* "42 %, 183 frames/s, 7.6 × real time, 3:12 left" */
static int write_figures(char *text, const struct pst_progress *p)
{
    double rate = p->elapsed > 0 ? (double)p->frames / p->elapsed : 0;
    double speed = p->elapsed > 0 ? p->film / p->elapsed : 0;
    char time[PST_TIMECODE_SIZE];
    if (!(p->duration > 0)) {
        pst_duration(p->film, time);
        return snprintf(text, FIGURES, "%s, %.0f frames/s, %.1f × real time", time, rate, speed);
    }
    double share = p->film < p->duration ? p->film / p->duration : 1;
    int length =
        snprintf(text, FIGURES, "%.0f %%, %.0f frames/s, %.1f × real time", 100 * share, rate, speed);
    if (speed > 0) {
        pst_duration((1 - share) * p->duration / speed, time);
        length += snprintf(text + length, (size_t)(FIGURES - length), ", %s left", time);
    }
    return length;
}

static int terminal_width(void)
{
    struct winsize size = {0};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* As much of the film's name as leaves room for the figures: a line that wraps cannot be drawn again. */
static void draw(struct progress *progress, const char *figures, int length)
{
    char name[256];
    int room = terminal_width() - length - 3;
    int bytes = (int)strlen(progress->film);
    if (room < 0)
        room = 0;
    if (bytes > room)
        bytes = room;
    while (bytes > 0 && ((unsigned char)progress->film[bytes] & 0xc0) == 0x80)
        bytes--;
    snprintf(name, sizeof name, "%.*s", bytes, progress->film);
    fputs("\r\033[K", stderr);
    say_text(stderr, name);
    fprintf(stderr, "%s%s", name[0] ? "  " : "", figures);
    fflush(stderr);
    progress->drawn = true;
}

void progress_show(struct progress *progress, const struct pst_progress *p)
{
    bool first = !progress->told;
    if (!first && p->elapsed - progress->last < (progress->terminal ? redraw : repeat))
        return;
    progress->told = true;
    progress->last = p->elapsed;
    char figures[FIGURES];
    int length = write_figures(figures, p);
    if (progress->terminal) {
        draw(progress, figures, length);
        return;
    }
    say_text(stderr, progress->film);
    if (!first)
        fprintf(stderr, ": %s\n", figures);
    else if (p->duration > 0) {
        char time[PST_TIMECODE_SIZE];
        pst_duration(p->duration, time);
        fprintf(stderr, ": measuring %s of film\n", time);
    } else
        fputs(": measuring\n", stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}
