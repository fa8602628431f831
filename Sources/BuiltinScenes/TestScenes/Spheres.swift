import Numerics
import SceneModel

extension BuiltinScenes.Description {
  /// Spheres of radius 0.45 m, 1 m apart: roughness grows to the right, metalness upwards.
  static let spheres = Self(
    name: "spheres", summary: "a grid of spheres, roughness to the right, metalness upwards",
    parameters: [
      SceneParameter("count", .integer(2...32), "7", "spheres along each side"),
      SceneParameter("color", .color, "0.9,0.6,0.3", "base colour, linear"),
      SceneParameter("segments", .integer(8...512), "64", "quads around a sphere"),
    ]
  ) { values, _ in
    var scene = Scene()
    let n = values.integer("count")
    let segments = values.integer("segments")
    let surface = Surface.sphere(radius: 0.45, columns: segments, rows: max(segments / 2, 4))
    let middle = Float(n - 1) / 2
    scene.addCamera(
      "front", from: Float3(0, 0, middle * 2.6 + 2), to: .zero, verticalAngle: 0.8)
    for row in 0..<n {
      for column in 0..<n {
        let (metallic, roughness) = (Float(row) / Float(n - 1), Float(column) / Float(n - 1))
        let material = scene.addMaterial("metallic \(metallic) roughness \(roughness)") {
          $0.baseColor = Float4(values.color("color"), 1)
          $0.metallic = metallic
          $0.roughness = roughness
        }
        let mesh = scene.addMesh("sphere \(row) \(column)", surface, material: material)
        scene.place(
          "sphere \(row) \(column)", mesh,
          at: Float3(Float(column) - middle, Float(row) - middle, 0))
      }
    }
    return scene
  }

  /// One unit sphere at the origin, seen from (0, 0, 4). Under radiance 1 from everywhere a lossless
  /// white one is as bright as its background.
  static let furnace = Self(
    name: "furnace", summary: "a unit sphere at the origin for energy tests",
    parameters: [
      SceneParameter("metallic", .number(0...1), "0", "metalness"),
      SceneParameter("roughness", .number(0...1), "0.5", "perceptual roughness"),
      SceneParameter("color", .color, "1", "base colour, linear"),
      SceneParameter("segments", .integer(8...1024), "192", "quads around the sphere"),
    ]
  ) { values, _ in
    unitSphere(segments: values.integer("segments")) {
      $0.baseColor = Float4(values.color("color"), 1)
      $0.metallic = values.number("metallic")
      $0.roughness = values.number("roughness")
    }
  }

  /// A unit sphere at the origin without specular reflection: its radiance is colour × E / π.
  static let lambert = Self(
    name: "lambert", summary: "a purely diffuse unit sphere at the origin",
    parameters: [
      SceneParameter("color", .color, "0.5", "base colour, linear"),
      SceneParameter("segments", .integer(8...1024), "192", "quads around the sphere"),
    ]
  ) { values, _ in
    unitSphere(segments: values.integer("segments")) {
      $0.baseColor = Float4(values.color("color"), 1)
      $0.roughness = 1
      $0.specular = 0
    }
  }

  private static func unitSphere(segments: Int, _ edit: (inout Material) -> Void) -> Scene {
    var scene = Scene()
    scene.addCamera("front", from: Float3(0, 0, 4), to: .zero, verticalAngle: 0.7)
    let material = scene.addMaterial("sphere", edit)
    let surface = Surface.sphere(columns: segments, rows: max(segments / 2, 4))
    scene.place("sphere", scene.addMesh("sphere", surface, material: material))
    return scene
  }
}
