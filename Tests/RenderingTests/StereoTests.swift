import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

@Suite(.serialized) struct StereoTests {
  /// With an eye distance of nothing and the same field of view both eyes see the same, to the bit.
  @Test func eyesInOnePlaceSeeTheSame() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 160, height: 160, views: 2, samples: 4) {
      $0.toneMapping = .neutral
      $0.showsEnvironment = true
      $0.shadowMapSize = 512
    }
    try renderer.setScene(.hall(), environment: .gradient())
    let field = FieldOfView(tangent: 1)
    for turn in [Float(0), 0.4, -0.7] {
      let head = Pose(
        position: Float3(0.1 * turn, 0.2, 0.3),
        orientation: Quaternion(angle: turn, axis: Float3(0, 1, 0)))
      let view = View(pose: head, fieldOfView: field)
      let eyes = try renderer.pictures(FrameInput(view, view, head: head))
      #expect(eyes[0].differing(from: eyes[1]) == 0)
      #expect(Set(eyes[0].bytes).count > 50, "the picture is not empty")
    }
    try test.finish(renderer)
  }

  /// Each eye of a stereo picture is what a renderer of one view draws from that eye's pose.
  @Test(arguments: [1, 4]) func eyesEqualSingleViews(samples: Int) throws {
    let test = try TestDevice()
    func configure(_ c: inout RendererConfiguration) {
      c.toneMapping = .neutral
      c.showsEnvironment = true
      c.shadowMapSize = 512
    }
    let stereo = try test.renderer(
      width: 160, height: 160, views: 2, samples: samples, configure)
    let mono = try test.renderer(width: 160, height: 160, views: 1, samples: samples, configure)
    let scene = Scene.hall()
    try stereo.setScene(scene, environment: .gradient())
    try mono.setScene(scene, environment: .gradient())
    let head = Pose(position: Float3(0.2, 0.1, 0.2), lookingAt: Float3(0, -0.4, -2))
    let views = Self.pimax(head: head, ipd: 0.064, cant: 10)
    let eyes = try stereo.pictures(FrameInput(views[0], views[1], head: head))
    for (eye, view) in zip(eyes, views) {
      let single = try mono.pictures(FrameInput(views: [view], head: head))[0]
      #expect(eye.differing(from: single) == 0)
    }
    #expect(eyes[0].differing(from: eyes[1]) > 1000)
    try test.finish(stereo, mono)
  }

  /// As many views as multiview has are drawn in one pass, each as it would be alone.
  @Test func sixViewsEqualSingleViews() throws {
    let test = try TestDevice()
    func configure(_ c: inout RendererConfiguration) {
      c.toneMapping = .neutral
      c.showsEnvironment = true
      c.shadowMapSize = 256
    }
    let all = try test.renderer(width: 64, height: 64, views: 6, configure)
    let one = try test.renderer(width: 64, height: 64, views: 1, configure)
    for renderer in [all, one] { try renderer.setScene(.hall(), environment: .gradient()) }
    let head = Pose(position: Float3(0, 0, -1))
    let views = (0..<6).map { i in
      View(
        pose: Pose(
          position: Float3(0.1 * Float(i), 0.05 * Float(i), -1),
          orientation: Quaternion(angle: Float(i) * 1.04, axis: Float3(0, 1, 0))),
        fieldOfView: FieldOfView(
          left: -1.1, right: 0.4 + 0.1 * Float(i), up: 0.9, down: -0.5))
    }
    let pictures = try all.pictures(FrameInput(views: views, head: head))
    for (picture, view) in zip(pictures, views) {
      let single = try one.pictures(FrameInput(views: [view], head: head))[0]
      #expect(picture.differing(from: single) == 0)
    }
    try test.finish(all, one)
  }

  /// Small bright squares all over the field of view lie where plain geometry says, in both eyes,
  /// for fields of view as asymmetric and canted as those on sale.
  @Test func markersLieWhereGeometrySays() throws {
    let test = try TestDevice()
    let size = 256
    let renderer = try test.renderer(width: size, height: size, views: 2, samples: 4)
    var (worst, checked) = (0.0, 0)
    var random = RandomSource(seed: 5)
    for cant in [Float(0), 10, -5] {
      let head = Pose(
        position: Float3(0.7, 1.6, -0.4),
        orientation: Quaternion(angle: 0.6, axis: Float3(0, 1, 0))
          * Quaternion(angle: -0.3, axis: Float3(1, 0, 0))
          * Quaternion(angle: 0.2, axis: Float3(0, 0, 1)))
      var scene = Scene()
      let white = scene.addUnlit(Float3(1, 1, 1))
      var corners: [[Double3]] = []
      for row in 0..<4 {
        for column in 0..<5 {
          let tangent = Float2(Float(column) - 2, Float(row) - 1.5) * Float2(0.46, 0.58)
          let distance = 0.35 * pow(50, random.unit())
          let position = head.transformPoint(Float3(tangent, -1) * distance)
          let turn =
            head.orientation * Quaternion(angle: random.unit() * 6, axis: Float3(0, 0, 1))
          let side = 0.06 * distance
          scene.add(
            .square(material: white), at: position, rotation: turn,
            scale: Float3(repeating: side))
          corners.append(
            Primitive.square(material: nil).positions.map {
              Double3(position + turn.rotate($0 * side))
            })
        }
      }
      try renderer.setScene(scene, environment: nil)
      let views = Self.pimax(head: head, ipd: 0.066, cant: cant)
      let eyes = try renderer.pictures(FrameInput(views[0], views[1], head: head))
      for (picture, view) in zip(eyes, views) {
        let eye = Eye(view, width: size, height: size)
        for square in corners {
          let outline = square.compactMap(eye.pixel)
          guard outline.count == 4 else { continue }
          let expected = centroid(ofPolygon: outline)
          let margin = 14.0
          guard min(expected.x, expected.y) > margin, max(expected.x, expected.y) < 256 - margin
          else { continue }
          let found = picture.centroid(around: expected, radius: 12)
          let error = found.map { length($0 - expected) } ?? .infinity
          worst = max(worst, error)
          checked += 1
        }
      }
    }
    print("markers: worst error \(worst) pixels of \(checked)")
    #expect(worst < 0.25)
    #expect(checked > 80)
    try test.finish(renderer)
  }

  /// Seen from the right eye near things lie further to the left; far things do not move.
  @Test func nearThingsShiftLeftInTheRightEye() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(views: 2, samples: 4)
    var scene = Scene()
    let white = scene.addUnlit(Float3(1, 1, 1))
    let distances: [Float] = [0.5, 1000]
    for (i, distance) in distances.enumerated() {
      scene.add(
        .square(material: white), at: Float3(0, Float(i) - 0.5, -1) * distance,
        scale: Float3(repeating: 0.1 * distance))
    }
    try renderer.setScene(scene, environment: nil)
    let field = FieldOfView(tangent: 1)
    let (left, right) = (
      View(pose: Pose(position: Float3(-0.032, 0, 0)), fieldOfView: field),
      View(pose: Pose(position: Float3(0.032, 0, 0)), fieldOfView: field)
    )
    let eyes = try renderer.pictures(FrameInput(left, right, head: .identity))
    let near = eyes.compactMap { $0.centroid(around: Double2(64, 96), radius: 20) }
    let far = eyes.compactMap { $0.centroid(around: Double2(64, 32), radius: 20) }
    try #require(near.count == 2 && far.count == 2)
    // 64 mm at half a metre is a tangent of 0.128, and 64 pixels span a tangent of 1.
    #expect(abs(near[0].x - near[1].x - 0.128 * 64) < 0.25)
    #expect(abs(far[0].x - far[1].x) < 0.02)
    try test.finish(renderer)
  }

  /// Tangents of a Pimax Crystal's left eye, mirrored for the right one; `cant` turns the eyes
  /// outwards, degrees.
  static func pimax(head: Pose, ipd: Float, cant: Float) -> [View] {
    let left = FieldOfView(left: -1.264092, right: 0.889501, up: 1.274264, down: -1.274264)
    let right = FieldOfView(left: -left.right, right: -left.left, up: left.up, down: left.down)
    let angle = cant * .pi / 180
    func eye(_ x: Float, _ yaw: Float, _ field: FieldOfView) -> View {
      View(
        pose: head
          * Pose(
            position: Float3(x, 0, 0), orientation: Quaternion(angle: yaw, axis: Float3(0, 1, 0))),
        fieldOfView: field)
    }
    return [eye(-ipd / 2, angle, left), eye(ipd / 2, -angle, right)]
  }
}
