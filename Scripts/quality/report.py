"""Tables, JSON and pictures of what was found."""
import json
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from pyfvvdp.visualize_diff_map import visualize_diff_map


@dataclass
class Judged:
    """A level of a case against the render without foveation."""

    level: str
    jod: float
    fragments: float  # for a picture
    share: float  # of those without foveation
    bins: list  # lower edge in degrees, mean heat in JOD, part of pixels with at least 1 JOD

    def json(self):
        return {
            "level": self.level, "jod": round(self.jod, 4), "fragments": round(self.fragments),
            "fragment_share": round(self.share, 4),
            "bins": [
                {"from_degrees": lower, "heat_jod": round(heat, 5), "one_jod_share": round(seen, 5)}
                for lower, heat, seen in self.bins
            ],
        }


def table(case, judged, wrong):
    """Lines about a case: heat in hundredths of a JOD for each bin, below it per mille of pixels that
    differ by a whole one."""
    edges = [lower for lower, _, _ in judged[0].bins]
    yield case.name
    yield "  level   fragments  of row    JOD  degrees" + "".join(f"{e:6.0f}" for e in edges)
    for one in judged:
        part = one.fragments / judged[0].fragments
        yield (
            f"  {one.level:<7} {one.share:9.3f} {part:7.3f} {one.jod:6.3f}     heat"
            + "".join(f"{heat * 100:6.1f}" for _, heat, _ in one.bins))
        yield " " * 35 + "1 JOD" + "".join(f"{seen * 1000:6.1f}" for _, _, seen in one.bins)
    for line in wrong:
        yield f"  FAILED: {line}"


def write_json(path, document):
    path.write_text(json.dumps(document, indent=2) + "\n")


def write_heat(path, heat, picture):
    """The heat map over its picture: blue none, green half a JOD, red one and more."""
    light = torch.from_numpy(picture).float().permute(2, 0, 1)[None] / 255
    colored = visualize_diff_map(heat[None, None], context_image=light, colormap_type="threshold")
    pixels = (colored[0].permute(1, 2, 0).numpy() * 255).astype(np.uint8)
    Image.fromarray(pixels).save(path)
