import SceneModel

extension BuiltinScenes.Description {
  static let gallery = Self(
    name: "gallery", summary: "a sunlit museum hall with sculptures; the default",
    parameters: [
      SceneParameter("detail", .number(0.25...4), "1", "scale of the number of triangles"),
      SceneParameter("textures", .integer(16...2048), "1024", "side of the largest textures"),
    ]
  ) { values, seed in
    // Powers of two only.
    let size = 1 << (Int.bitWidth - 1 - values.integer("textures").leadingZeroBitCount)
    var gallery = GalleryBuilder(
      detail: values.number("detail"), textureSize: size, seed: seed)
    gallery.addCameras()
    gallery.addObstacles()
    gallery.addArchitecture()
    gallery.addSculptures()
    gallery.addFurnishing()
    gallery.addGarden()
    gallery.addLights()
    return gallery.scene
  }
}
