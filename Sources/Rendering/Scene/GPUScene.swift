private import Foundation
internal import GPU
internal import Numerics
internal import SceneModel

/// A scene on the device: shared geometry, tables of materials and instances, and the items that
/// culling chooses from.
struct GPUScene {
  let geometry: GeometryPool
  let textures: TexturePool
  let materials: BufferHandle
  /// The same with textures filtered for the coarse layers of a foveated frame, whose pixels are so
  /// wide that finer filters smooth nothing.
  let coarseMaterials: BufferHandle
  let instances: BufferHandle
  let items: BufferHandle
  let lights: BufferHandle
  /// Items stand in the order of their buckets; the first item of each, and the end.
  let bucketStarts: [Int]
  let bounds: Bounds
  /// The first directional light; nil when the scene has none.
  let sun: EnvironmentMap.Sun?
  let directionalCount: Int
  let localLightCount: Int
  let instanceCount: Int

  var itemCount: Int { bucketStarts[Bucket.allCases.count] }
  /// Items that are not blended.
  var solidCount: Int { bucketStarts[Int(Bucket.blended.rawValue)] }
  var maskedStart: Int { bucketStarts[Int(Bucket.masked.rawValue)] }
  func count(_ bucket: Bucket) -> Int {
    bucketStarts[Int(bucket.rawValue) + 1] - bucketStarts[Int(bucket.rawValue)]
  }

  /// - Parameter anisotropy: of textures at full density.
  init(device: Device, scene: Scene, anisotropy: Float) throws(GPUError) {
    let drawables = Self.drawables(of: scene)
    geometry = try GeometryPool(device: device, primitives: drawables.primitives)
    textures = try TexturePool(
      device: device, scene: scene, filtering: TexturePool.Filtering(anisotropy: anisotropy))
    let records = try MaterialTable.records(of: scene, textures: textures, device: device)
    materials = try Self.buffer(device, "materials", records)
    coarseMaterials = try Self.buffer(
      device, "coarse materials",
      try MaterialTable.records(
        of: scene, textures: textures,
        filtering: TexturePool.Filtering(
          anisotropy: min(anisotropy, 2), mixesLevels: device.report.type != .cpu), device: device))

    var instances: [InstanceRecord] = []
    var items: [[ItemRecord]] = Array(repeating: [], count: Bucket.allCases.count)
    var bounds = Bounds.empty
    for drawable in drawables.instances {
      let material = drawable.material.map { scene.materials[$0] } ?? Material()
      let record = InstanceRecord(
        transform: drawable.transform, material: UInt32(drawable.material ?? records.count - 1))
      let bucket = Self.bucket(of: material, transform: drawable.transform)
      let part = geometry.parts[drawable.primitive]
      for cluster in part.clusters {
        items[Int(bucket.rawValue)].append(
          Self.item(
            cluster, part: part, instance: instances.count, bucket: bucket,
            transform: drawable.transform))
      }
      instances.append(record)
      let box = drawables.primitives[drawable.primitive].bounds.transformed(by: drawable.transform)
      if !box.isEmpty { bounds = bounds.union(box) }
    }
    self.bounds = bounds.isEmpty ? Bounds(minimum: .zero, maximum: .zero) : bounds
    instanceCount = instances.count
    self.instances = try Self.buffer(device, "instances", instances, usage: [.vertex])
    self.items = try Self.buffer(device, "items", items.flatMap { $0 })
    var starts = [0]
    for bucket in items { starts.append(starts[starts.count - 1] + bucket.count) }
    bucketStarts = starts

    let lights = SceneLights(scene: scene)
    sun = lights.sun
    directionalCount = lights.directional.count
    localLightCount = lights.local.count
    self.lights = try Self.buffer(device, "lights", lights.directional + lights.local)
    try device.flushUploads()
  }

  func destroy(on device: Device) {
    geometry.destroy(on: device)
    textures.destroy(on: device)
    for buffer in [materials, coarseMaterials, instances, items, lights] { device.destroy(buffer) }
  }

  private static func buffer<T: BitwiseCopyable>(
    _ device: Device, _ name: String, _ values: [T], usage: BufferUsage = []
  ) throws(GPUError) -> BufferHandle {
    let buffer = try device.makeBuffer(
      name, bytes: max(values.count, 1) * MemoryLayout<T>.stride,
      usage: [usage, .storage, .transferDestination])
    if !values.isEmpty { try device.upload(values, to: buffer) }
    return buffer
  }

  private static func bucket(of material: Material, transform: Matrix4) -> Bucket {
    switch material.alphaMode {
    case .blend: .blended
    case .mask: .masked
    case .opaque:
      if material.isDoubleSided {
        .opaqueDoubleSided
      } else {
        transform.determinant3 < 0 ? .opaqueMirrored : .opaque
      }
    }
  }

  private static func item(
    _ cluster: ClusterBuilder.Cluster, part: GeometryPool.Part, instance: Int, bucket: Bucket,
    transform: Matrix4
  ) -> ItemRecord {
    // A cone of normals survives rotation, uniform scale and mirroring; anything else opens it.
    let c = transform.columns
    let scales = Float3(length(c.0.xyz), length(c.1.xyz), length(c.2.xyz))
    let isUniform = scales.max() <= scales.min() * 1.001
    let hasCone = isUniform && (bucket == .opaque || bucket == .opaqueMirrored)
    return ItemRecord(
      center: (cluster.center.x, cluster.center.y, cluster.center.z), radius: cluster.radius,
      coneAxis: (cluster.coneAxis.x, cluster.coneAxis.y, cluster.coneAxis.z),
      coneCutoff: hasCone ? cluster.coneCutoff : 1,
      firstIndex: UInt32(part.firstIndex + cluster.firstIndex),
      indexCount: UInt32(cluster.indexCount), vertexOffset: UInt32(part.firstVertex),
      instance: UInt32(instance), bucket: bucket.rawValue)
  }
}
