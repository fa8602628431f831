private import Foundation
package import Numerics

/// How an eye image is divided into nested layers of falling density, fixed for a headset, image size
/// and quality: what a renderer allocates and compiles for. Where the layers lie in a frame follows
/// from the gaze, see `layerWindow(_:center:widening:)`.
///
/// A layer is drawn as an image of its own, by the same renderer, over a window that encloses its
/// region around the gaze; the last one covers the whole field. Regions have a constant size in the
/// image plane, not in angle: so every gaze costs the same number of pixels.
package struct FoveationPlan: Equatable, Sendable {
  package struct Layer: Equatable, Sendable {
    /// Pixels of this layer for each pixel of the eye image, in each direction, 0…1.
    package var density: Double
    /// Half width and height of the layer's region in pixels of the eye image, while the gaze is
    /// known; infinite: the whole field.
    package var radius: Float2
    /// The same while nothing is known of the gaze; not smaller.
    package var fixedRadius: Float2
    /// MSAA samples.
    package var samples: Int

    package init(density: Double, radius: Float2, fixedRadius: Float2, samples: Int) {
      (self.density, self.radius) = (density, radius)
      (self.fixedRadius, self.samples) = (fixedRadius, samples)
    }
  }

  package enum Shape: UInt32, Sendable {
    /// An ellipse with the radii as half axes.
    case disc = 0
    case rectangle = 1
  }

  /// Pixels of the eye image.
  package let imageWidth: Int
  package let imageHeight: Int
  /// One to three, densest first; the last covers the field.
  package let layers: [Layer]
  package var shape = Shape.disc
  /// Whether a layer leaves out what finer ones cover.
  package var hasHoles = true
  /// Whether the samples of a coarse layer are spread over the pixels that they lie in, so that its
  /// edges keep the eye image's resolution; otherwise each of its pixels is their average.
  package var spreadsSamples = true
  /// Whether coarse layers filter textures and shadows less.
  package var filtersByDensity = true
  /// Part of a region's radius, at its border, over which it turns into the next layer.
  package var blend: Float = 0.04

  package static let maximumLayers = 3

  /// Pixels of the image that the last layer's samples are spread over: half the eye image's in each
  /// direction. Nil when they go to the eye image directly.
  package var spreadSize: (width: Int, height: Int)? {
    let last = layers.count - 1
    guard last > 0, shape == .disc, readsSamples(ofLayer: last), layers[last].density <= 0.5 else {
      return nil
    }
    return ((imageWidth + 1) / 2, (imageHeight + 1) / 2)
  }

  /// Whether a layer is read by its samples.
  package func readsSamples(ofLayer index: Int) -> Bool {
    spreadsSamples && layers[index].samples > 1
  }

  /// - Precondition: one to three layers with densities that fall, the last one infinite.
  package init(imageWidth: Int, imageHeight: Int, layers: [Layer]) {
    precondition((1...Self.maximumLayers).contains(layers.count), "one to three layers")
    precondition(layers[layers.count - 1].radius.x == .infinity, "the last layer covers the field")
    precondition(
      zip(layers, layers.dropFirst()).allSatisfy { $0.density > $1.density },
      "each layer is less dense than the one inside it")
    (self.imageWidth, self.imageHeight, self.layers) = (imageWidth, imageHeight, layers)
  }
}

/// Where the eyes look in a frame, as the renderer needs it.
package struct FoveationGaze: Equatable, Sendable {
  /// Directions as tangents in the eyes' frames (x right, y up): left, right.
  package var tangents: InlineArray<2, Float2>
  /// 0: the gaze is known; 1: it is not, and regions have their fixed size; between: on the way.
  package var widening: Float

  package init(left: Float2, right: Float2, widening: Float = 0) {
    tangents = [left, right]
    self.widening = widening
  }

  /// Straight ahead and unknown: fixed foveation.
  package static var fixed: FoveationGaze {
    FoveationGaze(left: .zero, right: .zero, widening: 1)
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.tangents[0] == b.tangents[0] && a.tangents[1] == b.tangents[1] && a.widening == b.widening
  }
}
