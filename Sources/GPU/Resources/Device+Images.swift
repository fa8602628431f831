internal import CVulkan

/// What the device keeps of an image.
final class ImageRecord {
  let vk: VkImage
  let descriptor: ImageDescriptor
  /// Nil for an image that another owns.
  let allocation: MemoryAllocation?
  /// Layout of the whole image after everything recorded so far.
  var layout = VK_IMAGE_LAYOUT_UNDEFINED
  /// All views, to destroy with the image.
  fileprivate(set) var views: [VkImageView] = []
  fileprivate(set) var textureIndex: UInt32?
  fileprivate(set) var firstStorageIndex: UInt32?
  fileprivate var attachmentViews: [(range: ClosedRange<Int>, single: Bool, view: VkImageView)] = []

  init(vk: VkImage, descriptor: ImageDescriptor, allocation: MemoryAllocation?) {
    self.vk = vk
    self.descriptor = descriptor
    self.allocation = allocation
  }

  /// The layout in which shaders sample the image.
  var sampledLayout: VkImageLayout {
    descriptor.format.isDepth
      ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL : VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL
  }

  var wholeRange: VkImageSubresourceRange {
    VkImageSubresourceRange(
      aspectMask: descriptor.format.aspect, baseMipLevel: 0,
      levelCount: UInt32(descriptor.levels), baseArrayLayer: 0,
      layerCount: UInt32(descriptor.layers))
  }
}

extension Device {
  /// Makes an image of undefined contents, with its views and bindless indices.
  ///
  /// - Throws: `unsupported` when the device cannot make such an image, `outOfMemory` naming the need
  ///   and the budget.
  package func makeImage(_ descriptor: ImageDescriptor) throws(GPUError) -> ImageHandle {
    try requireAlive("vkCreateImage")
    var info = try imageInfo(descriptor)
    let image: VkImage = try make("vkCreateImage") { vkCreateImage(vk, &info, nil, $0) }
    let record: ImageRecord
    let allocation: MemoryAllocation
    do throws(GPUError) {
      var request = memoryRequest(of: image)
      request.name = "image \(descriptor.name)"
      allocation = try memory.allocate(request, place: .device)
      record = ImageRecord(vk: image, descriptor: descriptor, allocation: allocation)
    } catch {
      vkDestroyImage(vk, image, nil)
      throw error
    }
    do throws(GPUError) {
      try check(
        "vkBindImageMemory",
        vkBindImageMemory(vk, image, allocation.memory, VkDeviceSize(allocation.offset)))
      name(image, VK_OBJECT_TYPE_IMAGE, descriptor.name)
      try addShaderViews(to: record)
    } catch {
      dispose(.image(record))
      throw error
    }
    return images.insert(record)
  }

  package func descriptor(of image: ImageHandle) -> ImageDescriptor { images[image].descriptor }

  /// Index of the whole image among the sampled images of the bindless set; of its depth aspect for
  /// depth formats. The image must have `sampled` usage.
  package func textureIndex(of image: ImageHandle) -> UInt32 {
    guard let index = images[image].textureIndex else {
      preconditionFailure("the image has no sampled usage")
    }
    return index
  }

  /// Index of one level among the storage images of the bindless set: `image2D` for plane images,
  /// `image2DArray` for arrays and cubes. The image must have `storage` usage.
  package func storageIndex(of image: ImageHandle, level: Int = 0) -> UInt32 {
    let record = images[image]
    precondition((0..<record.descriptor.levels).contains(level), "the image has no such level")
    guard let first = record.firstStorageIndex else {
      preconditionFailure("the image has no storage usage")
    }
    return first + UInt32(level)
  }

  /// A view for attachments: of one layer, or of all layers from `layer` on for multiview. Lives as
  /// long as the image.
  func attachmentView(
    of image: ImageHandle, layer: Int?, multiview: Bool
  ) throws(GPUError) -> VkImageView {
    let record = images[image]
    let first = layer ?? 0
    precondition((0..<record.descriptor.layers).contains(first), "the image has no such layer")
    let single = !multiview && (layer != nil || record.descriptor.layers == 1)
    let layers = first...(single ? first : record.descriptor.layers - 1)
    if let known = record.attachmentViews.first(where: { $0.range == layers && $0.single == single }
    ) {
      return known.view
    }
    var range = record.wholeRange
    range.levelCount = 1
    range.baseArrayLayer = UInt32(first)
    range.layerCount = UInt32(layers.count)
    let type = single ? VK_IMAGE_VIEW_TYPE_2D : VK_IMAGE_VIEW_TYPE_2D_ARRAY
    let flags = record.descriptor.usage.contains(.densityMap) ? RateKind.densityMap.viewFlags : 0
    let view = try addView(to: record, type, range, flags: flags)
    record.attachmentViews.append((layers, single, view))
    return view
  }

