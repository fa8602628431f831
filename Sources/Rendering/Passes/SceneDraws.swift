internal import GPU
internal import SceneStore

/// Vertex streams as pipelines declare them.
enum VertexLayouts {
  static var positionOnly: [VertexBufferLayout] { [position, instance(withMaterial: false)] }

  /// - Parameter bends: whether shaders bend vertices.
  static func all(hasExtras: Bool, bends: Bool) -> [VertexBufferLayout] {
    all(hasExtras: hasExtras) + (bends ? [row] : [])
  }

  private static var row: VertexBufferLayout {
    VertexBufferLayout(
      stride: PageVertex.rowStride,
      attributes: [VertexAttribute(location: 11, format: .r32Uint, offset: 0)])
  }

  private static func all(hasExtras: Bool) -> [VertexBufferLayout] {
    [
      position, instance(withMaterial: true),
      VertexBufferLayout(
        stride: PageVertex.frameStride,
        attributes: [
          VertexAttribute(location: 1, format: .rgba16Snorm, offset: 0),
          VertexAttribute(location: 2, format: .rgba16Snorm, offset: 8),
          VertexAttribute(location: 3, format: .rg32Float, offset: 16),
        ]),
      // Stride 0: every vertex reads the one element of a scene without second UVs and colours.
      VertexBufferLayout(
        stride: hasExtras ? PageVertex.extraStride : 0,
        attributes: [
          VertexAttribute(location: 4, format: .rg32Float, offset: 0),
          VertexAttribute(location: 5, format: .rgba16Unorm, offset: 8),
        ]),
    ]
  }

  private static var position: VertexBufferLayout {
    VertexBufferLayout(
      stride: PageVertex.positionStride,
      attributes: [VertexAttribute(location: 0, format: .rgb32Float, offset: 0)])
  }

  private static func instance(withMaterial: Bool) -> VertexBufferLayout {
    var attributes = [
      VertexAttribute(location: 6, format: .rgba32Float, offset: 0),
      VertexAttribute(location: 7, format: .rgba32Float, offset: 16),
      VertexAttribute(location: 8, format: .rgba32Float, offset: 32),
    ]
    if withMaterial {
      attributes.append(VertexAttribute(location: 9, format: .r32Uint, offset: 48))
      attributes.append(VertexAttribute(location: 10, format: .r32Uint, offset: 52))
    }
    return VertexBufferLayout(
      stride: MemoryLayout<InstanceRecord>.stride, perInstance: true, attributes: attributes)
  }
}

/// What every pass that draws the scene binds and declares.
enum SceneDraws {
  static func uses(
    scene: ResidentScene, commands: BufferHandle, counts: BufferHandle
  ) -> [PassUse] {
    [
      .buffer(commands, .indirect), .buffer(counts, .indirect),
      .buffer(scene.slots.indices, .indexBuffer), .buffer(scene.slots.positions, .vertexBuffer),
      .buffer(scene.slots.frames, .vertexBuffer), .buffer(scene.slots.extras, .vertexBuffer),
      .buffer(scene.instances, .vertexBuffer),
    ] + (scene.bends ? [.buffer(scene.slots.rows, .vertexBuffer)] : [])
  }

  static func uses(scene: ResidentScene, culled: CullPass) -> [PassUse] {
    culled.draws.flatMap { uses(scene: scene, draws: $0) }
  }

  static func uses(scene: ResidentScene, draws: DrawList) -> [PassUse] {
    uses(scene: scene, commands: draws.commands, counts: draws.counts)
  }

  static func bind(_ scene: ResidentScene, _ encoder: CommandEncoder) {
    encoder.bindVertexBuffer(0, scene.slots.positions)
    encoder.bindVertexBuffer(1, scene.instances)
    encoder.bindVertexBuffer(2, scene.slots.frames)
    encoder.bindVertexBuffer(3, scene.slots.extras)
    if scene.bends { encoder.bindVertexBuffer(4, scene.slots.rows) }
    encoder.bindIndexBuffer(scene.slots.indices, width: .bits16)
  }
}
