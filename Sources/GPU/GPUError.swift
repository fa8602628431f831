/// What went wrong in a call of the graphics driver, or in a request that it cannot meet.
package struct GPUError: Error, CustomStringConvertible, Sendable {
  package enum Kind: Sendable {
    /// The machine lacks something that was asked for: a device, a feature, a format, a layer.
    case unsupported
    /// The driver refused a call for a reason of its own.
    case driver
    /// The device is gone or does not answer. It stays so: see `Device.isLost`.
    case deviceLost
    /// Neither the heap nor its budget has room.
    case outOfMemory
    /// The validation layer had something to say.
    case validation
  }

  package var kind: Kind
  /// The Vulkan function, or the operation of this room, that failed.
  package var call: String
  package var reason: String

  package init(_ kind: Kind, call: String, reason: String) {
    self.kind = kind
    self.call = call
    self.reason = reason
  }

  package var description: String { "\(call): \(reason)" }
}
