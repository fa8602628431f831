import SceneModel

extension BuiltinScenes.Description {
  static let gallery = Self(
    name: "gallery", summary: "a sunlit museum hall with sculptures; the default",
    parameters: [
      SceneParameter("detail", .number(0.25...4), "1", "scale of the tessellation"),
      SceneParameter("textures", .integer(16...2048), "1024", "side of the largest textures"),
    ]
  ) { values, seed in
    Scene()
  }
}
