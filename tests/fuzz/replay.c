/* SPDX-License-Identifier: Apache-2.0 */
/* replay FOLDER: feeds every file there to the harness it is linked with. Needs no libFuzzer, so that what
   was found once is tried again by every compiler. */
#include "fuzz.h"
#include <dirent.h>

static void replay(const char *path)
{
    FILE *in = fopen(path, "rb");
    MUST(in && fseek(in, 0, SEEK_END) == 0);
    long size = ftell(in);
    rewind(in);
    uint8_t *bytes = malloc((size_t)size + 1);
    MUST(bytes && fread(bytes, 1, (size_t)size, in) == (size_t)size);
    fclose(in);
    /* A copy of its exact size: a step beyond it is then seen. */
    uint8_t *exact = malloc((size_t)size ? (size_t)size : 1);
    MUST(exact);
    memcpy(exact, bytes, (size_t)size);
    free(bytes);
    LLVMFuzzerTestOneInput(exact, (size_t)size);
    free(exact);
}

int main(int argc, char **argv)
{
    MUST(argc == 2);
    DIR *folder = opendir(argv[1]);
    MUST(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[4096];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        fprintf(stderr, "%s\n", entry->d_name);
        replay(path);
        count++;
    }
    closedir(folder);
    printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
