import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import Testing

/// What is said never to be shown, as by a headset's runtime: it is not drawn, and all else is drawn as
/// without it.
@Suite(.serialized) struct HiddenAreaTests {
  /// Not symmetric, and not the same for both eyes.
  static let fields = [
    FieldOfView(left: -1.1, right: 0.8, up: 0.9, down: -1),
    FieldOfView(left: -0.7, right: 1.2, up: 1.1, down: -0.8),
  ]

  static let input: FrameInput = {
    let views = (0..<2).map {
      View(
        pose: Pose(position: Float3(Float($0) * 0.06, 0, 0)), fieldOfView: fields[$0])
    }
    return FrameInput(views[0], views[1], head: Pose(position: Float3(0.03, 0, 0)))
  }()

  /// A corner of the left eye's field and a large triangle of the right eye's; tangents.
  static let triangles = [
    [Float2(-1.1, 0.9), Float2(-0.2, 0.9), Float2(-1.1, -0.1)],
    [
      Float2(1.2, -0.8), Float2(1.2, 0.5), Float2(-0.3, -0.8), Float2(-0.7, 1.1),
      Float2(-0.4, 1.1), Float2(-0.7, 0.9),
    ],
  ]

  /// Whether a pixel lies in a triangle with a margin, or outside of all with a margin; nil between.
  static func isHidden(_ x: Int, _ y: Int, size: Int, eye: Int, isFoveated: Bool) -> Bool? {
    let field = fields[eye]
    func sides(_ margin: Float) -> Bool {
      stride(from: 0, to: triangles[eye].count, by: 3).contains { first in
        let corners = triangles[eye][first..<first + 3].map {
          field.imagePosition(ofTangent: $0) * Float(size)
        }
        let place = Float2(Float(x) + 0.5, Float(y) + 0.5)
        let distances = (0..<3).map { index -> Float in
          let (a, b) = (corners[index], corners[(index + 1) % 3])
          let along = (b - a) / length(b - a)
          return along.x * (place.y - a.y) - along.y * (place.x - a.x)
        }
        // Either way around.
        return distances.allSatisfy { $0 > margin } || distances.allSatisfy { $0 < -margin }
      }
    }
    if sides(isFoveated ? 4 : 1.5) { return true }
    return sides(-1.5) ? nil : false
  }

  @Test(arguments: [false, true]) func whatIsHiddenIsNotDrawnAndAllElseIsTheSame(
    isFoveated: Bool
  ) throws {
    let test = try TestDevice()
    let size = 160
    func make(_ takes: Bool) throws -> Renderer {
      let renderer = try test.renderer(width: size, height: size, views: 2, samples: 4) {
        $0.toneMapping = .neutral
        $0.showsEnvironment = true
        $0.shadowMapSize = 256
        $0.takesHiddenArea = takes
        if isFoveated {
          $0.foveation = FoveationPlan(
            section: Float2(0.5, 0.5), outerDensity: 0.5, imageWidth: size, imageHeight: size,
            samples: 4)
        }
      }
      try renderer.setScene(.hall(), environment: .gradient())
      return renderer
    }
    let (masked, plain) = (try make(true), try make(false))
    let whole = try plain.pictures(Self.input)
    #expect(try masked.pictures(Self.input).map(\.bytes) == whole.map(\.bytes), "nothing is hidden")

    try masked.setHiddenArea(Self.triangles)
    let pictures = try masked.pictures(Self.input)
    for eye in 0..<2 {
      var (hidden, wrong) = (0, 0)
      for y in 0..<size {
        for x in 0..<size {
          guard let isHidden = Self.isHidden(x, y, size: size, eye: eye, isFoveated: isFoveated)
          else { continue }
          let color = pictures[eye][x, y]
          if isHidden {
            hidden += 1
            if color != Float4(0, 0, 0, 255) { wrong += 1 }
          } else if !isFoveated, color != whole[eye][x, y] {
            wrong += 1
          }
        }
      }
      #expect(hidden > size * size / 20)
      #expect(wrong == 0)
    }

    try masked.setHiddenArea([[], []])
    #expect(
      try masked.pictures(Self.input).map(\.bytes) == whole.map(\.bytes), "all is shown again")
    try test.finish(masked, plain)
  }
}
