internal import CVulkan

package enum CullMode: Sendable {
  case none, front, back
}

package enum IndexWidth: Sendable {
  case bits16, bits32
}

/// What was recorded, in calls of Vulkan.
package struct EncoderCounters: Equatable, Sendable {
  package var draws = 0
  package var dispatches = 0
  package var barriers = 0
}

/// Records commands. A plain value, good until the frame or one-time submit that it came from is
/// submitted. No call allocates.
package struct CommandEncoder {
  let device: Device
  let commands: VkCommandBuffer
  let count: UnsafeMutablePointer<EncoderCounters>

  /// What was recorded since the frame began.
  package var counters: EncoderCounters { count.pointee }

  package func bind(_ pipeline: PipelineHandle) {
    let record = device.pipelines[pipeline]
    vkCmdBindPipeline(commands, record.bindPoint, record.vk)
  }

  /// Sets the push constants, for all stages, from byte 0 on. At most 128 bytes, in whole words.
  package func push<T: BitwiseCopyable>(_ constants: T) {
    precondition(
      MemoryLayout<T>.size <= Bindless.pushConstantBytes && MemoryLayout<T>.size % 4 == 0,
      "push constants are at most 128 bytes, in whole words")
    withUnsafeBytes(of: constants) {
      vkCmdPushConstants(
        commands, device.bindless.layout, Bindless.stages, 0, UInt32($0.count), $0.baseAddress)
    }
  }

  /// In pixels, from the upper left corner.
  package func setViewport(x: Float, y: Float, width: Float, height: Float) {
    var viewport = VkViewport(x: x, y: y, width: width, height: height, minDepth: 0, maxDepth: 1)
    vkCmdSetViewport(commands, 0, 1, &viewport)
  }

  /// In pixels, from the upper left corner.
  package func setScissor(x: Int, y: Int, width: Int, height: Int) {
    var scissor = VkRect2D(
      offset: VkOffset2D(x: Int32(x), y: Int32(y)),
      extent: VkExtent2D(width: UInt32(width), height: UInt32(height)))
    vkCmdSetScissor(commands, 0, 1, &scissor)
  }

  package func setCullMode(_ mode: CullMode) {
    let flags =
      switch mode {
      case .none: VK_CULL_MODE_NONE.rawValue
      case .front: VK_CULL_MODE_FRONT_BIT.rawValue
      case .back: VK_CULL_MODE_BACK_BIT.rawValue
      }
    vkCmdSetCullMode(commands, flags)
  }

  /// Which triangles face front, by the order of their corners as seen in the picture.
  package func setFrontFace(clockwise: Bool) {
    vkCmdSetFrontFace(
      commands, clockwise ? VK_FRONT_FACE_CLOCKWISE : VK_FRONT_FACE_COUNTER_CLOCKWISE)
  }

  package func bindVertexBuffer(_ index: Int, _ buffer: BufferHandle, offset: Int = 0) {
    var vk: VkBuffer? = device.buffers[buffer].vk
    var offset = VkDeviceSize(offset)
    vkCmdBindVertexBuffers(commands, UInt32(index), 1, &vk, &offset)
  }

  /// `offset` is in bytes.
  package func bindIndexBuffer(
    _ buffer: BufferHandle, offset: Int = 0, width: IndexWidth = .bits32
  ) {
    vkCmdBindIndexBuffer(
      commands, device.buffers[buffer].vk, VkDeviceSize(offset),
      width == .bits16 ? VK_INDEX_TYPE_UINT16 : VK_INDEX_TYPE_UINT32)
  }

  package func draw(
    vertices: Int, instances: Int = 1, firstVertex: Int = 0, firstInstance: Int = 0
  ) {
    count.pointee.draws += 1
    vkCmdDraw(
      commands, UInt32(vertices), UInt32(instances), UInt32(firstVertex), UInt32(firstInstance))
  }

  package func drawIndexed(
    indices: Int, instances: Int = 1, firstIndex: Int = 0, vertexOffset: Int = 0,
    firstInstance: Int = 0
  ) {
    count.pointee.draws += 1
    vkCmdDrawIndexed(
      commands, UInt32(indices), UInt32(instances), UInt32(firstIndex), Int32(vertexOffset),
      UInt32(firstInstance))
  }

  /// `count` draws of `VkDrawIndexedIndirectCommand`, `stride` bytes apart.
  package func drawIndexedIndirect(
    _ buffer: BufferHandle, offset: Int, count drawCount: Int, stride: Int = 20
  ) {
    count.pointee.draws += 1
    vkCmdDrawIndexedIndirect(
      commands, device.buffers[buffer].vk, VkDeviceSize(offset), UInt32(drawCount), UInt32(stride))
  }

  /// As many draws as the 32-bit number in `countBuffer` says, at most `maxCount`.
  package func drawIndexedIndirectCount(
    _ buffer: BufferHandle, offset: Int, countBuffer: BufferHandle, countOffset: Int,
    maxCount: Int, stride: Int = 20
  ) {
    count.pointee.draws += 1
    vkCmdDrawIndexedIndirectCount(
      commands, device.buffers[buffer].vk, VkDeviceSize(offset), device.buffers[countBuffer].vk,
      VkDeviceSize(countOffset), UInt32(maxCount), UInt32(stride))
  }

  /// Counts are of work groups.
  package func dispatch(_ x: Int, _ y: Int = 1, _ z: Int = 1) {
    count.pointee.dispatches += 1
    vkCmdDispatch(commands, UInt32(x), UInt32(y), UInt32(z))
  }

  package func dispatchIndirect(_ buffer: BufferHandle, offset: Int) {
    count.pointee.dispatches += 1
    vkCmdDispatchIndirect(commands, device.buffers[buffer].vk, VkDeviceSize(offset))
  }

  package func beginLabel(_ name: StaticString) {
    guard let debug = device.debug else { return }
    var label = VkDebugUtilsLabelEXT()
    label.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_LABEL_EXT
    name.withUTF8Buffer { text in
      text.withMemoryRebound(to: CChar.self) { label.pLabelName = $0.baseAddress }
      debug.beginLabel(commands, &label)
    }
  }

  package func endLabel() {
    device.debug?.endLabel(commands)
  }

  /// Binds the bindless set, once per command buffer.
  func bindResources() {
    var set: VkDescriptorSet? = device.bindless.set
    vkCmdBindDescriptorSets(
      commands, VK_PIPELINE_BIND_POINT_GRAPHICS, device.bindless.layout, 0, 1, &set, 0, nil)
    vkCmdBindDescriptorSets(
      commands, VK_PIPELINE_BIND_POINT_COMPUTE, device.bindless.layout, 0, 1, &set, 0, nil)
  }
}
