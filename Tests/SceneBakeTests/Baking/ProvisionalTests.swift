import BuiltinScenes
import Foundation
import Numerics
import SceneModel
import SceneStore
import TestSupport
import Testing

@testable import SceneBake

/// Rough copies of scenes, to be looked at while the scenes themselves are baked.
@Suite struct ProvisionalTests {
  private func corners(_ p: Primitive) -> [[Float3]] {
    stride(from: 0, to: p.indices.count, by: 3).map { first in
      (0..<3).map { p.positions[Int(p.indices[first + $0])] }
    }
  }

  private func area(_ p: Primitive) -> Float {
    corners(p).reduce(0) { $0 + length(cross($1[1] - $1[0], $1[2] - $1[0])) / 2 }
  }

  private func check(_ thin: Primitive, of part: Primitive, atMost count: Int) {
    #expect(thin.triangleCount > count / 8 && thin.triangleCount <= count)
    var bounds = thin.bounds
    bounds = thin.positions.reduce(into: .empty) { $0.include($1) }
    #expect(bounds.minimum == part.bounds.minimum && bounds.maximum == part.bounds.maximum)
    #expect(Set(thin.positions).isSubset(of: Set(part.positions)))
    #expect(thin.normals.count == thin.positions.count)
    #expect(thin.uv0.count == (part.uv0.isEmpty ? 0 : thin.positions.count))
    #expect(thin.material == part.material)
    for normal in thin.normals { #expect(abs(length(normal) - 1) < 1e-3) }
  }

  /// A surface of many even triangles is covered by few.
  @Test func fineSurfacesStayCovered() {
    for var part in [
      TestMeshes.torus(around: 200, across: 100, bumps: 0), TestMeshes.terrain(side: 150),
    ] {
      part.material = 3
      let thin = part.thinned(toTriangles: 1000)
      check(thin, of: part, atMost: 1000)
      let share = area(thin) / area(part)
      print("area: \(share)")
      #expect(share > 0.8 && share < 1.1)
    }
  }

  /// Of sheets and strips with small things among them the large ones stay as they are.
  @Test func stripsStay() {
    var random = RandomSource(seed: 3)
    var part = Primitive()
    func add(_ at: Float3, _ width: Float, _ height: Float) {
      let first = UInt32(part.positions.count)
      for (x, y) in [(Float(0), Float(0)), (1, 0), (1, 1), (0, 1)] {
        part.positions.append(at + Float3(x * width, y * height, 0))
        part.normals.append(Float3(0, 0, 1))
      }
      part.indices += [0, 1, 2, 0, 2, 3].map { first + $0 }
    }
    for i in 0..<50 { add(Float3(Float(i) * 0.4, 0, 0), 0.1, 30) }
    for _ in 0..<2000 {
      add(Float3(random.unit() * 20, random.unit() * 30, 0.1), 0.02, 0.02)
    }
    part.updateBounds()
    let thin = part.thinned(toTriangles: 150)
    check(thin, of: part, atMost: 150)
    #expect(corners(thin).filter { $0.contains { $0.y == 30 } }.count >= 100)
  }

  /// Corners show to where their triangles do, whatever vertex they became.
  @Test func normalsFitTheirTriangles() {
    let part = TestMeshes.flat(TestMeshes.torus(around: 120, across: 60, bumps: 0))
    let thin = part.thinned(toTriangles: 500)
    for first in stride(from: 0, to: thin.indices.count, by: 3) {
      let corner = (0..<3).map { Int(thin.indices[first + $0]) }
      let face = cross(
        thin.positions[corner[1]] - thin.positions[corner[0]],
        thin.positions[corner[2]] - thin.positions[corner[0]])
      guard length(face) > 0 else { continue }
      for index in corner { #expect(dot(thin.normals[index], face) > 0.69 * length(face)) }
    }
  }

  @Test func fewTrianglesStayAsTheyAre() {
    let part = TestMeshes.terrain(side: 5)
    #expect(part.thinned(toTriangles: 50).indices == part.indices)
    let nothing = Primitive()
    #expect(nothing.thinned(toTriangles: 0).indices.isEmpty)
  }

  @Test func smallScenesNeedNone() throws {
    let source = LoadedScene(try BuiltinScenes.scene(named: "spheres"))
    #expect(ProvisionalSource(source) == nil)
    #expect(ProvisionalSource(source, triangles: 10_000) != nil)
  }

  /// All of it is always there, in the places, of the materials and of the bounds of the scene, in
  /// few triangles.
  @Test func whatIsBakedIsTheSceneInFewTriangles() throws {
    let source = LoadedScene(try BuiltinScenes.scene(named: "spheres"))
    let rough = try #require(ProvisionalSource(source, triangles: 10_000))
    let folder = try TemporaryFolder()
    let whole = try bakeAndRead(source, in: folder).directory
    var options = BakeOptions()
    options.hasLevels = false
    try Baker.bake(rough, to: folder.path("rough.fovea"), options: options)
    let scene = try BakedScene(path: folder.path("rough.fovea"))
    let directory = scene.directory
    checkStructure(scene)
    #expect(directory.uniqueTriangles * 8 < whole.uniqueTriangles)
    #expect(directory.rootUnitCount == directory.geometryUnitCount)
    #expect(directory.groups.allSatisfy { $0.error == .infinity && $0.level == 0 })
    #expect(directory.instances.count == whole.instances.count)
    #expect(directory.parts.map(\.material) == whole.parts.map(\.material))
    #expect(directory.skeleton.scene.materials.count == whole.skeleton.scene.materials.count)
    let size = length(whole.bounds.size)
    #expect(length(directory.bounds.minimum - whole.bounds.minimum) < 1e-3 * size)
    #expect(length(directory.bounds.maximum - whole.bounds.maximum) < 1e-3 * size)
  }

  /// Pixels are the means of those that they stand for.
  @Test func imagesAreReduced() {
    let pixels = (0..<8 * 4).flatMap { index in
      let (x, y) = (index % 8, index / 8)
      return [UInt8(x / 4 * 200), UInt8(y / 2 * 100), UInt8((x + y) % 2 * 250), 255]
    }
    let image = Image(name: "a", width: 8, height: 4, pixels: pixels)
    #expect(image.reduced(toSide: 8).pixels == pixels)
    let small = image.reduced(toSide: 2)
    #expect(small.width == 2 && small.height == 1)
    #expect(small.pixels == [0, 50, 125, 255, 200, 50, 125, 255])
    let strip = Image(name: "b", width: 1, height: 4, pixels: Array(pixels[..<16]))
    #expect(strip.reduced(toSide: 1).height == 1)
  }
}
