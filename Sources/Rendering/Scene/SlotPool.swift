internal import GPU
internal import SceneStore

/// Where geometry pages lie on the device: slots of one size in shared buffers, so that any page fits
/// any slot and one indirect draw reaches them all.
struct SlotPool {
  let positions: BufferHandle
  let frames: BufferHandle
  /// Second UVs and colours; a single element when the scene has neither.
  let extras: BufferHandle
  /// Of what animations bend; a single element when there is none.
  let rows: BufferHandle
  /// 16 bits each.
  let indices: BufferHandle
  let clusters: BufferHandle
  let hasExtras: Bool
  let hasRows: Bool
  let count: Int

  /// Bytes of a slot.
  static func bytes(hasExtras: Bool, hasRows: Bool = false) -> Int {
    let vertex =
      PageVertex.positionStride + PageVertex.frameStride
      + (hasExtras ? PageVertex.extraStride : 0) + (hasRows ? PageVertex.rowStride : 0)
    return PageLimits.vertices * vertex + PageLimits.indices * 2
      + PageLimits.clusters * MemoryLayout<ClusterRecord>.stride
  }

  /// - Parameter count: slots, at least 1.
  init(device: Device, count: Int, hasExtras: Bool, hasRows: Bool = false) throws(GPUError) {
    self.count = count
    self.hasExtras = hasExtras
    self.hasRows = hasRows
    func buffer(_ name: String, _ bytes: Int, _ usage: BufferUsage) throws(GPUError)
      -> BufferHandle
    {
      try device.makeBuffer(name, bytes: bytes, usage: [usage, .transferDestination])
    }
    let vertices = count * PageLimits.vertices
    positions = try buffer("positions", vertices * PageVertex.positionStride, .vertex)
    frames = try buffer("shading frames", vertices * PageVertex.frameStride, .vertex)
    extras = try buffer(
      "second uvs and colours", (hasExtras ? vertices : 1) * PageVertex.extraStride, .vertex)
    rows = try buffer(
      "rows", (hasRows ? vertices : 1) * PageVertex.rowStride, .vertex)
    indices = try buffer("indices", count * PageLimits.indices * 2, .index)
    clusters = try buffer(
      "clusters", count * PageLimits.clusters * MemoryLayout<ClusterRecord>.stride, .storage)
    if !hasExtras {
      try device.upload([PageVertex.Extra(uv1: .zero, color: SIMD4(repeating: .max))], to: extras)
    }
  }

  func destroy(on device: Device) {
    for buffer in [positions, frames, extras, rows, indices, clusters] { device.destroy(buffer) }
  }

  /// Uploads a page, visible to every later submit.
  /// - Precondition: the page keeps to `PageLimits`.
  func place(_ page: GeometryPage, slot: Int, on device: Device) throws(GPUError) {
    precondition((0..<count).contains(slot), "there is no such slot")
    precondition(
      page.frames.count <= PageLimits.vertices && page.indices.count <= PageLimits.indices
        && page.clusters.count <= PageLimits.clusters, "the page is larger than a slot")
    let vertex = slot * PageLimits.vertices
    try device.upload(
      page.positions, to: positions, offset: vertex * PageVertex.positionStride)
    try device.upload(page.frames, to: frames, offset: vertex * PageVertex.frameStride)
    if hasExtras {
      try device.upload(page.extras, to: extras, offset: vertex * PageVertex.extraStride)
    }
    if hasRows {
      let rows =
        page.rows.isEmpty ? [UInt32](repeating: 0, count: page.frames.count) : page.rows
      try device.upload(rows, to: self.rows, offset: vertex * PageVertex.rowStride)
    }
    try device.upload(page.indices, to: indices, offset: slot * PageLimits.indices * 2)
    try device.upload(
      page.clusters, to: clusters,
      offset: slot * PageLimits.clusters * MemoryLayout<ClusterRecord>.stride)
  }
}
