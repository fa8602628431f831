import Foundation
import Numerics
import SceneBake
import SceneImport
import SceneModel
import SceneStore

func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 }

struct Paged { var page = GeometryPage(); var formats: [VertexFormat] = []; var of: [Int] = [] }

func pages(_ scene: Scene) -> (pages: [Paged], triangles: Int, all: Int) {
  var result: [Paged] = []
  var (triangles, all) = (0, 0)
  for mesh in scene.meshes {
    for primitive in mesh.primitives {
      let h = ClusterHierarchy(of: primitive)
      triangles += primitive.triangleCount
      var mean: Float = 0
      var n: Float = 0
      for i in stride(from: 0, to: primitive.indices.count, by: 3) {
        mean += length(primitive.positions[Int(primitive.indices[i])] - primitive.positions[Int(primitive.indices[i + 1])])
        n += 1
      }
      let hasNormalMap = primitive.material.map { scene.materials[$0].normalTexture != nil } ?? false
      let grid = PositionGrid(bounds: primitive.bounds, meanEdge: mean / n)
      let format = VertexFormat(
        positions: grid,
        uv0: primitive.uv0.isEmpty ? nil : TextureGrid(reach: primitive.uv0.reduce(0) { max($0, abs($1.x), abs($1.y)) }),
        hasTangents: hasNormalMap && !primitive.tangents.isEmpty)
      var current = Paged()
      current.formats = [format]
      func flush() {
        if !current.page.clusters.isEmpty { result.append(current) }
        current = Paged()
        current.formats = [format]
      }
      for group in h.groups {
        let vs = group.clusters.reduce(0) { $0 + h.clusters[$1].vertexCount }
        let ts = group.clusters.reduce(0) { $0 + h.clusters[$1].indexCount }
        if current.page.frames.count + vs > PageLimits.vertices || current.page.indices.count + ts > PageLimits.indices
          || current.page.clusters.count + group.clusterCount > PageLimits.clusters { flush() }
        for c in group.clusters {
          let cluster = h.clusters[c]
          all += cluster.triangleCount
          current.page.clusters.append(ClusterRecord(
            center: (cluster.center.x, cluster.center.y, cluster.center.z), radius: cluster.radius,
            coneAxis: (cluster.coneAxis.x, cluster.coneAxis.y, cluster.coneAxis.z), coneCutoff: cluster.coneCutoff,
            firstIndex: UInt32(current.page.indices.count), indexCount: UInt32(cluster.indexCount),
            firstVertex: UInt32(current.page.frames.count), refined: cluster.refined, group: cluster.group, level: cluster.level))
          current.of.append(0)
          current.page.indices += h.clusterIndices[cluster.indices].map { UInt16($0) }
          for v in h.clusterVertices[cluster.vertices] {
            let p = grid.snap(h.vertices.positions[Int(v)])
            current.page.positions += [p.x, p.y, p.z]
            let nn = h.vertices.normals[Int(v)]
            let t = h.vertices.tangents.isEmpty ? Float4(0,0,0,0) : h.vertices.tangents[Int(v)]
            let uv = h.vertices.uv0.isEmpty ? Float2(0,0) : h.vertices.uv0[Int(v)]
            current.page.frames.append(PageVertex.Frame(
              normal: SIMD4<Int16>(Float4(nn, 0) * 32767), tangent: SIMD4<Int16>(t * 32767), uv0: format.uv0?.snap(uv) ?? uv))
          }
        }
      }
      flush()
    }
  }
  return (result, triangles, all)
}

