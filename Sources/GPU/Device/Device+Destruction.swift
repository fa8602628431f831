internal import CVulkan

/// Objects to destroy once the device can no longer use them.
struct Graveyard {
  enum Remains {
    case buffer(BufferRecord)
    case image(ImageRecord)
    case pipeline(VkPipeline)
    case queryPool(VkQueryPool)
    case commandPool(VkCommandPool)
  }

  private(set) var graves: [(value: UInt64, remains: Remains)] = []
  private static var unknown: UInt64 { .max }

  /// `value` is that of the last submit that may use the object; nil while a recording is open that
  /// may use it too.
  mutating func add(_ remains: Remains, value: UInt64?) {
    graves.append((value ?? Self.unknown, remains))
  }

  /// The last open recording was submitted with this value.
  mutating func stamp(_ value: UInt64) {
    for index in graves.indices where graves[index].value == Self.unknown {
      graves[index].value = value
    }
  }

  mutating func take(upTo completed: UInt64) -> [Remains] {
    guard graves.contains(where: { $0.value <= completed }) else { return [] }
    let due = graves.filter { $0.value <= completed }.map(\.remains)
    graves.removeAll { $0.value <= completed }
    return due
  }
}

extension Device {
  /// Destroys a buffer once the device is done with it. The handle is invalid from now on.
  package func destroy(_ buffer: BufferHandle) { condemn(.buffer(buffers.remove(buffer))) }

  /// Destroys an image once the device is done with it. The handle is invalid from now on.
  package func destroy(_ image: ImageHandle) { condemn(.image(images.remove(image))) }

  /// Destroys a pipeline once the device is done with it. The handle is invalid from now on.
  package func destroy(_ pipeline: PipelineHandle) {
    condemn(.pipeline(pipelines.remove(pipeline).vk))
  }

  /// Buffers, images and pipelines that were made and not destroyed, and what waits to be.
  package var liveResources: Int {
    buffers.count + images.count + pipelines.count + graveyard.graves.count
  }

  func condemn(_ remains: Graveyard.Remains) {
    graveyard.add(remains, value: openRecordings == 0 ? lastSubmitted : nil)
  }

  /// Destroys what the device can no longer use. Costs nothing when there is nothing.
  func bury(upTo completed: UInt64) {
    for remains in graveyard.take(upTo: completed) { dispose(remains) }
  }

  func dispose(_ remains: Graveyard.Remains) {
    switch remains {
    case .buffer(let record):
      vkDestroyBuffer(vk, record.vk, nil)
      memory.free(record.allocation)
    case .image(let record):
      for view in record.views { vkDestroyImageView(vk, view, nil) }
      if let allocation = record.allocation {
        vkDestroyImage(vk, record.vk, nil)
        memory.free(allocation)
      }
      if let index = record.textureIndex { bindless.releaseTexture(index) }
      if let first = record.firstStorageIndex {
        bindless.releaseStorage(first, count: record.descriptor.levels)
      }
    case .pipeline(let pipeline): vkDestroyPipeline(vk, pipeline, nil)
    case .queryPool(let pool): vkDestroyQueryPool(vk, pool, nil)
    case .commandPool(let pool): vkDestroyCommandPool(vk, pool, nil)
    }
  }
}
