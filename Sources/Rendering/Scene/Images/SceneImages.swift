package import SceneModel

/// Where a scene's images come from.
package enum SceneImages {
  /// The pixels of each image, as the source has it; all levels are made on the device.
  case whole((_ image: Int) -> Image)
  /// Those of a baked scene: at once the pages of their tails, one for each stored image, and finer
  /// levels as they are placed, in so many bytes of the device's memory besides the tails.
  case baked(ImagePlan, budget: Int, tails: [[UInt8]])
}
