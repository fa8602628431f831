import BuiltinScenes
import Dispatch
import Numerics
import SceneModel
import Testing

func city(_ triangles: Int, _ unique: Int? = nil, seed: UInt64 = 1) throws -> any SceneSource {
  var parameters = ["triangles": "\(triangles)"]
  parameters["unique"] = unique.map(String.init)
  return try BuiltinScenes.source(
    BuiltinSceneRequest(name: "city", parameters: parameters, seed: seed))
}

/// Counts from what is said of the parts, without making them.
@Suite struct CityCountTests {
  @Test(arguments: [
    (100_000, 50_000), (100_000, 100_000), (250_000, 80_000), (600_000, 100_000),
    (1_000_000, 100_000), (1_000_000, 1_000_000), (2_000_000, 1_000_000), (5_000_000, 500_000),
    (10_000_000, 400_000), (10_000_000, 10_000_000), (50_000_000, 20_000_000),
    (100_000_000, 10_000_000), (100_000_000, 100_000_000), (1_000_000_000, 20_000_000),
    (1_000_000_000, 100_000_000), (4_000_000_000, 400_000_000), (400_000_000, 400_000_000),
  ])
  func countsAreWithinATenth(triangles: Int, unique: Int) throws {
    for seed in [1, 7] as [UInt64] {
      let source = try city(triangles, unique, seed: seed)
      let parts = source.parts.map(\.triangleCount)
      let total = source.instances.reduce(0) { $0 + parts[$1.part] }
      let distinct = parts.reduce(0, +)
      #expect(abs(Double(total) / Double(triangles) - 1) <= 0.1, "\(total)")
      #expect(abs(Double(distinct) / Double(unique) - 1) <= 0.1, "\(distinct)")
      #expect(Set(source.instances.map(\.part)).count == parts.count, "every part is placed")
      #expect(parts.allSatisfy { $0 > 0 && $0 <= 2_000_000 })
    }
  }

  @Test func uniqueIsATenthUnlessGiven() throws {
    let source = try city(20_000_000)
    let distinct = source.parts.reduce(0) { $0 + $1.triangleCount }
    #expect(abs(Double(distinct) / 2_000_000 - 1) <= 0.1)
  }

  @Test(arguments: [
    ("triangles", "99999"), ("triangles", "4000000001"), ("triangles", "1e6"),
    ("triangles", "-100000"), ("triangles", "100000.0"), ("triangles", "Auto"),
    ("unique", "49999"), ("unique", "400000001"), ("unique", "10000001"), ("unique", ""),
    ("unique", "99999999999999999999"), ("buildings", "3"),
  ])
  func refusesBadValues(key: String, value: String) {
    #expect(throws: BuiltinSceneError.self) {
      try BuiltinScenes.source(BuiltinSceneRequest(name: "city", parameters: [key: value]))
    }
  }

  @Test func refusesWhatTheLayoutCannotShare() {
    let error = #expect(throws: BuiltinSceneError.self) { try city(4_000_000_000, 50_000) }
    #expect(error?.message.contains("unique=50000") == true)
  }

  @Test func refusesToHoldALargeCityInMemory() {
    let error = #expect(throws: BuiltinSceneError.self) {
      try BuiltinScenes.scene(named: "city", parameters: ["triangles": "20000001"])
    }
    #expect(error?.message.contains("baked") == true)
  }
}

@Suite struct CityPartTests {
  /// Every part of a small city, some of each design of larger ones.
  @Test(arguments: [(100_000, 50_000, 1), (1_000_000, 200_000, 1), (60_000_000, 6_000_000, 41)])
  func partsAreWhatTheSummariesSay(triangles: Int, unique: Int, every: Int) throws {
    let source = try city(triangles, unique)
    for index in stride(from: 0, to: source.parts.count, by: every) {
      let summary = source.parts[index]
      let part = try source.part(index)
      #expect(part.triangleCount == summary.triangleCount, "\(summary.name)")
      #expect(part.material == summary.material)
      expectValid(part, in: summary.name, materials: source.skeleton.scene.materials.count)
      #expect(shareOfDegenerate(part) <= 0.01, "\(summary.name)")
    }
  }

