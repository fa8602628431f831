"""FLIP of pictures, and what must hold of it.

Andersson and others, "FLIP: A Difference Evaluator for Alternating Images", 2020.
"""
import math
from dataclasses import dataclass

import flip_evaluator
import numpy as np
from PIL import Image

STILL_LIMIT = 0.02
MOVING_LIMIT = 1.2
LEAST = 1e-6  # of what is divided by
# Pixels per degree of the display that FLIP's authors looked at.
STANDARD_DENSITY = 67.0


def flip(first, second, density):
    """The map [height, width] between two picture files."""
    pictures = [
        np.asarray(Image.open(file).convert("RGB"), np.float32) / 255 for file in (first, second)]
    found, _, _ = flip_evaluator.evaluate(
        *pictures, "LDR", applyMagma=False, computeMeanError=False, parameters={"ppd": density})
    return found.squeeze()


def density(profile):
    """Pixels per degree in the middle of a headset's eye image."""
    left, right = profile.field[:2]
    return profile.size[0] / (right - left) * math.pi / 180


@dataclass
class Still:
    view: str
    flip: float
    flip_of_headset: float  # as seen through the headset, whose pixels are larger
    threshold: float
    full_threshold: float  # that full detail reached
    triangles: int
    full_triangles: int

    @property
    def failures(self):
        if self.flip < STILL_LIMIT:
            return []
        return [f"{self.view}: FLIP {self.flip:.4f}, less than {STILL_LIMIT} is allowed"]


@dataclass
class Dolly:
    """FLIP between consecutive frames: of what is judged, and of full detail."""

    view: str
    mean: float
    full_mean: float
    largest_ratio: float  # of a single pair of frames
    largest_pair: int
    full_threshold: float

    @property
    def ratio(self):
        return self.mean / max(self.full_mean, LEAST)

    @property
    def failures(self):
        return [
            f"{self.view}: {what} {value:.3f} of full detail's, {MOVING_LIMIT} is allowed"
            for what, value in (
                ("temporal FLIP is", self.ratio),
                (f"that of frames {self.largest_pair} and {self.largest_pair + 1} is",
                 self.largest_ratio))
            if value > MOVING_LIMIT]


def judge_still(view, drawn, full, headset_density, map_file):
    found = flip(full.files[0], drawn.files[0], STANDARD_DENSITY)
    Image.fromarray((np.clip(found * 4, 0, 1) * 255).astype(np.uint8)).save(map_file)
    seen = flip(full.files[0], drawn.files[0], headset_density)
    return Still(
        view.name, float(found.mean()), float(seen.mean()),
        drawn.details[0]["reached_threshold_px"], full.details[0]["reached_threshold_px"],
        drawn.details[0]["triangles_drawn"], full.details[0]["triangles_drawn"])


def judge_dolly(view, drawn, full):
    def pairs(files):
        return np.array([
            flip(a, b, STANDARD_DENSITY).mean() for a, b in zip(files, files[1:])])

    own, reference = pairs(drawn.files), pairs(full.files)
    ratios = own / np.maximum(reference, LEAST)
    largest = int(ratios.argmax())
    return Dolly(
        view.name, float(own.mean()), float(reference.mean()), float(ratios[largest]), largest,
        max(detail["reached_threshold_px"] for detail in full.details))
