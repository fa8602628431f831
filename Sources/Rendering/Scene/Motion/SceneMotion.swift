internal import GPU
internal import Numerics
internal import SceneModel
internal import SceneStore

/// What moves in a scene: poses it for each frame, and tells the device where it is and how it is bent.
/// Instances that move stand behind the others, so that they are one piece of the table.
final class SceneMotion {
  private let directory: SceneDirectory
  private let plan: MotionPlan
  private var pose: ScenePose
  private let moving: Range<Int>
  private var records: [InstanceRecord]
  /// Matrices of joints of the newest frame.
  private var joints: [Matrix4]
  /// Tables of all parts that are bent.
  private let rows: BufferHandle
  private let rowAddresses: [UInt64]
  /// By frame slot: records of instances, what bends them, joints, weights.
  private let frames: [BufferHandle]
  private let bendOffset: Int
  private let jointOffset: Int
  private let weightOffset: Int
  private let lights: LightMotion
  private let lightOffset: Int
  private var newest: (time: Double, choice: AnimationChoice)?
  /// Counts poses.
  private(set) var revision = 0

  /// Nil when nothing moves.
  ///
  /// - Parameter rows: for each part the words of what bends it.
  init?(
    device: Device, directory: SceneDirectory, table: InstanceTable, lights: SceneLights,
    rows words: [[UInt32]]
  ) throws(GPUError) {
    moving = directory.movingInstances
    self.lights = LightMotion(directory.skeleton.scene, lights)
    guard !moving.isEmpty || !self.lights.isEmpty else { return nil }
    self.directory = directory
    plan = MotionPlan(directory)
    precondition(plan.bends.count <= InstanceRecord.maximumBends, "as many as flags can name")
    pose = ScenePose(directory.skeleton.scene)
    records = Array(table.records[moving])
    joints = Array(repeating: .identity, count: plan.jointCount)
    var (all, starts): ([UInt32], [Int]) = ([], [])
    for part in directory.parts.indices {
      starts.append(all.count)
      guard let bending = directory.parts[part].bending else { continue }
      precondition(
        part < words.count && words[part].count == bending.rowCount * bending.rowWords,
        "what is bent has a table")
      all += words[part]
    }
    rows = try device.makeTable("rows that bend", all)
    let address = device.address(of: rows)
    rowAddresses = starts.map { address + UInt64($0 * 4) }
    bendOffset = records.count * MemoryLayout<InstanceRecord>.stride
    jointOffset = bendOffset + plan.bends.count * MemoryLayout<BendRecord>.stride
    weightOffset = jointOffset + plan.jointCount * 48
    lightOffset = (weightOffset + plan.weightCount * 4 + 15) / 16 * 16
    let bytes = max(lightOffset + self.lights.byteCount, 16)
    var frames: [BufferHandle] = []
    for _ in 0..<device.framesInFlight {
      frames.append(
        try device.makeBuffer(
          "motion", bytes: bytes, usage: [.storage, .transferSource], place: .upload))
    }
    self.frames = frames
  }

  func destroy(on device: Device) {
    device.destroy(rows)
    frames.forEach(device.destroy)
  }

  /// Adds the pass that brings the places of what moves to where selecting and drawing read them.
  func add(
    to graph: FrameGraphBuilder, instances: BufferHandle, lights: BufferHandle, frame: FrameState
  ) {
    let stride = MemoryLayout<InstanceRecord>.stride
    let (frames, first, bytes) = (frames, moving.lowerBound * stride, moving.count * stride)
    let (lightOffset, lightBytes) = (lightOffset, self.lights.byteCount)
    graph.add(
      PassDescriptor(
        name: "motion",
        uses: [.buffer(instances, .transferWrite), .buffer(lights, .transferWrite)])
    ) { encoder in
      let source = frames[frame.slot]
      if bytes > 0 {
        encoder.copy(source, offset: 0, to: instances, offset: first, bytes: bytes)
      }
      if lightBytes > 0 {
        encoder.copy(source, offset: lightOffset, to: lights, offset: 0, bytes: lightBytes)
      }
    }
  }

