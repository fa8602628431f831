internal import CVulkan

/// Copies. The images must be in the layouts of `transferRead` and `transferWrite`: declared as uses of
/// the pass, or brought there by `transition`.
extension CommandEncoder {
  /// Sets whole words; `offset` and `bytes` are multiples of 4.
  package func fill(_ buffer: BufferHandle, offset: Int = 0, bytes: Int, value: UInt32) {
    vkCmdFillBuffer(
      commands, device.buffers[buffer].vk, VkDeviceSize(offset), VkDeviceSize(bytes), value)
  }

  package func copy(
    _ source: BufferHandle, offset: Int = 0, to destination: BufferHandle,
    offset destinationOffset: Int = 0, bytes: Int
  ) {
    var region = VkBufferCopy(
      srcOffset: VkDeviceSize(offset), dstOffset: VkDeviceSize(destinationOffset),
      size: VkDeviceSize(bytes))
    vkCmdCopyBuffer(
      commands, device.buffers[source].vk, device.buffers[destination].vk, 1, &region)
  }

  /// One level of `layers` layers; both levels have the same size.
  package func copy(
    _ source: ImageHandle, level: Int = 0, layer: Int = 0, to destination: ImageHandle,
    level destinationLevel: Int = 0, layer destinationLayer: Int = 0, layers: Int = 1
  ) {
    let (from, to) = (device.images[source], device.images[destination])
    var region = VkImageCopy()
    region.srcSubresource = from.layersOf(level: level, layer: layer, layers: layers)
    region.dstSubresource = to.layersOf(
      level: destinationLevel, layer: destinationLayer, layers: layers)
    region.extent = from.extent(ofLevel: level)
    vkCmdCopyImage(
      commands, from.vk, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.vk,
      VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region)
  }

  /// One level of `layers` layers with tight rows.
  package func copy(
    _ source: BufferHandle, offset: Int = 0, to destination: ImageHandle, level: Int = 0,
    layer: Int = 0, layers: Int = 1
  ) {
    let image = device.images[destination]
    var region = image.bufferCopy(offset: offset, level: level, layer: layer, layers: layers)
    vkCmdCopyBufferToImage(
      commands, device.buffers[source].vk, image.vk, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1,
      &region)
  }

  /// One level of `layers` layers, with tight rows in the buffer.
  package func copy(
    _ source: ImageHandle, level: Int = 0, layer: Int = 0, layers: Int = 1,
    to destination: BufferHandle, offset: Int = 0
  ) {
    let image = device.images[source]
    var region = image.bufferCopy(offset: offset, level: level, layer: layer, layers: layers)
    vkCmdCopyImageToBuffer(
      commands, image.vk, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, device.buffers[destination].vk, 1,
      &region)
  }

  /// One whole level onto another, scaled.
  package func blit(
    _ source: ImageHandle, level: Int = 0, layer: Int = 0, to destination: ImageHandle,
    level destinationLevel: Int = 0, layer destinationLayer: Int = 0, layers: Int = 1,
    filter: Filter = .linear
  ) {
    let (from, to) = (device.images[source], device.images[destination])
    var region = VkImageBlit()
    region.srcSubresource = from.layersOf(level: level, layer: layer, layers: layers)
    region.srcOffsets.1 = from.corner(ofLevel: level)
    region.dstSubresource = to.layersOf(
      level: destinationLevel, layer: destinationLayer, layers: layers)
    region.dstOffsets.1 = to.corner(ofLevel: destinationLevel)
    vkCmdBlitImage(
      commands, from.vk, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.vk,
      VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region, filter.vk)
  }

  /// Fills levels 1… of every layer from level 0 by halving, and leaves the image ready to be sampled.
  /// Outside of a frame graph.
  package func generateLevels(of image: ImageHandle) {
    let record = device.images[image]
    precondition(record.descriptor.format.blockSide == 1, "blocks cannot be averaged")
    let layers = record.descriptor.layers
    moveLayout(of: record, to: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL)
    for level in 0..<record.descriptor.levels {
      if level > 0 {
        blit(image, level: level - 1, to: image, level: level, layers: layers)
      }
      var range = record.wholeRange
      range.baseMipLevel = UInt32(level)
      range.levelCount = 1
      imageBarrier(
        record, range, from: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
        to: VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL)
    }
    record.layout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL
    moveLayout(of: record, to: record.sampledLayout)
  }
}

extension ImageRecord {
  func layersOf(level: Int, layer: Int, layers: Int) -> VkImageSubresourceLayers {
    precondition(
      (0..<descriptor.levels).contains(level) && layer >= 0 && layers > 0
        && layer + layers <= descriptor.layers, "the image has no such level or layers")
    return VkImageSubresourceLayers(
      aspectMask: descriptor.format.aspect, mipLevel: UInt32(level), baseArrayLayer: UInt32(layer),
      layerCount: UInt32(layers))
  }

  func extent(ofLevel level: Int) -> VkExtent3D {
    let size = descriptor.size(ofLevel: level)
    return VkExtent3D(width: UInt32(size.width), height: UInt32(size.height), depth: 1)
  }

  fileprivate func corner(ofLevel level: Int) -> VkOffset3D {
    let size = descriptor.size(ofLevel: level)
    return VkOffset3D(x: Int32(size.width), y: Int32(size.height), z: 1)
  }

  fileprivate func bufferCopy(
    offset: Int, level: Int, layer: Int, layers: Int
  ) -> VkBufferImageCopy {
    var region = VkBufferImageCopy()
    region.bufferOffset = VkDeviceSize(offset)
    region.imageSubresource = layersOf(level: level, layer: layer, layers: layers)
    region.imageExtent = extent(ofLevel: level)
    return region
  }
}
