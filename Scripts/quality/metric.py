"""FovVideoVDP over sequences of PNG files, with the gaze of every frame.

Mantiuk and others, "FovVideoVDP: A visible difference predictor for wide field-of-view video",
2021. A heat map is in JOD: what the pooled score would lose if all of the picture differed as much.
"""
import math

import numpy as np
import torch
from PIL import Image
from pyfvvdp.fvvdp import fvvdp
from pyfvvdp.fvvdp_lpyr_dec import fvvdp_contrast_pyr, fvvdp_lpyr_dec
from pyfvvdp.video_source import fvvdp_video_source_dm

DISPLAY = "standard_hmd"  # 100 cd/m², black 0.1 cd/m²; the geometry is replaced
WINDOW_SECONDS = 0.25  # what the temporal filters see


def load(picture):
    """Red, green, blue as 8 bits of a file or an array, [height, width, 3]."""
    if isinstance(picture, np.ndarray):
        return picture
    with Image.open(picture) as image:
        return np.array(image.convert("RGB"))


class Window:
    """Luminances of the newest frames, as the temporal filters want them."""

    def __init__(self, source, length, size):
        self.source = source
        self.frames = torch.zeros((length, size[0] * size[1]))
        self.next = 0

    def push(self, picture):
        """The first picture also stands for those before it."""
        light = self.luminance(picture).flatten()
        if self.next == 0:
            self.frames[:] = light
        self.frames[self.next % len(self.frames)] = light
        self.next += 1

    def luminance(self, picture):
        """Candelas per square metre, [height, width]."""
        light = self.source.dm_photometry.forward(torch.from_numpy(load(picture)).float() / 255)
        return light @ torch.tensor(self.source.color_to_luminance)

    def filtered(self, filters):
        """Convolved with filters whose first weight is the newest frame's."""
        ages = (self.next - 1 - torch.arange(len(self.frames))) % len(self.frames)
        return filters[:, ages] @ self.frames


class GazeMetric(fvvdp):
    """FovVideoVDP for one eye image; the geometry looks where the eye looks in each frame."""

    def __init__(self, eye):
        self.eye = eye
        super().__init__(
            display_name=DISPLAY, display_geometry=eye, foveated=True, heatmap="raw",
            device=torch.device("cpu"))
        self.source = fvvdp_video_source_dm(display_photometry=DISPLAY)

    @torch.no_grad()
    def judge(self, test, reference, gazes, frames_per_second, every=1):
        """Pooled JOD, the numbers of the frames that were judged, and a heat map [height, width] of
        each.

        test, reference: files or arrays; one picture is a still. gazes: tangents right and up, one
        for each frame. every: of so many frames one is judged, the last one always; all of them
        pass through the temporal filters.
        """
        if not len(test) == len(reference) == len(gazes) > 0:
            raise ValueError(f"{len(test)} frames, {len(reference)} references, {len(gazes)} gazes")
        width, height = self.eye.width, self.eye.height
        moving = len(test) > 1
        if moving:
            self.filter_len = math.ceil(WINDOW_SECONDS * frames_per_second)
            filters, self.omega = self.get_temporal_filters(frames_per_second)
        else:
            self.filter_len, filters = 1, torch.ones((1, 1))
        pyramid = fvvdp_contrast_pyr if self.local_adapt == "gpyr" else fvvdp_lpyr_dec
        self.lpyr = pyramid(width, height, self.pix_per_deg, self.device)
        self.heatmap_pyr = fvvdp_lpyr_dec(width, height, self.pix_per_deg, self.device)
        windows = [Window(self.source, self.filter_len, (width, height)) for _ in range(2)]
        judged, scores, maps = [], [], []
        for frame, pictures in enumerate(zip(test, reference)):
            for window, picture in zip(windows, pictures):
                window.push(picture)
            if (len(test) - 1 - frame) % every:
                continue
            # Test and reference of each temporal channel in turn.
            channels = torch.stack([window.filtered(filters) for window in windows], dim=1)
            channels = channels.reshape(1, -1, 1, height, width)
            self.eye.look_at(gazes[frame])
            heat = torch.zeros((1, 1, 1, height, width))
            scores.append(self.process_block_of_frames(
                0, channels, (height, width, 1), len(filters),
                torch.tensor(self.eye.pixel_of(gazes[frame])).float(), heat))
            judged.append(frame)
            maps.append(heat[0, 0, 0])
        total = self.do_pooling_and_jods(torch.cat(scores, dim=2), self.lpyr.get_freqs())
        return float(total), judged, maps
