internal import CVulkan

/// A piece of device memory.
struct MemoryAllocation {
  let memory: VkDeviceMemory
  let offset: Int
  let bytes: Int
  /// Where the program sees it, for mapped places.
  let mapped: UnsafeMutableRawPointer?
  fileprivate let pool: Int
  /// Block of the pool; nil for an allocation of its own.
  fileprivate let block: Int?
}

/// What a resource asks of memory.
struct MemoryRequest {
  var bytes: Int
  var alignment: Int
  /// Bit set of memory types that will do.
  var types: UInt32
  /// The driver prefers, or the size suggests, an allocation of its own.
  var dedicated: Bool
  /// An optimally tiled image; these and buffers never share a block.
  var isImage: Bool
  var buffer: VkBuffer?
  var image: VkImage?
  /// What the memory is for, in error messages.
  var name: String

  /// What the driver asks for, as `query` fills it in; the rest is the caller's to say.
  init(_ query: (UnsafeMutablePointer<VkMemoryRequirements2>) -> Void) {
    var dedicated = VkMemoryDedicatedRequirements()
    dedicated.sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_REQUIREMENTS
    var requirements = VkMemoryRequirements2()
    requirements.sType = VK_STRUCTURE_TYPE_MEMORY_REQUIREMENTS_2
    withUnsafeMutablePointer(to: &dedicated) { dedicated in
      requirements.pNext = UnsafeMutableRawPointer(dedicated)
      query(&requirements)
    }
    let core = requirements.memoryRequirements
    bytes = Int(core.size)
    alignment = Int(core.alignment)
    types = core.memoryTypeBits
    self.dedicated =
      dedicated.prefersDedicatedAllocation == VK_TRUE
      || dedicated.requiresDedicatedAllocation == VK_TRUE
    isImage = false
    name = ""
  }
}

/// Device memory in blocks of 64 MiB, one list of blocks per memory type and kind of resource, so that
/// Vulkan's few allocations serve many resources. Used from the device's thread.
final class MemoryAllocator {
  private static let blockBytes = 64 << 20

  private struct Block {
    let memory: VkDeviceMemory
    let mapped: UnsafeMutableRawPointer?
    var ranges: BlockAllocator
  }

  private let device: VkDevice
  private let physical: PhysicalDevice
  private let types: [VkMemoryType]
  private let heaps: [VkMemoryHeap]
  private let limit: Int?
  /// Blocks by pool: memory type × 2, plus 1 for images. A freed block leaves a hole.
  private var pools: [[Block?]]
  private var heapBytes: [Int]
  private(set) var usage = MemoryUsage()

  init(device: VkDevice, physical: PhysicalDevice, limit: Int?) {
    self.device = device
    self.physical = physical
    self.limit = limit
    types = physical.memoryTypes
    heaps = physical.heaps
    pools = Array(repeating: [], count: types.count * 2)
    heapBytes = Array(repeating: 0, count: heaps.count)
  }

  /// Returns all memory to the driver. Nothing may use it any more.
  func destroy() {
    for block in pools.joined() {
      if let block { vkFreeMemory(device, block.memory, nil) }
    }
    pools = []
  }

  /// Memory for a resource, in the best type for its place that has room.
  func allocate(_ request: MemoryRequest, place: MemoryPlace) throws(GPUError) -> MemoryAllocation {
    let candidates = candidates(place, types: request.types)
    var failure = GPUError(
      .unsupported, call: "vkAllocateMemory", reason: "no memory type suits \(request.name)")
    for type in candidates {
      do throws(GPUError) {
        let allocation = try allocate(request, type: type)
        usage.usedBytes += allocation.bytes
        return allocation
      } catch {
        failure = error
        guard error.kind == .outOfMemory else { break }
      }
    }
    throw failure
  }

  func free(_ allocation: MemoryAllocation) {
    usage.usedBytes -= allocation.bytes
    guard let index = allocation.block else {
      vkFreeMemory(device, allocation.memory, nil)
      note(released: allocation.bytes, type: allocation.pool / 2)
      return
    }
    guard var block = pools[allocation.pool][index] else {
      preconditionFailure("memory freed after its block")
    }
    block.ranges.release(allocation.offset, bytes: allocation.bytes)
    // One empty block per pool stays, so that a resource remade each time does not cost a driver call.
    let hasSpare = pools[allocation.pool].enumerated()
      .contains { $0.offset != index && $0.element?.ranges.isEmpty == true }
    if block.ranges.isEmpty && hasSpare {
      vkFreeMemory(device, block.memory, nil)
      note(released: block.ranges.capacity, type: allocation.pool / 2)
      pools[allocation.pool][index] = nil
    } else {
      pools[allocation.pool][index] = block
    }
  }

  /// What the driver, or the options, allow in the largest device-local heap, in bytes.
  var budget: Int {
    let local = heaps.indices
      .filter { heaps[$0].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT.rawValue != 0 }
      .max { heaps[$0].size < heaps[$1].size }
    return local.map { room(inHeap: $0).budget } ?? 0
  }

