internal import GPU
internal import SceneStore

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
    var finest: Int
  }

  /// Largest part of the budget that is kept for images that take each other's place.
  private static var spareShare: Int { 4 }

  /// Device memory for levels finer than tails. It is never exceeded: a change for which there is no
  /// room now has to wait for frames under way.
  let budget: Int
  /// Device memory of all tails, which is there whatever the budget.
  let tailBytes: Int
  /// Of the images in use.
  private(set) var liveBytes: Int
  private(set) var peakBytes: Int
  private let device: Device
  private var entries: [Entry]

  /// Makes the images with their tails.
  ///
  /// - Parameters:
  ///   - formats: one for each image.
  ///   - tail: the page of an image's tail as the file has it, of the right size.
  init(
    device: Device, images: [StoredImage], formats: [ImageFormat], budget: Int,
    tail: (Int) throws(GPUError) -> [UInt8]
  ) throws(GPUError) {
    self.device = device
    self.budget = budget
    entries = []
    for (stored, format) in zip(images, formats) {
      var memory: [Int] = []
      for level in 0...stored.tailLevel {
        memory.append(
          try device.memoryBytes(for: Self.descriptor(stored, format, fromLevel: level)))
      }
      let image = try device.makeImage(
        Self.descriptor(stored, format, fromLevel: stored.tailLevel))
      entries.append(
        Entry(
          stored: stored, format: format, memory: memory, image: image, finest: stored.tailLevel))
    }
    tailBytes = entries.reduce(0) { $0 + $1.memory[$1.stored.tailLevel] }
    liveBytes = tailBytes
    peakBytes = tailBytes
    for (index, entry) in entries.enumerated() {
      let bytes = try tail(index)
      var offset = 0
      for level in entry.stored.tailLevel..<entry.stored.levelCount {
        let count = entry.stored.bytes(ofLevel: level)
        let result = bytes.withUnsafeBytes { bytes in
          Result { () throws(GPUError) in
            try upload(
              UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]), level: level,
              of: index, to: entry.image, finest: entry.finest)
          }
        }
        try result.get()
        offset += count
      }
    }
  }

  func destroy() { entries.forEach { device.destroy($0.image) } }

  var count: Int { entries.count }

  /// The image as it is now; another one after each change.
  func image(_ index: Int) -> ImageHandle { entries[index].image }

  /// The finest level that is resident.
  func finestLevel(of index: Int) -> Int { entries[index].finest }

  /// Whether it holds red and green of normals alone.
  func isTwoChannel(_ index: Int) -> Bool { entries[index].stored.encoding == .bc5 }

  /// Device memory that a level finer than the tail adds. All that an image has add up to what it
  /// takes.
  func bytes(ofLevel level: Int, of index: Int) -> Int {
    entries[index].memory[level] - entries[index].memory[level + 1]
  }

  /// What streaming may fill of the budget: the rest is for images that take each other's place.
  var streamedBudget: Int {
    let largest = entries.filter { $0.stored.tailLevel > 0 }.map { $0.memory[1] }.max() ?? 0
    return budget - min(largest, budget / Self.spareShare)
  }

  /// Makes the level finer than the finest one resident. Nothing happens, and the answer is false,
  /// while there is no room.
  ///
  /// - Parameter blocks: the level as the file has it.
  func add(level: Int, of index: Int, blocks: UnsafeRawBufferPointer) throws(GPUError) -> Bool {
    let entry = entries[index]
    precondition(level == entry.finest - 1, "levels come from coarse to fine")
    precondition(blocks.count == entry.stored.bytes(ofLevel: level), "the level has another size")
    guard let image = try replacement(of: index, finest: level) else { return false }
    try upload(blocks, level: level, of: index, to: image, finest: level)
    try device.copyLevels(
      entry.stored.levelCount - entry.finest, of: entry.image, from: 0, to: image, from: 1)
    exchange(index, image, finest: level)
    return true
  }

  /// Lets the finest level go. Nothing happens, and the answer is false, while there is no room for
  /// the image without it.
  func remove(level: Int, of index: Int) throws(GPUError) -> Bool {
    let entry = entries[index]
    precondition(
      level == entry.finest && level < entry.stored.tailLevel, "levels go from fine to coarse")
    guard let image = try replacement(of: index, finest: level + 1) else { return false }
    try device.copyLevels(
      entry.stored.levelCount - level - 1, of: entry.image, from: 1, to: image, from: 0)
    exchange(index, image, finest: level + 1)
    return true
  }

  /// What images take now: those in use, and those that frames under way may still use.
  var deviceBytes: Int { liveBytes + device.condemnedImageBytes }

  private func replacement(of index: Int, finest: Int) throws(GPUError) -> ImageHandle? {
    let entry = entries[index]
    guard deviceBytes - tailBytes + entry.memory[finest] <= budget else { return nil }
    return try device.makeImage(Self.descriptor(entry.stored, entry.format, fromLevel: finest))
  }

  private func exchange(_ index: Int, _ image: ImageHandle, finest: Int) {
    let entry = entries[index]
    peakBytes = max(peakBytes, deviceBytes + entry.memory[finest])
    liveBytes += entry.memory[finest] - entry.memory[entry.finest]
    device.destroy(entry.image)
    entries[index].image = image
    entries[index].finest = finest
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

  private static func descriptor(
    _ stored: StoredImage, _ format: ImageFormat, fromLevel level: Int
  ) -> ImageDescriptor {
    let (width, height) = stored.size(ofLevel: level)
    return ImageDescriptor(
      name: stored.name.isEmpty ? "texture" : stored.name, width: width, height: height,
      levels: stored.levelCount - level, format: format.device,
      usage: [.sampled, .transferDestination, .transferSource])
  }
}
