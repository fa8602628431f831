internal import CVulkan

/// Timestamps and statistics of every pass, by frame slot.
///
/// Queries bracket a pass' rendering from outside: one query then counts all views, and software
/// drivers that count fragments at the end of rendering count at all. Only passes that render are
/// counted: Mesa's lavapipe (seen in 25.0) follows a null pointer when a query of compute invocations
/// begins after push constants and before a compute pipeline is bound.
final class PassTimers {
  private static let statistics: [VkQueryPipelineStatisticFlagBits] = [
    // In ascending order of bits, as results come.
    VK_QUERY_PIPELINE_STATISTIC_VERTEX_SHADER_INVOCATIONS_BIT,
    VK_QUERY_PIPELINE_STATISTIC_CLIPPING_INVOCATIONS_BIT,
    VK_QUERY_PIPELINE_STATISTIC_CLIPPING_PRIMITIVES_BIT,
    VK_QUERY_PIPELINE_STATISTIC_FRAGMENT_SHADER_INVOCATIONS_BIT,
  ]
  private static let none = UInt64.max

  private struct Slot {
    var timestamps: VkQueryPool?
    var counters: VkQueryPool?
    /// The frame whose results are still to be read.
    var frame = none
  }

  private let device: Device
  private let passes: Int
  private var slots: [Slot] = []
  private var current = 0
  private var newest = none
  /// What the program knows of each slot's passes while the device runs them, slot by slot.
  private let running: UnsafeMutablePointer<PassTiming>
  private let results: UnsafeMutablePointer<PassTiming>
  private let words: UnsafeMutablePointer<UInt64>
  private let tickMask: UInt64

  init(device: Device, passes: Int) throws(GPUError) {
    self.device = device
    self.passes = passes
    let slotCount = device.framesInFlight
    running = .allocate(capacity: passes * slotCount)
    running.initialize(repeating: PassTiming(), count: passes * slotCount)
    results = .allocate(capacity: passes)
    results.initialize(repeating: PassTiming(), count: passes)
    let wordCount = passes * (Self.statistics.count + 1)
    words = .allocate(capacity: wordCount)
    words.initialize(repeating: 0, count: wordCount)
    let bits = device.physical.timestampBits
    tickMask = bits >= 64 ? .max : (1 << UInt64(bits)) - 1
    for slot in 0..<slotCount {
      var pools = Slot()
      if bits > 0 {
        pools.timestamps = try makePool(VK_QUERY_TYPE_TIMESTAMP, passes * 2, "timestamps \(slot)")
      }
      if device.physical.features.core.features.pipelineStatisticsQuery == VK_TRUE {
        pools.counters = try makePool(
          VK_QUERY_TYPE_PIPELINE_STATISTICS, passes, "pipeline statistics \(slot)")
      }
      slots.append(pools)
    }
  }

  deinit {
    running.deallocate()
    results.deallocate()
    words.deallocate()
  }

  func destroy() {
    for slot in slots {
      if let pool = slot.timestamps { device.condemn(.queryPool(pool)) }
      if let pool = slot.counters { device.condemn(.queryPool(pool)) }
    }
    slots = []
  }

  func begin(_ frame: Frame, _ commands: VkCommandBuffer) {
    precondition(!slots.isEmpty, "the frame graph was destroyed")
    collect()
    current = frame.slot
    precondition(slots[current].frame != frame.index, "a frame graph runs once in a frame")
    if let pool = slots[current].timestamps {
      vkCmdResetQueryPool(commands, pool, 0, UInt32(passes * 2))
    }
    if let pool = slots[current].counters { vkCmdResetQueryPool(commands, pool, 0, UInt32(passes)) }
    (running + current * passes).update(repeating: PassTiming(), count: passes)
    slots[current].frame = frame.index
  }