  private func allocate(_ request: MemoryRequest, type: Int) throws(GPUError) -> MemoryAllocation {
    let pool = type * 2 + (request.isImage ? 1 : 0)
    let heapSize = Int(clamping: heaps[Int(types[type].heapIndex)].size)
    // Small heaps, such as a 256 MiB window onto the device's memory, get smaller blocks.
    let blockBytes = min(Self.blockBytes, max(1 << 20, heapSize / 8))
    if request.dedicated || request.bytes > blockBytes / 2 {
      let (memory, mapped) = try allocateMemory(
        request.bytes, type: type, for: request, alone: true)
      return MemoryAllocation(
        memory: memory, offset: 0, bytes: request.bytes, mapped: mapped, pool: pool, block: nil)
    }
    for index in pools[pool].indices {
      if let allocation = take(request, pool: pool, block: index) { return allocation }
    }
    let (memory, mapped) = try allocateMemory(blockBytes, type: type, for: request, alone: false)
    let block = Block(memory: memory, mapped: mapped, ranges: BlockAllocator(capacity: blockBytes))
    let index = pools[pool].firstIndex { $0 == nil } ?? pools[pool].count
    if index == pools[pool].count {
      pools[pool].append(block)
    } else {
      pools[pool][index] = block
    }
    guard let allocation = take(request, pool: pool, block: index) else {
      preconditionFailure("an empty block of twice the size has room")
    }
    return allocation
  }

  private func take(_ request: MemoryRequest, pool: Int, block index: Int) -> MemoryAllocation? {
    guard let memory = pools[pool][index]?.memory,
      let offset = pools[pool][index]?.ranges.allocate(request.bytes, alignment: request.alignment)
    else { return nil }
    let mapped = pools[pool][index]?.mapped.map { $0 + offset }
    return MemoryAllocation(
      memory: memory, offset: offset, bytes: request.bytes, mapped: mapped, pool: pool,
      block: index)
  }

  private func allocateMemory(
    _ bytes: Int, type: Int, for request: MemoryRequest, alone: Bool
  ) throws(GPUError) -> (VkDeviceMemory, UnsafeMutableRawPointer?) {
    let heap = Int(types[type].heapIndex)
    let room = room(inHeap: heap)
    guard bytes <= room.budget - room.usage else {
      throw GPUError(
        .outOfMemory, call: "vkAllocateMemory",
        reason: "\(request.name) needs \(bytes) bytes, and of the budget of \(room.budget) bytes "
          + "of memory heap \(heap) \(room.usage) are used")
    }
    let memory: VkDeviceMemory = try withArena { arena throws(GPUError) in
      var flags = VkMemoryAllocateFlagsInfo()
      flags.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO
      if !request.isImage { flags.flags = VK_MEMORY_ALLOCATE_DEVICE_ADDRESS_BIT.rawValue }
      if alone {
        var dedicated = VkMemoryDedicatedAllocateInfo()
        dedicated.sType = VK_STRUCTURE_TYPE_MEMORY_DEDICATED_ALLOCATE_INFO
        dedicated.buffer = request.buffer
        dedicated.image = request.image
        flags.pNext = UnsafeRawPointer(arena.store(dedicated))
      }
      var info = VkMemoryAllocateInfo()
      info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO
      info.pNext = UnsafeRawPointer(arena.store(flags))
      info.allocationSize = VkDeviceSize(bytes)
      info.memoryTypeIndex = UInt32(type)
      return try make("vkAllocateMemory") { vkAllocateMemory(device, &info, nil, $0) }
    }
    var mapped: UnsafeMutableRawPointer?
    if types[type].propertyFlags & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT.rawValue != 0,
      !request.isImage
    {
      do throws(GPUError) {
        try check("vkMapMemory", vkMapMemory(device, memory, 0, VK_WHOLE_SIZE, 0, &mapped))
      } catch {
        vkFreeMemory(device, memory, nil)
        throw error
      }
    }
    heapBytes[heap] += bytes
    usage.residentBytes += bytes
    usage.peakResidentBytes = max(usage.peakResidentBytes, usage.residentBytes)
    usage.allocations += 1
    return (memory, mapped)
  }

  private func note(released bytes: Int, type: Int) {
    heapBytes[Int(types[type].heapIndex)] -= bytes
    usage.residentBytes -= bytes
    usage.allocations -= 1
  }

  private func room(inHeap heap: Int) -> (budget: Int, usage: Int) {
    let own = heapBytes[heap]
    var (budget, used) = (Int(clamping: heaps[heap].size), own)
    if let budgets = physical.memoryBudgets() {
      (budget, used) = (budgets[heap].budget, max(own, budgets[heap].usage))
    }
    // The option bounds what this device allocates, not what the rest of the process does.
    if let limit, limit - own < budget - used { return (limit, own) }
    return (budget, used)
  }

  /// Memory types for a place, best first.
  private func candidates(_ place: MemoryPlace, types allowed: UInt32) -> [Int] {
    let local = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT.rawValue
    let visible = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT.rawValue
    let coherent = VK_MEMORY_PROPERTY_HOST_COHERENT_BIT.rawValue
    let cached = VK_MEMORY_PROPERTY_HOST_CACHED_BIT.rawValue
    let special =
      VK_MEMORY_PROPERTY_PROTECTED_BIT.rawValue
      | VK_MEMORY_PROPERTY_LAZILY_ALLOCATED_BIT.rawValue
      | VK_MEMORY_PROPERTY_DEVICE_COHERENT_BIT_AMD.rawValue
    let (needed, wanted, unwanted): (UInt32, UInt32, UInt32) =
      switch place {
      case .device: (0, local, visible)
      case .upload: (visible | coherent, local, cached)
      case .readback: (visible | coherent, cached, local)
      }
    func score(_ type: Int) -> Int {
      let flags = types[type].propertyFlags
      return (flags & wanted == wanted ? 2 : 0) + (flags & unwanted == 0 ? 1 : 0)
    }
    return types.indices
      .filter { allowed & (1 << UInt32($0)) != 0 }
      .filter { types[$0].propertyFlags & needed == needed }
      .filter { types[$0].propertyFlags & special == 0 }
      .sorted { (-score($0), $0) < (-score($1), $1) }
  }
}
