/// What streaming may use. Hard limits: they are never exceeded, detail gives way.
package struct StreamingBudget: Equatable, Sendable {
  /// Bytes on the device for geometry pages and image levels.
  package var deviceBytes = 1 << 30
  /// Bytes of the program's memory for pages being read, decompressed and waiting for upload.
  package var hostBytes = 256 << 20
  /// Bytes uploaded in a frame.
  package var uploadBytesPerFrame = 16 << 20
  /// Nanoseconds of the frame thread that uploads may take in a frame.
  package var uploadTimePerFrame_ns: UInt64 = 1_000_000

  package init() {}
}