  private func addShaderViews(to record: ImageRecord) throws(GPUError) {
    let usage = record.descriptor.usage
    if usage.contains(.sampled) {
      let type =
        switch record.descriptor.kind {
        case .plane: VK_IMAGE_VIEW_TYPE_2D
        case .array: VK_IMAGE_VIEW_TYPE_2D_ARRAY
        case .cube: VK_IMAGE_VIEW_TYPE_CUBE
        }
      let view = try addView(to: record, type, record.wholeRange)
      record.textureIndex = try bindless.addTexture(view, layout: record.sampledLayout)
    }
    if usage.contains(.storage) {
      let type =
        record.descriptor.kind == .plane ? VK_IMAGE_VIEW_TYPE_2D : VK_IMAGE_VIEW_TYPE_2D_ARRAY
      var views: [VkImageView] = []
      for level in 0..<record.descriptor.levels {
        var range = record.wholeRange
        range.baseMipLevel = UInt32(level)
        range.levelCount = 1
        views.append(try addView(to: record, type, range))
      }
      record.firstStorageIndex = try bindless.addStorage(views)
    }
  }

  private func addView(
    to record: ImageRecord, _ type: VkImageViewType, _ range: VkImageSubresourceRange,
    flags: VkImageViewCreateFlags = 0
  ) throws(GPUError) -> VkImageView {
    var info = VkImageViewCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO
    info.flags = flags
    info.image = record.vk
    info.viewType = type
    info.format = record.descriptor.format.vk
    info.subresourceRange = range
    let view: VkImageView = try make("vkCreateImageView") { vkCreateImageView(vk, &info, nil, $0) }
    record.views.append(view)
    name(view, VK_OBJECT_TYPE_IMAGE_VIEW, record.descriptor.name)
    return view
  }

  func imageInfo(_ descriptor: ImageDescriptor) throws(GPUError) -> VkImageCreateInfo {
    precondition(
      descriptor.width > 0 && descriptor.height > 0 && descriptor.layers > 0
        && descriptor.levels > 0, "an image has at least one texel")
    precondition(descriptor.kind != .cube || descriptor.layers == 6, "a cube has 6 layers")
    precondition(
      descriptor.kind != .plane || descriptor.layers == 1
        || !descriptor.usage.contains(.sampled) && !descriptor.usage.contains(.storage),
      "shaders see several layers as an array or cube")
    var info = VkImageCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO
    info.flags = descriptor.kind == .cube ? VK_IMAGE_CREATE_CUBE_COMPATIBLE_BIT.rawValue : 0
    info.imageType = VK_IMAGE_TYPE_2D
    info.format = descriptor.format.vk
    info.extent = VkExtent3D(
      width: UInt32(clamping: descriptor.width), height: UInt32(clamping: descriptor.height),
      depth: 1)
    info.mipLevels = UInt32(clamping: descriptor.levels)
    info.arrayLayers = UInt32(clamping: descriptor.layers)
    info.samples = VkSampleCountFlagBits(UInt32(clamping: descriptor.samples))
    info.tiling = VK_IMAGE_TILING_OPTIMAL
    info.usage = descriptor.usage.vk
    info.sharingMode = VK_SHARING_MODE_EXCLUSIVE
    info.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED

    var limits = VkImageFormatProperties()
    let answer = vkGetPhysicalDeviceImageFormatProperties(
      physical.vk, info.format, info.imageType, info.tiling, info.usage, info.flags, &limits)
    try check(
      "vkGetPhysicalDeviceImageFormatProperties", accept: VK_ERROR_FORMAT_NOT_SUPPORTED, answer)
    guard answer == VK_SUCCESS, info.extent.width <= limits.maxExtent.width,
      info.extent.height <= limits.maxExtent.height, info.mipLevels <= limits.maxMipLevels,
      info.arrayLayers <= limits.maxArrayLayers,
      limits.sampleCounts & info.samples.rawValue != 0
    else {
      throw GPUError(
        .unsupported, call: "vkCreateImage",
        reason: "the device has no \(descriptor.format) image of "
          + "\(descriptor.width)×\(descriptor.height) with \(descriptor.layers) layers, "
          + "\(descriptor.levels) levels and \(descriptor.samples) samples for "
          + "image \(descriptor.name)")
    }
    return info
  }
}

extension ImageUsage {
  fileprivate var vk: VkImageUsageFlags {
    var flags: VkImageUsageFlags = 0
    if contains(.sampled) { flags |= VK_IMAGE_USAGE_SAMPLED_BIT.rawValue }
    if contains(.storage) { flags |= VK_IMAGE_USAGE_STORAGE_BIT.rawValue }
    if contains(.color) { flags |= VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT.rawValue }
    if contains(.depth) { flags |= VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT.rawValue }
    if contains(.transferSource) { flags |= VK_IMAGE_USAGE_TRANSFER_SRC_BIT.rawValue }
    if contains(.transferDestination) { flags |= VK_IMAGE_USAGE_TRANSFER_DST_BIT.rawValue }
    if contains(.shadingRate) {
      flags |= VK_IMAGE_USAGE_FRAGMENT_SHADING_RATE_ATTACHMENT_BIT_KHR.rawValue
    }
    if contains(.densityMap) { flags |= VK_IMAGE_USAGE_FRAGMENT_DENSITY_MAP_BIT_EXT.rawValue }
    return flags
  }
}
