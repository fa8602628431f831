import Foundation
import GPU
import ImageCodecs
import Numerics
import Rendering
import SceneImport
import SceneModel
import TestSupport
import Testing

/// Real models: each is read and drawn without a message of the validation layer, and its picture is
/// left in `.build/model-pictures` to be looked at.
@Suite(.serialized) struct ModelTests {
  /// Pixels of a picture's side; FOVEA_MODEL_PIXELS in the environment asks for others.
  static let side =
    ProcessInfo.processInfo.environment["FOVEA_MODEL_PIXELS"].flatMap { Int($0) } ?? 160

  @Test func everyModelIsDrawn() throws {
    let files = SharedModels.files(extensions: ["gltf", "glb"])
      .filter { !$0.path.contains("/validator/") }
    guard !files.isEmpty else { return }
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side, views: 2, samples: 4) {
      $0.toneMapping = .neutral
      $0.showsEnvironment = true
      $0.shadowMapSize = 1024
      $0.near = 0.001
    }
    let folder = SharedModels.packageRoot.appendingPathComponent(".build/model-pictures")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var sheet = ContactSheet(side: Self.side, columns: 6, count: files.count)
    for (index, file) in files.enumerated() {
      let name = file.deletingPathExtension().lastPathComponent
      let scene = try SceneImporter.load(path: file.path)
      try renderer.setScene(scene, environment: .studio())
      let eyes = try renderer.pictures(Self.framing(scene, name: name))
      for eye in eyes {
        #expect(Set(eye.bytes).count > 30, "\(name) is uniform")
        #expect(Self.share(of: eye) > 0.03, "\(name) is hardly to be seen")
      }
      let isSilent = test.device.validationMessages.isEmpty
      #expect(isSilent, "\(name)")
      try Self.write(eyes[0], to: folder.appendingPathComponent("\(name).png"))
      sheet.place(eyes[0], at: index)
    }
    let png = try PNGEncoder.encode(
      width: sheet.width, height: sheet.height, rgba: sheet.pixels)
    try Data(png).write(to: folder.appendingPathComponent("contact-sheet.png"))
    print("model pictures: \(files.count) in \(folder.path)")
    try test.finish(renderer)
  }

  /// Share of the pixels that do not show the grey room behind.
  private static func share(of eye: Pixels) -> Double {
    var background = 0
    for y in 0..<eye.height {
      for x in 0..<eye.width {
        let p = eye[x, y]
        let room = eye[0, y]
        if abs(p.x - room.x) < 3, abs(p.z - room.z) < 3 { background += 1 }
      }
    }
    return 1 - Double(background) / Double(eye.width * eye.height)
  }

  /// The whole scene from the front, a little from aside and above unless it is flat.
  static func framing(_ scene: Scene, name: String) -> FrameInput {
    let bounds = scene.bounds()
    let radius = max(bounds.radius, 1e-4)
    let isFlat = bounds.size.z < 0.2 * max(bounds.size.x, bounds.size.y)
    let direction = isFlat ? Float3(0, 0, 1) : normalize(Float3(0.45, 0.35, 1))
    let tangent: Float = 0.4
    let head = Pose(
      position: bounds.center + direction * (radius / tangent * 1.02), lookingAt: bounds.center)
    let field = FieldOfView(tangent: tangent)
    func eye(_ x: Float) -> View {
      View(pose: head * Pose(position: Float3(x, 0, 0)), fieldOfView: field)
    }
    return FrameInput(eye(-0.03 * radius), eye(0.03 * radius), head: head)
  }

  static func write(_ picture: Pixels, to url: URL) throws {
    let png = try PNGEncoder.encode(
      width: picture.width, height: picture.height, rgba: picture.bytes)
    try Data(png).write(to: url)
  }
}

/// Pictures of one size side by side.
struct ContactSheet {
  let side: Int
  let columns: Int
  let width: Int
  let height: Int
  private(set) var pixels: [UInt8]

  init(side: Int, columns: Int, count: Int) {
    (self.side, self.columns) = (side, columns)
    width = side * columns
    height = side * ((count + columns - 1) / columns)
    pixels = [UInt8](repeating: 255, count: width * height * 4)
  }

  mutating func place(_ picture: Pixels, at index: Int) {
    let (x, y) = (index % columns * side, index / columns * side)
    for row in 0..<side {
      let from = row * side * 4
      let to = ((y + row) * width + x) * 4
      pixels.replaceSubrange(to..<to + side * 4, with: picture.bytes[from..<from + side * 4])
    }
  }
}

extension EnvironmentMap {
  /// Bright above and to the left, darker below, and a sun from over the left shoulder.
  static func studio() -> EnvironmentMap {
    var map = EnvironmentMap.of(width: 128) { d in
      let box = exp(-12 * (1 - dot(d, normalize(Double3(-0.6, 0.6, 0.5)))))
      return Double3(0.45, 0.47, 0.5) + Double3(repeating: 0.15) * d.y
        + Double3(repeating: 2) * box
    }
    map.sun = Sun(
      direction: normalize(Float3(0.5, -0.8, -0.6)), illuminance: Float3(1.6, 1.5, 1.4))
    return map
  }
}
