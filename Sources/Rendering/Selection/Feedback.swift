internal import GPU

/// Brings back what the device says of each frame, without waiting for it: how much it needed each
/// unit, what it selected, and what it drew.
final class Feedback {
  private struct Slot {
    let buffer: BufferHandle
    /// Timeline value of the frame whose words are in the buffer; nil: none that is still to be read.
    var value: UInt64?
    /// Counts frames.
    var frame: UInt64 = 0
  }

  /// By unit: how much the newest frame that is done needed it; 0: not at all.
  let wanted: UnsafeMutableBufferPointer<UInt32>
  private(set) var counters = DetailCounters()
  /// Timeline value of that frame.
  private(set) var newest: UInt64 = 0
  /// Which frame it is; nil: none is done yet.
  private(set) var newestFrame: UInt64?
  private var slots: [Slot] = []
  private let capacity: Int
  private let draws: [DrawList]

  private var stateOffset: Int { wanted.count * 4 }
  private var countsOffset: Int { stateOffset + MemoryLayout<SelectLists.State>.stride }

  /// - Parameters:
  ///   - draws: everything that a frame draws of the scene.
  ///   - capacity: clusters that can be selected.
  init(
    device: Device, unitCount: Int, draws: [DrawList], capacity: Int
  ) throws(GPUError) {
    self.capacity = capacity
    self.draws = draws
    wanted = .allocate(capacity: unitCount)
    wanted.initialize(repeating: 0)
    let bytes = countsOffset + draws.count * DrawList.countSlots * 4
    for _ in 0..<device.framesInFlight {
      slots.append(
        Slot(
          buffer: try device.makeBuffer(
            "feedback", bytes: bytes, usage: .transferDestination, place: .readback)))
    }
  }

  deinit { wanted.deallocate() }

  func destroy(on device: Device) {
    for slot in slots { device.destroy(slot.buffer) }
  }

  func add(
    to graph: FrameGraphBuilder, scene: ResidentScene, lists: SelectLists, frame: FrameState
  ) {
    var uses: [PassUse] = [
      .buffer(scene.wanted, .transferRead), .buffer(lists.state, .transferRead),
    ]
    uses += draws.map { .buffer($0.counts, .transferRead) }
    let counts = draws.map(\.counts)
    let buffers = slots.map(\.buffer)
    let (wantedBytes, stateOffset, countsOffset) = (wanted.count * 4, stateOffset, countsOffset)
    graph.add(PassDescriptor(name: "feedback", uses: uses)) { encoder in
      let target = buffers[frame.slot]
      if wantedBytes > 0 { encoder.copy(scene.wanted, to: target, bytes: wantedBytes) }
      encoder.copy(
        lists.state, offset: 0, to: target, offset: stateOffset,
        bytes: MemoryLayout<SelectLists.State>.size)
      for index in counts.indices {
        let bytes = DrawList.countSlots * 4
        encoder.copy(
          counts[index], offset: 0, to: target, offset: countsOffset + index * bytes, bytes: bytes)
      }
    }
  }

  /// A frame of this slot was submitted.
  func submitted(slot: Int, value: UInt64, frame: UInt64) {
    slots[slot].value = value
    slots[slot].frame = frame
  }

  /// Reads the newest frame that is done. Returns whether there is a newer one than before. Does not
  /// wait or allocate.
  func collect(on device: Device) throws(GPUError) -> Bool {
    var best: Int?
    for index in slots.indices {
      guard let value = slots[index].value, try device.isDone(value) else { continue }
      slots[index].value = nil
      guard value > newest else { continue }
      newest = value
      best = index
    }
    guard let best else { return false }
    newestFrame = slots[best].frame
    let bytes = UnsafeRawBufferPointer(device.mapped(slots[best].buffer))
    UnsafeMutableRawBufferPointer(wanted).copyMemory(
      from: UnsafeRawBufferPointer(rebasing: bytes[..<stateOffset]))
    let state = bytes.loadUnaligned(fromByteOffset: stateOffset, as: SelectLists.State.self)
    counters = DetailCounters(state, capacity: capacity)
    for (index, list) in draws.enumerated() {
      let counts = bytes.loadUnaligned(
        fromByteOffset: countsOffset + index * DrawList.countSlots * 4,
        as: InlineArray<7, UInt32>.self)
      for bucket in 0..<5 { counters.drawnClusters += Int(counts[bucket]) }
      counters.drawnTriangles += Int(counts[DrawList.triangleSlot])
      let hidden = Int(counts[DrawList.hiddenSlot])
      if list.part == .first { counters.deferredClusters += hidden }
      if list.part == .rest { counters.hiddenClusters += hidden }
    }
    return true
  }
}

/// What a frame chose and drew of the scene's detail.
package struct DetailCounters: Equatable, Sendable {
  package var visitedNodes = 0
  package var selectedClusters = 0
  /// Over all foveation layers, for all views at once.
  package var drawnClusters = 0
  package var drawnTriangles = 0
  /// Solid ones that the frame before seemed to hide, and were drawn last or not at all. As above.
  package var deferredClusters = 0
  /// Those of them that were not drawn.
  package var hiddenClusters = 0
  /// Pixels: the user's, or more where more was found than fits.
  package var threshold: Float = 0
  /// Found for each that fits.
  package var load: Float = 0
  /// Something was left out that nothing stands in for.
  package var isIncomplete = false
  /// Groups that were seen and not there, though nothing coarser stands in for them: holes.
  package var uncoveredGroups = 0

  package init() {}

  init(_ state: SelectLists.State, capacity: Int) {
    visitedNodes = Int(state.nodeCount)
    selectedClusters = Int(state.solidCount) + Int(state.blendedCount)
    threshold = max(state.threshold, 0)
    load = Float(state.clusterCount) / Float(capacity)
    isIncomplete = state.overflow & 1 != 0
    uncoveredGroups = Int(state.uncoveredCount)
  }
}
