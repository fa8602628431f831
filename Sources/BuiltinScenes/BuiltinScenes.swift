package import SceneModel

/// Scenes that are made, not read. The same name, parameters and seed give the same scene to the
/// bit, however many threads take part.
package enum BuiltinScenes {
  /// What a generated scene is and takes.
  package struct Description: Sendable {
    package let name: String
    package let summary: String
    /// All besides `seed`.
    package let parameters: [SceneParameter]
    let make: @Sendable (ParameterValues, UInt64) -> Scene
  }

  package static let defaultName = "gallery"

  /// Every scene, the default first.
  package static let list: [Description] = [
    .gallery, .spheres, .furnace, .lambert, .markers, .grid, .many, .empty,
  ]

  package static var names: [String] { list.map(\.name) }

  /// Makes a scene; refuses unknown names and keys, and values out of range.
  package static func scene(
    named name: String, parameters: [String: String] = [:],
    seed: UInt64 = BuiltinSceneRequest.defaultSeed
  ) throws(BuiltinSceneError) -> Scene {
    guard let description = list.first(where: { $0.name == name }) else {
      throw .unknown("built-in scene", name, known: names)
    }
    let values = try ParameterValues(parameters, of: description.parameters, scene: name)
    var scene = description.make(values, seed)
    scene.name = name
    return scene
  }

  package static func scene(_ request: BuiltinSceneRequest) throws(BuiltinSceneError) -> Scene {
    try scene(named: request.name, parameters: request.parameters, seed: request.seed)
  }
}
