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
    for instance in directory.instances {
      let part = directory.parts[instance.part]
      let material = part.material.map { scene.materials[$0] } ?? Material()
      let record = InstanceRecord(
        transform: instance.transform, material: material,
        index: UInt32(part.material ?? scene.materials.count), rootNode: part.rootNode)
      records.append(record)
      let bucket = Int(record.flags >> InstanceRecord.bucketShift)
      clusterLimits[bucket] += Int(part.clusterCount)
      // Nodes of a level hold different groups, and those have clusters.
      visitLimit += Int(part.clusterCount)
    }
  }
}
