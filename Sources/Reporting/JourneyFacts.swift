/// What streaming did for a head that moved by the clock.
package struct JourneyFacts: Equatable, Sendable {
  /// How fast the scene's file comes from its disk.
  package struct Disk: Equatable, Sendable {
    package var sequentialBytesPerSecond: Double
    package var randomBytesPerSecond: Double

    package init(sequentialBytesPerSecond: Double, randomBytesPerSecond: Double) {
      self.sequentialBytesPerSecond = sequentialBytesPerSecond
      self.randomBytesPerSecond = randomBytesPerSecond
    }
  }

  package var seconds: Double = 0
  package var frames = 0
  /// Frames in which nothing that they needed was missing.
  package var completeFrames = 0
  /// Frames whose streaming waited for a disk, a lock or another thread; and reads of the disk that
  /// the frame thread itself was held up by.
  package var waitedFrames = 0
  package var diskReads = 0
  /// Pieces of surfaces, over all frames, for which there was nothing to draw.
  package var holes = 0
  /// Times that the head was put elsewhere.
  package var teleports = 0
  /// From each of them until a frame was drawn that missed nothing, where that came before the next.
  package var fullDetail_ms: [Double] = []
  /// The same in frames.
  package var fullDetailFrames: [Int] = []
  /// Of the frame thread in each frame: all of streaming, and of that the copies to the device.
  package var meanStep_ms: Double = 0
  package var longestStep_ms: Double = 0
  package var meanUpload_ms: Double = 0
  package var longestUpload_ms: Double = 0
  /// Pages in these frames.
  package var requested = 0
  package var requestedAgain = 0
  /// In the mean over frames.
  package var clustersDrawn: Double = 0
  package var trianglesDrawn: Double = 0
  /// Pixels: the error that was let pass.
  package var threshold: Double = 0
  /// Nil when it could not be measured.
  package var disk: Disk?

  package init() {}

  /// Part of the requests for what had been evicted less than a second before.
  package var shareRequestedAgain: Double {
    requested > 0 ? Double(requestedAgain) / Double(requested) : 0
  }

  var json: JSON {
    let mean = fullDetail_ms.reduce(0, +) / Double(max(fullDetail_ms.count, 1))
    return [
      "seconds": JSON(seconds), "frames": JSON(frames), "complete_frames": JSON(completeFrames),
      "waited_frames": JSON(waitedFrames), "frame_thread_disk_reads": JSON(diskReads),
      "holes": JSON(holes), "teleports": JSON(teleports),
      "teleports_to_full_detail": JSON(fullDetail_ms.count),
      "mean_full_detail_ms": fullDetail_ms.isEmpty ? nil : JSON(mean),
      "slowest_full_detail_ms": JSON(fullDetail_ms.max()),
      "slowest_full_detail_frames": JSON(fullDetailFrames.max().map(Double.init)),
      "mean_step_ms": JSON(meanStep_ms), "longest_step_ms": JSON(longestStep_ms),
      "mean_upload_ms": JSON(meanUpload_ms), "longest_upload_ms": JSON(longestUpload_ms),
      "requested": JSON(requested), "requested_again_within_1_s": JSON(requestedAgain),
      "requested_again_share": JSON(shareRequestedAgain),
      "mean_clusters_drawn": JSON(clustersDrawn), "mean_triangles_drawn": JSON(trianglesDrawn),
      "mean_threshold_px": JSON(threshold),
      "disk_sequential_bytes_per_s": JSON(disk?.sequentialBytesPerSecond),
      "disk_random_bytes_per_s": JSON(disk?.randomBytesPerSecond),
    ]
  }
}