  func beginPass(_ pass: Int, renders: Bool, _ commands: VkCommandBuffer) {
    if let pool = slots[current].timestamps {
      vkCmdWriteTimestamp2(
        commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool, UInt32(pass * 2))
    }
    if renders, let pool = slots[current].counters {
      vkCmdBeginQuery(commands, pool, UInt32(pass), 0)
    }
  }

  func endPass(_ pass: Int, renders: Bool, _ commands: VkCommandBuffer, cpu_ns: UInt64) {
    if renders, let pool = slots[current].counters { vkCmdEndQuery(commands, pool, UInt32(pass)) }
    if let pool = slots[current].timestamps {
      vkCmdWriteTimestamp2(
        commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool, UInt32(pass * 2 + 1))
    }
    let timing = running + current * passes + pass
    timing.pointee.ran = true
    timing.pointee.counted = renders
    timing.pointee.cpu_ns = cpu_ns
  }

  func timing(of pass: Int) -> PassTiming {
    precondition((0..<passes).contains(pass), "the frame graph has no such pass")
    collect()
    return results[pass]
  }

  /// Reads every slot that has finished.
  private func collect() {
    guard slots.contains(where: { $0.frame != Self.none }),
      let completed = try? device.completedValue()
    else { return }
    for index in slots.indices where slots[index].frame != Self.none {
      let (frame, value) = device.frameSubmissions[index]
      if frame == slots[index].frame && value <= completed { read(index) }
    }
  }

  private func read(_ slot: Int) {
    let frame = slots[slot].frame
    slots[slot].frame = Self.none
    guard newest == Self.none || frame > newest else { return }
    newest = frame
    results.update(from: running + slot * passes, count: passes)
    if let pool = slots[slot].timestamps {
      read(pool, queries: passes * 2, wordsEach: 1)
      let period = device.timestampPeriodNanoseconds
      for pass in 0..<passes where results[pass].ran {
        results[pass].gpuStart_ns = UInt64(Double(words[pass * 2] & tickMask) * period)
        results[pass].gpuEnd_ns = UInt64(Double(words[pass * 2 + 1] & tickMask) * period)
      }
    }
    if let pool = slots[slot].counters {
      let count = Self.statistics.count
      read(pool, queries: passes, wordsEach: count)
      for pass in 0..<passes where results[pass].counted {
        let values = words + pass * count
        results[pass].statistics.vertices = values[0]
        results[pass].statistics.primitivesIn = values[1]
        results[pass].statistics.primitivesOut = values[2]
        results[pass].statistics.fragments = values[3]
      }
    }
  }

  /// Disabled passes leave their queries unavailable, so the answer may be `VK_NOT_READY`.
  private func read(_ pool: VkQueryPool, queries: Int, wordsEach: Int) {
    let stride = wordsEach * 8
    _ = try? device.check(
      "vkGetQueryPoolResults", accept: VK_NOT_READY,
      vkGetQueryPoolResults(
        device.vk, pool, 0, UInt32(queries), queries * stride, words, VkDeviceSize(stride),
        VK_QUERY_RESULT_64_BIT.rawValue))
  }

  private func makePool(
    _ type: VkQueryType, _ count: Int, _ name: String
  ) throws(GPUError) -> VkQueryPool {
    var info = VkQueryPoolCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO
    info.queryType = type
    // Mesa's lavapipe (seen in 25.0) remembers the views of the last rendering after its end, and then
    // writes a timestamp for each view into neighbouring queries. Those are written again by their own
    // passes later, so all it takes is room behind the last.
    info.queryCount = UInt32(count + device.report.maxViews)
    if type == VK_QUERY_TYPE_PIPELINE_STATISTICS {
      info.pipelineStatistics = Self.statistics.reduce(0) { $0 | $1.rawValue }
    }
    let pool: VkQueryPool = try make("vkCreateQueryPool") {
      vkCreateQueryPool(device.vk, &info, nil, $0)
    }
    device.name(pool, VK_OBJECT_TYPE_QUERY_POOL, name)
    return pool
  }
}
