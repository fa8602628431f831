"""Checks of what judges: geometry against plain trigonometry, bins against counting, and the metric
against what must be so. Prints a line for each; the last is the count."""
import math
import sys

import numpy as np
import torch
from pyfvvdp.fvvdp import fvvdp

from bins import Bins
from geometry import PlanarEye
from metric import DISPLAY, GazeMetric
from report import Judged
from verdict import failures

FIELD = (-1.191754, 0.932515, 1.110613, -1.110613)


def symmetric(size=256):
    """90 degrees wide and high."""
    return PlanarEye((-1.0, 1.0, 1.0, -1.0), (size, size))


def close(value, expected, tolerance):
    assert abs(float(value) - expected) <= tolerance, f"{float(value)} is not {expected}"


def at(eye, tangent):
    """Degrees from the gaze, right and up, of a tangent."""
    x, y = (torch.tensor(p + 0.5) for p in eye.pixel_of(tangent))
    return eye.pix2view_direction((eye.width, eye.height), x, y)


def angles_from_the_axis():
    eye = PlanarEye(FIELD, (1536, 1024))
    for degrees in (0.5, 5, 20, 40):
        x, y = at(eye, (math.tan(math.radians(degrees)), 0.0))
        close(x, degrees, 1e-3)
        close(y, 0, 1e-3)
        x, y = at(eye, (0.0, -math.tan(math.radians(degrees))))
        close(y, -degrees, 1e-3)


