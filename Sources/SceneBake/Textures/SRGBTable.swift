private import Foundation

/// The sRGB transfer function (IEC 61966-2-1) for 8-bit codes, exactly rounded, by tables.
struct SRGBTable: Sendable {
  /// Linear value of each code.
  private let linear: [Float]
  /// Linear value halfway (in codes) between each code and the next.
  private let upperEdge: [Float]
  /// For linear values in steps of 1/4096, a code that is not above the right one.
  private let start: [UInt8]

  init() {
    func decoded(_ code: Double) -> Float {
      let v = code / 255
      return Float(v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4))
    }
    linear = (0..<256).map { decoded(Double($0)) }
    let edges = (0..<256).map { $0 == 255 ? Float.infinity : decoded(Double($0) + 0.5) }
    upperEdge = edges
    var code = 0
    start = (0...4096).map { step in
      while Float(step) / 4096 >= edges[code] { code += 1 }
      return UInt8(code)
    }
  }

  /// 0…1.
  func decode(_ code: UInt8) -> Float { linear[Int(code)] }

  /// The code nearest to a linear value.
  func encode(_ value: Float) -> UInt8 {
    let value = min(max(value, 0), 1)
    var code = Int(start[Int(value * 4096)])
    while value >= upperEdge[code] { code += 1 }
    return UInt8(code)
  }
}
