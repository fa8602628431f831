/// Conversion of packed components to Float, in bulk and specialised for each type.
protocol AccessorComponent {
  /// Factor that maps the integer range to 0...1 or −1...1.
  static var normalization: Float { get }
  var float: Float { get }
}

extension Int8: AccessorComponent {
  static var normalization: Float { 1 / 127 }
  var float: Float { Float(self) }
}
extension UInt8: AccessorComponent {
  static var normalization: Float { 1 / 255 }
  var float: Float { Float(self) }
}
extension Int16: AccessorComponent {
  static var normalization: Float { 1 / 32767 }
  var float: Float { Float(self) }
}
extension UInt16: AccessorComponent {
  static var normalization: Float { 1 / 65535 }
  var float: Float { Float(self) }
}
extension UInt32: AccessorComponent {
  static var normalization: Float { 1 }
  var float: Float { Float(self) }
}
extension Float: AccessorComponent {
  static var normalization: Float { 1 }
  var float: Float { self }
}

extension ComponentType {
  /// Factor that maps the type's range to 0...1 or −1...1.
  var normalization: Float {
    switch self {
    case .int8: Int8.normalization
    case .uint8: UInt8.normalization
    case .int16: Int16.normalization
    case .uint16: UInt16.normalization
    case .uint32, .float32: 1
    }
  }
}

/// `count` elements of packed components in memory.
struct PackedElements {
  var base: UnsafeRawPointer
  var count: Int
  var stride: Int
  var components: Int
  var type: ComponentType
  var isNormalized: Bool

  /// Writes every element as floats, `lanes` apart; false when one is not finite.
  func convert(to out: UnsafeMutablePointer<Float>, lanes: Int) -> Bool {
    switch type {
    case .int8: return convert(Int8.self, out, lanes)
    case .uint8: return convert(UInt8.self, out, lanes)
    case .int16: return convert(Int16.self, out, lanes)
    case .uint16: return convert(UInt16.self, out, lanes)
    case .uint32: return convert(UInt32.self, out, lanes)
    case .float32: return convert(Float.self, out, lanes)
    }
  }

  @inline(__always)
  private func convert<C: AccessorComponent>(
    _ type: C.Type, _ out: UnsafeMutablePointer<Float>, _ lanes: Int
  ) -> Bool {
    // Anything times zero is zero, unless it is infinite or not a number.
    var spoilt: Float = 0
    var (source, target) = (base, out)
    let size = MemoryLayout<C>.size
    for _ in 0..<count {
      for c in 0..<components {
        var value = source.loadUnaligned(fromByteOffset: c * size, as: C.self).float
        // The most negative integer goes below −1 and is clamped.
        if isNormalized { value = max(value * C.normalization, -1) }
        spoilt += value * 0
        target[c] = value
      }
      source += stride
      target += lanes
    }
    return spoilt == 0
  }

  /// Writes every element as unsigned integers; only for unsigned component types.
  func convert(to out: UnsafeMutablePointer<UInt32>, lanes: Int) {
    switch type {
    case .uint8: widen(UInt8.self, out, lanes)
    case .uint16: widen(UInt16.self, out, lanes)
    case .uint32: widen(UInt32.self, out, lanes)
    default: preconditionFailure("only unsigned components widen to integers")
    }
  }

  @inline(__always)
  private func widen<C: UnsignedInteger & FixedWidthInteger>(
    _ type: C.Type, _ out: UnsafeMutablePointer<UInt32>, _ lanes: Int
  ) {
    var (source, target) = (base, out)
    for _ in 0..<count {
      for c in 0..<components {
        target[c] = UInt32(
          truncatingIfNeeded: source.loadUnaligned(
            fromByteOffset: c * MemoryLayout<C>.size, as: C.self))
      }
      source += stride
      target += lanes
    }
  }
}
