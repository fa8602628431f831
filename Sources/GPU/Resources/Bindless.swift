internal import CVulkan

/// The one descriptor set and the one pipeline layout.
///
/// Set 0: binding 0 sampled images, binding 1 samplers, binding 2 storage images; all indexed by what
/// `Device.textureIndex`, `samplerIndex` and `storageIndex` answer. Besides it 128 bytes of push
/// constants, the least that Vulkan promises, for all stages.
final class Bindless {
  /// Debug name of the descriptor set.
  static let setName = "bindless"

  static let pushConstantBytes = 128
  static let stages =
    VK_SHADER_STAGE_VERTEX_BIT.rawValue | VK_SHADER_STAGE_FRAGMENT_BIT.rawValue
    | VK_SHADER_STAGE_COMPUTE_BIT.rawValue

  private let device: VkDevice
  private let setLayout: VkDescriptorSetLayout
  private let pool: VkDescriptorPool
  let layout: VkPipelineLayout
  let set: VkDescriptorSet

  private var textures: BlockAllocator
  private var samplers: BlockAllocator
  private var storage: BlockAllocator

  init(device: VkDevice, physical: PhysicalDevice) throws(GPUError) {
    let limits = physical.descriptorLimits
    let counts = [
      min(16384, limits.maxDescriptorSetUpdateAfterBindSampledImages),
      min(512, limits.maxDescriptorSetUpdateAfterBindSamplers),
      min(4096, limits.maxDescriptorSetUpdateAfterBindStorageImages),
    ]
    let types = [
      VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE, VK_DESCRIPTOR_TYPE_SAMPLER,
      VK_DESCRIPTOR_TYPE_STORAGE_IMAGE,
    ]
    let arena = Arena()
    defer { arena.free() }

    var bindings: [VkDescriptorSetLayoutBinding] = []
    var sizes: [VkDescriptorPoolSize] = []
    for (index, (type, count)) in zip(types, counts).enumerated() {
      var binding = VkDescriptorSetLayoutBinding()
      binding.binding = UInt32(index)
      binding.descriptorType = type
      binding.descriptorCount = count
      binding.stageFlags = Self.stages
      bindings.append(binding)
      sizes.append(VkDescriptorPoolSize(type: type, descriptorCount: count))
    }
    let flags = VkDescriptorBindingFlags(
      VK_DESCRIPTOR_BINDING_UPDATE_AFTER_BIND_BIT.rawValue
        | VK_DESCRIPTOR_BINDING_PARTIALLY_BOUND_BIT.rawValue
        | VK_DESCRIPTOR_BINDING_UPDATE_UNUSED_WHILE_PENDING_BIT.rawValue)
    var bindingFlags = VkDescriptorSetLayoutBindingFlagsCreateInfo()
    bindingFlags.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_BINDING_FLAGS_CREATE_INFO
    bindingFlags.bindingCount = 3
    bindingFlags.pBindingFlags = UnsafePointer(arena.store([flags, flags, flags]))

    var layoutInfo = VkDescriptorSetLayoutCreateInfo()
    layoutInfo.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO
    layoutInfo.pNext = UnsafeRawPointer(arena.store(bindingFlags))
    layoutInfo.flags = VK_DESCRIPTOR_SET_LAYOUT_CREATE_UPDATE_AFTER_BIND_POOL_BIT.rawValue
    layoutInfo.bindingCount = 3
    layoutInfo.pBindings = UnsafePointer(arena.store(bindings))
    let setLayout: VkDescriptorSetLayout = try make("vkCreateDescriptorSetLayout") {
      vkCreateDescriptorSetLayout(device, &layoutInfo, nil, $0)
    }

    var poolInfo = VkDescriptorPoolCreateInfo()
    poolInfo.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO
    poolInfo.flags = VK_DESCRIPTOR_POOL_CREATE_UPDATE_AFTER_BIND_BIT.rawValue
    poolInfo.maxSets = 1
    poolInfo.poolSizeCount = 3
    poolInfo.pPoolSizes = UnsafePointer(arena.store(sizes))
    let pool: VkDescriptorPool = try make("vkCreateDescriptorPool") {
      vkCreateDescriptorPool(device, &poolInfo, nil, $0)
    }

    var setInfo = VkDescriptorSetAllocateInfo()
    setInfo.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO
    setInfo.descriptorPool = pool
    setInfo.descriptorSetCount = 1
    let setLayouts = arena.store(Optional(setLayout))
    setInfo.pSetLayouts = UnsafePointer(setLayouts)
    set = try make("vkAllocateDescriptorSets") { vkAllocateDescriptorSets(device, &setInfo, $0) }

    let range = VkPushConstantRange(
      stageFlags: Self.stages, offset: 0, size: UInt32(Self.pushConstantBytes))
    var pipelineInfo = VkPipelineLayoutCreateInfo()
    pipelineInfo.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO
    pipelineInfo.setLayoutCount = 1
    pipelineInfo.pSetLayouts = UnsafePointer(setLayouts)
    pipelineInfo.pushConstantRangeCount = 1
    pipelineInfo.pPushConstantRanges = UnsafePointer(arena.store(range))
    layout = try make("vkCreatePipelineLayout") {
      vkCreatePipelineLayout(device, &pipelineInfo, nil, $0)
    }
    self.device = device
    self.setLayout = setLayout
    self.pool = pool
    textures = BlockAllocator(capacity: Int(counts[0]))
    samplers = BlockAllocator(capacity: Int(counts[1]))
    storage = BlockAllocator(capacity: Int(counts[2]))
  }

