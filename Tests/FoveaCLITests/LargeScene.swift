import Foundation

/// A scene of many meshes, written without ever being in memory.
struct LargeScene {
  let meshes: Int
  /// Squares on a side of a mesh.
  let side: Int

  private var vertexBytes: Int { 24 * (side + 1) * (side + 1) }
  private var indexBytes: Int { 24 * side * side }

  func write(to folder: WorkFolder) throws -> String {
    let buffer = try folder.write("", to: "scene.bin")
    let file = try FileHandle(forWritingTo: URL(filePath: buffer))
    for mesh in 0..<meshes {
      try file.write(contentsOf: vertices(mesh))
      try file.write(contentsOf: indices)
    }
    try file.close()
    return try folder.write(json, to: "scene.gltf")
  }

  private func vertices(_ mesh: Int) -> Data {
    var numbers: [Float] = []
    for row in 0...side {
      for column in 0...side {
        let (x, z) = (Float(column) / Float(side), Float(row) / Float(side))
        numbers += [x, 0.1 * sin(9 * x + Float(mesh)) * cos(7 * z), z, 0, 1, 0]
      }
    }
    return numbers.withUnsafeBytes { Data($0) }
  }

  private var indices: Data {
    var indices: [UInt32] = []
    for row in 0..<UInt32(side) {
      for column in 0..<UInt32(side) {
        let a = row * UInt32(side + 1) + column
        let b = a + UInt32(side + 1)
        indices += [a, b, a + 1, a + 1, b, b + 1]
      }
    }
    return indices.withUnsafeBytes { Data($0) }
  }

  private var json: String {
    let vertexCount = (side + 1) * (side + 1)
    func list(_ element: (Int) -> String) -> String {
      (0..<meshes).map(element).joined(separator: ",")
    }
    let views = list {
      let start = $0 * (vertexBytes + indexBytes)
      return
        #"{"buffer":0,"byteOffset":\#(start),"byteLength":\#(vertexBytes),"byteStride":24},"#
        + #"{"buffer":0,"byteOffset":\#(start + vertexBytes),"byteLength":\#(indexBytes)}"#
    }
    let accessors = list {
      #"{"bufferView":\#(2 * $0),"componentType":5126,"type":"VEC3","count":\#(vertexCount),"#
        + #""min":[0,-1,0],"max":[1,1,1]},"#
        + #"{"bufferView":\#(2 * $0),"byteOffset":12,"componentType":5126,"type":"VEC3","#
        + #""count":\#(vertexCount)},"#
        + #"{"bufferView":\#(2 * $0 + 1),"componentType":5125,"type":"SCALAR","#
        + #""count":\#(indexBytes / 4)}"#
    }
    let primitives = list {
      #"{"primitives":[{"attributes":{"POSITION":\#(3 * $0),"NORMAL":\#(3 * $0 + 1)},"#
        + #""indices":\#(3 * $0 + 2)}]}"#
    }
    return #"{"asset":{"version":"2.0"},"nodes":[\#(list { #"{"mesh":\#($0)}"# })],"#
      + #""meshes":[\#(primitives)],"accessors":[\#(accessors)],"bufferViews":[\#(views)],"#
      + #""buffers":[{"uri":"scene.bin","byteLength":\#(meshes * (vertexBytes + indexBytes))}]}"#
  }
}
