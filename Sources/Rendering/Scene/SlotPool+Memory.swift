internal import GPU
internal import SceneStore

extension SlotPool {
  /// Uploads a page, visible to every later submit.
  /// - Precondition: the page keeps to `PageLimits`.
  func place(_ page: GeometryPageMemory, slot: Int, on device: Device) throws(GPUError) {
    precondition((0..<count).contains(slot), "there is no such slot")
    precondition(
      page.frames.count <= PageLimits.vertices && page.indices.count <= PageLimits.indices
        && page.clusters.count <= PageLimits.clusters, "the page is larger than a slot")
    func upload<T>(
      _ values: UnsafeMutableBufferPointer<T>, to buffer: BufferHandle, capacity: Int
    ) throws(GPUError) {
      try device.upload(
        UnsafeRawBufferPointer(values), to: buffer,
        offset: slot * capacity * MemoryLayout<T>.stride)
    }
    try upload(page.positions, to: positions, capacity: PageLimits.vertices * 3)
    try upload(page.frames, to: frames, capacity: PageLimits.vertices)
    if hasExtras { try upload(page.extras, to: extras, capacity: PageLimits.vertices) }
    if hasRows { try upload(page.rows, to: rows, capacity: PageLimits.vertices) }
    try upload(page.indices, to: indices, capacity: PageLimits.indices)
    try upload(page.clusters, to: clusters, capacity: PageLimits.clusters)
  }
}