for name in CommandLine.arguments.dropFirst() {
  let scene = try SceneImporter.load(path: name)
  let (list, triangles, all) = pages(scene)
  let codec = GeometryPageCodec()
  let t0 = now()
  let encoded = list.map { codec.encode($0.page, formats: $0.formats, formatOfCluster: $0.of) }
  let t1 = now()
  let stored = encoded.reduce(0) { $0 + $1.bytes.count }
  let vertices = list.reduce(0) { $0 + $1.page.frames.count }
  print(name, "triangles", triangles, "all levels", all, "vertices", vertices, "pages", list.count, "v/t", Double(vertices) / Double(all))
  print("  bytes/source triangle", Double(stored) / Double(triangles), "per vertex", Double(stored) / Double(vertices))
  // streams
  var sums = [String: (Int, Int)]()
  for item in list {
    for (key, raw, size) in codec.sizes(item.page, formats: item.formats, formatOfCluster: item.of) {
      sums[key, default: (0, 0)].0 += raw
      sums[key, default: (0, 0)].1 += size
    }
  }
  let short = ProcessInfo.processInfo.environment["COLS"] == nil
  if short { var by = [String: (Int, Int)](); for (k, v) in sums { let n = String(k.split(separator: " ")[0]); by[n, default: (0,0)].0 += v.0; by[n, default: (0,0)].1 += v.1 }; sums = by }
  for (k, v) in sums.sorted(by: { $0.key < $1.key }) { print("   ", k, v.0, v.1, String(format: "%.3f B/tri", Double(v.1) / Double(triangles))) }
  print("  encode MB/s", Double(vertices * 36 + all * 6) / (t1 - t0) / 1e6)
  var bytes = 0
  let pos = UnsafeMutableBufferPointer<Float>.allocate(capacity: PageLimits.vertices * 3)
  let frames = UnsafeMutableBufferPointer<PageVertex.Frame>.allocate(capacity: PageLimits.vertices)
  let idx = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: PageLimits.indices)
  let cl = UnsafeMutableBufferPointer<ClusterRecord>.allocate(capacity: PageLimits.clusters)
  let ex = UnsafeMutableBufferPointer<PageVertex.Extra>(start: nil, count: 0)
  let mem = GeometryPageMemory(positions: pos, frames: frames, extras: ex, indices: idx, clusters: cl)
  let t5 = now()
  var raws = 0
  for _ in 0..<4 { for e in encoded { try e.bytes.withUnsafeBytes { try codec.inflate($0, rawBytes: e.rawBytes) }; raws += e.rawBytes } }
  print("  zstd s per rep", (now() - t5) / 4, "MB/s", Double(raws) / (now() - t5) / 1e6)
  let t2 = now()
  var cpu = clock()
  let reps = max(1, 30_000_000 / all)
  for _ in 0..<reps {
    for e in encoded {
      let c = try e.bytes.withUnsafeBytes { try codec.decode($0, rawBytes: e.rawBytes, into: mem) }
      bytes += c.vertices * 36 + c.indices * 2 + c.clusters * 64
    }
  }
  cpu = clock() - cpu
  print("  decode s per rep", (now() - t2) / Double(reps))
  print("  decode MB/s", Double(bytes) / (now() - t2) / 1e6, "cpu", Double(bytes) / (Double(cpu) / 1e6) / 1e6)
  // check
  for (item, e) in zip(list, encoded) {
    let page = try e.bytes.withUnsafeBytes { try codec.decode($0, rawBytes: e.rawBytes) }
    for (a, b) in zip(item.page.clusters, page.clusters) {
      func tris(_ p: GeometryPage, _ c: ClusterRecord) -> [[Float]] {
        var out: [[Float]] = []
        for t in stride(from: Int(c.firstIndex), to: Int(c.firstIndex + c.indexCount), by: 3) {
          let corners = (0..<3).map { k -> [Float] in
            let v = Int(c.firstVertex) + Int(p.indices[t + k])
            return [p.positions[v * 3], p.positions[v * 3 + 1], p.positions[v * 3 + 2], p.frames[v].uv0.x, p.frames[v].uv0.y]
          }
          let r = (0..<3).map { Array(corners[$0...] + corners[..<$0]).flatMap { $0 } }
          out.append(r.min { $0.lexicographicallyPrecedes($1) }!)
        }
        return out.sorted { $0.lexicographicallyPrecedes($1) }
      }
      if tris(item.page, a) != tris(page, b) { print("MISMATCH"); exit(1) }
    }
  }
}
