internal import Numerics

/// A place from which detail is judged, and what it sees. Mirrors Shaders/Select/Select.glsl: the two
/// change together.
struct SelectConstants: BitwiseCopyable {
  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt32
    /// Errors weigh the same at every distance.
    static let orthographic = Flags(rawValue: 1)
    /// Says what it needs of each unit.
    static let requests = Flags(rawValue: 2)
    /// Leaves out what is blended.
    static let solidOnly = Flags(rawValue: 4)
    /// Looks densities up.
    static let foveated = Flags(rawValue: 8)
    /// Asks for what is needed from `ahead` too.
    static let ahead = Flags(rawValue: 16)
  }

  static let densitySteps = 64
  /// Radians.
  static let densityStep: Float = 1.5 * .pi / 180

  /// Inside is positive.
  var planes = InlineArray<5, Float4>(repeating: Float4(0, 0, 0, 1))
  /// The same, widened: what may soon be seen.
  var widePlanes = InlineArray<5, Float4>(repeating: Float4(0, 0, 0, 1))
  /// Between the views; w: how far the views are from it at most, metres.
  var eye = Float4.zero
  var gaze = Float4(0, 0, -1, 0)
  /// Where the eye will be soon.
  var ahead = Float4.zero
  /// Orthographic: pixels for each metre.
  var pixelsPerTangent: Float = 1
  /// Smallest distance, metres.
  var near: Float = 0.05
  /// Pixels; negative: everything is needed.
  var threshold: Float = 1
  var flags: Flags = []
  /// Pixels that are drawn for each pixel, by the angle from the gaze in even steps.
  var density = InlineArray<64, Float>(repeating: 1)
}

extension InlineArray where Element == Float4, count == 5 {
  init(_ frustum: Frustum) {
    let p = frustum.planes
    self = [p.0, p.1, p.2, p.3, p.4]
  }
}

extension SelectConstants {
  /// What a threshold is to shaders, where an error of nothing is needed too at full detail.
  static func threshold(_ pixels: Float) -> Float { pixels > 0 ? pixels : -1 }

  /// What throws shadows into a map: everything in its square, from far or near.
  ///
  /// - Parameters:
  ///   - matrix: world to shadow map, 0…1.
  ///   - texel: metres.
  ///   - threshold: texels; nothing: full detail.
  init(shadow matrix: Matrix4, texel: Float, threshold: Float) {
    let rows = matrix.transposed.columns
    func plane(_ row: Float4) -> Float4 { row / max(length(row.xyz), 1e-30) }
    planes = [
      plane(rows.0), plane(Float4(0, 0, 0, 1) - rows.0), plane(rows.1),
      plane(Float4(0, 0, 0, 1) - rows.1), Float4(0, 0, 0, 1),
    ]
    pixelsPerTangent = 1 / max(texel, 1e-30)
    self.threshold = Self.threshold(threshold)
    flags = [.orthographic, .solidOnly]
  }
}
