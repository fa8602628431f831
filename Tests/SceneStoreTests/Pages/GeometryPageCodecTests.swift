import Numerics
import Testing

@testable import SceneStore

/// What goes into a page comes out of it.
@Suite struct GeometryPageCodecTests {
  /// A corner as it must come out exactly: position, UVs and colour.
  private struct Corner: Hashable, Comparable {
    var words: [UInt32]
    static func < (a: Self, b: Self) -> Bool { a.words.lexicographicallyPrecedes(b.words) }
  }

  /// The triangles of a cluster with their sense of rotation, in an order of their own.
  private func triangles(_ page: GeometryPage, _ cluster: ClusterRecord) -> [[UInt32]] {
    let first = Int(cluster.firstIndex)
    return stride(from: first, to: first + Int(cluster.indexCount), by: 3).map { index in
      let corners = (0..<3).map {
        corner(page, Int(cluster.firstVertex) + Int(page.indices[index + $0]))
      }
      let turns = (0..<3).map { corners[$0...] + corners[..<$0] }
      return (turns.min { $0.lexicographicallyPrecedes($1) } ?? []).flatMap(\.words)
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func corner(_ page: GeometryPage, _ vertex: Int) -> Corner {
    let frame = page.frames[vertex]
    var words = page.positions[vertex * 3..<vertex * 3 + 3].map { ($0 + 0).bitPattern }
    words += [(frame.uv0.x + 0).bitPattern, (frame.uv0.y + 0).bitPattern]
    if !page.extras.isEmpty {
      let extra = page.extras[vertex]
      words += [(extra.uv1.x + 0).bitPattern, (extra.uv1.y + 0).bitPattern]
      words += (0..<4).map { UInt32(extra.color[$0]) }
    }
    return Corner(words: words)
  }

  @Test(arguments: 0..<60) func trianglesOfAnyKindComeBack(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let sample = SamplePage(
      random: &random, clusters: 1 + Int(seed) % 30, hasExtras: seed % 3 == 0)
    let codec = GeometryPageCodec()
    let page = try codec.decode(sample.encoded(codec))
    #expect(page.clusters.count == sample.page.clusters.count)
    #expect(page.frames.count == sample.page.frames.count)
    #expect(page.extras.count == sample.page.extras.count)
    for (a, b) in zip(sample.page.clusters, page.clusters) {
      #expect(triangles(sample.page, a) == triangles(page, b))
      #expect(a.center == b.center && a.radius == b.radius)
      #expect(a.group == b.group && a.refined == b.refined && a.level == b.level)
      #expect(a.firstIndex == b.firstIndex && a.indexCount == b.indexCount)
      #expect(a.firstVertex == b.firstVertex)
    }
  }

  @Test(arguments: 0..<10) func decodingAndEncodingAgainChangesNothing(seed: UInt64) throws {
    var random = RandomSource(seed: seed + 100)
    var sample = SamplePage(random: &random, clusters: 8, hasExtras: seed % 2 == 0)
    let codec = GeometryPageCodec()
    let once = try codec.decode(sample.encoded(codec))
    sample.page = once
    let twice = try codec.decode(sample.encoded(codec))
    for (a, b) in zip(once.clusters, twice.clusters) {
      #expect(triangles(once, a) == triangles(twice, b))
    }
    let key: (PageVertex.Frame) -> [Int16] = { f in
      (0..<4).map { f.normal[$0] } + (0..<4).map { f.tangent[$0] }
    }
    #expect(
      once.frames.map(key).sorted { $0.lexicographicallyPrecedes($1) }
        == twice.frames.map(key).sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func directionsAreNear() throws {
    // One cluster for each vertex, so that the order is known.
    let format = VertexFormat(
      positions: PositionGrid(exponent: -10), uv0: TextureGrid(exponent: -16), hasTangents: true)
    let codec = GeometryPageCodec()
    var random = RandomSource(seed: 3)
    var (worstNormal, worstTangent) = (Float(0), Float(0))
    for _ in 0..<40 {
      var sample = SamplePage(sheets: 0, side: 1, format: format)
      let vertices = (0..<200).map { _ in SamplePage.Vertex(&random, format).snapped(to: format) }
      for vertex in vertices {
        sample.append([vertex], indices: [0, 0, 0], format: 0, &random)
      }
      sample.page.extras = []
      let page = try codec.decode(sample.encoded(codec))
      for (vertex, frame) in zip(vertices, page.frames) {
        func direction(_ v: SIMD4<Int16>) -> Float3 { Float3(SIMD3(v.x, v.y, v.z)) / 32767 }
        let (n, t) = (direction(frame.normal), direction(frame.tangent))
        #expect(abs(length(n) - 1) < 1e-4 && abs(length(t) - 1) < 1e-4 && abs(dot(n, t)) < 1e-4)
        worstNormal = max(worstNormal, length(cross(n, vertex.normal)))
        worstTangent = max(worstTangent, length(cross(t, vertex.tangent.xyz)))
        #expect((frame.tangent.w < 0) == (vertex.tangent.w < 0))
      }
    }
    // Radians. Normals: half a step of the grid in the middle of a face. Tangents: 1024 angles.
    #expect(worstNormal < 0.0011)
    #expect(worstTangent < .pi / 1024 + 0.001)
  }

  @Test func axesAreExact() {
    for axis in 0..<3 {
      for sign in [Float(1), -1] {
        var normal = Float3.zero
        normal[axis] = sign
        #expect(DirectionCoding.normal(DirectionCoding.integers(normal: normal)) == normal)
      }
    }
  }

  @Test func conesHoldWhatTheyHeld() {
    var random = RandomSource(seed: 4)
    for _ in 0..<5000 {
      let axis = normalize(
        Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)),
        fallback: Float3(0, 0, 1))
      let cutoff = random.uniform(-1...1)
      let word = ConeCoding.word((axis.x, axis.y, axis.z), cutoff: cutoff)
      let (x, y, z) = ConeCoding.axis(word)
      let view = normalize(
        Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)),
        fallback: Float3(0, 0, 1))
      // What the stored cone culls, the true one culls.
      if ConeCoding.cutoff(word) < 1, dot(view, Float3(x, y, z)) >= ConeCoding.cutoff(word) {
        #expect(dot(view, axis) >= cutoff - 1e-6)
      }
    }
  }

  @Test func aVertexIsTheSameInEveryPage() throws {
    var random = RandomSource(seed: 5)
    let format = VertexFormat(
      positions: PositionGrid(exponent: -14), uv0: TextureGrid(exponent: -16), hasTangents: true)
    let shared = (0..<100).map { _ in SamplePage.Vertex(&random, format).snapped(to: format) }
    let codec = GeometryPageCodec()
    var seen: [[UInt32]: Set<[UInt32]>] = [:]
    for _ in 0..<12 {
      var sample = SamplePage(random: &random, clusters: 3, hasExtras: false)
      sample.formats.append(format)
      let number = sample.formats.count - 1
      let vertices = shared.shuffled(using: &random)
      sample.page.extras = []
      let first = sample.page.frames.count
      sample.append(
        vertices, indices: (0..<96).map { _ in UInt16(random.next32() % 100) }, format: number,
        &random)
      sample.page.extras = []
      let page = try codec.decode(sample.encoded(codec))
      for index in first..<page.frames.count {
        let place = page.positions[index * 3..<index * 3 + 3].map(\.bitPattern)
        let frame = page.frames[index]
        let rest = withUnsafeBytes(of: frame) { Array($0).map { UInt32($0) } }
        seen[Array(place), default: []].insert(rest)
      }
    }
    #expect(seen.count == 100)
    #expect(seen.values.allSatisfy { $0.count == 1 })
  }

  @Test func aSmoothSheetTakesFewBytes() throws {
    let format = VertexFormat(
      positions: PositionGrid(exponent: -13), uv0: TextureGrid(exponent: -16), hasTangents: true)
    let codec = GeometryPageCodec()
    let sample = SamplePage(sheets: 40, side: 8, format: format)
    let bytes = sample.encoded(codec).bytes.count
    #expect(bytes < sample.page.indices.count / 3 * 4)
  }
}