  /// Poses the scene and writes what a frame reads. Allocates nothing.
  ///
  /// - Parameters:
  ///   - time: of the animations, seconds.
  ///   - slot: of the frame.
  /// - Returns: device address of what bends parts.
  func write(time: Double, playing choice: AnimationChoice, slot: Int, on device: Device) -> UInt64
  {
    if newest == nil || newest?.time != time || newest?.choice != choice {
      newest = (time, choice)
      revision += 1
      pose.set(time: time, playing: choice)
      placeInstances()
    }
    let mapped = device.mapped(frames[slot])
    guard let memory = mapped.baseAddress else { preconditionFailure("uploads are mapped") }
    let address = device.address(of: frames[slot])
    records.withUnsafeBytes { mapped.copyMemory(from: $0) }
    writeBends(to: memory + bendOffset, address: address)
    writeJoints(to: memory + jointOffset)
    writeWeights(to: memory + weightOffset)
    lights.write(to: memory + lightOffset, in: pose)
    return address + UInt64(bendOffset)
  }

  /// Unit direction in which the sun's light travels; nil when it does not move.
  var sunDirection: Float3? { lights.sunDirection(in: pose) }

  private func placeInstances() {
    for run in plan.joints {
      switch run {
      case .skin(let skin, let first, let count):
        for joint in 0..<count { joints[first + joint] = pose.jointMatrix(joint, ofSkin: skin) }
      case .instance(let index, let first):
        joints[first] = directory.transform(
          of: directory.instances[moving.lowerBound + index], in: pose)
      }
    }
    for index in records.indices {
      let instance = directory.instances[moving.lowerBound + index]
      guard directory.parts[instance.part].bending == nil else { continue }
      records[index].move(to: directory.transform(of: instance, in: pose))
    }
    for (number, bend) in plan.bends.enumerated() {
      guard let bending = directory.parts[bend.part].bending,
        let node = directory.instances[moving.lowerBound + bend.instance].node
      else { continue }
      let sphere = bending.bounds.sphere(
        joint: { joints[bend.firstJoint + $0] }, weight: { pose.weight($0, ofNode: node) })
      records[bend.instance].bend(
        around: sphere, radius: bend.radius, by: number,
        isMirrored: joints[bend.firstJoint].determinant3 < 0)
    }
  }

  private func writeBends(to memory: UnsafeMutableRawPointer, address: UInt64) {
    let target = memory.assumingMemoryBound(to: BendRecord.self)
    for (number, bend) in plan.bends.enumerated() {
      guard let bending = directory.parts[bend.part].bending else { continue }
      target[number] = BendRecord(
        joints: address + UInt64(jointOffset + bend.firstJoint * 48),
        weights: address + UInt64(weightOffset + bend.firstWeight * 4),
        rows: rowAddresses[bend.part], rowCount: UInt32(bending.rowCount),
        rowWords: UInt32(bending.rowWords), jointSets: UInt32(bending.jointSetCount),
        targets: UInt32(bending.targetCount),
        flags: (bending.hasNormals ? 1 : 0) | (bending.hasTangents ? 2 : 0))
    }
  }

  private func writeJoints(to memory: UnsafeMutableRawPointer) {
    let target = memory.assumingMemoryBound(to: Float4.self)
    for index in joints.indices {
      let rows = joints[index].transposed.columns
      target[index * 3] = rows.0
      target[index * 3 + 1] = rows.1
      target[index * 3 + 2] = rows.2
    }
  }

  private func writeWeights(to memory: UnsafeMutableRawPointer) {
    let target = memory.assumingMemoryBound(to: Float.self)
    for run in plan.weights {
      for index in 0..<run.count {
        target[run.first + index] = pose.weight(index, ofNode: run.node)
      }
    }
  }
}
