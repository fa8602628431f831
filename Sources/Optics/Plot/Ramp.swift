import Numerics

/// Colours for numbers from low (0) to high (1). sRGB 0…255.
struct Ramp {
  private let stops: [Float3]

  /// Equally bright steps that colour-blind people can tell apart: five stops of the well-known map
  /// from violet over green to yellow.
  static let even = Ramp(stops: [
    Float3(68, 1, 84), Float3(59, 82, 139), Float3(33, 145, 140), Float3(94, 201, 98),
    Float3(253, 231, 37),
  ])

  /// For steps that shall differ in hue, so that brightness can tell something else.
  static let hues = Ramp(stops: [
    Float3(64, 96, 224), Float3(40, 180, 220), Float3(60, 190, 90), Float3(220, 205, 60),
    Float3(235, 130, 50), Float3(210, 60, 70), Float3(170, 80, 190),
  ])

  /// From good to bad.
  static let warning = Ramp(stops: [
    Float3(40, 160, 90), Float3(240, 215, 70), Float3(235, 120, 40), Float3(190, 20, 45),
  ])

  func color(_ t: Float) -> Float3 {
    let p = min(max(t, 0), 1) * Float(stops.count - 1)
    let i = min(stops.count - 2, Int(p))
    return mix(stops[i], stops[i + 1], p - Float(i))
  }
}
