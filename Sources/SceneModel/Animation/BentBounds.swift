package import Numerics

/// From which follows where a part that is skinned or morphed can be, however it is bent, without a look
/// at its vertices.
///
/// A skinned vertex is a mean of what its joints make of it, so it lies among the spheres that the
/// joints move; morph targets move it no further than their longest displacements.
package struct BentBounds: Equatable, Sendable {
  /// Around the vertices that a joint has influence on, space of the mesh.
  package struct JointSphere: BitwiseCopyable, Equatable, Sendable {
    /// Of the skin; `unmoved` for vertices without weights, which stay where they are.
    package var joint: UInt16
    package var center: Float3
    package var radius: Float

    package static let unmoved = UInt16.max

    package init(joint: UInt16, center: Float3, radius: Float) {
      self.joint = joint
      self.center = center
      self.radius = radius
    }
  }

  /// A sphere in the world.
  package struct Sphere: Equatable, Sendable {
    package var center: Float3
    package var radius: Float
    /// How much longer than in the mesh lengths are, at most, as far as joints make them so.
    package var stretch: Float
  }

  /// Without a skin a single one, of joint 0.
  package var spheres: [JointSphere] = []
  /// For each target its longest displacement, metres.
  package var reaches: [Float] = []

  package init() {}

  package init(_ primitive: Primitive) {
    reaches = primitive.targets.map { $0.positions.reduce(0) { max($0, length($1)) } }
    var vertices: [UInt16: [Int]] = [:]
    for vertex in primitive.positions.indices {
      var joints: [UInt16] = []
      for set in primitive.influences {
        for k in 0..<4 where set.weights[vertex][k] != 0 { joints.append(set.joints[vertex][k]) }
      }
      if primitive.influences.isEmpty { joints = [0] }
      if joints.isEmpty { joints = [JointSphere.unmoved] }
      for joint in Set(joints) { vertices[joint, default: []].append(vertex) }
    }
    spheres = vertices.keys.sorted().map { joint in
      let own = vertices[joint] ?? []
      let box = own.reduce(into: Bounds.empty) { $0.include(primitive.positions[$1]) }
      let radius = own.reduce(Float(0)) {
        max($0, length(primitive.positions[$1] - box.center))
      }
      return JointSphere(joint: joint, center: box.center, radius: radius)
    }
  }

  /// Around the part as it is bent. Does not allocate.
  ///
  /// - Parameters:
  ///   - joint: `T_world_mesh` of a joint; without a skin the mesh's.
  ///   - weight: of a target.
  package func sphere(joint: (Int) -> Matrix4, weight: (Int) -> Float) -> Sphere {
    let reach = reach(weight)
    let box = box(joint, reach)
    guard !box.isEmpty else { return Sphere(center: .zero, radius: 0, stretch: 1) }
    let center = box.center
    var (radius, stretch) = (Float(0), Float(0))
    for sphere in spheres {
      let own = Self.moved(sphere, joint, reach)
      radius = max(radius, length(own.center - center) + own.radius)
      stretch = max(stretch, own.stretch)
    }
    return Sphere(center: center, radius: min(radius, box.radius), stretch: stretch)
  }

  /// The same as a box, which is empty where there are no vertices.
  package func box(joint: (Int) -> Matrix4, weight: (Int) -> Float) -> Bounds {
    box(joint, reach(weight))
  }

  private func reach(_ weight: (Int) -> Float) -> Float {
    var reach: Float = 0
    for target in reaches.indices { reach += abs(weight(target)) * reaches[target] }
    return reach
  }

  private func box(_ joint: (Int) -> Matrix4, _ reach: Float) -> Bounds {
    var box = Bounds.empty
    for sphere in spheres {
      let own = Self.moved(sphere, joint, reach)
      box.include(own.center - Float3(repeating: own.radius))
      box.include(own.center + Float3(repeating: own.radius))
    }
    return box
  }

  private static func moved(
    _ sphere: JointSphere, _ joint: (Int) -> Matrix4, _ reach: Float
  ) -> Sphere {
    let radius = sphere.radius + reach
    guard sphere.joint != JointSphere.unmoved else {
      return Sphere(center: sphere.center, radius: radius, stretch: 1)
    }
    let matrix = joint(Int(sphere.joint))
    let stretch = matrix.stretch
    return Sphere(
      center: matrix.transformPoint(sphere.center), radius: radius * stretch, stretch: stretch)
  }
}

extension Matrix4 {
  /// How much longer the transform makes lengths, at most: the largest eigenvalue of MᵀM by Gershgorin,
  /// exact for axes at right angles.
  package var stretch: Float {
    let (x, y, z) = (columns.0.xyz, columns.1.xyz, columns.2.xyz)
    let (xy, yz, zx) = (abs(dot(x, y)), abs(dot(y, z)), abs(dot(z, x)))
    return max(dot(x, x) + xy + zx, dot(y, y) + xy + yz, dot(z, z) + yz + zx).squareRoot()
  }
}
