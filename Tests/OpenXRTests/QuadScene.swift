import Foundation

/// A scene of five squares without light, seen by its camera from the origin: red at the left, green at the
/// right and blue above, all 2 m away, a small white one half a metre away that rises
/// by 10 cm in 10 s, and a dark one behind them all.
enum QuadScene {
  /// glTF, with everything in it.
  static func text() throws -> String {
    var bytes = Data()
    for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
      for value in [x / 2, y / 2, 0] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    for index in [0, 1, 2, 0, 2, 3] as [UInt16] {
      withUnsafeBytes(of: index.littleEndian) { bytes.append(contentsOf: $0) }
    }
    for value in [0, 10] + [0, 0, -0.5] + [0, 0.1, -0.5] as [Float] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    let squares: [(color: [Double], place: [Double], size: Double)] = [
      ([1, 0, 0], [-0.9, 0, -2], 0.6), ([0, 1, 0], [0.9, 0, -2], 0.6),
      ([0, 0, 1], [0, 0.9, -2], 0.6), ([1, 1, 1], [0, 0, -0.5], 0.06),
      ([0.03, 0.03, 0.03], [0, 0, -3], 10),
    ]
    let document: [String: Any] = [
      "asset": ["version": "2.0"], "extensionsUsed": ["KHR_materials_unlit"],
      "buffers": [
        [
          "byteLength": bytes.count,
          "uri": "data:application/octet-stream;base64," + bytes.base64EncodedString(),
        ]
      ],
      "bufferViews": [
        ["buffer": 0, "byteLength": 48], ["buffer": 0, "byteOffset": 48, "byteLength": 12],
        ["buffer": 0, "byteOffset": 60, "byteLength": 8],
        ["buffer": 0, "byteOffset": 68, "byteLength": 24],
      ],
      "accessors": [
        [
          "bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3",
          "min": [-0.5, -0.5, 0], "max": [0.5, 0.5, 0],
        ] as [String: Any],
        ["bufferView": 1, "componentType": 5123, "count": 6, "type": "SCALAR"],
        [
          "bufferView": 2, "componentType": 5126, "count": 2, "type": "SCALAR", "min": [0],
          "max": [10],
        ],
        ["bufferView": 3, "componentType": 5126, "count": 2, "type": "VEC3"],
      ],
      "materials": squares.map {
        [
          "pbrMetallicRoughness": ["baseColorFactor": $0.color + [1]],
          "extensions": ["KHR_materials_unlit": [String: Any]()],
        ]
      },
      "meshes": squares.indices.map {
        ["primitives": [["attributes": ["POSITION": 0], "indices": 1, "material": $0]]]
      },
      "animations": [
        [
          "samplers": [["input": 2, "output": 3]],
          "channels": [["sampler": 0, "target": ["node": 3, "path": "translation"]]],
        ] as [String: Any]
      ],
      "cameras": [["type": "perspective", "perspective": ["yfov": 1, "znear": 0.1]]],
      "nodes": squares.indices.map {
        [
          "mesh": $0, "translation": squares[$0].place,
          "scale": [squares[$0].size, squares[$0].size, 1],
        ] as [String: Any]
      } + [["camera": 0]],
      "scenes": [["nodes": Array(0...squares.count)]], "scene": 0,
    ]
    let text = try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys])
    return String(decoding: text, as: UTF8.self)
  }
}
