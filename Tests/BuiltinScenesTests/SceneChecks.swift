import Numerics
import SceneModel
import Testing

/// Everything `Scene` promises about its own indices and arrays.
func expectValid(_ scene: Scene) {
  let nodes = scene.nodes.indices
  var parents = [Int](repeating: 0, count: scene.nodes.count)
  for root in scene.roots { parents[root] += 1 }
  for node in scene.nodes {
    for child in node.children where nodes.contains(child) { parents[child] += 1 }
    #expect(node.children.allSatisfy(nodes.contains))
    #expect(node.mesh.map(scene.meshes.indices.contains) ?? true)
    #expect(node.light.map(scene.lights.indices.contains) ?? true)
    #expect(node.camera.map(scene.cameras.indices.contains) ?? true)
  }
  #expect(parents.allSatisfy { $0 == 1 }, "every node has one parent or is a root")
  for texture in scene.textures { #expect(scene.images.indices.contains(texture.image)) }
  for material in scene.materials {
    let references = [
      material.baseColorTexture, material.metallicRoughnessTexture, material.normalTexture,
      material.occlusionTexture, material.emissiveTexture,
    ].compactMap { $0 }
    #expect(references.allSatisfy { scene.textures.indices.contains($0.texture) })
  }
  for mesh in scene.meshes {
    #expect(!mesh.primitives.isEmpty)
    for primitive in mesh.primitives {
      expectValid(primitive, in: mesh.name, materials: scene.materials.count)
    }
  }
}

func expectValid(_ p: Primitive, in mesh: String, materials: Int) {
  let n = p.positions.count
  #expect(p.normals.count == n && p.tangents.count == n && p.uv0.count == n, "\(mesh)")
  #expect(p.uv1.isEmpty || p.uv1.count == n)
  #expect(p.colors.isEmpty || p.colors.count == n)
  #expect(p.indices.count % 3 == 0 && !p.indices.isEmpty)
  #expect(p.indices.allSatisfy { $0 < UInt32(n) })
  #expect(p.material.map((0..<materials).contains) ?? false)
  var (badNormals, badTangents, notFinite) = (0, 0, 0)
  for i in 0..<n {
    if abs(length(p.normals[i]) - 1) > 1e-3 { badNormals += 1 }
    let t = p.tangents[i]
    if abs(length(t.xyz) - 1) > 1e-3 || abs(dot(t.xyz, p.normals[i])) > 2e-3 || abs(t.w) != 1 {
      badTangents += 1
    }
    let sum = p.positions[i].sum() + p.uv0[i].sum()
    if !sum.isFinite || !(p.uv1.isEmpty || p.uv1[i].sum().isFinite) { notFinite += 1 }
  }
  #expect(badNormals == 0, "normals of \(mesh) are unit vectors")
  #expect(badTangents == 0, "tangents of \(mesh) are unit vectors across the normals")
  #expect(notFinite == 0, "\(mesh) is finite")
  #expect(p.bounds == p.positions.reduce(into: Bounds.empty) { $0.include($1) })
}

/// Share of triangles whose winding disagrees with their normals.
func shareOfWrongWinding(_ p: Primitive) -> Float {
  var wrong = 0
  for t in stride(from: 0, to: p.indices.count, by: 3) {
    let (a, b, c) = (Int(p.indices[t]), Int(p.indices[t + 1]), Int(p.indices[t + 2]))
    let n = cross(p.positions[b] - p.positions[a], p.positions[c] - p.positions[a])
    if dot(n, p.normals[a] + p.normals[b] + p.normals[c]) < -1e-3 * length(n) { wrong += 1 }
  }
  return Float(wrong) / Float(max(p.triangleCount, 1))
}

/// Edges that are not shared by exactly two triangles of opposite direction, after joining vertices
/// nearer than 10 µm.
func openEdges(_ p: Primitive) -> Int {
  var ids: [SIMD3<Int32>: Int] = [:]
  let joined = p.positions.map { position -> Int in
    let key = SIMD3<Int32>((position * 1e5).rounded(.toNearestOrAwayFromZero))
    if let id = ids[key] { return id }
    ids[key] = ids.count
    return ids.count - 1
  }
  var edges: [SIMD2<Int>: Int] = [:]
  for t in stride(from: 0, to: p.indices.count, by: 3) {
    let corners = (0..<3).map { joined[Int(p.indices[t + $0])] }
    guard Set(corners).count == 3 else { continue }
    for k in 0..<3 { edges[SIMD2(corners[k], corners[(k + 1) % 3]), default: 0] += 1 }
  }
  return edges.reduce(0) { sum, edge in
    sum + (edges[SIMD2(edge.key.y, edge.key.x)] == edge.value ? 0 : 1)
  }
}

/// FNV-1a over everything that is drawn.
func hash(_ scene: Scene) -> UInt64 {
  var h: UInt64 = 0xcbf2_9ce4_8422_2325
  func add(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { h = (h ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
  for mesh in scene.meshes {
    for p in mesh.primitives {
      for v in p.positions { withUnsafeBytes(of: (v.x, v.y, v.z)) { add($0) } }
      for v in p.normals { withUnsafeBytes(of: (v.x, v.y, v.z)) { add($0) } }
      p.uv0.withUnsafeBytes { add($0) }
      p.uv1.withUnsafeBytes { add($0) }
      p.colors.withUnsafeBytes { add($0) }
      p.tangents.withUnsafeBytes { add($0) }
      p.indices.withUnsafeBytes { add($0) }
    }
  }
  for image in scene.images { image.pixels.withUnsafeBytes { add($0) } }
  for material in scene.materials {
    withUnsafeBytes(of: (material.baseColor, material.roughness, material.metallic)) { add($0) }
  }
  for transform in scene.worldTransforms() {
    withUnsafeBytes(of: transform.columns) { add($0) }
  }
  return h
}
