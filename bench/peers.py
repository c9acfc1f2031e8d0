# SPDX-License-Identifier: Apache-2.0
# peers.py FILM: where PySceneDetect's detectors see cuts, one "DETECTOR FRAME" a line, all in one pass over the film;
# each at its defaults and, with "-0" after its name, with no minimum length of a shot. Frames are shrunk as its own
# SceneManager shrinks them.
import sys

import cv2
from scenedetect import AdaptiveDetector, ContentDetector, FrameTimecode, HashDetector, HistogramDetector
from scenedetect.scene_manager import compute_downscale_factor

KINDS = {"adaptive": AdaptiveDetector, "content": ContentDetector, "hash": HashDetector, "hist": HistogramDetector}


def main(path):
    detectors = {name: kind() for name, kind in KINDS.items()}
    detectors |= {name + "-0": kind(min_scene_len=0) for name, kind in KINDS.items()}
    film = cv2.VideoCapture(path)
    rate = film.get(cv2.CAP_PROP_FPS) or 24.0
    cuts, number = [], 0
    while True:
        there, frame = film.read()
        if not there:
            break
        factor = compute_downscale_factor(max(frame.shape[:2]))
        if factor > 1:
            size = (max(1, round(frame.shape[1] / factor)), max(1, round(frame.shape[0] / factor)))
            frame = cv2.resize(frame, size, interpolation=cv2.INTER_LINEAR)
        for name, detector in detectors.items():
            cuts += [(name, cut) for cut in detector.process_frame(FrameTimecode(number, rate), frame)]
        number += 1
    for name, detector in detectors.items():
        cuts += [(name, cut) for cut in detector.post_process(FrameTimecode(number, rate))]
    for name, cut in cuts:
        print(name, cut.frame_num)
    print("frames", number)


main(sys.argv[1])
