package import GPU
package import Streaming

/// Levels of a baked scene's images. Not while a frame is being recorded; from the thread of the
/// renderer.
extension Renderer {
  /// Shows a level of an image from one of the next frames on. It comes after the level coarser by
  /// one.
  package func place(level unit: DecodedUnit) { content?.scene.place(level: unit) }

  /// Shows an image without the level that a unit has, and goes before the level coarser by one.
  package func remove(level unit: Int) { content?.scene.remove(level: unit) }

  /// Does what there is room for by now, as every frame does when it begins.
  package func settleImages() throws(GPUError) { try content?.scene.settleImages(on: device) }

  /// Whether every level that was placed or removed is shown or gone.
  package var hasSettledImages: Bool { content?.scene.residentImages?.isSettled ?? true }

  /// Device memory of a baked scene's images now and at most, those besides that frames under way may
  /// still read.
  package var imageMemory: (bytes: Int, peakBytes: Int) {
    guard let images = content?.scene.residentImages else { return (0, 0) }
    return (images.deviceBytes, images.peakBytes)
  }
}
