import Foundation
import Numerics
import SceneModel
import TestSupport
import Testing

@testable import SceneImport

@Suite("Tangents")
struct TangentsTests {
  @Test("On a plane they run along +u, with the normal map's +Y towards −v")
  func plane() {
    var plane = Surface.grid(columns: 4, rows: 3) { u, v in
      (Float3(u, 0, v), Float3(0, 1, 0), Float2(u, v))
    }
    TangentGenerator.generate(for: &plane)
    #expect(plane.positions.count == 20)
    for tangent in plane.tangents {
      #expect(length(tangent - Float4(1, 0, 0, 1)) < 1e-6)
    }
    // v runs along +Z, hence +Y of the map along −Z: cross(+Y, +X) × w.
    #expect(
      cross(plane.normals[0], plane.tangents[0].xyz) * plane.tangents[0].w == Float3(0, 0, -1))
  }

  @Test("Mirrored texture coordinates turn the handedness and split the seam")
  func mirrored() {
    var plane = Surface.grid(columns: 4, rows: 2) { u, v in
      (Float3(u, 0, v), Float3(0, 1, 0), Float2(abs(u - 0.5), v))
    }
    plane.colors = plane.positions.map { Float4($0, 1) }
    plane.influences = [
      SkinInfluences(
        joints: plane.positions.indices.map { SIMD4(UInt16($0), 0, 0, 0) },
        weights: plane.positions.map { Float4($0, 0) })
    ]
    var target = MorphTarget()
    target.positions = plane.positions
    plane.targets = [target]
    let before = plane
    TangentGenerator.generate(for: &plane)
    // Three vertices lie on the seam.
    #expect(plane.positions.count == 15 + 3)
    #expect(plane.indices.count == before.indices.count)
    for (now, then) in zip(plane.indices.map(Int.init), before.indices.map(Int.init)) {
      #expect(plane.positions[now] == before.positions[then])
      #expect(plane.normals[now] == before.normals[then])
      #expect(plane.uv0[now] == before.uv0[then])
      #expect(plane.colors[now] == before.colors[then])
      #expect(plane.influences[0].joints[now] == before.influences[0].joints[then])
      #expect(plane.influences[0].weights[now] == before.influences[0].weights[then])
      #expect(plane.targets[0].positions[now] == before.targets[0].positions[then])
    }
    for at in stride(from: 0, to: plane.indices.count, by: 3) {
      let corners = plane.indices[at..<at + 3].map(Int.init)
      let centre = corners.reduce(Float(0)) { $0 + plane.positions[$1].x } / 3
      let side: Float = centre > 0.5 ? 1 : -1
      for corner in corners {
        #expect(length(plane.tangents[corner] - Float4(side, 0, 0, side)) < 1e-6)
      }
    }
  }

  @Test("On a sphere they follow the circles of latitude")
  func sphere() {
    var sphere = Surface.grid(columns: 64, rows: 32) { u, v in
      let (longitude, colatitude) = (u * 2 * .pi, v * .pi)
      let normal = Float3(
        sin(colatitude) * sin(longitude), cos(colatitude), sin(colatitude) * cos(longitude))
      return (normal, normal, Float2(u, v))
    }
    TangentGenerator.generate(for: &sphere)
    expectFrames(sphere)
    for vertex in sphere.positions.indices {
      let (u, v) = (sphere.uv0[vertex].x, sphere.uv0[vertex].y)
      guard (0.1...0.9).contains(v) else { continue }
      let expected = Float3(cos(u * 2 * .pi), 0, -sin(u * 2 * .pi))
      // At the seam only one side's triangles count: half a step of longitude.
      #expect(dot(sphere.tangents[vertex].xyz, expected) > cos(.pi / 64 + 0.001))
      #expect(sphere.tangents[vertex].w == 1)
    }
  }

  @Test("Triangles count by their angle, not by their number")
  func angleWeights() {
    // A fan around the origin: the quadrant +X +Y in two triangles of 30° and 60° whose textures
    // are turned by 60° against each other.
    var fan = Primitive()
    let (a, b) = (Float(30) * .pi / 180, Float(60) * .pi / 180)
    fan.positions = [.zero, Float3(1, 0, 0), Float3(cos(a), sin(a), 0), Float3(0, 1, 0)]
    fan.normals = Array(repeating: Float3(0, 0, 1), count: 4)
    fan.indices = [0, 1, 2, 0, 2, 3]
    fan.uv0 = [.zero, Float2(1, 0), Float2(cos(a), sin(a)), .zero]
    // The second triangle's gradient is +X turned by 60°.
    let turn = Float2(cos(b), sin(b))
    // Solve u so that du = dot(turn, dp): shared edge direction must agree for both, so scale.
    let along = turn.x * cos(a) + turn.y * sin(a)
    fan.uv0[3] = Float2(turn.y * cos(a) / along, 5)
    TangentGenerator.generate(for: &fan)
    expectFrames(fan)
    let first = Float2(1, 0)
    let (p, q) = (fan.positions[2], fan.positions[3])
    let (s, t) = (fan.uv0[2], fan.uv0[3])
    let gradient = Float2(p.x * t.y - q.x * s.y, p.y * t.y - q.y * s.y)
    let second = normalize(gradient * (s.x * t.y - s.y * t.x > 0 ? 1 : -1))
    let expected = normalize(first * a + second * b)
    #expect(length(Float2(fan.tangents[0].x, fan.tangents[0].y) - expected) < 1e-5)
  }

  @Test("Where the texture gives no direction they are still unit vectors at right angles")
  func degenerate() {
    var random = RandomSource(seed: 11)
    for round in 0..<40 {
      var soup = Primitive()
      for _ in 0..<30 {
        soup.positions.append(
          Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)))
        soup.normals.append(
          normalize(
            Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)),
            fallback: Float3(0, 1, 0)))
        // Few distinct values give many triangles without texture area.
        soup.uv0.append(
          round % 4 == 0
            ? .zero
            : Float2(
              Float(Int.random(in: 0..<2, using: &random)),
              Float(Int.random(in: 0..<2, using: &random))))
      }
      soup.indices = (0..<90).map { _ in UInt32.random(in: 0..<30, using: &random) }
      TangentGenerator.generate(for: &soup)
      expectFrames(soup)
      #expect(soup.indices.allSatisfy { $0 < soup.positions.count })
      #expect(soup.uv0.count == soup.positions.count && soup.normals.count == soup.positions.count)
    }
    var broken = Surface.grid(columns: 2, rows: 2) { u, v in
      (Float3(u, v, .nan), Float3(0, 0, 0), Float2(.infinity, v))
    }
    TangentGenerator.generate(for: &broken)
    #expect(broken.tangents.allSatisfy { abs(length($0.xyz) - 1) < 1e-5 })
  }

  @Test("Without normals or coordinates nothing happens; the second set can be chosen")
  func inputs() {
    var bare = Primitive()
    bare.positions = [.zero, Float3(1, 0, 0), Float3(0, 1, 0)]
    bare.indices = [0, 1, 2]
    TangentGenerator.generate(for: &bare)
    #expect(bare.tangents.isEmpty)
    bare.normals = Array(repeating: Float3(0, 0, 1), count: 3)
    bare.uv1 = [.zero, Float2(0, 1), Float2(-1, 0)]
    TangentGenerator.generate(for: &bare)
    #expect(bare.tangents.isEmpty)
    TangentGenerator.generate(for: &bare, uvSet: 1)
    #expect(bare.tangents.allSatisfy { length($0 - Float4(0, -1, 0, -1)) < 1e-6 })
  }

  @Test(
    "Real models get the tangents their makers baked with MikkTSpace",
    arguments: ["FlightHelmet/FlightHelmet", "Avocado/Avocado"])
  func realModels(name: String) throws {
    guard let json = try SharedModels.bytes("\(name).gltf"),
      let binary = try SharedModels.bytes("\(name).bin")
    else { return }
    let reader = try PlainGLTF(json: json, binary: binary)
    var corners = 0
    var close = 0
    var signs = 0
    for var primitive in try reader.primitives() {
      let authored = primitive.tangents
      let before = primitive.indices
      TangentGenerator.generate(for: &primitive)
      expectFrames(primitive)
      for (now, then) in zip(primitive.indices, before) {
        let (ours, theirs) = (primitive.tangents[Int(now)], authored[Int(then)])
        corners += 1
        if ours.w != theirs.w { signs += 1 }
        if dot(ours.xyz, theirs.xyz) > 0.996 { close += 1 }
      }
    }
    // Bakers differ a little in welding and in precision: 96 and 99 % are within 5°.
    #expect(Double(close) > 0.95 * Double(corners))
    #expect(Double(signs) < 2e-3 * Double(corners))
  }

  /// The model shows the same bumps on tiles whose texture is turned and mirrored in all ways.
  @Test("Every corner agrees with its own triangle's texture directions")
  func turnedAndMirrored() throws {
    guard let url = SharedModels.url("NormalTangentTest.glb") else { return }
    for var primitive in try SceneImporter.load(path: url.path).meshes.flatMap(\.primitives) {
      primitive.tangents = []
      TangentGenerator.generate(for: &primitive)
      expectFrames(primitive)
      var strays = 0
      for at in stride(from: 0, to: primitive.indices.count, by: 3) {
        let corners = primitive.indices[at..<at + 3].map(Int.init)
        let p = corners.map { primitive.positions[$0] }
        let uv = corners.map { primitive.uv0[$0] }
        let (s, t) = (uv[1] - uv[0], uv[2] - uv[0])
        let area = s.x * t.y - s.y * t.x
        guard abs(area) > 1e-9 else { continue }
        let alongU = normalize(((p[1] - p[0]) * t.y - (p[2] - p[0]) * s.y) / area)
        for corner in corners {
          let tangent = primitive.tangents[corner]
          if dot(tangent.xyz, alongU) < 0.7 || tangent.w != (area > 0 ? -1 : 1) { strays += 1 }
        }
      }
      #expect(strays == 0)
    }
  }

  private func expectFrames(_ primitive: Primitive) {
    #expect(primitive.tangents.count == primitive.positions.count)
    let bad = zip(primitive.tangents, primitive.normals).count { tangent, normal in
      !(abs(length(tangent.xyz) - 1) < 1e-4 && abs(dot(tangent.xyz, normal)) < 1e-3
        && abs(tangent.w) == 1)
    }
    #expect(bad == 0)
  }
}

