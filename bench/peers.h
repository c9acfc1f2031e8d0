/* SPDX-License-Identifier: Apache-2.0 */
/* What other programs find on a film: cuts alone. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include "score.h"

enum peer {
    PEER_SCDET,    /* ffmpeg's scdet at its default threshold, 10 */
    PEER_SCENE,    /* ffmpeg's select=gt(scene,0.3) */
    PEER_ADAPTIVE, /* PySceneDetect's detectors at their defaults … */
    PEER_CONTENT,
    PEER_HASH,
    PEER_HIST,
    PEER_ADAPTIVE_0, /* … and with no minimum length of a shot */
    PEER_CONTENT_0,
    PEER_HASH_0,
    PEER_HIST_0,
    PEERS
};

const char *peer_name(enum peer);
/* Fills a list for each peer that could be run, and tells which. Lists are the caller's to free.
 * PySceneDetect runs where a python3 (or $PYTHON) can import scenedetect and cv2. */
void peers_find(const char *film, struct list found[PEERS], bool ran[PEERS]);

#endif
