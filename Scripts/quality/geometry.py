"""Where the pixels of an undistorted eye image lie as the eye sees them.

An eye image is a plane one unit before the eye: x right and y up are tangents. FovVideoVDP asks a
display geometry for directions and for pixels per degree; `PlanarEye` answers with those of a
headset's field of view. Every angle is true: eccentricity is the angle between two directions, and
not the length of a difference of angles, which is wrong by a tenth at 45 degrees.
"""
import math

import torch
from pyfvvdp.fvvdp_display_model import fvvdp_display_geometry


class PlanarEye(fvvdp_display_geometry):
    """The display geometry of one eye image.

    field: tangents left, right, up, down of the image's edges; left and down are negative.
    size: width and height in pixels.
    """

    def __init__(self, field, size):
        self.left, self.right, self.up, self.down = field
        self.width, self.height = size
        self.fixed_ppd = None
        self.look_at((0.0, 0.0))

    def look_at(self, tangent):
        """Turns the eye: directions are told relative to this one, and so are eccentricities."""
        x, y = (float(t) for t in tangent)
        ahead = torch.tensor((x, y, 1.0))
        self.gaze = ahead / ahead.norm()
        right = torch.linalg.cross(torch.tensor((0.0, 1.0, 0.0)), self.gaze)
        self.gaze_right = right / right.norm()
        self.gaze_up = torch.linalg.cross(self.gaze, self.gaze_right)

    def pixel_of(self, tangent):
        """Pixel at a tangent; the middle of the first pixel is (0, 0)."""
        x = (tangent[0] - self.left) / (self.right - self.left) * self.width
        y = (self.up - tangent[1]) / (self.up - self.down) * self.height
        return x - 0.5, y - 0.5

    def directions(self, size, x, y):
        """Unit vectors, last axis x right, y up, z ahead, of places in an image of `size` pixels that
        covers the field; the corner of the first pixel is (0, 0)."""
        tx = self.left + x / size[0] * (self.right - self.left)
        ty = self.up - y / size[1] * (self.up - self.down)
        vector = torch.stack((tx, ty, torch.ones_like(tx)), dim=-1)
        return vector / vector.norm(dim=-1, keepdim=True)

    def eccentricities(self):
        """Degrees from the direction of gaze of every pixel, as [height, width]."""
        y, x = torch.meshgrid(
            torch.arange(self.height) + 0.5, torch.arange(self.width) + 0.5, indexing="ij")
        return self.pix2view_direction((self.width, self.height), x, y).norm(dim=0)

    # What FovVideoVDP asks.

    def get_ppd(self, view_dir=None):
        """Pixels per degree: ahead, or in directions as `pix2view_direction` tells them. The square
        root of pixels per square degree: a plane is seen under cos³ of the angle."""
        per_tangent = math.sqrt(
            self.width / (self.right - self.left) * self.height / (self.up - self.down))
        ahead = per_tangent * math.pi / 180
        return ahead if view_dir is None else ahead * self.get_resolution_magnification(view_dir)

    def pix2view_direction(self, resolution_pix, x_pix, y_pix):
        """Degrees right and up around the gaze, azimuthal equidistant: lengths are eccentricities."""
        d = self.directions(resolution_pix, x_pix, y_pix)
        across = torch.stack((d @ self.gaze_right, d @ self.gaze_up), dim=0)
        sine = across.norm(dim=0)
        angle = torch.rad2deg(torch.atan2(sine, d @ self.gaze))
        return across / sine.clamp(min=1e-9) * angle

    def get_resolution_magnification(self, view_dir):
        """Pixels per degree in directions as `pix2view_direction` tells them, over those ahead."""
        angle = torch.deg2rad(view_dir.norm(dim=0))
        across = view_dir / view_dir.norm(dim=0).clamp(min=1e-9) * torch.sin(angle)
        cosine = (
            torch.cos(angle) * self.gaze[2]
            + across[0] * self.gaze_right[2] + across[1] * self.gaze_up[2])
        return cosine.clamp(min=0.01) ** -1.5
