package import Numerics

/// A lens whose distortion is a function of the distance from a centre, per colour channel.
///
/// Every published family of this kind is brought to one form, so that one routine, here or on a
/// GPU, evaluates them all:
///
///     p = viewport * inputScale + inputOffset[channel]
///     tangent = p * scale(|p|) * outputScale + outputOffset[channel]
///
/// with `viewport` 0…1 and y down, `tangent` x right and y up. Beyond `maximumRadius` the product
/// `|p| * scale(|p|)` goes on as a straight line, so the mapping is continuous and increasing
/// everywhere, but shows nothing there.
package struct RadialLens: Sendable {
  /// How `scale` follows from the five coefficients k0…k4 and the radius r.
  package enum Kind: UInt32, Sendable {
    /// k0 + k1 r² + k2 r⁴ + k3 r⁶ + k4 r⁸
    case evenPolynomial = 0
    /// k0 + k1 r + k2 r² + k3 r³ + k4 r⁴
    case polynomial = 1
    /// k0 / (1 + k1 r² + k2 r⁴ + k3 r⁶) + k4
    case rational = 2
  }

  package struct Channel: Equatable, Sendable {
    package var inputOffset: Double2
    package var outputOffset: Double2
    /// k0…k4 of `Kind`, in `x`, `y`, `z`, `w` and `last`.
    package var coefficients: SIMD4<Double>
    package var last: Double
    /// In units of p: the end of the range in which the lens shows something.
    package var maximumRadius: Double = .infinity

    package init(
      inputOffset: Double2, outputOffset: Double2, coefficients: SIMD4<Double>, last: Double = 0
    ) {
      (self.inputOffset, self.outputOffset) = (inputOffset, outputOffset)
      (self.coefficients, self.last) = (coefficients, last)
    }
  }

  package let kind: Kind
  package let inputScale: Double2
  package let outputScale: Double2
  /// Red, green, blue.
  package let channels: (Channel, Channel, Channel)

  /// - Parameters:
  ///   - channels: red, green, blue; their `maximumRadius` is a limit set by the maker, or infinity.
  ///     It is lowered to where the mapping stops growing, or is far outside of `field`.
  package init(
    kind: Kind, inputScale: Double2, outputScale: Double2,
    channels: (Channel, Channel, Channel), field: FieldOfView
  ) {
    self.kind = kind
    self.inputScale = inputScale
    self.outputScale = outputScale
    func limited(_ channel: Channel) -> Channel {
      var channel = channel
      channel.maximumRadius = Self.range(
        of: channel, kind: kind, inputScale: inputScale, outputScale: outputScale, field: field)
      return channel
    }
    self.channels = (limited(channels.0), limited(channels.1), limited(channels.2))
  }

  package func channel(_ index: Int) -> Channel {
    index == 0 ? channels.0 : index == 1 ? channels.1 : channels.2
  }

  /// The same lens seen in a mirror: for the other eye.
  package func mirrored() -> RadialLens {
    RadialLens(mirroring: self)
  }

  private init(mirroring lens: RadialLens) {
    func flipped(_ c: Channel) -> Channel {
      var c = c
      c.inputOffset.x = -(lens.inputScale.x + c.inputOffset.x)
      c.outputOffset.x = -c.outputOffset.x
      return c
    }
    kind = lens.kind
    inputScale = lens.inputScale
    outputScale = lens.outputScale
    channels = (
      flipped(lens.channels.0), flipped(lens.channels.1), flipped(lens.channels.2)
    )
  }
}
