/// What a buffer may be used for. Every buffer has a device address besides.
package struct BufferUsage: OptionSet, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let storage = BufferUsage(rawValue: 1 << 0)
  package static let index = BufferUsage(rawValue: 1 << 1)
  package static let vertex = BufferUsage(rawValue: 1 << 2)
  package static let indirect = BufferUsage(rawValue: 1 << 3)
  package static let transferSource = BufferUsage(rawValue: 1 << 4)
  package static let transferDestination = BufferUsage(rawValue: 1 << 5)
}

/// Where a buffer's memory lies.
package enum MemoryPlace: Sendable {
  /// Fast for the device, out of the program's reach.
  case device
  /// Mapped and coherent, for writing in sequence; the device's own memory where it can be had.
  case upload
  /// Mapped, coherent and cached, for reading what the device wrote.
  case readback
}
