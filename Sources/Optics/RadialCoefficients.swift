package import Numerics

/// A radial lens as plain values for evaluation per pixel on a GPU. With `uv` the position in the
/// eye's viewport (0…1, y down), for each channel:
///
///     p = uv * inputScale + inputOffset
///     r2 = dot(p, p)
///     tangent = p * scale(r2) * outputScale + outputOffset      // x right, y up
///
/// where `scale` is given by `kind` as in `RadialLens.Kind`. A pixel is shown when all three
/// channels have `r2 <= maximumRadiusSquared` and tangents inside of the eye's field of view.
package struct RadialCoefficients: Equatable, Sendable {
  package struct Channel: Equatable, Sendable {
    package var inputOffset: Float2
    package var outputOffset: Float2
    /// k0…k3.
    package var coefficients: Float4
    /// k4.
    package var last: Float
    package var maximumRadiusSquared: Float
  }

  package var kind: RadialLens.Kind
  package var inputScale: Float2
  package var outputScale: Float2
  /// Red, green, blue.
  package var channels: InlineArray<3, Channel>

  init(_ lens: RadialLens) {
    kind = lens.kind
    inputScale = Float2(lens.inputScale)
    outputScale = Float2(lens.outputScale)
    channels = InlineArray { index in
      let c = lens.channel(index)
      return Channel(
        inputOffset: Float2(c.inputOffset), outputOffset: Float2(c.outputOffset),
        coefficients: Float4(c.coefficients), last: Float(c.last),
        maximumRadiusSquared: Float(c.maximumRadius * c.maximumRadius))
    }
  }

  package static func == (a: RadialCoefficients, b: RadialCoefficients) -> Bool {
    a.kind == b.kind && a.inputScale == b.inputScale && a.outputScale == b.outputScale
      && a.channels[0] == b.channels[0] && a.channels[1] == b.channels[1]
      && a.channels[2] == b.channels[2]
  }
}
