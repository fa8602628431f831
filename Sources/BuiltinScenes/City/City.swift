import SceneModel

extension BuiltinScenes.Description {
  /// As large as one wants: the layout is that of the seed, whatever the number of triangles; more
  /// triangles refine the same surfaces, and more unique ones share them less.
  static let city = Self(
    name: "city", summary: "a town by a river, up to billions of triangles",
    parameters: [
      SceneParameter(
        "triangles", .count(100_000...4_000_000_000), "10000000", "over all instances, within 10 %"),
      SceneParameter(
        "unique", .count(50_000...400_000_000), "auto",
        "of all distinct parts, within 10 %; auto: a tenth of triangles"),
    ],
    largestScene: 20_000_000
  ) { (values, seed) throws(BuiltinSceneError) in
    let triangles = values.count("triangles") ?? 10_000_000
    let unique = values.count("unique")
    if let unique, unique > triangles {
      throw BuiltinSceneError(
        "unique=\(unique) of builtin:city is more than triangles=\(triangles)")
    }
    return try CitySource(triangles: triangles, unique: unique, seed: seed)
  }
}
