private import Foundation
import Numerics
import SceneModel

extension BuiltinScenes.Description {
  /// Unlit squares that face +Z, seen from the origin along −Z. Node `marker i` stands at the centre
  /// of the i-th: at z = −distance, spread evenly to the left and right by up to `spread`, so that
  /// x = distance × tan(angle).
  static let markers = Self(
    name: "markers", summary: "small glowing squares at known distances, for stereo tests",
    parameters: [
      SceneParameter(
        "distances", .numbers(0.1...1000), "0.5,1,2,5,20", "distance of each along −Z, metres"),
      SceneParameter("spread", .number(0...60), "15", "angle to the outermost, degrees"),
      SceneParameter("height", .number(-60...60), "0", "angle above the horizon, degrees"),
      SceneParameter("size", .number(0.01...20), "0.5", "angle that a square spans, degrees"),
      SceneParameter("color", .color, "1", "radiance, linear"),
    ]
  ) { values, _ in
    var scene = Scene()
    scene.addCamera("viewer", from: .zero, to: Float3(0, 0, -1), verticalAngle: 1.2)
    let material = scene.addMaterial("marker") {
      $0.baseColor = Float4(values.color("color"), 1)
      $0.isUnlit = true
    }
    let square = Surface.plane(
      origin: Float3(-0.5, -0.5, 0), x: Float3(1, 0, 0), y: Float3(0, 1, 0), columns: 1, rows: 1)
    let mesh = scene.addMesh("square", square, material: material)
    let distances = values.numbers("distances")
    let rise = tan(values.number("height") * .pi / 180)
    for (i, distance) in distances.enumerated() {
      let place = distances.count > 1 ? Float(i) / Float(distances.count - 1) * 2 - 1 : 0
      let angle = place * values.number("spread") * .pi / 180
      let side = 2 * distance * tan(values.number("size") * .pi / 360)
      scene.place(
        "marker \(i)", mesh, at: Float3(distance * tan(angle), distance * rise, -distance),
        scale: Float3(side, side, side))
    }
    return scene
  }

  /// Straight lines on a black plane that faces +Z, seen from the origin along −Z; the lines divide
  /// the plane evenly, the middle ones cross on the axis.
  static let grid = Self(
    name: "grid", summary: "straight white lines on black, for tests of the optics",
    parameters: [
      SceneParameter("lines", .integer(1...201), "21", "lines in each direction"),
      SceneParameter("angle", .number(1...85), "60", "half angle that the grid spans, degrees"),
      SceneParameter("distance", .number(0.1...1000), "10", "metres along −Z"),
      SceneParameter(
        "width", .number(0.005...10), "0.15", "width of a line in the middle, degrees"),
    ]
  ) { values, _ in
    var scene = Scene()
    scene.addCamera("viewer", from: .zero, to: Float3(0, 0, -1), verticalAngle: 1.6)
    let black = scene.addMaterial("black") {
      $0.baseColor = Float4(0, 0, 0, 1)
      $0.isUnlit = true
    }
    let white = scene.addMaterial("white") { $0.isUnlit = true }
    let distance = values.number("distance")
    let half = distance * tan(values.number("angle") * .pi / 180)
    let width = 2 * distance * tan(values.number("width") * .pi / 360)
    let n = values.integer("lines")
    var lines = Surface()
    for i in 0..<n {
      let at = n > 1 ? (Float(i) / Float(n - 1) * 2 - 1) * half : 0
      lines.append(
        .plane(
          origin: Float3(at - width / 2, -half, 0), x: Float3(width, 0, 0),
          y: Float3(0, 2 * half, 0), columns: 1, rows: 1))
      lines.append(
        .plane(
          origin: Float3(-half, at - width / 2, 0), x: Float3(2 * half, 0, 0),
          y: Float3(0, width, 0), columns: 1, rows: 1))
    }
    let back = 1.2 * half
    let plane = Surface.plane(
      origin: Float3(-back, -back, 0), x: Float3(2 * back, 0, 0), y: Float3(0, 2 * back, 0),
      columns: 1, rows: 1)
    scene.place(
      "lines", scene.addMesh("lines", lines, material: white), at: Float3(0, 0, -distance))
    scene.place(
      "black", scene.addMesh("black", plane, material: black), at: Float3(0, 0, -distance * 1.02))
    return scene
  }

  /// Nothing but a camera at the origin.
  static let empty = Self(name: "empty", summary: "nothing", parameters: []) { _, _ in
    var scene = Scene()
    scene.addCamera("viewer", from: .zero, to: Float3(0, 0, -1))
    return scene
  }
}
