internal import Numerics
internal import SceneModel
internal import SceneStore

/// A baked scene's instances as the device reads them, and how much there is to draw of them.
struct InstanceTable {
  private(set) var records: [InstanceRecord] = []
  /// Clusters of all instances by bucket, of all levels.
  private(set) var clusterLimits = InlineArray<5, Int>(repeating: 0)
  /// Nodes of one level of all instances, at most.
  private(set) var visitLimit: Int

  init(directory: SceneDirectory) {
    let scene = directory.skeleton.scene
    visitLimit = directory.nodes.count
    records.reserveCapacity(directory.instances.count)
    let pose = ScenePose(scene)
    for instance in directory.instances {
      let part = directory.parts[instance.part]
      let material = part.material.map { scene.materials[$0] } ?? Material()
      let record = InstanceRecord(
        transform: directory.transform(of: instance, in: pose), material: material,
        index: UInt32(part.material ?? scene.materials.count), rootNode: part.rootNode)
      records.append(record)
      let bucket = Int(record.bucket)
      clusterLimits[bucket] += Int(part.clusterCount)
      // What moves may be turned inside out.
      if instance.node != nil, record.isOneSided {
        let other = Bucket.opaque.rawValue + Bucket.opaqueMirrored.rawValue - UInt32(bucket)
        clusterLimits[Int(other)] += Int(part.clusterCount)
      }
      // Nodes of a level hold different groups, and those have clusters.
      visitLimit += Int(part.clusterCount)
    }
  }
}
