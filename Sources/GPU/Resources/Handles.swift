/// A reference to something in a `Pool`: 20 bits of slot, 12 bits of generation. Zero is never valid.
protocol PoolHandle: Hashable, Sendable {
  var raw: UInt32 { get }
  init(raw: UInt32)
}

/// A buffer of a `Device`. A plain value: it owns nothing. Use after `destroy` is a programmer error
/// and stops the program.
package struct BufferHandle: PoolHandle {
  let raw: UInt32
}

/// An image of a `Device`; see `BufferHandle`.
package struct ImageHandle: PoolHandle {
  let raw: UInt32
}

/// A graphics or compute pipeline of a `Device`; see `BufferHandle`.
package struct PipelineHandle: PoolHandle {
  let raw: UInt32
}
