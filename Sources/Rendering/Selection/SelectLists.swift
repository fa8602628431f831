internal import GPU

/// What a selection works on and leaves behind. Mirrors Shaders/Select/Lists.glsl: the two change
/// together.
struct SelectLists {
  static let groupSize = 64

  struct State: BitwiseCopyable {
    var visitGroups = InlineArray<6, UInt32>(repeating: 0)
    var refineGroups = InlineArray<3, UInt32>(repeating: 0)
    var drawGroups = InlineArray<3, UInt32>(repeating: 0)
    var drawCounts = InlineArray<2, UInt32>(repeating: 0)
    var itemCount = InlineArray<2, UInt32>(repeating: 0)
    var foundBase = InlineArray<2, UInt32>(repeating: 0)
    var foundCount: UInt32 = 0
    var solidCount: UInt32 = 0
    var blendedCount: UInt32 = 0
    var overflow: UInt32 = 0
    var threshold: Float = 0
    var nodeCount: UInt32 = 0
    var clusterCount: UInt32 = 0
    var firstBin: UInt32 = 0
    var uncoveredCount: UInt32 = 0
    var histogram = InlineArray<64, UInt32>(repeating: 0)

    static func visitOffset(parity: Int) -> Int { parity * 12 }
    static let refineOffset = 24
    static let drawOffset = 36
    static let countOffset = 48
  }

  private struct Tables: BitwiseCopyable {
    var nodes: UInt64
    var groups: UInt64
    var instances: UInt64
    var clusters: UInt64
    var slots: UInt64
    var wanted: UInt64
    var items: (UInt64, UInt64)
    var masks: UInt64
    var blocks: UInt64
    var found: UInt64
    var selected: UInt64
    var state: UInt64
    var textures: UInt64
    var rootNode: UInt32
    var unitCount: UInt32
    var itemCapacity: UInt32
    var foundCapacity: UInt32
    var selectedCapacity: UInt32
    var hasTextures: UInt32
  }

  /// Instance and cluster of each: solid ones from the front, blended ones from the end.
  let selected: BufferHandle
  let state: BufferHandle
  /// Clusters that can be selected.
  let capacity: Int
  /// Device address of what shaders need to know.
  let tablesAddress: UInt64
  let tables: BufferHandle
  private let work: [BufferHandle]

  /// - Parameter capacity: clusters that can be selected, at least 1.
  init(device: Device, scene: ResidentScene, capacity: Int) throws(GPUError) {
    self.capacity = capacity
    // What is found is twice what is selected, and groups have several clusters.
    let pieces = capacity
    // Things of one cluster have a node each, and further nodes stand above them.
    let nodes = max(min(2 * capacity, scene.visitLimit), 64)
    func pairs(_ name: String, _ count: Int) throws(GPUError) -> BufferHandle {
      try device.makeBuffer(name, bytes: max(count, 1) * 8, usage: .storage)
    }
    let even = try pairs("nodes of even levels", nodes)
    let odd = try pairs("nodes of odd levels", nodes)
    let masks = try pairs("selection masks", max(nodes, pieces))
    let blocks = try pairs("selection sums", max(nodes, pieces) / Self.groupSize + 1)
    let found = try pairs("groups found", pieces)
    selected = try pairs("selected clusters", capacity)
    state = try device.makeBuffer(
      "selection state", bytes: MemoryLayout<State>.stride, usage: [.storage, .indirect])
    work = [even, odd, masks, blocks, found]
    tables = try device.makeBuffer(
      "selection tables", bytes: MemoryLayout<Tables>.stride,
      usage: [.storage, .transferDestination])
    tablesAddress = device.address(of: tables)
    let values = Tables(
      nodes: device.address(of: scene.nodes), groups: device.address(of: scene.groups),
      instances: device.address(of: scene.instances),
      clusters: device.address(of: scene.slots.clusters),
      slots: device.address(of: scene.slotOfUnit), wanted: device.address(of: scene.wanted),
      items: (device.address(of: even), device.address(of: odd)),
      masks: device.address(of: masks), blocks: device.address(of: blocks),
      found: device.address(of: found), selected: device.address(of: selected),
      state: device.address(of: state), textures: scene.textureDemand.address,
      rootNode: scene.rootNode,
      unitCount: UInt32(scene.unitCount), itemCapacity: UInt32(nodes),
      foundCapacity: UInt32(pieces), selectedCapacity: UInt32(capacity),
      hasTextures: scene.textureDemand.isEmpty ? 0 : 1)
    try device.upload([values], to: tables)
  }

  func destroy(on device: Device) {
    for buffer in work + [selected, state, tables] { device.destroy(buffer) }
  }

  /// What choosing does with the lists.
  var workUses: [PassUse] {
    (work + [selected, state]).map { .buffer($0, .storageReadWrite(.compute)) }
      + [.buffer(state, .indirect), .buffer(tables, .storageRead(.compute))]
  }

  /// What culling does with them.
  var resultUses: [PassUse] {
    [
      .buffer(selected, .storageRead(.compute)), .buffer(state, .storageRead(.compute)),
      .buffer(state, .indirect), .buffer(tables, .storageRead(.compute)),
    ]
  }
}
