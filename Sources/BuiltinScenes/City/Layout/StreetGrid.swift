import Numerics

/// The plan of the streets, metres. The avenue lies along X at z = 0, the river south of it.
struct StreetGrid: Sendable {
  static let pitch: Float = 110
  static let turn: Float = .pi / 2
  /// Middles of the columns and rows of blocks.
  let columns: [Float] = (-4...4).map { Float($0) * StreetGrid.pitch }
  let rows: [Float] = [-393, -283, -173, -63, 63, 173, 361]
  /// Streets along X beside the avenue.
  let streets: [Float] = [-448, -338, -228, -118, 118, 228, 306, 416]
  /// Streets along Z.
  let alleys: [Float] = (0...9).map { (Float($0) - 4.5) * StreetGrid.pitch }
  let river: ClosedRange<Float> = 237...297
  let bridges: [Float] = [-275, -55, 165, 385]
  let park: (x: ClosedRange<Float>, z: ClosedRange<Float>) = (64...266, -329 ... -127)
  let square = Float2(-110, 63)

  func isPark(_ x: Float, _ z: Float) -> Bool { park.x.contains(x) && park.z.contains(z) }

  enum Zone { case park, square, towers, houses, tenements }

  func zone(_ x: Float, _ z: Float) -> Zone {
    if isPark(x, z) { return .park }
    if Float2(x, z) == square { return .square }
    if abs(x) > 430 || z < -380 || z > 350 { return .houses }
    if abs(x) <= 110 && z >= -180 && z <= 63 { return .towers }
    return .tenements
  }

  /// Metres from where people look.
  func remoteness(_ p: Placement) -> Float {
    let c = p.transform.columns.3
    return length(Float2((c.x + 150) * 0.6, c.z))
  }
}
