/// A way to spend fewer pixels away from the gaze. All ask the same `DensityModel`.
package enum FoveationPath: String, CaseIterable, Sendable {
  /// Layers of falling density around the gaze, each an image of its own. Runs everywhere.
  case inset
  /// One full image, of which a shading rate attachment has the device shade blocks of up to 4×4
  /// pixels at once. Every pixel is still rasterized, tested, stored and resolved.
  case shadingRate = "shading-rate"
  /// One image that the device draws at the densities of a map, in tiles. For tiling devices.
  case densityMap = "density-map"

  /// What is drawn with where nobody chose: the layers. They run on every device, save every stage of
  /// a pixel and not its shading alone, and are filtered for the density they are drawn at, where a
  /// block that is shaded once aliases.
  package static let automatic = FoveationPath.inset
}
