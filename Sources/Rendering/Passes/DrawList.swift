internal import GPU

/// Indirect draws by bucket, as culling writes them and passes that draw the scene read them.
struct DrawList {
  /// What is in it; raw values as in Shaders/Cull/Classify.comp.
  enum Part: UInt32 {
    /// Everything that may be seen.
    case all
    /// Solid things that the frame before did not hide.
    case first
    /// With those, everything that may be seen.
    case rest
  }

  let part: Part
  let commands: BufferHandle
  /// The cluster that each command draws, when it is told.
  let clusters: BufferHandle?
  private let clustersAddress: UInt64
  /// Draws by bucket, then triangles, then solid clusters that are hidden.
  let counts: BufferHandle
  static let triangleSlot = 5
  static let hiddenSlot = 6
  static let countSlots = 7
  /// First command of each bucket, and the end.
  let bucketStarts: InlineArray<6, Int>

  func count(_ bucket: Bucket) -> Int {
    bucketStarts[Int(bucket.rawValue) + 1] - bucketStarts[Int(bucket.rawValue)]
  }

  /// Device address of the clusters that the commands of a bucket draw; 0 when they are not told.
  func clusters(of bucket: Bucket) -> UInt64 {
    clusters == nil ? 0 : clustersAddress + UInt64(bucketStarts[Int(bucket.rawValue)] * 4)
  }

  /// - Parameters:
  ///   - capacity: clusters of a bucket, at most.
  ///   - tellsClusters: whether it holds which cluster each command draws.
  init(
    device: Device, scene: ResidentScene, capacity: Int, part: Part, tellsClusters: Bool
  ) throws(GPUError) {
    self.part = part
    var starts = InlineArray<6, Int>(repeating: 0)
    for bucket in Bucket.allCases {
      let index = Int(bucket.rawValue)
      let limit = part == .first && bucket == .blended ? 0 : scene.clusterLimits[index]
      starts[index + 1] = starts[index] + min(limit, capacity)
    }
    bucketStarts = starts
    commands = try device.makeBuffer(
      "draw commands", bytes: max(starts[5], 1) * 20, usage: [.storage, .indirect])
    clusters =
      tellsClusters
      ? try device.makeBuffer("drawn clusters", bytes: max(starts[5], 1) * 4, usage: .storage) : nil
    clustersAddress = clusters.map(device.address) ?? 0
    counts = try device.makeBuffer(
      "draw counts", bytes: Self.countSlots * 4, usage: [.storage, .indirect])
  }

  func destroy(on device: Device) {
    device.destroy(commands)
    device.destroy(counts)
    clusters.map(device.destroy)
  }
}
