import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// Marks and vignette, over the finished scene.
@Suite(.serialized) struct GuideTests {
  private static let size = 128

  private func input(_ change: (inout FrameInput) -> Void = { _ in }) -> FrameInput {
    var input = FrameInput(
      views: [-0.03, 0.03].map { x in
        View(pose: Pose(position: Float3(x, 0, 0)), fieldOfView: FieldOfView(tangent: 1.2))
      })
    change(&input)
    return input
  }

  /// A wall of one brightness.
  private func renderer(_ test: TestDevice) throws -> Renderer {
    let renderer = try test.renderer(width: Self.size, height: Self.size, views: 2) {
      $0.hasGuides = true
    }
    var scene = Scene()
    let wall = scene.addUnlit(Float3(0.5, 0.5, 0.5))
    scene.add(.square(material: wall), at: Float3(0, 0, -4), scale: Float3(40, 40, 1))
    try renderer.setScene(scene, environment: nil)
    return renderer
  }

  @Test func theVignetteDarkensByTheAngleToTheAxis() throws {
    let test = try TestDevice()
    let renderer = try renderer(test)
    let strength: Float = 0.75
    let pictures = try renderer.pictures(input { $0.vignette = strength })
    var worst: Float = 0
    for picture in pictures {
      for y in 0..<Self.size {
        for x in 0..<Self.size {
          let place = Float2(Float(x) + 0.5, Float(y) + 0.5) / Float(Self.size)
          let tangent = length((place * 2 - 1) * 1.2)
          let t = min(max((tangent - 0.36) / (0.84 - 0.36), 0), 1)
          let expected = 0.5 * (1 - strength * t * t * (3 - 2 * t))
          worst = max(worst, abs(picture[x, y].x - expected))
          #expect(picture[x, y].w == 1)
        }
      }
    }
    #expect(worst < 1e-3)
    try test.finish(renderer)
  }

  @Test func withoutGuidesFramesAreTheSameToTheBit() throws {
    let test = try TestDevice()
    let (with, without) = (
      try renderer(test),
      try test.renderer(
        width: Self.size, height: Self.size, views: 2)
    )
    var scene = Scene()
    let wall = scene.addUnlit(Float3(0.5, 0.5, 0.5))
    scene.add(.square(material: wall), at: Float3(0, 0, -4), scale: Float3(40, 40, 1))
    try without.setScene(scene, environment: nil)
    let (a, b) = (try with.pictures(input()), try without.pictures(input()))
    #expect(a[0].differing(from: b[0]) == 0 && a[1].differing(from: b[1]) == 0)
    #expect(with.counters?.draws == without.counters?.draws)
    try test.finish(with, without)
  }

  @Test func aMarkIsSeenWhereItIsInBothEyes() throws {
    let test = try TestDevice()
    let renderer = try renderer(test)
    let (place, radius) = (Float3(0.3, -0.2, -1), Float(0.1))
    let red = Float4(1, 0, 0, 1)
    let frame = input {
      $0.marks = [
        Mark(from: place, to: place, radius: radius, color: red),
        // Behind the wall.
        Mark(from: Float3(-1, 1, -5), to: Float3(1, 1, -5), radius: 0.2, color: red),
      ]
    }
    let pictures = try renderer.pictures(frame)
    for (index, picture) in pictures.enumerated() {
      let eye = Eye(frame.views[index], width: Self.size, height: Self.size)
      var (sum, count) = (Double2.zero, 0.0)
      for y in 0..<Self.size {
        for x in 0..<Self.size {
          let share = Double((0.5 - picture[x, y].y) / 0.5)
          sum += Double2(Double(x) + 0.5, Double(y) + 0.5) * share
          count += share
        }
      }
      let expected = try #require(eye.pixel(of: Double3(place)))
      #expect(length(sum / count - expected) < 0.5)
      // A disc that faces the eye, a little larger where it lies aside.
      let radiusInPixels = Double(radius) / 2.4 * Double(Self.size)
      #expect(abs(count / (.pi * radiusInPixels * radiusInPixels) - 1) < 0.12, "\(count)")
    }
    try test.finish(renderer)
  }

  @Test func aRodReachesFromEndToEnd() throws {
    let test = try TestDevice()
    let renderer = try renderer(test)
    let frame = input {
      $0.marks = [
        Mark(
          from: Float3(-0.5, 0, -1), to: Float3(0.5, 0, -1), radius: 0.05,
          color: Float4(0, 0, 1, 0.5))
      ]
    }
    let picture = try renderer.pictures(frame)[0]
    let eye = Eye(frame.views[0], width: Self.size, height: Self.size)
    for (x, isSeen) in [(-0.6, false), (-0.45, true), (0, true), (0.45, true), (0.6, false)] {
      let p = try #require(eye.pixel(of: Double3(x, 0, -1)))
      let pixel = picture[Int(p.x), Int(p.y)]
      // Half of the wall, half of blue.
      let expected = isSeen ? Float3(0.25, 0.25, 0.75) : Float3(0.5, 0.5, 0.5)
      #expect(length(pixel.xyz - expected) < 2e-3, "\(x)")
    }
    try test.finish(renderer)
  }

  @Test func aFrameMayBringTheNearPlaneNearer() throws {
    let test = try TestDevice()
    let renderer = try test.renderer()
    var scene = Scene()
    let wall = scene.addUnlit(Float3(0.5, 0.5, 0.5))
    scene.add(.square(material: wall), at: Float3(0, 0, -0.02))
    try renderer.setScene(scene, environment: nil)
    var frame = FrameInput(views: [View(to: Float3(0, 0, -1), tangent: 1)])
    #expect(try renderer.pictures(frame)[0][64, 64].x == 0)
    frame.near = 0.01
    #expect(abs(try renderer.pictures(frame)[0][64, 64].x - 0.5) < 1e-3)
    try test.finish(renderer)
  }
}
