internal import CVulkan

/// A pass with every structure that Vulkan wants, made once.
final class CompiledPass {
  let name: StaticString
  let enabled: (() -> Bool)?
  let barriers: UnsafePointer<VkDependencyInfo>?
  let barrierCount: Int
  /// Images that the pass reads or writes in shaders.
  let bindlessImages: [ImageHandle]
  private let record: (CommandEncoder) -> Void
  /// Nil for compute and transfer passes.
  private let rendering: UnsafeMutablePointer<VkRenderingInfo>?
  private let area: (() -> (width: Int, height: Int))?

  init(
    _ pass: FrameGraphBuilder.Pass, _ step: BarrierPlan.Step, resources: [ResourceTable.Resource],
    device: Device, arena: Arena
  ) throws(GPUError) {
    name = pass.descriptor.name
    enabled = pass.enabled
    record = pass.record
    area = pass.descriptor.area
    barrierCount = step.barrierCount
    bindlessImages = pass.descriptor.uses.compactMap(\.bindlessImage)
    barriers = Self.barriers(step, resources: resources, arena: arena)
    rendering = try Self.rendering(pass.descriptor, device: device, arena: arena)
  }

  var renders: Bool { rendering != nil }

  func run(_ encoder: CommandEncoder) {
    guard let rendering else { return record(encoder) }
    if let area = area?() {
      rendering.pointee.renderArea.extent = VkExtent2D(
        width: UInt32(area.width), height: UInt32(area.height))
    }
    vkCmdBeginRendering(encoder.commands, rendering)
    let size = rendering.pointee.renderArea.extent
    encoder.setViewport(x: 0, y: 0, width: Float(size.width), height: Float(size.height))
    encoder.setScissor(x: 0, y: 0, width: Int(size.width), height: Int(size.height))
    encoder.setCullMode(.back)
    encoder.setFrontFace(clockwise: false)
    record(encoder)
    vkCmdEndRendering(encoder.commands)
  }

  private static func barriers(
    _ step: BarrierPlan.Step, resources: [ResourceTable.Resource], arena: Arena
  ) -> UnsafePointer<VkDependencyInfo>? {
    guard step.barrierCount > 0 else { return nil }
    var info = VkDependencyInfo()
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO
    if step.hasMemoryBarrier {
      var memory = VkMemoryBarrier2()
      memory.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2
      memory.srcStageMask = step.sourceStages
      memory.srcAccessMask = step.sourceAccess
      memory.dstStageMask = step.stages
      memory.dstAccessMask = step.access
      info.memoryBarrierCount = 1
      info.pMemoryBarriers = UnsafePointer(arena.store(memory))
    }
    let images = step.layoutChanges.compactMap { change -> VkImageMemoryBarrier2? in
      guard case .image(_, let record) = resources[change.resource] else { return nil }
      var barrier = VkImageMemoryBarrier2.all(
        record, record.wholeRange, from: change.from, to: change.to)
      barrier.srcStageMask = change.sourceStages
      barrier.srcAccessMask = change.sourceAccess
      barrier.dstStageMask = change.stages
      barrier.dstAccessMask = change.access
      return barrier
    }
    info.imageMemoryBarrierCount = UInt32(images.count)
    info.pImageMemoryBarriers = UnsafePointer(arena.store(images))
    return UnsafePointer(arena.store(info))
  }

  static func rendering(
    _ pass: PassDescriptor, device: Device, arena: Arena
  ) throws(GPUError) -> UnsafeMutablePointer<VkRenderingInfo>? {
    guard let first = pass.color.first?.image ?? pass.depth?.image else {
      precondition(
        pass.viewMask == 0 && pass.rates == nil,
        "only passes with attachments have views and rates")
      return nil
    }
    let descriptor = device.descriptor(of: first)
    let multiview = pass.viewMask != 0
    var info = VkRenderingInfo()
    info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO
    info.renderArea.extent = VkExtent2D(
      width: UInt32(descriptor.width), height: UInt32(descriptor.height))
    info.viewMask = pass.viewMask
    let layer = pass.color.first.map(\.layer) ?? pass.depth?.layer
    info.layerCount = multiview || layer != nil ? 1 : UInt32(descriptor.layers)

    var colors: [VkRenderingAttachmentInfo] = []
    for color in pass.color {
      var attachment = VkRenderingAttachmentInfo()
      attachment.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO
      attachment.imageView = try device.attachmentView(
        of: color.image, layer: color.layer, multiview: multiview)
      attachment.imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL
      attachment.storeOp =
        color.store ? VK_ATTACHMENT_STORE_OP_STORE : VK_ATTACHMENT_STORE_OP_DONT_CARE
      if let resolve = color.resolve {
        attachment.resolveMode = VK_RESOLVE_MODE_AVERAGE_BIT
        attachment.resolveImageView = try device.attachmentView(
          of: resolve, layer: color.layer, multiview: multiview)
        attachment.resolveImageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL
      }
      switch color.load {
      case .clear(let value):
        attachment.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR
        attachment.clearValue.color.float32 = (value.x, value.y, value.z, value.w)
      case .load: attachment.loadOp = VK_ATTACHMENT_LOAD_OP_LOAD
      case .discard: attachment.loadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE
      }
      colors.append(attachment)
    }
    info.colorAttachmentCount = UInt32(colors.count)
    info.pColorAttachments = UnsafePointer(arena.store(colors))
    if let depth = pass.depth {
      info.pDepthAttachment = UnsafePointer(
        arena.store(try attachment(depth, multiview: multiview, device: device)))
    }
    if let rates = pass.rates {
      // A density map's texels follow from the area.
      precondition(
        pass.area == nil || rates.kind != .densityMap, "density maps are of whole passes")
      let view = try device.attachmentView(of: rates.image, layer: nil, multiview: multiview)
      info.pNext = arena.renderingExtension(rates, view: view)
    }
    return arena.store(info)
  }

  private static func attachment(
    _ depth: DepthAttachment, multiview: Bool, device: Device
  ) throws(GPUError) -> VkRenderingAttachmentInfo {
    var attachment = VkRenderingAttachmentInfo()
    attachment.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO
    attachment.imageView = try device.attachmentView(
      of: depth.image, layer: depth.layer, multiview: multiview)
    attachment.imageLayout =
      depth.readOnly
      ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL
      : VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
    if let resolve = depth.resolve {
      attachment.resolveMode = VK_RESOLVE_MODE_SAMPLE_ZERO_BIT
      attachment.resolveImageView = try device.attachmentView(
        of: resolve, layer: depth.layer, multiview: multiview)
      attachment.resolveImageLayout = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
    }
    switch depth.load {
    case .clear(let value):
      precondition(!depth.readOnly, "a read-only attachment cannot be cleared")
      attachment.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR
      attachment.clearValue.depthStencil.depth = value
    case .load: attachment.loadOp = VK_ATTACHMENT_LOAD_OP_LOAD
    case .discard: attachment.loadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE
    }
    // Storing is a write, even of what was only read.
    attachment.storeOp =
      depth.readOnly
      ? VK_ATTACHMENT_STORE_OP_NONE
      : depth.store ? VK_ATTACHMENT_STORE_OP_STORE : VK_ATTACHMENT_STORE_OP_DONT_CARE
    return attachment
  }
}
