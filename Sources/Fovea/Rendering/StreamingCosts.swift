import FrameTiming

/// What streaming took of the frame thread, over frames.
struct StreamingCosts {
  private(set) var frames = 0
  /// Frames whose streaming waited: for a disk, a lock or another thread.
  private(set) var waitedFrames = 0
  /// What was read from a disk by the frame thread itself, see `ThreadUsage.diskReads`.
  private(set) var diskReads = 0
  /// Of everything that streaming does in a frame.
  private(set) var total_ns: UInt64 = 0
  private(set) var slowest_ns: UInt64 = 0
  /// Of this for what came: copies for the device, and its tables.
  private(set) var uploadTotal_ns: UInt64 = 0
  private(set) var slowestUpload_ns: UInt64 = 0

  mutating func note(_ span_ns: UInt64, upload_ns: UInt64, from: ThreadUsage, to: ThreadUsage) {
    frames += 1
    if to.waits > from.waits || to.diskReads > from.diskReads { waitedFrames += 1 }
    diskReads += to.diskReads - from.diskReads
    total_ns += span_ns
    slowest_ns = max(slowest_ns, span_ns)
    uploadTotal_ns += upload_ns
    slowestUpload_ns = max(slowestUpload_ns, upload_ns)
  }
}
