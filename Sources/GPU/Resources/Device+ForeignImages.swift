internal import CVulkan

/// Images that others made on the device, such as those that a runtime takes finished frames in.
extension Device {
  /// Takes note of an image that another owns; `destroy` ends what was made for it here and leaves the image.
  /// It has no shader views.
  ///
  /// - Parameters:
  ///   - handle: a `VkImage` of this device.
  ///   - descriptor: what it was made with.
  package func adopt(_ handle: UInt64, _ descriptor: ImageDescriptor) throws(GPUError)
    -> ImageHandle
  {
    precondition(
      descriptor.usage.isDisjoint(with: [.sampled, .storage]), "shaders see no foreign images")
    guard let pointer = UnsafeMutablePointer<VkImage_T>(bitPattern: UInt(handle)) else {
      throw GPUError(.driver, call: "adopt", reason: "there is no image \(descriptor.name)")
    }
    let record = ImageRecord(vk: pointer, descriptor: descriptor, allocation: nil)
    name(pointer, VK_OBJECT_TYPE_IMAGE, descriptor.name)
    return images.insert(record)
  }

  /// Number of the format as Vulkan has it, for those that choose among them.
  package static func vulkanFormat(_ format: Format) -> Int64 { Int64(format.vk.rawValue) }
}

extension CommandEncoder {
  /// Copies all layers of an image to a foreign one of its size and format, whose contents are lost, and
  /// leaves that as an attachment for colour or depth, as runtimes want it. Outside of a frame graph.
  package func hand(_ source: ImageHandle, to target: ImageHandle) {
    let record = device.images[target]
    let (from, to) = (device.images[source].descriptor, record.descriptor)
    precondition(
      from.width == to.width && from.height == to.height && from.layers == to.layers
        && from.format == to.format, "what is handed over has the other's size and format")
    transition(source, to: .transferRead)
    record.layout = VK_IMAGE_LAYOUT_UNDEFINED
    moveLayout(of: record, to: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL)
    copy(source, to: target, layers: from.layers)
    moveLayout(
      of: record,
      to: to.format.isDepth
        ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
        : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL)
  }
}
