/* SPDX-License-Identifier: Apache-2.0 */
#include "peers.h"
#include "base/array.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[PEERS] = {"scdet=10", "scene>0.3",  "adaptive",  "content", "hash",
                                         "hist",     "adaptive-0", "content-0", "hash-0",  "hist-0"};

const char *peer_name(enum peer peer)
{
    return names[peer];
}

static bool add_cut(struct list *found, int64_t frame)
{
    return array_push(found, (struct pst_transition){PST_CUT, frame, frame, 1, ""});
}

/* Cuts from the lines that ffmpeg's metadata filter prints: a line a frame, then its values. */
static bool run_ffmpeg(const char *film, enum peer peer, struct list *found)
{
    const char *filter = peer == PEER_SCDET ? "scdet=threshold=10,metadata=print:file=-"
                                            : "select=gte(scene\\,0),metadata=print:file=-";
    char command[2048], line[512];
    snprintf(command, sizeof command, "ffmpeg -v error -nostdin -i '%s' -an -vf '%s' -f null -", film,
             filter);
    FILE *pipe = popen(command, "r");
    int64_t frame = -1;
    while (pipe && fgets(line, sizeof line, pipe)) {
        double score = 0;
        bool cut = peer == PEER_SCDET && strncmp(line, "lavfi.scd.time=", 15) == 0;
        frame += strncmp(line, "frame:", 6) == 0;
        if (peer == PEER_SCENE && sscanf(line, "lavfi.scene_score=%lf", &score) == 1)
            cut = score > 0.3;
        if (cut && !add_cut(found, frame))
            break;
    }
    return pipe && pclose(pipe) == 0;
}

static bool run_pyscenedetect(const char *film, struct list found[PEERS])
{
    char command[2048], line[256], name[32];
    const char *python = getenv("PYTHON");
    snprintf(command, sizeof command, "'%s' '%s' '%s' 2>/dev/null", python ? python : "python3", PEERS_PY,
             film);
    FILE *pipe = popen(command, "r");
    long long frame;
    bool whole = false;
    while (pipe && fgets(line, sizeof line, pipe)) {
        if (sscanf(line, "%31s %lld", name, &frame) != 2)
            continue;
        whole = whole || strcmp(name, "frames") == 0;
        for (int i = PEER_ADAPTIVE; i < PEERS; i++) {
            if (strcmp(name, names[i]) == 0)
                add_cut(&found[i], frame);
        }
    }
    return pipe && pclose(pipe) == 0 && whole;
}

void peers_find(const char *film, struct list found[PEERS], bool ran[PEERS])
{
    memset(found, 0, PEERS * sizeof *found);
    for (int i = PEER_SCDET; i <= PEER_SCENE; i++)
        ran[i] = run_ffmpeg(film, (enum peer)i, &found[i]);
    bool there = run_pyscenedetect(film, found);
    for (int i = PEER_ADAPTIVE; i < PEERS; i++)
        ran[i] = there;
}
