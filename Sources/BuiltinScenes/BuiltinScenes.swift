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
    let content: Content

    enum Content: Sendable {
      case scene(@Sendable (ParameterValues, UInt64) -> Scene)
      /// Too large for memory when its parameter `triangles` is above `largest`.
      case source(
        @Sendable (ParameterValues, UInt64) throws(BuiltinSceneError) -> any SceneSource,
        largest: Int)
    }

    init(
      name: String, summary: String, parameters: [SceneParameter],
      make: @escaping @Sendable (ParameterValues, UInt64) -> Scene
    ) {
      (self.name, self.summary, self.parameters) = (name, summary, parameters)
      content = .scene(make)
    }

    init(
      name: String, summary: String, parameters: [SceneParameter], largestScene: Int,
      make:
        @escaping @Sendable (ParameterValues, UInt64) throws(BuiltinSceneError) ->
        any SceneSource
    ) {
      (self.name, self.summary, self.parameters) = (name, summary, parameters)
      content = .source(make, largest: largestScene)
    }
  }

  package static let defaultName = "gallery"

  /// Every scene, the default first.
  package static let list: [Description] = [
    .gallery, .spheres, .furnace, .lambert, .markers, .grid, .many, .empty, .city,
  ]

  package static var names: [String] { list.map(\.name) }

  /// Makes a scene; refuses unknown names and keys, and values out of range.
  package static func scene(
    named name: String, parameters: [String: String] = [:],
    seed: UInt64 = BuiltinSceneRequest.defaultSeed
  ) throws(BuiltinSceneError) -> Scene {
    let (description, values) = try find(name, parameters)
    var scene: Scene
    switch description.content {
    case .scene(let make): scene = make(values, seed)
    case .source(let make, let largest):
      if let triangles = values.count("triangles"), triangles > largest {
        throw BuiltinSceneError(
          "builtin:\(name) with more than \(largest) triangles is drawn from a baked file only")
      }
      scene = try Scene(collecting: make(values, seed))
    }
    scene.name = name
    return scene
  }

  package static func scene(_ request: BuiltinSceneRequest) throws(BuiltinSceneError) -> Scene {
    try scene(named: request.name, parameters: request.parameters, seed: request.seed)
  }

  /// The scene piece by piece: of any size, where a scene may be large.
  package static func source(_ request: BuiltinSceneRequest) throws(BuiltinSceneError)
    -> any SceneSource
  {
    let (description, values) = try find(request.name, request.parameters)
    switch description.content {
    case .scene(let make):
      var scene = make(values, request.seed)
      scene.name = request.name
      return LoadedScene(scene)
    case .source(let make, _): return try make(values, request.seed)
    }
  }

  private static func find(_ name: String, _ parameters: [String: String])
    throws(BuiltinSceneError) -> (Description, ParameterValues)
  {
    guard let description = list.first(where: { $0.name == name }) else {
      throw .unknown("built-in scene", name, known: names)
    }
    return (
      description, try ParameterValues(parameters, of: description.parameters, scene: name)
    )
  }
}
