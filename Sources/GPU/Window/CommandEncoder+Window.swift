internal import CVulkan
package import Numerics

extension CommandEncoder {
  /// Draws into a whole image of one layer. Outside of a frame graph; brings the image into place
  /// itself.
  ///
  /// - Parameter color: that it is cleared with before; nil: it stays as it is.
  package func render(
    into image: ImageHandle, clear color: Float4?, _ body: () -> Void
  ) throws(GPUError) {
    let record = device.images[image]
    moveLayout(of: record, to: VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL)
    var attachment = VkRenderingAttachmentInfo()
    attachment.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO
    attachment.imageView = try device.attachmentView(of: image, layer: 0, multiview: false)
    attachment.imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL
    attachment.loadOp = color == nil ? VK_ATTACHMENT_LOAD_OP_LOAD : VK_ATTACHMENT_LOAD_OP_CLEAR
    if let color {
      attachment.clearValue.color.float32 = (color.x, color.y, color.z, color.w)
    }
    attachment.storeOp = VK_ATTACHMENT_STORE_OP_STORE
    withUnsafePointer(to: &attachment) { attachment in
      var info = VkRenderingInfo()
      info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO
      info.renderArea.extent = VkExtent2D(
        width: UInt32(record.descriptor.width), height: UInt32(record.descriptor.height))
      info.layerCount = 1
      info.colorAttachmentCount = 1
      info.pColorAttachments = attachment
      vkCmdBeginRendering(commands, &info)
    }
    setCullMode(.none)
    setFrontFace(clockwise: false)
    body()
    vkCmdEndRendering(commands)
  }

  /// Copies a picture to an image of a window of the same size, and makes that ready to be shown.
  func show(_ picture: ImageHandle, on target: VkImage) {
    transition(picture, to: .transferRead)
    let record = device.images[picture]
    windowBarrier(
      target, record, from: VK_IMAGE_LAYOUT_UNDEFINED, to: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL)
    let corner = VkOffset3D(
      x: Int32(record.descriptor.width), y: Int32(record.descriptor.height), z: 1)
    var region = VkImageBlit()
    region.srcSubresource = record.layersOf(level: 0, layer: 0, layers: 1)
    region.srcOffsets.1 = corner
    region.dstSubresource = region.srcSubresource
    region.dstOffsets.1 = corner
    // A blit, since the order of the colours may differ.
    vkCmdBlitImage(
      commands, record.vk, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, target,
      VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region, VK_FILTER_NEAREST)
    windowBarrier(
      target, record, from: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
      to: VK_IMAGE_LAYOUT_PRESENT_SRC_KHR)
  }

  private func windowBarrier(
    _ target: VkImage, _ picture: ImageRecord, from old: VkImageLayout, to new: VkImageLayout
  ) {
    var barrier = VkImageMemoryBarrier2.all(picture, picture.wholeRange, from: old, to: new)
    barrier.image = target
    record(barrier)
  }
}
