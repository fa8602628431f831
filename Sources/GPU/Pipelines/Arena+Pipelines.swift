internal import CVulkan

/// Pipeline descriptors in Vulkan's words.
extension Arena {
  func specialization(_ values: [UInt32]) -> UnsafePointer<VkSpecializationInfo>? {
    guard !values.isEmpty else { return nil }
    let entries = values.indices.map {
      VkSpecializationMapEntry(constantID: UInt32($0), offset: UInt32($0 * 4), size: 4)
    }
    var info = VkSpecializationInfo()
    info.mapEntryCount = UInt32(entries.count)
    info.pMapEntries = UnsafePointer(store(entries))
    info.dataSize = values.count * 4
    info.pData = UnsafeRawPointer(store(values))
    return UnsafePointer(store(info))
  }

  func stage(
    _ stage: VkShaderStageFlagBits, _ module: VkShaderModule,
    _ constants: UnsafePointer<VkSpecializationInfo>?
  ) -> VkPipelineShaderStageCreateInfo {
    var info = VkPipelineShaderStageCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO
    info.stage = stage
    info.module = module
    info.pName = store("main")
    info.pSpecializationInfo = constants
    return info
  }

  /// Everything but stages and layout.
  func graphicsPipelineInfo(_ descriptor: GraphicsPipelineDescriptor)
    -> VkGraphicsPipelineCreateInfo
  {
    var rendering = VkPipelineRenderingCreateInfo()
    rendering.sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO
    rendering.viewMask = descriptor.viewMask
    rendering.colorAttachmentCount = UInt32(descriptor.colorFormats.count)
    rendering.pColorAttachmentFormats = UnsafePointer(store(descriptor.colorFormats.map(\.vk)))
    rendering.depthAttachmentFormat = descriptor.depthFormat?.vk ?? VK_FORMAT_UNDEFINED

    var viewport = VkPipelineViewportStateCreateInfo()
    viewport.sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO
    viewport.viewportCount = 1
    viewport.scissorCount = 1

    let dynamicStates = [
      VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR, VK_DYNAMIC_STATE_CULL_MODE,
      VK_DYNAMIC_STATE_FRONT_FACE,
    ]
    var dynamic = VkPipelineDynamicStateCreateInfo()
    dynamic.sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO
    dynamic.dynamicStateCount = UInt32(dynamicStates.count)
    dynamic.pDynamicStates = UnsafePointer(store(dynamicStates))

    var assembly = VkPipelineInputAssemblyStateCreateInfo()
    assembly.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO
    assembly.topology =
      switch descriptor.topology {
      case .triangles: VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST
      case .triangleStrip: VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP
      case .lines: VK_PRIMITIVE_TOPOLOGY_LINE_LIST
      }

    var multisample = VkPipelineMultisampleStateCreateInfo()
    multisample.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO
    multisample.rasterizationSamples = VkSampleCountFlagBits(UInt32(descriptor.samples))
    multisample.alphaToCoverageEnable = descriptor.alphaToCoverage ? VK_TRUE : VK_FALSE

    var depth = VkPipelineDepthStencilStateCreateInfo()
    depth.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO
    if let compare = descriptor.depthTest {
      depth.depthTestEnable = VK_TRUE
      depth.depthCompareOp = compare.vk
      depth.depthWriteEnable = descriptor.depthWrite ? VK_TRUE : VK_FALSE
    }

    var info = VkGraphicsPipelineCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO
    info.pNext = UnsafeRawPointer(store(rendering))
    if let rates = descriptor.rates { extend(&info, for: rates) }
    info.pVertexInputState = UnsafePointer(store(vertexInput(descriptor.vertexBuffers)))
    info.pInputAssemblyState = UnsafePointer(store(assembly))
    info.pViewportState = UnsafePointer(store(viewport))
    info.pRasterizationState = UnsafePointer(store(rasterization(descriptor)))
    info.pMultisampleState = UnsafePointer(store(multisample))
    info.pDepthStencilState = UnsafePointer(store(depth))
    info.pColorBlendState = UnsafePointer(store(blending(descriptor)))
    info.pDynamicState = UnsafePointer(store(dynamic))
    return info
  }

  private func vertexInput(_ layouts: [VertexBufferLayout]) -> VkPipelineVertexInputStateCreateInfo
  {
    var bindings: [VkVertexInputBindingDescription] = []
    var attributes: [VkVertexInputAttributeDescription] = []
    for (index, layout) in layouts.enumerated() {
      bindings.append(
        VkVertexInputBindingDescription(
          binding: UInt32(index), stride: UInt32(layout.stride),
          inputRate: layout.perInstance
            ? VK_VERTEX_INPUT_RATE_INSTANCE : VK_VERTEX_INPUT_RATE_VERTEX))
      attributes += layout.attributes.map {
        VkVertexInputAttributeDescription(
          location: UInt32($0.location), binding: UInt32(index), format: $0.format.vk,
          offset: UInt32($0.offset))
      }
    }
    var info = VkPipelineVertexInputStateCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO
    info.vertexBindingDescriptionCount = UInt32(bindings.count)
    info.pVertexBindingDescriptions = UnsafePointer(store(bindings))
    info.vertexAttributeDescriptionCount = UInt32(attributes.count)
    info.pVertexAttributeDescriptions = UnsafePointer(store(attributes))
    return info
  }

  private func rasterization(
    _ descriptor: GraphicsPipelineDescriptor
  ) -> VkPipelineRasterizationStateCreateInfo {
    var info = VkPipelineRasterizationStateCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO
    info.depthClampEnable = descriptor.depthClamp ? VK_TRUE : VK_FALSE
    info.polygonMode = VK_POLYGON_MODE_FILL
    info.lineWidth = 1
    if let bias = descriptor.depthBias {
      info.depthBiasEnable = VK_TRUE
      info.depthBiasConstantFactor = bias.constant
      info.depthBiasSlopeFactor = bias.slope
    }
    return info
  }

  private func blending(
    _ descriptor: GraphicsPipelineDescriptor
  ) -> VkPipelineColorBlendStateCreateInfo {
    var attachment = VkPipelineColorBlendAttachmentState()
    if descriptor.colorWrite {
      attachment.colorWriteMask =
        VK_COLOR_COMPONENT_R_BIT.rawValue | VK_COLOR_COMPONENT_G_BIT.rawValue
        | VK_COLOR_COMPONENT_B_BIT.rawValue | VK_COLOR_COMPONENT_A_BIT.rawValue
    }
    if descriptor.blend != .none {
      attachment.blendEnable = VK_TRUE
      let kept =
        descriptor.blend == .add ? VK_BLEND_FACTOR_ONE : VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA
      attachment.srcColorBlendFactor =
        descriptor.blend == .alpha ? VK_BLEND_FACTOR_SRC_ALPHA : VK_BLEND_FACTOR_ONE
      attachment.dstColorBlendFactor = kept
      attachment.colorBlendOp = VK_BLEND_OP_ADD
      attachment.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE
      attachment.dstAlphaBlendFactor = kept
      attachment.alphaBlendOp = VK_BLEND_OP_ADD
    }
    let attachments = descriptor.colorFormats.map { _ in attachment }
    var info = VkPipelineColorBlendStateCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO
    info.attachmentCount = UInt32(attachments.count)
    info.pAttachments = UnsafePointer(store(attachments))
    return info
  }
}
