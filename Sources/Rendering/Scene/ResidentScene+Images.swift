internal import GPU
internal import SceneStore
internal import Streaming

/// Levels of the scene's images that come and go.
extension ResidentScene {
  /// Makes a level resident, as soon as there is room.
  func place(level decoded: DecodedUnit) {
    let unit = units[decoded.unit]
    residentImages?.add(level: Int(unit.level), of: Int(unit.image), decoded)
  }

  /// Lets a level go, as soon as there is room for the image without it.
  func remove(level index: Int) {
    let unit = units[index]
    residentImages?.remove(level: Int(unit.level), of: Int(unit.image))
  }

  /// Does what there is room for by now. Before the frame that is to see it is submitted.
  func settleImages(on device: Device) throws(GPUError) {
    guard let residentImages, !residentImages.isSettled else { return }
    try residentImages.settle { (image) throws(GPUError) in
      try materialSlots.rewrite(image, to: residentImages.image(image), on: device)
    }
  }
}
