/// What streaming may use. Hard limits: they are never exceeded, detail gives way.
package struct StreamingBudget: Equatable, Sendable {
  /// Bytes on the device for geometry pages and image levels.
  package var deviceBytes = 1 << 30
  /// Of these, bytes that levels of images must not fill: while an image with a level more takes the
  /// place of another, both are there.
  package var imageSpareBytes = 0
  /// Bytes of the program's memory for pages being read, decompressed and waiting for upload.
  package var hostBytes = 256 << 20
  /// Bytes uploaded in a frame, in the mean: a unit larger than that waits a few frames.
  package var uploadBytesPerFrame = 16 << 20
  /// Nanoseconds of the frame thread that uploads may take in a frame.
  package var uploadTimePerFrame_ns: UInt64 = 1_000_000

  package init() {}

  /// How the device's bytes are divided. Each kind gets what it can use up to half, and what the
  /// other leaves; geometry gets whole slots.
  package func shares(of graph: UnitGraph) -> (geometry: Int, images: Int) {
    let slot = max(graph.slotBytes, 1)
    let geometry = graph.detailBytes(of: .geometry)
    let images = graph.detailBytes(of: .imageLevel)
    let bytes = max(deviceBytes - (images > 0 ? imageSpareBytes : 0), 0)
    let share = min(geometry, max(bytes / 2, bytes - images)) / slot * slot
    return (share, min(images, bytes - share))
  }
}
