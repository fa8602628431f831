/// How each eye image was divided into layers of falling density, as reports tell it.
package struct FoveationFacts: Equatable, Sendable {
  package struct Layer: Equatable, Sendable {
    /// Pixels of the layer for each pixel of the eye image, in each direction, 0…1.
    package var density: Double
    /// Pixels that are drawn for each eye.
    package var width: Int
    package var height: Int
    /// Half the layer's region, horizontally and vertically, in degrees, with the eye looking along
    /// its axis; nil: the whole field.
    package var radiusDegrees: SIMD2<Double>?
    package var samples: Int

    package init(
      density: Double, width: Int, height: Int, radiusDegrees: SIMD2<Double>?, samples: Int
    ) {
      (self.density, self.width, self.height) = (density, width, height)
      (self.radiusDegrees, self.samples) = (radiusDegrees, samples)
    }
  }

  /// `disc` or `rectangle`.
  package var shape: String
  /// Densest first.
  package var layers: [Layer]
  /// Pixels of an eye image without foveation.
  package var fullPixels: Int

  package init(shape: String, layers: [Layer], fullPixels: Int) {
    (self.shape, self.layers, self.fullPixels) = (shape, layers, fullPixels)
  }

  /// Pixels that are drawn for each eye.
  package var pixels: Int { layers.reduce(0) { $0 + $1.width * $1.height } }

  /// A layer's pixels as a part of the eye image's.
  package func share(of layer: Layer) -> Double {
    Double(layer.width * layer.height) / Double(max(fullPixels, 1))
  }

  package var json: JSON {
    [
      "shape": JSON(shape),
      "pixels_per_eye": JSON(pixels),
      "pixel_share": JSON(rounded(Double(pixels) / Double(max(fullPixels, 1)))),
      "layers": JSON(
        layers.map { layer in
          [
            "density": JSON(rounded(layer.density)),
            "size": [JSON(layer.width), JSON(layer.height)],
            "pixel_share": JSON(rounded(share(of: layer))),
            "radius_degrees": layer.radiusDegrees.map {
              [JSON(rounded($0.x)), JSON(rounded($0.y))]
            } ?? nil,
            "samples": JSON(layer.samples),
          ]
        }),
    ]
  }

  private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
