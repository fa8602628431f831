internal import Numerics
internal import Optics

// Mirrors Shaders/Composite/Lens.glsl: the two change together.
struct LensRecord: BitwiseCopyable {
  struct Channel: BitwiseCopyable {
    var inputOffset = Float2.zero
    var outputOffset = Float2.zero
    // Four scalars, since a SIMD4 would be aligned to 16 bytes.
    var k: (Float, Float, Float, Float) = (1, 0, 0, 0)
    var last: Float = 0
    var maximumRadiusSquared: Float = .greatestFiniteMagnitude
  }

  static let gridKind: UInt32 = 255

  var field: Float4
  var inputScale = Float2.zero
  var outputScale = Float2.zero
  var channels: (Channel, Channel, Channel) = (Channel(), Channel(), Channel())
  var gridSize = SIMD2<UInt32>.zero
  var grid: UInt64 = 0

  init(field f: FieldOfView, radial: RadialCoefficients?) {
    field = Float4(f.left, f.right, f.up, f.down)
    guard let radial else { return }
    inputScale = radial.inputScale
    outputScale = radial.outputScale
    func channel(_ c: RadialCoefficients.Channel) -> Channel {
      Channel(
        inputOffset: c.inputOffset, outputOffset: c.outputOffset,
        k: (c.coefficients.x, c.coefficients.y, c.coefficients.z, c.coefficients.w), last: c.last,
        maximumRadiusSquared: min(c.maximumRadiusSquared, .greatestFiniteMagnitude))
    }
    channels = (
      channel(radial.channels[0]), channel(radial.channels[1]), channel(radial.channels[2])
    )
  }
}
