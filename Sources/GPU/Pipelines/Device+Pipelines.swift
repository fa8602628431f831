internal import CVulkan

/// What the device keeps of a pipeline.
struct PipelineRecord {
  let vk: VkPipeline
  let bindPoint: VkPipelineBindPoint
}

extension Device {
  /// Compiles a graphics pipeline. Costs milliseconds or more: not for the frame path.
  package func makePipeline(
    _ descriptor: GraphicsPipelineDescriptor
  ) throws(GPUError) -> PipelineHandle {
    try requireAlive("vkCreateGraphicsPipelines")
    return try withArena { arena throws(GPUError) in
      var modules: [VkShaderModule] = []
      defer { for module in modules { vkDestroyShaderModule(vk, module, nil) } }
      let constants = arena.specialization(descriptor.specialization)
      var stages: [VkPipelineShaderStageCreateInfo] = []
      let shaders = [
        (descriptor.vertex, VK_SHADER_STAGE_VERTEX_BIT),
        descriptor.fragment.map { ($0, VK_SHADER_STAGE_FRAGMENT_BIT) },
      ]
      for case let (shader, stage)? in shaders {
        let module = try makeShader(shader, name: descriptor.name, in: arena)
        modules.append(module)
        stages.append(arena.stage(stage, module, constants))
      }
      var info = arena.graphicsPipelineInfo(descriptor)
      info.stageCount = UInt32(stages.count)
      info.pStages = UnsafePointer(arena.store(stages))
      info.layout = bindless.layout
      let pipeline: VkPipeline = try make("vkCreateGraphicsPipelines") {
        vkCreateGraphicsPipelines(vk, pipelineCache.vk, 1, &info, nil, $0)
      }
      name(pipeline, VK_OBJECT_TYPE_PIPELINE, descriptor.name)
      return pipelines.insert(
        PipelineRecord(vk: pipeline, bindPoint: VK_PIPELINE_BIND_POINT_GRAPHICS))
    }
  }

  /// Compiles a compute pipeline. Costs milliseconds or more: not for the frame path.
  package func makePipeline(
    _ descriptor: ComputePipelineDescriptor
  ) throws(GPUError) -> PipelineHandle {
    try requireAlive("vkCreateComputePipelines")
    return try withArena { arena throws(GPUError) in
      let module = try makeShader(descriptor.shader, name: descriptor.name, in: arena)
      defer { vkDestroyShaderModule(vk, module, nil) }
      var info = VkComputePipelineCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO
      info.stage = arena.stage(
        VK_SHADER_STAGE_COMPUTE_BIT, module, arena.specialization(descriptor.specialization))
      info.layout = bindless.layout
      let pipeline: VkPipeline = try make("vkCreateComputePipelines") {
        vkCreateComputePipelines(vk, pipelineCache.vk, 1, &info, nil, $0)
      }
      name(pipeline, VK_OBJECT_TYPE_PIPELINE, descriptor.name)
      return pipelines.insert(
        PipelineRecord(vk: pipeline, bindPoint: VK_PIPELINE_BIND_POINT_COMPUTE))
    }
  }

  /// Writes the pipeline cache to its folder, for the next start. Silent when it cannot.
  package func savePipelineCache() {
    if !isLost { pipelineCache.save() }
  }

  /// What is taken in place of an embedded shader; nil: nothing.
  package func replacement(of shader: StaticString) -> [UInt32]? {
    replacedShaders[shader.utf8Start]
  }

  /// Takes another shader in place of an embedded one, for pipelines that are made from now on.
  ///
  /// - Parameters:
  ///   - shader: as `EmbeddedShaders` holds it.
  ///   - words: of SPIR-V; nil: the embedded one again.
  package func replace(_ shader: StaticString, by words: [UInt32]?) {
    replacedShaders[shader.utf8Start] = words
  }

  private func makeShader(
    _ shader: StaticString, name: String, in arena: Arena
  ) throws(GPUError) -> VkShaderModule {
    guard let words = replacedShaders[shader.utf8Start] ?? SPIRV.words(ofHex: shader) else {
      throw GPUError(
        .driver, call: "vkCreateShaderModule", reason: "a shader of \(name) is not SPIR-V")
    }
    var info = VkShaderModuleCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO
    info.codeSize = words.count * 4
    info.pCode = UnsafePointer(arena.store(words))
    let module: VkShaderModule = try make("vkCreateShaderModule") {
      vkCreateShaderModule(vk, &info, nil, $0)
    }
    self.name(module, VK_OBJECT_TYPE_SHADER_MODULE, name)
    return module
  }
}

enum SPIRV {
  private static let magic: UInt32 = 0x0723_0203

  /// The words of SPIR-V written as hexadecimal text in memory order; nil when it is none.
  static func words(ofHex text: StaticString) -> [UInt32]? {
    text.withUTF8Buffer { digits in
      guard digits.count % 8 == 0 else { return nil }
      var words: [UInt32] = []
      words.reserveCapacity(digits.count / 8)
      for start in stride(from: 0, to: digits.count, by: 8) {
        var word: UInt32 = 0
        for byte in 0..<4 {
          guard let high = value(digits[start + byte * 2]),
            let low = value(digits[start + byte * 2 + 1])
          else { return nil }
          word |= (high << 4 | low) << UInt32(byte * 8)
        }
        words.append(word)
      }
      return words.first == magic ? words : nil
    }
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}
