internal import CVulkan

/// How long the device takes for parts of command buffers that are no frame graph's. Belongs to the
/// device's thread; nothing here waits, and nothing but making it allocates.
package final class SpanTimer {
  private let device: Device
  private let spans: Int
  /// One for each slot; none where the device has no timestamps.
  private let pools: [VkQueryPool]
  private var hasRun: [Bool]
  private var slot = 0
  private let results: UnsafeMutableBufferPointer<UInt64>
  private let words: UnsafeMutableBufferPointer<UInt64>
  private let tickMask: UInt64

  package init(device: Device, spans: Int) throws(GPUError) {
    self.device = device
    self.spans = spans
    let bits = device.physical.timestampBits
    tickMask = bits >= 64 ? .max : (1 << UInt64(bits)) - 1
    var pools: [VkQueryPool] = []
    for index in 0..<(bits > 0 ? device.framesInFlight : 0) {
      var info = VkQueryPoolCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO
      info.queryType = VK_QUERY_TYPE_TIMESTAMP
      // Room behind the last, see `PassTimers`.
      info.queryCount = UInt32(spans * 2 + device.report.maxViews)
      let pool: VkQueryPool = try make("vkCreateQueryPool") {
        vkCreateQueryPool(device.vk, &info, nil, $0)
      }
      device.name(pool, VK_OBJECT_TYPE_QUERY_POOL, "spans \(index)")
      pools.append(pool)
    }
    self.pools = pools
    hasRun = Array(repeating: false, count: pools.count)
    results = .allocate(capacity: spans)
    results.initialize(repeating: 0)
    words = .allocate(capacity: spans * 2)
    words.initialize(repeating: 0)
  }

  deinit {
    results.deallocate()
    words.deallocate()
  }

  package func destroy() { for pool in pools { device.condemn(.queryPool(pool)) } }

  /// A command buffer begins. Reads what its slot's last one took.
  ///
  /// - Parameter slot: of the frames in flight; what was recorded for it before is done.
  package func begin(_ encoder: CommandEncoder, slot: Int) {
    guard !pools.isEmpty else { return }
    self.slot = slot % pools.count
    let pool = pools[self.slot]
    if hasRun[self.slot] { read(pool) }
    vkCmdResetQueryPool(encoder.commands, pool, 0, UInt32(spans * 2))
    hasRun[self.slot] = true
  }

  /// - Precondition: `index` is below the count of spans, and starts once in a command buffer.
  package func start(_ index: Int, _ encoder: CommandEncoder) { stamp(index * 2, encoder) }

  package func end(_ index: Int, _ encoder: CommandEncoder) { stamp(index * 2 + 1, encoder) }

  /// Of the newest command buffer that is known to be done; 0 for a span that it had not, or where the
  /// device has no timestamps.
  package func nanoseconds(of index: Int) -> UInt64 { results[index] }

  private func stamp(_ query: Int, _ encoder: CommandEncoder) {
    precondition(query < spans * 2, "there is no such span")
    guard !pools.isEmpty else { return }
    vkCmdWriteTimestamp2(
      encoder.commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pools[slot], UInt32(query))
  }

  private func read(_ pool: VkQueryPool) {
    for index in 0..<spans {
      let result = vkGetQueryPoolResults(
        device.vk, pool, UInt32(index * 2), 2, 16, words.baseAddress, 8,
        VK_QUERY_RESULT_64_BIT.rawValue)
      let ticks = (words[1] & tickMask) &- (words[0] & tickMask)
      results[index] =
        result == VK_SUCCESS
        ? UInt64(Double(ticks & tickMask) * device.timestampPeriodNanoseconds) : 0
    }
  }
}
