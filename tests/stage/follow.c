/* SPDX-License-Identifier: Apache-2.0 */
/* Follows a film into its copies, as copies.sh wants it:
 *
 *   follow rows TABLE                               the names of all copies
 *   follow extension TABLE ROW                      of the copy's file
 *   follow arguments TABLE ROW MASTER.truth         what ffmpeg is told, one word a line
 *   follow truth TABLE ROW MASTER.truth COPY.truth  writes the copy's truth
 *   follow subtitles COPY.truth                     its subtitles, SubRip */
#include "truth/degrade.h"

#include <string.h>

static int usage(void)
{
    fputs("usage: follow rows TABLE | extension TABLE ROW | arguments TABLE ROW MASTER.truth\n"
          "              | truth TABLE ROW MASTER.truth COPY.truth | subtitles COPY.truth\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct degrade_row row;
    const char *verb = argc > 1 ? argv[1] : "";
    if (!strcmp(verb, "rows") && argc == 3)
        return degrade_list(argv[2], stdout) ? 3 : 0;
    if (!strcmp(verb, "subtitles") && argc == 3)
        return degrade_subtitles(argv[2], stdout) ? 3 : 0;
    if (argc < 4)
        return usage();
    if (degrade_find(argv[2], argv[3], &row))
        return 3;
    if (!strcmp(verb, "extension") && argc == 4)
        return puts(row.extension) < 0;
    if (!strcmp(verb, "arguments") && argc == 5)
        return degrade_arguments(argv[4], &row, stdout) ? 3 : 0;
    if (!strcmp(verb, "truth") && argc == 6)
        return degrade_truth(argv[4], &row, argv[5]) ? 4 : 0;
    return usage();
}
