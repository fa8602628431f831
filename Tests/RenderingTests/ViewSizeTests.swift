import Numerics
import Rendering
import SceneModel
import Testing

/// Views of different sizes in one array: each is what it is by itself, and the rest of its layer is not
/// drawn.
@Suite(.serialized) struct ViewSizeTests {
  static let sizes = [SIMD2(160, 120), SIMD2(160, 120), SIMD2(96, 80), SIMD2(90, 120)]

  static let views: [View] = {
    let wide = FieldOfView(left: -1, right: 0.9, up: 0.8, down: -0.7)
    let parts = [
      FieldOfView(left: -0.3, right: 0.25, up: 0.2, down: -0.25),
      FieldOfView(left: -0.2, right: 0.3, up: 0.3, down: -0.2),
    ]
    return (0..<4).map { index in
      View(
        pose: Pose(position: Float3(Float(index % 2) * 0.06, 0, 0)),
        fieldOfView: index < 2 ? wide : parts[index - 2])
    }
  }()

  @Test func eachIsWhatItIsByItself() throws {
    let test = try TestDevice()
    func configure(_ configuration: inout RendererConfiguration) {
      configuration.toneMapping = .neutral
      configuration.showsEnvironment = true
      configuration.shadowMapSize = 256
    }
    let together = try test.renderer(width: 160, height: 120, views: 4, samples: 4) {
      configure(&$0)
      $0.viewSizes = Self.sizes
    }
    try together.setScene(.hall(), environment: .gradient())
    let head = Pose(position: Float3(0.03, 0, 0))
    let pictures = try together.pictures(
      FrameInput(
        Self.views[0], Self.views[1], insets: (Self.views[2], Self.views[3]), head: head))
    for (index, size) in Self.sizes.enumerated() {
      let alone = try test.renderer(
        width: size.x, height: size.y, views: 1, samples: 4, configure)
      try alone.setScene(.hall(), environment: .gradient())
      let expected = try alone.pictures(FrameInput(views: [Self.views[index]], head: head))[0]
      var (different, drawn) = (0, 0)
      for y in 0..<120 {
        for x in 0..<160 {
          let color = pictures[index][x, y]
          if x < size.x, y < size.y {
            let error = (color - expected[x, y]).indices.map { abs((color - expected[x, y])[$0]) }
            if error.contains(where: { $0 > 8 }) { different += 1 }
          } else if color != Float4(0, 0, 0, 255) {
            drawn += 1
          }
        }
      }
      // Edges may fall to the other side of a sample by rounding.
      #expect(different < size.x * size.y / 200, "view \(index): \(different)")
      #expect(drawn == 0)
      try alone.destroy()
    }
    try test.finish(together)
  }
}
