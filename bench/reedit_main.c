/* SPDX-License-Identifier: Apache-2.0 */
/* reedit FOOTAGE SOURCES GROUP FIRST LAST FRAMES FOLDER [busy]: films of seeds FIRST…LAST,
   FOLDER/GROUPnnn.mkv and .tsv. What the models were trained on: group tune. */
#include "reedit.h"
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    if (argc < 8 || argc > 9) {
        fprintf(stderr, "usage: reedit FOOTAGE SOURCES GROUP FIRST LAST FRAMES FOLDER [busy]\n");
        return 2;
    }
    for (int seed = atoi(argv[4]); seed <= atoi(argv[5]); seed++) {
        char film[1024], truth[1024];
        snprintf(film, sizeof film, "%s/%s%03d.mkv", argv[7], argv[3], seed);
        snprintf(truth, sizeof truth, "%s/%s%03d.tsv", argv[7], argv[3], seed);
        const struct reedit_params params = {.footage = argv[1],
                                             .sources = argv[2],
                                             .group = argv[3],
                                             .busy = argc == 9,
                                             .seed = (uint64_t)seed,
                                             .frames = atoi(argv[6]),
                                             .film = film,
                                             .truth = truth};
        if (!reedit(&params))
            return 3;
    }
    return 0;
}
