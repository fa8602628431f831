internal import CVulkan

/// What the device keeps of a buffer.
struct BufferRecord {
  let vk: VkBuffer
  let allocation: MemoryAllocation
  let bytes: Int
  let address: UInt64
  let place: MemoryPlace
}

extension Device {
  /// Makes a buffer of undefined contents. It can be copied from and to whatever its usage, and has a
  /// device address.
  ///
  /// - Parameters:
  ///   - name: what debuggers and error messages call it.
  ///   - bytes: at least 1.
  /// - Throws: `outOfMemory`, naming the need and the budget.
  package func makeBuffer(
    _ name: String, bytes: Int, usage: BufferUsage, place: MemoryPlace = .device
  ) throws(GPUError) -> BufferHandle {
    precondition(bytes > 0, "a buffer has at least one byte")
    try requireAlive("vkCreateBuffer")
    var info = VkBufferCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO
    info.size = VkDeviceSize(bytes)
    info.usage = usage.vk
    info.sharingMode = VK_SHARING_MODE_EXCLUSIVE
    let buffer: VkBuffer = try make("vkCreateBuffer") { vkCreateBuffer(vk, &info, nil, $0) }
    var allocation: MemoryAllocation?
    do throws(GPUError) {
      var request = memoryRequest(of: buffer)
      request.name = "buffer \(name)"
      let taken = try memory.allocate(request, place: place)
      allocation = taken
      try check(
        "vkBindBufferMemory",
        vkBindBufferMemory(vk, buffer, taken.memory, VkDeviceSize(taken.offset)))
      self.name(buffer, VK_OBJECT_TYPE_BUFFER, name)
      var addressInfo = VkBufferDeviceAddressInfo()
      addressInfo.sType = VK_STRUCTURE_TYPE_BUFFER_DEVICE_ADDRESS_INFO
      addressInfo.buffer = buffer
      let address = vkGetBufferDeviceAddress(vk, &addressInfo)
      return buffers.insert(
        BufferRecord(vk: buffer, allocation: taken, bytes: bytes, address: address, place: place))
    } catch {
      vkDestroyBuffer(vk, buffer, nil)
      if let allocation { memory.free(allocation) }
      throw error
    }
  }

  /// Address of a buffer's first byte, for shaders.
  package func address(of buffer: BufferHandle) -> UInt64 { buffers[buffer].address }

  /// Size in bytes as asked for.
  package func size(of buffer: BufferHandle) -> Int { buffers[buffer].bytes }

  /// The bytes of an upload or readback buffer. Valid until the buffer is destroyed; the caller keeps
  /// reads and writes apart from the device's.
  package func mapped(_ buffer: BufferHandle) -> UnsafeMutableRawBufferPointer {
    let record = buffers[buffer]
    guard record.place != .device, let start = record.allocation.mapped else {
      preconditionFailure("only upload and readback buffers are mapped")
    }
    return UnsafeMutableRawBufferPointer(start: start, count: record.bytes)
  }

  private func memoryRequest(of buffer: VkBuffer) -> MemoryRequest {
    var request = MemoryRequest { requirements in
      var info = VkBufferMemoryRequirementsInfo2()
      info.sType = VK_STRUCTURE_TYPE_BUFFER_MEMORY_REQUIREMENTS_INFO_2
      info.buffer = buffer
      vkGetBufferMemoryRequirements2(vk, &info, requirements)
    }
    request.buffer = buffer
    return request
  }
}

extension BufferUsage {
  /// Copies cost a buffer nothing, so every one can take part in them.
  fileprivate var vk: VkBufferUsageFlags {
    var flags =
      VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT.rawValue
      | VK_BUFFER_USAGE_TRANSFER_SRC_BIT.rawValue | VK_BUFFER_USAGE_TRANSFER_DST_BIT.rawValue
    if contains(.storage) { flags |= VK_BUFFER_USAGE_STORAGE_BUFFER_BIT.rawValue }
    if contains(.index) { flags |= VK_BUFFER_USAGE_INDEX_BUFFER_BIT.rawValue }
    if contains(.vertex) { flags |= VK_BUFFER_USAGE_VERTEX_BUFFER_BIT.rawValue }
    if contains(.indirect) { flags |= VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT.rawValue }
    return flags
  }
}