enum Surface {
  /// `columns × rows` quads over the unit square of parameters.
  static func grid(
    columns: Int, rows: Int, _ point: (Float, Float) -> (Float3, Float3, Float2)
  ) -> Primitive {
    var result = Primitive()
    for row in 0...rows {
      for column in 0...columns {
        let (position, normal, uv) = point(
          Float(column) / Float(columns), Float(row) / Float(rows))
        result.positions.append(position)
        result.normals.append(normal)
        result.uv0.append(uv)
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let a = UInt32(row * (columns + 1) + column)
        let b = a + UInt32(columns) + 1
        result.indices += [a, b, a + 1, a + 1, b, b + 1]
      }
    }
    return result
  }
}

/// Just enough of glTF to read float attributes and 16-bit indices of files known to be good.
private struct PlainGLTF {
  private struct File: Decodable {
    struct Accessor: Decodable {
      var bufferView: Int
      var byteOffset: Int?
      var count: Int
    }
    struct View: Decodable { var byteOffset: Int? }
    struct Mesh: Decodable {
      struct Part: Decodable {
        var attributes: [String: Int]
        var indices: Int
      }
      var primitives: [Part]
    }
    var accessors: [Accessor]
    var bufferViews: [View]
    var meshes: [Mesh]
  }

  private let file: File
  private let binary: [UInt8]

