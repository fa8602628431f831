internal import GPU
internal import Numerics
internal import SceneModel
internal import SceneStore

/// A baked scene on the device: its tables as a whole, and of its geometry what is resident.
final class ResidentScene {
  let slots: SlotPool
  let textures: TexturePool
  /// Those of a baked scene.
  let residentImages: ResidentImages?
  let materialSlots: MaterialSlots
  let textureDemand: TextureDemand
  let units: [StreamUnit]
  let materials: BufferHandle
  /// The same with textures filtered for the coarse layers of a foveated frame, whose pixels are so
  /// wide that finer filters smooth nothing.
  let coarseMaterials: BufferHandle
  let instances: BufferHandle
  let nodes: BufferHandle
  let groups: BufferHandle
  /// For each unit where it is, or `noSlot`.
  let slotOfUnit: BufferHandle
  /// For each unit how much the newest frame needed it.
  let wanted: BufferHandle
  let lights: BufferHandle

  /// `HierarchyNode.none` when there is nothing to draw.
  let rootNode: UInt32
  let unitCount: Int
  /// Levels of nodes on the longest way from the root to groups.
  let levelCount: Int
  /// Nodes that are visited at once, at most.
  let visitLimit: Int
  /// Clusters of all instances by bucket, of all levels: more is never selected.
  let clusterLimits: InlineArray<5, Int>
  let bounds: Bounds
  /// Nil: nothing moves.
  let motion: SceneMotion?
  /// The first directional light; nil when the scene has none.
  let sun: EnvironmentMap.Sun?
  let directionalCount: Int
  let localLightCount: Int
  /// Counts changes of what is resident.
  private(set) var revision = 0

  static let noSlot = UInt32.max
  static let noNode = UInt32.max

  /// Whether animations bend any part.
  var bends: Bool { slots.hasRows }

  var clusterLimit: Int {
    var sum = 0
    for index in clusterLimits.indices { sum += clusterLimits[index] }
    return sum
  }
  var solidLimit: Int { clusterLimit - clusterLimits[Int(Bucket.blended.rawValue)] }

  /// - Parameters:
  ///   - slotCount: geometry pages that can be resident at once, at least 1.
  ///   - anisotropy: of textures at full density.
  init(
    device: Device, directory: SceneDirectory, slotCount: Int, anisotropy: Float,
    images: SceneImages, rows: [[UInt32]] = []
  ) throws(GPUError) {
    let scene = directory.skeleton.scene
    slots = try SlotPool(
      device: device, count: max(slotCount, 1), hasExtras: directory.hasExtras,
      hasRows: directory.hasRows)
    let filtering = TexturePool.Filtering(anisotropy: anisotropy)
    switch images {
    case .whole(let image):
      residentImages = nil
      textures = try TexturePool(
        device: device, scene: scene, filtering: filtering, image: image)
    case .baked(let plan, let budget, let tails):
      let resident = try ResidentImages(
        device: device, images: directory.images, plan: plan, budget: budget,
        tail: { tails[$0] })
      residentImages = resident
      textures = TexturePool(
        scene: scene, images: directory.images, resident: resident, filtering: filtering)
    }
    units = directory.units
    let records = try MaterialTable.records(of: scene, textures: textures, device: device)
    materials = try device.makeTable("materials", records)
    let coarseRecords = try MaterialTable.records(
      of: scene, textures: textures,
      filtering: TexturePool.Filtering(
        anisotropy: min(anisotropy, 2), mixesLevels: device.report.type != .cpu), device: device)
    coarseMaterials = try device.makeTable("coarse materials", coarseRecords)
    materialSlots = MaterialSlots(
      scene: scene, textures: textures, imageCount: directory.images.count,
      tables: [(materials, records), (coarseMaterials, coarseRecords)])
    textureDemand = try TextureDemand(device: device, directory: directory, textures: textures)

    let table = InstanceTable(directory: directory)
    instances = try device.makeTable("instances", table.records, usage: .vertex)
    clusterLimits = table.clusterLimits
    nodes = try device.makeTable("nodes", directory.nodes)
    groups = try device.makeTable("groups", directory.groups)
    unitCount = directory.units.count
    slotOfUnit = try device.makeTable(
      "slots of units", [UInt32](repeating: Self.noSlot, count: unitCount))
    wanted = try device.makeTable("wanted units", [UInt32](repeating: 0, count: unitCount))
    rootNode = directory.rootNode ?? Self.noNode
    levelCount = directory.instanceLevels + directory.partLevels
    visitLimit = table.visitLimit
    bounds =
      directory.bounds.isEmpty ? Bounds(minimum: .zero, maximum: .zero) : directory.bounds

    let lights = SceneLights(scene: scene)
    motion = try SceneMotion(
      device: device, directory: directory, table: table, lights: lights, rows: rows)
    sun = lights.sun
    directionalCount = lights.directional.count
    localLightCount = lights.local.count
    self.lights = try device.makeTable("lights", lights.directional + lights.local)
    try device.flushUploads()
  }

  func destroy(on device: Device) {
    slots.destroy(on: device)
    textures.destroy(on: device)
    textureDemand.destroy(on: device)
    motion?.destroy(on: device)
    for buffer in [
      materials, coarseMaterials, instances, nodes, groups, slotOfUnit, wanted, lights,
    ] {
      device.destroy(buffer)
    }
  }

  /// Says where a unit is, from the next submit on; nil: nowhere. A unit must not be anywhere before
  /// those that it depends on are.
  func setAvailable(unit: Int, slot: Int?, on device: Device) throws(GPUError) {
    precondition((0..<unitCount).contains(unit), "there is no such unit")
    var word = slot.map(UInt32.init) ?? Self.noSlot
    let result = withUnsafeBytes(of: &word) { bytes in
      Result { () throws(GPUError) in
        try device.upload(bytes, to: slotOfUnit, offset: unit * 4)
      }
    }
    try result.get()
    revision += 1
  }

  /// What choosing and culling read.
  var tableUses: [PassUse] {
    [nodes, groups, instances, slots.clusters, slotOfUnit].map {
      .buffer($0, .storageRead(.compute))
    }
  }
}

extension Device {
  /// A buffer of records, which may be none.
  func makeTable<T: BitwiseCopyable>(
    _ name: String, _ values: [T], usage: BufferUsage = []
  ) throws(GPUError) -> BufferHandle {
    let buffer = try makeBuffer(
      name, bytes: max(values.count, 1) * MemoryLayout<T>.stride,
      usage: [usage, .storage, .transferDestination])
    if !values.isEmpty { try upload(values, to: buffer) }
    return buffer
  }
}
