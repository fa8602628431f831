/// What is known of one frame when it is over: named points in time, costs, counts. A plain value of
/// fixed size, so keeping one does not allocate. Times are on `Clock.now_ns`.
package struct FrameRecord: BitwiseCopyable, Sendable {
  /// Passes that a record has room for; further ones are not recorded.
  package static let maximumPasses = 32

  package var index: UInt64 = 0
  /// The frame loop wakes up to begin the frame.
  package var wakeUp_ns: UInt64 = 0
  /// Work on the frame begins.
  package var begin_ns: UInt64 = 0
  /// The commands are handed to the device.
  package var submit_ns: UInt64 = 0
  /// The device has finished the frame.
  package var gpuDone_ns: UInt64 = 0
  /// Processor time of the frame thread from wake-up to completion.
  package var cpu_ns: UInt64 = 0
  /// Processor time of all threads of the process in the same span.
  package var processCPU_ns: UInt64 = 0
  /// First to last timestamp of the frame on the device; 0 when the device has none.
  package var gpu_ns: UInt64 = 0
  package var counters = FrameCounters()
  package private(set) var passCount = 0
  private var passes = InlineArray<32, PassRecord>(repeating: PassRecord())

  package init() {}

  /// CPU start to GPU complete.
  package var frame_ns: UInt64 { gpuDone_ns > begin_ns ? gpuDone_ns - begin_ns : 0 }

  /// Adds a pass; one beyond the room is dropped.
  package mutating func append(_ pass: PassRecord) {
    guard passCount < Self.maximumPasses else { return }
    passes[passCount] = pass
    passCount += 1
  }

  /// - Precondition: `index < passCount`.
  package func pass(_ index: Int) -> PassRecord {
    precondition(index >= 0 && index < passCount, "a frame has no such pass")
    return passes[index]
  }
}

/// Cost of one pass in a frame.
package struct PassRecord: BitwiseCopyable, Equatable, Sendable {
  package var gpu_ns: UInt64
  /// Recording its commands.
  package var cpu_ns: UInt64
  /// Fragment shader invocations; 0 where they are not counted.
  package var fragments: UInt64

  package init(gpu_ns: UInt64 = 0, cpu_ns: UInt64 = 0, fragments: UInt64 = 0) {
    (self.gpu_ns, self.cpu_ns, self.fragments) = (gpu_ns, cpu_ns, fragments)
  }
}

/// What a frame did. Counts that a device does not offer stay 0.
package struct FrameCounters: BitwiseCopyable, Equatable, Sendable {
  /// Draw calls that the CPU issued; an indirect one counts once.
  package var draws: UInt64 = 0
  package var barriers: UInt64 = 0
  /// Triangles that entered clipping, and those that left it, over all views.
  package var trianglesSubmitted: UInt64 = 0
  package var trianglesRasterized: UInt64 = 0
  package var fragmentInvocations: UInt64 = 0
  package var bytesUploaded: UInt64 = 0
  /// Heap allocations on the frame thread.
  package var heapAllocations: UInt64 = 0

  package init() {}
}