  init(json: [UInt8], binary: [UInt8]) throws {
    file = try JSONDecoder().decode(File.self, from: Data(json))
    self.binary = binary
  }

  func primitives() throws -> [Primitive] {
    try file.meshes.flatMap(\.primitives).map { part in
      func floats(_ name: String, _ components: Int) throws -> [[Float]] {
        let accessor = file.accessors[try #require(part.attributes[name])]
        return (0..<accessor.count).map { element in
          (0..<components).map { load(accessor, (element * components + $0) * 4, as: Float.self) }
        }
      }
      var primitive = Primitive()
      primitive.positions = try floats("POSITION", 3).map { Float3($0) }
      primitive.normals = try floats("NORMAL", 3).map { Float3($0) }
      primitive.uv0 = try floats("TEXCOORD_0", 2).map { Float2($0) }
      primitive.tangents = try floats("TANGENT", 4).map { Float4($0) }
      let indices = file.accessors[part.indices]
      primitive.indices = (0..<indices.count).map {
        UInt32(load(indices, $0 * 2, as: UInt16.self))
      }
      return primitive
    }
  }

  private func load<Value>(_ accessor: File.Accessor, _ offset: Int, as type: Value.Type) -> Value {
    let start = (file.bufferViews[accessor.bufferView].byteOffset ?? 0) + (accessor.byteOffset ?? 0)
    return binary.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start + offset, as: type) }
  }
}
