import Foundation
import Numerics
import SceneModel

/// A scene posed in double precision by the formulas of glTF 2.0, without what the renderer poses it by.
struct PoseReference {
  typealias Matrix = [[Double]]  // rows

  let scene: Scene
  private(set) var world: [Matrix] = []
  private(set) var weights: [[Double]] = []
  /// Translation, rotation and scale of each node.
  private(set) var parts: [([Double], [Double], [Double])?] = []

  init(_ scene: Scene, animation: Int, time: Double) {
    self.scene = scene
    for node in scene.nodes.indices {
      weights.append(scene.restWeights(node: node).map(Double.init))
      if case .parts(let t, let r, let s) = scene.nodes[node].transform {
        parts.append(
          (
            [Double(t.x), Double(t.y), Double(t.z)],
            [r.vector.x, r.vector.y, r.vector.z, r.vector.w].map(Double.init),
            [Double(s.x), Double(s.y), Double(s.z)]
          ))
      } else {
        parts.append(nil)
      }
    }
    for channel in scene.animations[animation].channels {
      let sampler = scene.animations[animation].samplers[channel.sampler]
      let value = Self.value(sampler, isRotation: channel.path == .rotation, at: time)
      switch channel.path {
      case .translation: parts[channel.node]?.0 = value
      case .rotation: parts[channel.node]?.1 = value
      case .scale: parts[channel.node]?.2 = value
      case .weights: weights[channel.node] = value
      }
    }
    world = scene.nodes.indices.map { local($0) }
    var pending = scene.roots
    while let node = pending.popLast() {
      for child in scene.nodes[node].children {
        world[child] = Self.product(world[node], world[child])
        pending.append(child)
      }
    }
  }

  static func value(_ s: Animation.Sampler, isRotation: Bool, at time: Double) -> [Double] {
    let (n, times) = (s.components, s.times.map(Double.init))
    let isCubic = s.interpolation == .cubicSpline
    func output(_ k: Int) -> [Double] { (0..<n).map { Double(s.outputs[k * n + $0]) } }
    func key(_ k: Int) -> [Double] { output(isCubic ? 3 * k + 1 : k) }
    func unit(_ v: [Double]) -> [Double] {
      guard isRotation else { return v }
      let length = v.map { $0 * $0 }.reduce(0, +).squareRoot()
      return v.map { $0 / length }
    }
    let next = times.firstIndex { $0 > time } ?? times.count
    if next == 0 || next == times.count { return unit(key(next == 0 ? 0 : times.count - 1)) }
    let span = times[next] - times[next - 1]
    let t = (time - times[next - 1]) / span
    var (a, b) = (key(next - 1), key(next))
    switch s.interpolation {
    case .step: return unit(a)
    case .linear:
      guard isRotation else { return zip(a, b).map { $0 * (1 - t) + $1 * t } }
      (a, b) = (unit(a), unit(b))
      var cosine = zip(a, b).map(*).reduce(0, +)
      if cosine < 0 { (b, cosine) = (b.map { -$0 }, -cosine) }
      let angle = acos(min(cosine, 1))
      guard angle > 1e-7 else { return a }
      return zip(a, b).map { ($0 * sin((1 - t) * angle) + $1 * sin(t * angle)) / sin(angle) }
    case .cubicSpline:
      let (out, into) = (output(3 * (next - 1) + 2), output(3 * next))
      return unit(
        (0..<n).map { i in
          let from = a[i] + span * t * out[i] + t * t * (-3 * a[i] - 2 * span * out[i])
          let to = t * t * (3 * b[i] - span * into[i])
          let cube = 2 * a[i] + span * out[i] - 2 * b[i] + span * into[i]
          return from + to + t * t * t * cube
        })
    }
  }

  private func local(_ node: Int) -> Matrix {
    guard let (t, q, s) = parts[node] else {
      let m = scene.nodes[node].transform.matrix
      return Self.matrix(m)
    }
    let (x, y, z, w) = (q[0], q[1], q[2], q[3])
    let r: Matrix = [
      [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
      [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
      [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return (0..<3).map { i in (0..<3).map { r[i][$0] * s[$0] } + [t[i]] } + [[0, 0, 0, 1]]
  }

  static func matrix(_ m: Matrix4) -> Matrix {
    let c = [m.columns.0, m.columns.1, m.columns.2, m.columns.3]
    return (0..<4).map { row in c.map { Double($0[row]) } }
  }

  static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    (0..<4).map { i in (0..<4).map { j in (0..<4).reduce(0) { $0 + a[i][$1] * b[$1][j] } } }
  }

  /// Vertices of a node's primitive in the world.
  func positions(node: Int, primitive index: Int) -> [SIMD3<Double>] {
    guard let mesh = scene.nodes[node].mesh else { return [] }
    let primitive = scene.meshes[mesh].primitives[index]
    let joints: [Matrix]? = scene.nodes[node].skin.map { number in
      let skin = scene.skins[number]
      return zip(skin.joints, skin.inverseBindMatrices).map {
        Self.product(world[$0], Self.matrix($1))
      }
    }
    return primitive.positions.indices.map { vertex in
      var p = SIMD3<Double>(primitive.positions[vertex])
      for (target, weight) in zip(primitive.targets, weights[node]) where !target.positions.isEmpty
      {
        p += weight * SIMD3<Double>(target.positions[vertex])
      }
      func moved(_ m: Matrix) -> SIMD3<Double> {
        func row(_ i: Int) -> Double { m[i][0] * p.x + m[i][1] * p.y + m[i][2] * p.z + m[i][3] }
        return SIMD3(row(0), row(1), row(2))
      }
      guard let joints, !primitive.influences.isEmpty else { return moved(world[node]) }
      var sum = SIMD3<Double>.zero
      for set in primitive.influences {
        for k in 0..<4 where set.weights[vertex][k] != 0 {
          sum += Double(set.weights[vertex][k]) * moved(joints[Int(set.joints[vertex][k])])
        }
      }
      return sum
    }
  }

  /// The scene in this pose, without animations.
  var still: Scene {
    var still = scene
    still.animations = []
    for node in scene.nodes.indices {
      if let (t, r, s) = parts[node] {
        still.nodes[node].transform = .parts(
          translation: Float3(SIMD3(t[0], t[1], t[2])),
          rotation: Quaternion(
            x: Float(r[0]), y: Float(r[1]), z: Float(r[2]), w: Float(r[3])),
          scale: Float3(SIMD3(s[0], s[1], s[2])))
      }
      if !weights[node].isEmpty { still.nodes[node].weights = weights[node].map { Float($0) } }
    }
    return still
  }
}
