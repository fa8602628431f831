import Numerics

@testable import SceneStore

/// Geometry pages made by chance, and what two pages must have in common.
struct SamplePage {
  var page = GeometryPage()
  var formats: [VertexFormat] = []
  var formatOfCluster: [Int] = []

  /// Clusters of triangles between vertices by chance: no surface, and hardly ever a manifold.
  init(random: inout RandomSource, clusters: Int, hasExtras: Bool) {
    formats = (0..<Int(random.next32() % 3) + 1).map { _ in Self.format(&random, hasExtras) }
    var pool: [Vertex] = []
    for _ in 0..<clusters {
      let format = Int(random.next32()) % formats.count
      let count = 1 + Int(random.next32() % 128)
      let vertices = (0..<count).map { _ in
        // Some are those of another cluster, or share a place with one.
        var vertex = Vertex(&random, formats[format])
        if let other = pool.randomElement(using: &random) {
          switch random.next32() % 4 {
          case 0: vertex = other
          case 1: vertex.position = other.position
          default: break
          }
        }
        return vertex.snapped(to: formats[format])
      }
      pool += vertices
      let triangles = 1 + Int(random.next32() % 128)
      append(
        vertices, indices: (0..<triangles * 3).map { _ in UInt16(random.next32() % UInt32(count)) },
        format: format, &random)
    }
    if !hasExtras { page.extras = [] }
  }

  /// A bent sheet of `side` × `side` squares for each cluster, side by side.
  init(sheets: Int, side: Int, format: VertexFormat) {
    formats = [format]
    var random = RandomSource(seed: 7)
    for sheet in 0..<sheets {
      var vertices: [Vertex] = []
      var indices: [UInt16] = []
      for y in 0...side {
        for x in 0...side {
          let (u, v) = (Float(sheet) + Float(x) / Float(side), Float(y) / Float(side))
          var vertex = Vertex()
          vertex.position = Float3(u, v, 0.2 * u * v)
          vertex.normal = normalize(Float3(-0.2 * v, -0.2 * u, 1))
          vertex.tangent = Float4(normalize(Float3(1, 0, 0.2 * v)), 1)
          vertex.uv0 = Float2(u, v)
          vertices.append(vertex.snapped(to: format))
          guard x < side && y < side else { continue }
          let a = UInt16(y * (side + 1) + x)
          let (b, c, d) = (a + 1, a + UInt16(side) + 1, a + UInt16(side) + 2)
          indices += [a, b, d, a, d, c]
        }
      }
      append(vertices, indices: indices, format: 0, &random)
    }
    page.extras = []
  }

  struct Vertex {
    var position = Float3.zero
    var normal = Float3(0, 0, 1)
    var tangent = Float4(1, 0, 0, 1)
    var uv0 = Float2.zero
    var uv1 = Float2.zero
    var color = SIMD4<UInt16>(repeating: .max)

    init() {}

    init(_ random: inout RandomSource, _ format: VertexFormat) {
      let reach = format.positions.step * 0x1p20
      func number(_ r: inout RandomSource) -> Float { r.uniform(-1...1) }
      position = Float3(number(&random), number(&random), number(&random)) * reach
      normal = normalize(
        Float3(number(&random), number(&random), number(&random)), fallback: Float3(0, 0, 1))
      let (t, b) = orthonormalBasis(normal)
      let direction = normalize(Float2(number(&random), number(&random)), fallback: Float2(1, 0))
      tangent = Float4(t * direction.x + b * direction.y, random.next32() % 2 == 0 ? 1 : -1)
      uv0 = Float2(number(&random), number(&random)) * 40
      uv1 = Float2(number(&random), number(&random)) * 1.5
      color = SIMD4(
        UInt16(random.next32() & 0xffff), UInt16(random.next32() & 0xffff),
        UInt16(random.next32() & 0xffff), 65535)
    }

    func snapped(to format: VertexFormat) -> Vertex {
      var v = self
      v.position = format.positions.snap(position)
      v.uv0 = format.uv0?.snap(uv0) ?? .zero
      v.uv1 = format.uv1?.snap(uv1) ?? .zero
      if !format.hasColors { v.color = SIMD4(repeating: .max) }
      return v
    }
  }

  private static func format(_ random: inout RandomSource, _ hasExtras: Bool) -> VertexFormat {
    func coin(_ r: inout RandomSource) -> Bool { r.next32() % 2 == 0 }
    return VertexFormat(
      positions: PositionGrid(exponent: Int(random.next32() % 30) - 25),
      uv0: coin(&random) ? TextureGrid(exponent: -16) : nil,
      uv1: hasExtras && coin(&random) ? TextureGrid(exponent: -12) : nil,
      hasTangents: coin(&random), hasColors: hasExtras && coin(&random))
  }

  mutating func append(
    _ vertices: [Vertex], indices: [UInt16], format: Int, _ random: inout RandomSource
  ) {
    let axis = normalize(Float3(random.uniform(-1...1), 1, random.uniform(-1...1)))
    page.clusters.append(
      ClusterRecord(
        center: (random.unit(), -random.unit(), random.unit() * 100), radius: random.unit(),
        coneAxis: (axis.x, axis.y, axis.z), coneCutoff: random.uniform(-0.5...1),
        firstIndex: UInt32(page.indices.count), indexCount: UInt32(indices.count),
        firstVertex: UInt32(page.frames.count),
        refined: random.next32() % 3 == 0 ? ClusterGroup.none : random.next32(),
        group: random.next32(), level: random.next32() % 20))
    formatOfCluster.append(format)
    for vertex in vertices {
      let n = (Float4(vertex.normal, 0) * 32767).rounded(.toNearestOrEven)
      let t = (vertex.tangent * 32767).rounded(.toNearestOrEven)
      page.positions += [vertex.position.x, vertex.position.y, vertex.position.z]
      page.frames.append(
        PageVertex.Frame(normal: SIMD4<Int16>(n), tangent: SIMD4<Int16>(t), uv0: vertex.uv0))
      page.extras.append(PageVertex.Extra(uv1: vertex.uv1, color: vertex.color))
    }
    page.indices += indices
  }

  func encoded(_ codec: GeometryPageCodec) -> EncodedPage {
    codec.encode(page, formats: formats, formatOfCluster: formatOfCluster)
  }
}

extension GeometryPageCodec {
  func decode(_ page: EncodedPage) throws -> GeometryPage {
    try page.bytes.withUnsafeBytes { try decode($0, rawBytes: page.rawBytes) }
  }
}
