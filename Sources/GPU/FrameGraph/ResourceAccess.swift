internal import CVulkan

/// What a pass does with a resource, in Vulkan's words.
struct ResourceAccess: Equatable {
  enum Layout: Equatable {
    /// Buffers have none.
    case none
    /// What the image's format wants for sampling.
    case sampled
    case fixed(VkImageLayout)
  }

  var stages: VkPipelineStageFlags2
  var access: VkAccessFlags2
  var layoutKind: Layout

  private static let writes =
    VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT
    | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT | VK_ACCESS_2_TRANSFER_WRITE_BIT

  var isWrite: Bool { writeAccess != 0 }
  var writeAccess: VkAccessFlags2 { access & Self.writes }

  /// The image's layout during the access; nil where images have no such use.
  func layout(for image: ImageRecord) -> VkImageLayout? {
    switch layoutKind {
    case .none: nil
    case .sampled: image.sampledLayout
    case .fixed(let layout): layout
    }
  }

  static let colorAttachment = ResourceAccess(
    stages: VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
    access: VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
    layoutKind: .fixed(VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL))

  static let depthAttachment = ResourceAccess(
    stages: VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT
      | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT,
    access: VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT
      | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT,
    layoutKind: .fixed(VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL))

  /// Depth is resolved where colours are, whatever its name.
  static let depthResolve = ResourceAccess(
    stages: VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT
      | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT,
    access: VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT
      | VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT,
    layoutKind: .fixed(VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL))

  static let readOnlyDepth = ResourceAccess(
    stages: VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT
      | VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT,
    access: VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT,
    layoutKind: .fixed(VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL))
}

extension Stages {
  fileprivate var vk: VkPipelineStageFlags2 {
    var flags: VkPipelineStageFlags2 = 0
    if contains(.vertex) { flags |= VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT }
    if contains(.fragment) { flags |= VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT }
    if contains(.compute) { flags |= VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT }
    return flags
  }
}

extension ResourceUse {
  var access: ResourceAccess {
    let general = ResourceAccess.Layout.fixed(VK_IMAGE_LAYOUT_GENERAL)
    let read = VK_ACCESS_2_SHADER_STORAGE_READ_BIT
    let write = VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT
    return switch self {
    case .sampled(let stages):
      ResourceAccess(
        stages: stages.vk, access: VK_ACCESS_2_SHADER_SAMPLED_READ_BIT, layoutKind: .sampled)
    case .storageRead(let stages):
      ResourceAccess(stages: stages.vk, access: read, layoutKind: general)
    case .storageWrite(let stages):
      ResourceAccess(stages: stages.vk, access: write, layoutKind: general)
    case .storageReadWrite(let stages):
      ResourceAccess(stages: stages.vk, access: read | write, layoutKind: general)
    case .indirect:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT,
        access: VK_ACCESS_2_INDIRECT_COMMAND_READ_BIT, layoutKind: .none)
    case .vertexBuffer:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_VERTEX_ATTRIBUTE_INPUT_BIT,
        access: VK_ACCESS_2_VERTEX_ATTRIBUTE_READ_BIT, layoutKind: .none)
    case .indexBuffer:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_INDEX_INPUT_BIT, access: VK_ACCESS_2_INDEX_READ_BIT,
        layoutKind: .none)
    case .transferRead:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, access: VK_ACCESS_2_TRANSFER_READ_BIT,
        layoutKind: .fixed(VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL))
    case .transferWrite:
      ResourceAccess(
        stages: VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, access: VK_ACCESS_2_TRANSFER_WRITE_BIT,
        layoutKind: .fixed(VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL))
    }
  }
}
