internal import GPU
internal import SceneStore
internal import Streaming

/// The images of a baked scene on the device. Each has the levels that are resident and no others,
/// always its tail, so that nothing can sample what is not there: when a level comes or goes, an
/// image of one level more or less takes its place, the levels that both have are copied on the
/// device, and the old one goes when no frame under way can use it.
///
/// Used from the frame thread.
final class ResidentImages {
  private struct Entry {
    let stored: StoredImage
    let format: ImageFormat
    /// Device memory of an image whose finest level is this, for each level up to the tail.
    let memory: [Int]
    var image: ImageHandle
    /// Finest level that the image has.
    var finest: Int
    /// Finest level that it should have: what is missing waits for room.
    var wanted: Int
    /// Levels that wait to be added, from coarse to fine.
    var waiting: [DecodedUnit] = []

    var isSettled: Bool { finest == wanted }
  }

  /// Device memory for levels finer than tails, and for those that take each other's place. It is
  /// never exceeded: what there is no room for waits for frames under way.
  let budget: Int
  /// Device memory of all tails, which is there whatever the budget.
  let tailBytes: Int
  /// Of the images in use.
  private(set) var liveBytes: Int
  private(set) var peakBytes: Int
  private let device: Device
  private var entries: [Entry]
  /// Those that have not what they should.
  private var unsettled: [Int] = []

  /// Makes the images with their tails.
  ///
  /// - Parameters:
  ///   - tail: the page of an image's tail as the file has it.
  init(
    device: Device, images: [StoredImage], plan: ImagePlan, budget: Int,
    tail: (Int) throws(GPUError) -> [UInt8]
  ) throws(GPUError) {
    self.device = device
    self.budget = budget
    entries = []
    for (index, stored) in images.enumerated() {
      let format = plan.formats[index]
      let image = try device.makeImage(
        format.descriptor(of: stored, fromLevel: stored.tailLevel))
      entries.append(
        Entry(
          stored: stored, format: format, memory: plan.memory[index], image: image,
          finest: stored.tailLevel, wanted: stored.tailLevel))
    }
    tailBytes = plan.tailBytes
    liveBytes = tailBytes
    peakBytes = tailBytes
    unsettled.reserveCapacity(entries.count)
    for index in entries.indices { try uploadTail(try tail(index), of: index) }
  }

  func destroy() { entries.forEach { device.destroy($0.image) } }

  /// The image as it is now; another one after each change.
  func image(_ index: Int) -> ImageHandle { entries[index].image }

  /// The finest level that is resident.
  func finestLevel(of index: Int) -> Int { entries[index].finest }

  /// Whether it holds red and green of normals alone.
  func isTwoChannel(_ index: Int) -> Bool { entries[index].stored.encoding == .bc5 }

  /// Whether everything that was added or removed has happened.
  var isSettled: Bool { unsettled.isEmpty }

  /// What images take now: those in use, and those that frames under way may still use.
  var deviceBytes: Int { liveBytes + device.condemnedImageBytes }

  /// Makes the level after the finest one resident, as soon as there is room.
  ///
  /// - Parameter unit: the level as the file has it.
  func add(level: Int, of index: Int, _ unit: DecodedUnit) {
    precondition(level == entries[index].wanted - 1, "levels come from coarse to fine")
    entries[index].wanted = level
    // It may be there still, when it was to go and had to wait.
    if level < entries[index].finest { entries[index].waiting.append(unit) }
    note(index)
  }

  /// Lets the finest level go, as soon as there is room for the image without it.
  func remove(level: Int, of index: Int) {
    let entry = entries[index]
    precondition(
      level == entry.wanted && level < entry.stored.tailLevel, "levels go from fine to coarse")
    entries[index].wanted = level + 1
    if level < entry.finest { entries[index].waiting.removeLast() }
    note(index)
  }

  /// Does what was put off, as far as there is room. `changed` is told each image that another has
  /// taken the place of. Once a frame, before it is recorded; allocates nothing when nothing waits.
  func settle(_ changed: (Int) throws(GPUError) -> Void) throws(GPUError) {
    // What makes room comes first.
    for index in unsettled {
      while entries[index].finest < entries[index].wanted, try removeFinest(of: index) {
        try changed(index)
      }
    }
    for index in unsettled {
      while entries[index].finest > entries[index].wanted, try addNext(to: index) {
        try changed(index)
      }
    }
    unsettled.removeAll { entries[$0].isSettled }
  }

  private func note(_ index: Int) {
    if !unsettled.contains(index) { unsettled.append(index) }
  }

  private func addNext(to index: Int) throws(GPUError) -> Bool {
    let entry = entries[index]
    guard let content = entry.waiting.first?.content,
      let image = try replacement(of: index, finest: entry.finest - 1)
    else { return false }
    let level = entry.finest - 1
    switch content {
    case .geometry: preconditionFailure("a level is no geometry")
    case .texels(let texels): try device.upload(texels, to: image, level: 0, firstRow: 0)
    case .imageLevel(let blocks):
      try upload(blocks, level: level, of: index, to: image, finest: level)
    }
    try device.copyLevels(
      entry.stored.levelCount - entry.finest, of: entry.image, from: 0, to: image, from: 1)
    entries[index].waiting.removeFirst()
    exchange(index, image, finest: level)
    return true
  }

  private func removeFinest(of index: Int) throws(GPUError) -> Bool {
    let entry = entries[index]
    guard let image = try replacement(of: index, finest: entry.finest + 1) else { return false }
    try device.copyLevels(
      entry.stored.levelCount - entry.finest - 1, of: entry.image, from: 1, to: image, from: 0)
    exchange(index, image, finest: entry.finest + 1)
    return true
  }

  /// Nil while there is no room.
  private func replacement(of index: Int, finest: Int) throws(GPUError) -> ImageHandle? {
    let entry = entries[index]
    guard deviceBytes - tailBytes + entry.memory[finest] <= budget else { return nil }
    return try device.makeImage(entry.format.descriptor(of: entry.stored, fromLevel: finest))
  }

  private func exchange(_ index: Int, _ image: ImageHandle, finest: Int) {
    let entry = entries[index]
    peakBytes = max(peakBytes, deviceBytes + entry.memory[finest])
    liveBytes += entry.memory[finest] - entry.memory[entry.finest]
    device.destroy(entry.image)
    entries[index].image = image
    entries[index].finest = finest
  }

  private func uploadTail(_ bytes: [UInt8], of index: Int) throws(GPUError) {
    let entry = entries[index]
    var offset = 0
    for level in entry.stored.tailLevel..<entry.stored.levelCount {
      let count = entry.stored.bytes(ofLevel: level)
      let result = bytes[offset..<offset + count].withUnsafeBytes { blocks in
        Result { () throws(GPUError) in
          try upload(blocks, level: level, of: index, to: entry.image, finest: entry.finest)
        }
      }
      try result.get()
      offset += count
    }
  }

  private func upload(
    _ blocks: UnsafeRawBufferPointer, level: Int, of index: Int, to image: ImageHandle, finest: Int
  ) throws(GPUError) {
    let entry = entries[index]
    guard entry.format.unpacks else {
      return try device.upload(blocks, to: image, level: level - finest, firstRow: 0)
    }
    let size = entry.stored.size(ofLevel: level)
    let texels = UnsafeMutableRawBufferPointer.allocate(
      byteCount: size.width * size.height * entry.format.device.bytes, alignment: 16)
    defer { texels.deallocate() }
    entry.format.unpack(blocks, size: size, into: texels)
    try device.upload(UnsafeRawBufferPointer(texels), to: image, level: level - finest, firstRow: 0)
  }
}
