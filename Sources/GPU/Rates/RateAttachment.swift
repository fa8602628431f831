internal import CVulkan

/// The image that says how finely the regions of a pass are shaded.
package struct RateAttachment: Sendable {
  package var image: ImageHandle
  package var kind: RateKind
  /// Pixels of the pass that a texel speaks for: powers of two within the device's limits. A density
  /// map's follow from the sizes of the map and the pass, see `DensityMapLimits.texel`.
  package var texel: Extent

  package init(image: ImageHandle, kind: RateKind, texel: Extent) {
    (self.image, self.kind, self.texel) = (image, kind, texel)
  }
}

extension RateKind {
  var access: ResourceAccess {
    switch self {
    case .shadingRate:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_FRAGMENT_SHADING_RATE_ATTACHMENT_BIT_KHR,
        access: VK_ACCESS_2_FRAGMENT_SHADING_RATE_ATTACHMENT_READ_BIT_KHR,
        layoutKind: .fixed(VK_IMAGE_LAYOUT_FRAGMENT_SHADING_RATE_ATTACHMENT_OPTIMAL_KHR))
    case .densityMap:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_FRAGMENT_DENSITY_PROCESS_BIT_EXT,
        access: VK_ACCESS_2_FRAGMENT_DENSITY_MAP_READ_BIT_EXT,
        layoutKind: .fixed(VK_IMAGE_LAYOUT_FRAGMENT_DENSITY_MAP_OPTIMAL_EXT))
    }
  }

  /// Flags of the views through which the device reads the attachment: a density map is read when the
  /// pass runs, after the passes that fill it, and not when the pass is recorded.
  var viewFlags: VkImageViewCreateFlags {
    switch self {
    case .shadingRate: 0
    case .densityMap: VK_IMAGE_VIEW_CREATE_FRAGMENT_DENSITY_MAP_DYNAMIC_BIT_EXT.rawValue
    }
  }
}

extension Arena {
  /// What `VkRenderingInfo` is extended by.
  func renderingExtension(_ rates: RateAttachment, view: VkImageView) -> UnsafeRawPointer {
    guard case .fixed(let layout) = rates.kind.access.layoutKind else {
      preconditionFailure("attachments have a layout of their own")
    }
    switch rates.kind {
    case .shadingRate:
      var info = VkRenderingFragmentShadingRateAttachmentInfoKHR()
      info.sType = VK_STRUCTURE_TYPE_RENDERING_FRAGMENT_SHADING_RATE_ATTACHMENT_INFO_KHR
      info.imageView = view
      info.imageLayout = layout
      info.shadingRateAttachmentTexelSize = rates.texel.vk
      return UnsafeRawPointer(store(info))
    case .densityMap:
      var info = VkRenderingFragmentDensityMapAttachmentInfoEXT()
      info.sType = VK_STRUCTURE_TYPE_RENDERING_FRAGMENT_DENSITY_MAP_ATTACHMENT_INFO_EXT
      info.imageView = view
      info.imageLayout = layout
      return UnsafeRawPointer(store(info))
    }
  }

  /// Makes a pipeline one for passes with an attachment. The attachment's rate replaces the pipeline's
  /// single pixel: what it says alone counts.
  func extend(_ info: inout VkGraphicsPipelineCreateInfo, for rates: RateKind) {
    switch rates {
    case .shadingRate:
      info.flags |= VK_PIPELINE_CREATE_RENDERING_FRAGMENT_SHADING_RATE_ATTACHMENT_BIT_KHR.rawValue
      var state = VkPipelineFragmentShadingRateStateCreateInfoKHR()
      state.sType = VK_STRUCTURE_TYPE_PIPELINE_FRAGMENT_SHADING_RATE_STATE_CREATE_INFO_KHR
      state.pNext = info.pNext
      state.fragmentSize = VkExtent2D(width: 1, height: 1)
      state.combinerOps = (
        VK_FRAGMENT_SHADING_RATE_COMBINER_OP_KEEP_KHR,
        VK_FRAGMENT_SHADING_RATE_COMBINER_OP_REPLACE_KHR
      )
      info.pNext = UnsafeRawPointer(store(state))
    case .densityMap:
      info.flags |= VK_PIPELINE_CREATE_RENDERING_FRAGMENT_DENSITY_MAP_ATTACHMENT_BIT_EXT.rawValue
    }
  }
}