def angles_from_a_gaze():
    eye = PlanarEye(FIELD, (1536, 1024))
    gaze, place = (math.tan(math.radians(15)), 0.3), (-0.9, -0.7)
    eye.look_at(gaze)
    a, b = np.array((*gaze, 1.0)), np.array((*place, 1.0))
    expected = math.degrees(math.acos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
    close(at(eye, place).norm(), expected, 1e-3)
    close(at(eye, gaze).norm(), 0, 0.05)
    # On the horizon angles add up.
    eye.look_at((math.tan(math.radians(-20)), 0.0))
    close(at(eye, (math.tan(math.radians(15)), 0.0))[0], 35, 1e-3)


def pixels_per_degree():
    eye = symmetric()
    close(eye.get_ppd(), 128 * math.pi / 180, 1e-9)
    # A plane at distance 1 is seen under cos³: pixels per degree grow with the secant's 1.5th power.
    for gaze in ((0.0, 0.0), (0.4, -0.2)):
        eye.look_at(gaze)
        for place in ((0.0, 0.0), (0.7, 0.0), (-0.6, 0.8)):
            secant = math.sqrt(1 + place[0] ** 2 + place[1] ** 2)
            close(
                eye.get_resolution_magnification(at(eye, place)[:, None, None]), secant**1.5, 1e-3)


def measured_density():
    """Steps between neighbours far from the axis, against the model."""
    eye = symmetric(512)
    x, y = torch.tensor(440.0), torch.tensor(120.0)
    d = [eye.directions((512, 512), x + i, y + j).double() for i, j in ((0, 0), (1, 0), (0, 1))]
    area = torch.linalg.cross(d[1] - d[0], d[2] - d[0]).norm()
    middle = eye.pix2view_direction((512, 512), x + 0.5, y + 0.5)
    close(eye.get_ppd(middle[:, None, None]) * math.degrees(math.sqrt(area)), 1, 2e-3)


def bins_count():
    eye = symmetric()
    eccentricity = eye.eccentricities()
    bins = Bins()
    bins.add((eccentricity >= 20).float() * 3, eccentricity, 1.0)
    for lower, heat, seen in bins.rows():
        assert (heat, seen) == ((3.0, 1.0) if lower >= 20 else (0.0, 0.0)), (lower, heat, seen)
    inside = bins.pixels[0] / bins.pixels.sum()
    close(inside, math.pi * math.tan(math.radians(5)) ** 2 / 4, 2e-4)
    close(bins.pixels.sum(), 256 * 256, 0)


def picture(size=256, seed=1):
    """Blocks and noise: edges and texture of every scale."""
    random = np.random.default_rng(seed)
    image = np.zeros((size, size))
    for side in (1, 2, 8, 32):
        grain = random.uniform(0, 60, (size // side, size // side))
        image += np.kron(grain, np.ones((side, side)))
    return np.repeat(image.astype(np.uint8)[:, :, None], 3, axis=2)


def coarse(image, factor):
    """The picture with one value for every square of `factor` pixels."""
    size = image.shape[0] // factor
    mean = image.reshape(size, factor, size, factor, 3).mean(axis=(1, 3))
    return np.kron(mean, np.ones((factor, factor, 1))).astype(np.uint8)


def the_same_is_perfect():
    metric, image = GazeMetric(symmetric()), picture()
    for frames in (1, 3):
        score, _, heat = metric.judge(
            [image] * frames, [image] * frames, [(0.0, 0.0)] * frames, 120)
        close(score, 10, 1e-6)
        close(torch.stack(heat).max(), 0, 0)


def as_the_package_says():
    """Our loop over frames against the package's own, which keeps no gaze apart."""
    eye, image = symmetric(), picture()
    test = [coarse(image, factor) for factor in (2, 4, 1, 2, 8)]
    reference = [np.roll(image, shift, axis=1) for shift in range(5)]
    for count in (1, 5):
        score, frames, heat = GazeMetric(eye).judge(
            test[:count], reference[:count], [(0.0, 0.0)] * count, 90)
        assert frames == list(range(count)), frames
        eye.look_at((0.0, 0.0))
        plain = fvvdp(
            display_name=DISPLAY, display_geometry=eye, foveated=True, heatmap="raw", quiet=True,
            device=torch.device("cpu"))
        expected, details = plain.predict(
            np.stack(test[:count]), np.stack(reference[:count]), dim_order="FHWC",
            frames_per_second=90 if count > 1 else 0,
            fixation_point=np.array(eye.pixel_of((0.0, 0.0)), dtype=np.float32))
        close(score, float(expected), 1e-4)
        worst = (torch.stack(heat) - details["heatmap"][0, 0].float()).abs().max()
        close(worst, 0, 5e-3)  # The package keeps half floats.


def worse_is_worse():
    metric, image = GazeMetric(symmetric()), picture()
    scores = [
        metric.judge([coarse(image, factor)], [image], [(0.0, 0.0)], 0)[0] for factor in (2, 4, 8)]
    assert 10 > scores[0] > scores[1] > scores[2], scores


def heat_is_where_the_difference_is():
    metric, image = GazeMetric(symmetric()), picture()
    test = image.copy()
    test[:, 192:] = coarse(image, 4)[:, 192:]
    heat = metric.judge([test], [image], [(0.0, 0.0)], 0)[2][0]
    assert heat[:, 200:].mean() > 50 * heat[:, :120].mean()


def looking_there_shows_it():
    """The same difference is the more visible, the nearer the eye looks, frame by frame."""
    metric, image = GazeMetric(symmetric()), picture()
    test = image.copy()
    test[96:160, 192:] = coarse(image, 2)[96:160, 192:]
    gazes = [(-0.8, 0.0), (0.0, 0.0), (0.75, 0.0)]
    sums = [heat.sum() for heat in metric.judge([test] * 3, [image] * 3, gazes, 120)[2]]
    assert sums[0] < sums[1] < sums[2], sums


def conditions():
    def judged(level, jod, fragments, *heat):
        return Judged(level, jod, fragments, 0, [(5.0 * i, h, 0.0) for i, h in enumerate(heat)])

    row = judged("row", 9.5, 100, 0, 0, 0.3)
    good = judged("high", 9.5, 70, 0, 0.1, 0.3), judged("medium", 9.25, 50, 1, 1, 1)
    assert failures(row, *good) == [], failures(row, *good)
    for bad, level in [
        (judged("high", 9.49, 70, 0, 0, 0), "high"), (judged("high", 9.6, 71, 0, 0, 0), "high"),
        (judged("high", 9.6, 70, 0, 0, 0.31), "high"), (judged("high", 9.6, 70, 0.11, 0, 0), "high"),
        (judged("medium", 9.24, 50, 0, 0, 0), "medium"), (judged("medium", 9.5, 51), "medium"),
    ]:
        pair = (bad, good[1]) if level == "high" else (good[0], bad)
        wrong = failures(row, *pair)
        assert len(wrong) == 1 and wrong[0].startswith(level), wrong


CHECKS = [
    conditions,
    angles_from_the_axis, angles_from_a_gaze, pixels_per_degree, measured_density, bins_count,
    the_same_is_perfect, as_the_package_says, worse_is_worse, heat_is_where_the_difference_is, looking_there_shows_it,
]


def main():
    failed = 0
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        try:
            check()
            print(f"ok    {name}")
        except AssertionError as error:
            failed += 1
            print(f"FAIL  {name}: {error}")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
