import GPU
import Numerics
import SceneModel
import Testing

@testable import Rendering

/// Depth pyramids as a device builds them, against rays and plain minima.
@Suite(.serialized) struct DepthPyramidTests {
  struct Level {
    let width: Int
    let height: Int
    /// By view.
    let values: [[Float]]

    subscript(_ view: Int, _ x: Int, _ y: Int) -> Float { values[view][y * width + x] }
  }

  /// A plane that rays are cut with.
  struct Square {
    let center: Double3
    let x: Double3
    let y: Double3
    let side: Double

    init(_ center: Float3, _ rotation: Quaternion, side: Float) {
      self.center = Double3(center)
      x = Double3(rotation.rotate(Float3(1, 0, 0)))
      y = Double3(rotation.rotate(Float3(0, 1, 0)))
      self.side = Double(side)
    }

    /// Distance along the axis of view, and how far inside of the square, as a part of its side.
    func hit(_ eye: Eye, _ px: Double, _ py: Double) -> (depth: Double, inside: Double)? {
      let normal = cross(x, y)
      guard
        let p = eye.hit(plane: normal, distance: dot(normal, center), along: eye.ray(px, py))
      else { return nil }
      let d = p - center
      let inside = 0.5 - max(abs(dot(d, x)), abs(dot(d, y))) / side
      return (-dot(p - eye.position, eye.z), inside)
    }
  }

  static let (width, height) = (203, 117)
  static let views = StereoTests.pimax(
    head: Pose(position: Float3(0.2, 0.1, 0)), ipd: 0.066, cant: 7)

  /// Draws squares and reads the levels back.
  static func levels(_ squares: [Square], _ scene: Scene, samples: Int) throws -> [Level] {
    let test = try TestDevice()
    let renderer = try test.renderer(width: width, height: height, views: 2, samples: samples) {
      $0.occlusion = .on
    }
    try renderer.setScene(scene, environment: nil)
    try renderer.renderFrame(FrameInput(views[0], views[1], head: Pose(position: .zero)))
    let pyramid = try #require(renderer.content?.occlusion?.pyramids[0])
    let values = try test.device.read(
      pyramid.values, as: Float.self, count: pyramid.layout.valueCount)
    var levels: [Level] = []
    for index in 0..<pyramid.layout.levelCount {
      let size = PyramidLayout.size(ofLevel: index, width: width, height: height)
      let place = pyramid.layout.levels[index]
      levels.append(
        Level(
          width: size.width, height: size.height,
          values: (0..<2).map { view in
            (0..<size.width * size.height).map { i in
              let row = i / size.width * Int(place.row)
              return values[Int(place.first) + view * Int(place.view) + row + i % size.width]
            }
          }))
    }
    try test.finish(renderer)
    return levels
  }

  static func scene(_ places: [(Float3, Quaternion, Float)]) -> (scene: Scene, squares: [Square]) {
    var scene = Scene()
    let material = scene.addUnlit(Float3(1, 1, 1))
    scene.materials[material].isDoubleSided = true
    for (center, rotation, side) in places {
      scene.add(
        .square(material: material), at: center, rotation: rotation,
        scale: Float3(repeating: side))
    }
    return (scene, places.map { Square($0.0, $0.1, side: $0.2) })
  }

  /// The finest level holds the farthest of its pixels, every other one the farthest of the last.
  @Test func levelsHoldTheFarthest() throws {
    var random = RandomSource(seed: 5)
    let (scene, squares) = Self.scene(
      (0..<40).map { _ in
        (
          Float3(
            random.uniform(-3...3), random.uniform(-3...3), random.uniform(-6...(-1))),
          OcclusionTests.turn(&random), random.uniform(0.3...3)
        )
      })
    let levels = try Self.levels(squares, scene, samples: 1)
    #expect(levels.count == 5)
    #expect(levels[4].width == 4 && levels[4].height == 2)
    var (wrong, checked, empty) = (0, 0, 0)
    for (view, eye) in Self.views.map({ Eye($0, width: Self.width, height: Self.height) })
      .enumerated()
    {
      for y in 0..<levels[0].height {
        for x in 0..<levels[0].width {
          guard let farthest = Self.farthest(squares, eye, x, y) else { continue }
          let value = Double(levels[0][view, x, y])
          checked += 1
          if farthest == 0 { empty += 1 }
          if abs(value - farthest) > farthest * 1e-4 { wrong += 1 }
        }
      }
    }
    print("pyramid: \(wrong) wrong of \(checked), \(empty) empty")
    #expect(wrong == 0)
    #expect(checked > 1000 && empty > 100 && checked - empty > 500)
    for (finer, level) in zip(levels, levels.dropFirst()) {
      for view in 0..<2 {
        for y in 0..<level.height {
          for x in 0..<level.width {
            var farthest: Float = 1
            for row in y * 2..<min(y * 2 + 2, finer.height) {
              for column in x * 2..<min(x * 2 + 2, finer.width) {
                farthest = min(farthest, finer[view, column, row])
              }
            }
            #expect(level[view, x, y] == farthest)
          }
        }
      }
    }
  }

  /// Of a texel's pixels by rays; nil where one is so near to an edge that rounding decides.
  private static func farthest(_ squares: [Square], _ eye: Eye, _ x: Int, _ y: Int) -> Double? {
    var farthest = Double.infinity
    for py in y * 4..<min(y * 4 + 4, height) {
      for px in x * 4..<min(x * 4 + 4, width) {
        var nearest = 0.0
        for square in squares {
          guard let hit = square.hit(eye, Double(px) + 0.5, Double(py) + 0.5), hit.depth > 0.05
          else { continue }
          if abs(hit.inside) < 0.02 { return nil }
          if hit.inside > 0 { nearest = max(nearest, 0.05 / hit.depth) }
        }
        farthest = min(farthest, nearest)
      }
    }
    return farthest
  }

  /// Of a slanted plane the farthest of four samples is farther than that of the pixels' middles, and
  /// no farther than the texel's corners.
  @Test func allSamplesCount() throws {
    let turn = Quaternion(angle: 1.1, axis: normalize(Float3(1, 2, 0.5)))
    let (scene, squares) = Self.scene([(Float3(0, 0, -5), turn, 200)])
    let levels = try Self.levels(squares, scene, samples: 4)
    var (checked, outside) = (0, 0)
    for (view, eye) in Self.views.map({ Eye($0, width: Self.width, height: Self.height) })
      .enumerated()
    {
      func depth(_ px: Int, _ py: Int, _ middle: Double) -> Double? {
        guard let hit = squares[0].hit(eye, Double(px) + middle, Double(py) + middle),
          hit.depth > 0.1, hit.inside > 0.02
        else { return nil }
        return 0.05 / hit.depth
      }
      for y in 0..<Self.height / 4 {
        for x in 0..<Self.width / 4 {
          let corners = [0, 4].flatMap { j in
            [0, 4].compactMap { depth(x * 4 + $0, y * 4 + j, 0) }
          }
          let middles = (0..<16).compactMap { depth(x * 4 + $0 % 4, y * 4 + $0 / 4, 0.5) }
          guard corners.count == 4, middles.count == 16, let corner = corners.min(),
            let middle = middles.min(), middle - corner > 1e-6
          else { continue }
          let value = Double(levels[0][view, x, y])
          checked += 1
          if value < corner - 1e-6 || value > middle - (middle - corner) * 0.05 { outside += 1 }
        }
      }
    }
    print("samples: \(outside) outside of \(checked)")
    #expect(outside == 0)
    #expect(checked > 500)
  }
}
