package import GPU
package import SceneStore

/// How the images of a baked scene lie on a device, and what their levels take there. Known before
/// anything is uploaded, for streaming to plan with.
package struct ImagePlan {
  /// Largest part of the budget that is kept for images that take each other's place.
  private static var spareShare: Int { 4 }

  let formats: [ImageFormat]
  /// For each image the device memory of its levels from one on, for each up to the tail.
  let memory: [[Int]]
  /// What of the budget must not be filled with levels: while an image with a level more or less
  /// takes the place of another, both are there.
  package let spareBytes: Int

  /// - Parameter deviceBytes: what all that is streamed may take on the device.
  package init(device: Device, images: [StoredImage], deviceBytes: Int) throws(GPUError) {
    try self.init(
      device: device, images: images,
      formats: ImageFormat.all(for: images, device: device, budget: deviceBytes / 2),
      deviceBytes: deviceBytes)
  }

  init(
    device: Device, images: [StoredImage], formats: [ImageFormat], deviceBytes: Int
  ) throws(GPUError) {
    self.formats = formats
    var memory: [[Int]] = []
    for (image, format) in zip(images, formats) {
      var bytes: [Int] = []
      for level in 0...image.tailLevel {
        bytes.append(try device.memoryBytes(for: format.descriptor(of: image, fromLevel: level)))
      }
      memory.append(bytes)
    }
    self.memory = memory
    let largest = memory.filter { $0.count > 1 }.map { $0[1] }.max() ?? 0
    spareBytes = min(largest, max(deviceBytes, 0) / Self.spareShare)
  }

  /// Device memory that a level finer than the tail adds. What an image takes is its tail and the
  /// sum of these.
  package func bytes(ofLevel level: Int, of image: Int) -> Int {
    memory[image][level] - memory[image][level + 1]
  }

  /// Device memory of all tails, which is there whatever the budget.
  package var tailBytes: Int { memory.reduce(0) { $0 + ($1.last ?? 0) } }
}

extension ImageFormat {
  /// Of an image whose finest level is this.
  func descriptor(of image: StoredImage, fromLevel level: Int) -> ImageDescriptor {
    let (width, height) = image.size(ofLevel: level)
    return ImageDescriptor(
      name: image.name.isEmpty ? "texture" : image.name, width: width, height: height,
      levels: image.levelCount - level, format: device,
      usage: [.sampled, .transferDestination, .transferSource])
  }
}
