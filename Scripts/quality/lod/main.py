"""Judges levels of detail with FLIP: draws every view by a threshold and in full detail, still and
while the head goes ahead slowly. Exit 0: all conditions hold, 8: one does not, 4: something
failed."""
import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from drawing import Failed, Profile, Renderer
from judging import density, judge_dolly, judge_still
from views import FULL, View, judged, scenes, write_dolly


def size(text):
    width, height = text.split("x")
    return int(width), int(height)


def arguments():
    parser = argparse.ArgumentParser(prog="make quality-lod", description=__doc__)
    parser.add_argument("--binary", default=".build/release/fovea")
    parser.add_argument("--headset", default="generic", help="name or file")
    parser.add_argument("--size", type=size, default=(768, 768), help="of the eye image, WxH")
    parser.add_argument("--threshold", type=float, default=1, help="pixels")
    parser.add_argument("--models", type=Path, default=Path("../shared/models"), help="folder")
    parser.add_argument("--scenes", default="", help="only those with this in their name")
    parser.add_argument("--frames", type=int, default=25, help="of a dolly; 0: only stills")
    parser.add_argument("--report", type=Path, default=Path("out/quality-lod"))
    return parser.parse_args()


def main():
    options = arguments()
    options.report.mkdir(parents=True, exist_ok=True)
    profile = Profile.load(options.headset, options.size)
    renderer = Renderer(options.binary, options.headset, options.size)
    level, seen = judged(options.threshold), density(profile)
    dolly = options.report / "dolly.csv"
    write_dolly(dolly, profile.refresh_hz)

    def draw(view):
        return [renderer.draw(view, one, options.report) for one in (level, FULL)]

    print("{}, left eye, {}x{}, threshold {:g} px; FLIP at 67 pixels per degree, ({:.1f})".format(
        options.headset, *profile.size, options.threshold, seen))
    stills, dollies = [], []
    for scene, viewpoints, starts in scenes(options.models, options.scenes):
        for view in (View(scene, viewpoint) for viewpoint in viewpoints):
            still = judge_still(view, *draw(view), seen, options.report / f"{view.folder}-flip.png")
            stills.append(still)
            print(
                f"{still.view:<52} still  FLIP {still.flip:.4f} ({still.flip_of_headset:.4f})"
                f"  {still.triangles} of {still.full_triangles} triangles,"
                f" {still.threshold:.3g} and {still.full_threshold:.3g} px", flush=True)
        for view in (View(scene, start, str(dolly), options.frames) for start in starts):
            if options.frames < 2:
                continue
            moved = judge_dolly(view, *draw(view))
            dollies.append(moved)
            print(
                f"{moved.view:<52} dolly  FLIP {moved.mean:.4f}, full detail {moved.full_mean:.4f}:"
                f" {moved.ratio:.3f}, at most {moved.largest_ratio:.3f} in a frame", flush=True)
    wrong = [line for one in (*stills, *dollies) for line in one.failures]
    for line in wrong:
        print(f"FAILED: {line}")
    (options.report / "report.json").write_text(json.dumps({
        "schema": "fovea-quality-lod/1", "headset": options.headset, "eye_size": profile.size,
        "threshold_px": options.threshold, "stills": [asdict(one) for one in stills],
        "dollies": [asdict(one) for one in dollies], "failures": wrong}, indent=2) + "\n")
    print(f"report and pictures: {options.report}")
    print("passed" if not wrong else f"{len(wrong)} conditions failed")
    return 0 if not wrong else 8


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as error:
        print(f"quality-lod: {error}", file=sys.stderr)
        sys.exit(4)
