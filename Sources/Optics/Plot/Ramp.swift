import Numerics

/// Colours for numbers.
enum Ramp {
  /// From low (0) to high (1), equally bright steps that colour-blind people can tell apart: five
  /// stops of the well-known map from violet over green to yellow. sRGB 0…255.
  static func color(_ t: Float) -> Float3 {
    let stops = [
      Float3(68, 1, 84), Float3(59, 82, 139), Float3(33, 145, 140), Float3(94, 201, 98),
      Float3(253, 231, 37),
    ]
    let p = min(max(t, 0), 1) * 4
    let i = min(3, Int(p))
    return mix(stops[i], stops[i + 1], p - Float(i))
  }
}
