"""Judges foveation: draws every case without it, as a reference row, and in two qualities, and holds
the qualities to that row. Exit 0: all conditions hold, 8: one does not, 4: something failed."""
import argparse
import shutil
import sys
import time
from pathlib import Path

from bins import Bins
from cases import JUDGED, OFF, cases
from drawing import Failed, Profile, Renderer
from geometry import PlanarEye
from metric import GazeMetric, load
from report import Judged, table, write_heat, write_json
from verdict import failures


def size(text):
    width, height = text.split("x")
    return int(width), int(height)


def arguments():
    parser = argparse.ArgumentParser(prog="make quality", description=__doc__)
    parser.add_argument("--binary", default=".build/release/fovea")
    parser.add_argument("--headset", default="generic", help="name or file")
    parser.add_argument("--size", type=size, help="pixels of the eye image, WxH; the headset's")
    parser.add_argument("--scenes", default="builtin:gallery,builtin:many")
    parser.add_argument("--frames", type=int, default=60, help="of moving material; 0: only stills")
    parser.add_argument("--every", type=int, default=4, help="moving: judge every so many frames")
    parser.add_argument("--report", type=Path, default=Path("out/quality"))
    return parser.parse_args()


class Judge:
    """Draws and judges cases one by one."""

    def __init__(self, options):
        self.options = options
        self.profile = Profile.load(options.headset, options.size)
        self.eye = PlanarEye(self.profile.field, self.profile.size)
        self.metric = GazeMetric(self.eye)
        self.renderer = Renderer(options.binary, options.headset, options.size)

    def case(self, case):
        """The levels of a case, in the order of `JUDGED`."""
        folder = self.options.report
        off = self.renderer.draw(case, OFF, folder)
        judged = [self.level(case, level, off) for level in JUDGED]
        if case.trace:  # Hundreds of pictures that nobody looks at.
            for level in (OFF, *JUDGED):
                shutil.rmtree(folder / case.folder / level.name)
        return judged

    def level(self, case, level, off):
        drawn = self.renderer.draw(case, level, self.options.report)
        score, frames, heat = self.metric.judge(
            drawn.files, off.files, drawn.gazes, self.profile.refresh_hz, self.options.every)
        bins = Bins()
        for frame, map_ in zip(frames, heat):
            self.eye.look_at(drawn.gazes[frame])
            bins.add(map_, self.eye.eccentricities(), 1.0)
        middle = len(frames) // 2
        write_heat(
            self.options.report / f"{case.folder}-{level.name}.png", heat[middle],
            load(off.files[frames[middle]]))
        return Judged(
            level.name, score, drawn.fragments, drawn.fragments / off.fragments, bins.rows())


def main():
    options = arguments()
    options.report.mkdir(parents=True, exist_ok=True)
    judge = Judge(options)
    profile = judge.profile
    print(judge.metric.get_info_string())
    print("headset {}, left eye, {}x{}, {:g} Hz".format(
        options.headset, *profile.size, profile.refresh_hz))
    print("heat: hundredths of a JOD, mean of the bin; 1 JOD: per mille of its pixels that differ by"
          " one and more")
    found, wrong = [], 0
    for case in cases(options.scenes.split(","), options.frames, options.frames > 0):
        start = time.monotonic()
        judged = judge.case(case)
        failed = failures(*judged)
        wrong += len(failed)
        for line in table(case, judged, failed):
            print(line)
        print(f"  {time.monotonic() - start:.0f} s", flush=True)
        found.append({
            "scene": case.scene, "gaze": case.gaze, "trace": case.trace, "frames": case.frames,
            "levels": [one.json() for one in judged], "failures": failed,
        })
    write_json(options.report / "report.json", {
        "schema": "fovea-quality/1", "metric": judge.metric.get_info_string(),
        "headset": options.headset, "eye_size": profile.size, "cases": found})
    print(f"report and heat maps: {options.report}")
    print("passed" if wrong == 0 else f"{wrong} conditions failed")
    return 0 if wrong == 0 else 8


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"quality: {error}", file=sys.stderr)
        sys.exit(4)