  @Test func partsAreTheSameWheneverTheyAreMade() throws {
    let source = try city(30_000_000, 3_000_000)
    let count = source.parts.count
    let chosen = [0, count / 3, count / 2, count * 4 / 5, count - 1]
    let expected = try chosen.map { hash(try source.part($0)) }
    let found = Found(count: 40)
    DispatchQueue.concurrentPerform(iterations: 40) { i in
      let part = try? source.part(chosen[i % chosen.count])
      found.set(i, part.map { hash($0) })
    }
    for i in 0..<40 { #expect(found.get(i) == expected[i % chosen.count]) }
    let again = try city(30_000_000, 3_000_000)
    #expect(hash(try again.part(count / 2)) == expected[2])
  }

  @Test func seedsDiffer() throws {
    let (a, b) = (try city(100_000, 50_000), try city(100_000, 50_000, seed: 2))
    let (pa, pb) = (a.instances.map(\.transform), b.instances.map(\.transform))
    #expect(pa.count != pb.count || zip(pa, pb).contains { $0 != $1 })
  }

  @Test func silhouetteIsTheSameForEveryCount() throws {
    let small = try bounds(of: city(1_200_000, 200_000))
    let large = try bounds(of: city(12_000_000, 1_200_000))
    let plain = try bounds(of: city(100_000, 50_000))
    #expect(length(small.minimum - large.minimum) < 0.3)
    #expect(length(small.maximum - large.maximum) < 0.3)
    #expect(length(plain.minimum - large.minimum) < 3)
    #expect(length(plain.maximum - large.maximum) < 3)
    // The town with the hills around it.
    #expect((2000...2500).contains(large.size.x) && (2000...2500).contains(large.size.z))
  }

  /// From a million triangles on the same things stand in the same places, none in a simpler form.
  @Test(arguments: [1, 2, 7] as [UInt64])
  func placeIsTheSameFromAMillionOn(seed: UInt64) throws {
    let small = try city(1_000_000, 100_000, seed: seed)
    for triangles in [10_000_000, 100_000_000] {
      let large = try city(triangles, 4_000_000, seed: seed)
      #expect(small.instances.map(\.transform) == large.instances.map(\.transform))
      #expect(
        small.instances.map { small.parts[$0.part].name }
          == large.instances.map { large.parts[$0.part].name })
    }
  }

  @Test func picturesAreAsAnnounced() throws {
    let source = try city(100_000, 50_000)
    let (scene, images) = (source.skeleton.scene, source.skeleton.images)
    #expect(scene.meshes.isEmpty && scene.images.isEmpty && scene.cameras.count >= 3)
    #expect(scene.materials.count >= 12)
    for texture in scene.textures { #expect(images.indices.contains(texture.image)) }
    for index in [0, images.count - 1] {
      let image = try source.image(index)
      let summary = ImageSummary(name: image.name, width: image.width, height: image.height)
      #expect(summary == images[index])
    }
  }

  @Test func smallCityIsAValidScene() throws {
    let scene = try BuiltinScenes.scene(
      named: "city", parameters: ["triangles": "100000", "unique": "50000"])
    expectValid(scene)
    #expect(scene.name == "city" && scene.nodes.first?.camera == 0)
    let source = try city(100_000, 50_000)
    #expect(scene.images.map(\.name) == source.skeleton.images.map(\.name))
  }

  private func bounds(of source: any SceneSource) throws -> Bounds {
    let parts = try source.parts.indices.map { try source.part($0).bounds }
    return source.instances.reduce(Bounds.empty) {
      $0.union(parts[$1.part].transformed(by: $1.transform))
    }
  }
}

private func hash(_ part: Primitive) -> UInt64 {
  var scene = Scene()
  var mesh = Mesh()
  mesh.primitives = [part]
  scene.meshes = [mesh]
  return hash(scene)
}

/// Share of triangles without an area.
private func shareOfDegenerate(_ p: Primitive) -> Double {
  var bad = 0
  for t in stride(from: 0, to: p.indices.count, by: 3) {
    let (a, b, c) = (Int(p.indices[t]), Int(p.indices[t + 1]), Int(p.indices[t + 2]))
    let n = cross(p.positions[b] - p.positions[a], p.positions[c] - p.positions[a])
    if !(length(n) > 1e-10) { bad += 1 }
  }
  return Double(bad) / Double(max(p.triangleCount, 1))
}

/// Results of a loop on several threads; each writes its own.
private final class Found: @unchecked Sendable {
  private var values: [UInt64?]
  private let queue = DispatchQueue(label: "found")
  init(count: Int) { values = [UInt64?](repeating: nil, count: count) }
  func set(_ i: Int, _ value: UInt64?) { queue.sync { values[i] = value } }
  func get(_ i: Int) -> UInt64? { queue.sync { values[i] } }
}
