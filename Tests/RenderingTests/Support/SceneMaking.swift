import Foundation
import Numerics
import SceneModel

extension Scene {
  /// A material without metal, edited.
  mutating func addMaterial(_ edit: (inout Material) -> Void) -> Int {
    var material = Material()
    material.metallic = 0
    edit(&material)
    materials.append(material)
    return materials.count - 1
  }

  mutating func addUnlit(_ color: Float3, alpha: Float = 1) -> Int {
    addMaterial {
      $0.baseColor = Float4(color, alpha)
      $0.isUnlit = true
      if alpha < 1 { $0.alphaMode = .blend }
    }
  }

  /// A root node that draws a primitive.
  @discardableResult
  mutating func add(
    _ primitive: Primitive, at position: Float3 = .zero, rotation: Quaternion = .identity,
    scale: Float3 = Float3(1, 1, 1)
  ) -> Int {
    var primitive = primitive
    primitive.updateBounds()
    var mesh = Mesh()
    mesh.primitives = [primitive]
    meshes.append(mesh)
    var node = Node()
    node.mesh = meshes.count - 1
    node.transform = .parts(translation: position, rotation: rotation, scale: scale)
    return addRoot(node)
  }

  @discardableResult
  mutating func addRoot(_ node: Node) -> Int {
    nodes.append(node)
    roots.append(nodes.count - 1)
    return nodes.count - 1
  }

  /// A light that shines from `position` towards `target`.
  mutating func addLight(
    _ kind: Light.Kind, from position: Float3, to target: Float3 = .zero, color: Float3 = .one,
    intensity: Float, range: Float? = nil
  ) {
    var light = Light(kind: kind)
    light.color = color
    light.intensity = intensity
    light.range = range
    lights.append(light)
    var node = Node()
    node.light = lights.count - 1
    let pose = Pose(position: position, lookingAt: target)
    node.transform = .parts(
      translation: position, rotation: pose.orientation, scale: Float3(1, 1, 1))
    addRoot(node)
  }

  /// A texture of its own image, given by a function of column and row.
  mutating func addTexture(
    width: Int, height: Int, _ pixel: (Int, Int) -> SIMD4<UInt8>,
    _ edit: (inout Texture) -> Void = { _ in }
  ) -> TextureReference {
    var bytes: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let p = pixel(x, y)
        bytes += [p.x, p.y, p.z, p.w]
      }
    }
    images.append(Image(name: "test", width: width, height: height, pixels: bytes))
    var texture = Texture(image: images.count - 1)
    edit(&texture)
    textures.append(texture)
    return TextureReference(texture: textures.count - 1)
  }
}

extension Primitive {
  /// A square of side 1 in the XY plane that faces +Z; UV (0, 0) is its upper left corner.
  static func square(material: Int?) -> Primitive {
    var p = Primitive()
    p.positions = [
      Float3(-0.5, -0.5, 0), Float3(0.5, -0.5, 0), Float3(0.5, 0.5, 0), Float3(-0.5, 0.5, 0),
    ]
    p.normals = Array(repeating: Float3(0, 0, 1), count: 4)
    p.tangents = Array(repeating: Float4(1, 0, 0, 1), count: 4)
    p.uv0 = [Float2(0, 1), Float2(1, 1), Float2(1, 0), Float2(0, 0)]
    p.indices = [0, 1, 2, 0, 2, 3]
    p.material = material
    return p
  }

  /// A unit sphere with exact normals and u around +Y.
  static func sphere(material: Int?, columns: Int = 128) -> Primitive {
    var p = Primitive()
    let rows = columns / 2
    for j in 0...rows {
      let polar = Double(j) / Double(rows) * .pi
      for i in 0...columns {
        let around = Double(i) / Double(columns) * 2 * .pi
        let n = Double3(cos(around) * sin(polar), cos(polar), -sin(around) * sin(polar))
        p.positions.append(Float3(n))
        p.normals.append(Float3(n))
        p.tangents.append(Float4(Float3(Double3(-sin(around), 0, -cos(around))), 1))
        p.uv0.append(Float2(Float(i) / Float(columns), Float(j) / Float(rows)))
      }
    }
    let stride = UInt32(columns + 1)
    for j in 0..<UInt32(rows) {
      for i in 0..<UInt32(columns) {
        let a = j * stride + i
        p.indices += [a, a + stride, a + stride + 1, a, a + stride + 1, a + 1]
      }
    }
    p.material = material
    return p
  }

  /// A cube of side 1 about the origin.
  static func cube(material: Int?) -> Primitive {
    var p = Primitive()
    let faces: [(Quaternion)] = [
      .identity, Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0)),
      Quaternion(angle: .pi, axis: Float3(0, 1, 0)),
      Quaternion(angle: -.pi / 2, axis: Float3(0, 1, 0)),
      Quaternion(angle: .pi / 2, axis: Float3(1, 0, 0)),
      Quaternion(angle: -.pi / 2, axis: Float3(1, 0, 0)),
    ]
    for turn in faces {
      let square = Primitive.square(material: nil)
      let first = UInt32(p.positions.count)
      p.positions += square.positions.map { turn.rotate($0 + Float3(0, 0, 0.5)) }
      p.normals += square.normals.map { turn.rotate($0) }
      p.tangents += square.tangents.map { Float4(turn.rotate($0.xyz), $0.w) }
      p.uv0 += square.uv0
      p.indices += square.indices.map { $0 + first }
    }
    p.material = material
    return p
  }
}

extension Quaternion {
  /// Turns +Z to +Y: a square becomes a floor.
  static let floor = Quaternion(angle: -.pi / 2, axis: Float3(1, 0, 0))
}