  func destroy() {
    vkDestroyPipelineLayout(device, layout, nil)
    vkDestroyDescriptorPool(device, pool, nil)
    vkDestroyDescriptorSetLayout(device, setLayout, nil)
  }

  func addTexture(_ view: VkImageView, layout: VkImageLayout) throws(GPUError) -> UInt32 {
    let index = try Self.take(&textures, 1, "sampled images")
    var info = VkDescriptorImageInfo()
    info.imageView = view
    info.imageLayout = layout
    write(info, binding: 0, index: index, type: VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE)
    return UInt32(index)
  }

  func addSampler(_ sampler: VkSampler) throws(GPUError) -> UInt32 {
    let index = try Self.take(&samplers, 1, "samplers")
    var info = VkDescriptorImageInfo()
    info.sampler = sampler
    write(info, binding: 1, index: index, type: VK_DESCRIPTOR_TYPE_SAMPLER)
    return UInt32(index)
  }

  /// Neighbouring indices, one for each view. Returns the first.
  func addStorage(_ views: [VkImageView]) throws(GPUError) -> UInt32 {
    let first = try Self.take(&storage, views.count, "storage images")
    for (offset, view) in views.enumerated() {
      var info = VkDescriptorImageInfo()
      info.imageView = view
      info.imageLayout = VK_IMAGE_LAYOUT_GENERAL
      write(info, binding: 2, index: first + offset, type: VK_DESCRIPTOR_TYPE_STORAGE_IMAGE)
    }
    return UInt32(first)
  }

  func releaseTexture(_ index: UInt32) { textures.release(Int(index), bytes: 1) }
  func releaseStorage(_ first: UInt32, count: Int) { storage.release(Int(first), bytes: count) }

  private static func take(
    _ indices: inout BlockAllocator, _ count: Int, _ kind: String
  ) throws(GPUError) -> Int {
    guard let index = indices.allocate(count) else {
      throw GPUError(
        .outOfMemory, call: "vkUpdateDescriptorSets",
        reason: "all \(indices.capacity) descriptors of \(kind) are taken")
    }
    return index
  }

  private func write(
    _ info: VkDescriptorImageInfo, binding: UInt32, index: Int, type: VkDescriptorType
  ) {
    withUnsafePointer(to: info) { info in
      var write = VkWriteDescriptorSet()
      write.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET
      write.dstSet = set
      write.dstBinding = binding
      write.dstArrayElement = UInt32(index)
      write.descriptorCount = 1
      write.descriptorType = type
      write.pImageInfo = info
      vkUpdateDescriptorSets(device, 1, &write, 0, nil)
    }
  }
}
