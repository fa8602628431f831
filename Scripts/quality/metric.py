"""FovVideoVDP over sequences of PNG files, with the gaze of every frame.

Mantiuk and others, "FovVideoVDP: A visible difference predictor for wide field-of-view video",
2021. A heat map is in JOD: what the pooled score would lose if all of the picture differed as much.
"""
import numpy as np
import torch
from PIL import Image
from pyfvvdp.fvvdp import fvvdp
from pyfvvdp.video_source import fvvdp_video_source_dm

DISPLAY = "standard_hmd"  # 100 cd/m², black 0.1 cd/m²; the geometry is replaced


def load(picture):
    """Red, green, blue as 8 bits of a file or an array, [height, width, 3]."""
    if isinstance(picture, np.ndarray):
        return picture
    with Image.open(picture) as image:
        return np.array(image.convert("RGB"))


class Frames(fvvdp_video_source_dm):
    """Test and reference frames, each loaded when it is needed. One frame each is a still."""

    def __init__(self, test, reference, frames_per_second, size):
        super().__init__(display_photometry=DISPLAY)
        if len(test) != len(reference):
            raise ValueError(f"{len(test)} frames against {len(reference)}")
        self.test, self.reference = test, reference
        self.frames_per_second = frames_per_second if len(test) > 1 else 0
        self.size = size

    def get_video_size(self):
        return self.size[1], self.size[0], len(self.test)

    def get_frames_per_second(self):
        return self.frames_per_second

    def get_test_frame(self, frame, device):
        return self.luminance(self.test[frame], device)

    def get_reference_frame(self, frame, device):
        return self.luminance(self.reference[frame], device)

    def luminance(self, picture, device):
        """Candelas per square metre, [1, 1, 1, height, width]."""
        pixels = torch.from_numpy(load(picture)).to(device).float() / 255
        light = self.dm_photometry.forward(pixels)
        weights = torch.tensor(self.color_to_luminance, device=device)
        return (light @ weights)[None, None, None]


class GazeMetric(fvvdp):
    """FovVideoVDP for one eye image; the geometry looks where the eye looks in each frame."""

    def __init__(self, eye):
        self.eye = eye
        super().__init__(
            display_name=DISPLAY, display_geometry=eye, foveated=True, heatmap="raw",
            device=torch.device("cpu"))

    def process_block_of_frames(self, frame, *arguments):
        self.eye.look_at(self.gazes[frame])
        return super().process_block_of_frames(frame, *arguments)

    @torch.no_grad()
    def judge(self, test, reference, gazes, frames_per_second):
        """Pooled JOD, and the heat map [frames, height, width].

        test, reference: files or arrays; gazes: tangents right and up, one for each frame.
        """
        self.gazes = gazes
        source = Frames(test, reference, frames_per_second, (self.eye.width, self.eye.height))
        pixels = torch.tensor([self.eye.pixel_of(gaze) for gaze in gazes], dtype=torch.float32)
        score, details = self.predict_video_source(source, fixation_point=pixels)
        return float(score), details["heatmap"][0, 0].float()
