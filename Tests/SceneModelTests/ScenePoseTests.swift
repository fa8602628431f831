import Foundation
import Numerics
import SceneModel
import Testing

/// Against formulas of glTF 2.0, appendix C, in double precision.
@Suite struct ScenePoseTests {
  typealias Path = Animation.Path
  typealias Interpolation = Animation.Interpolation

  /// A chain of two nodes, the second of which is moved; its mesh has three targets.
  private static func scene() -> Scene {
    var scene = Scene()
    var (parent, child) = (Node(), Node())
    parent.transform = .matrix(Matrix4.translation(Float3(1, 2, 3)) * .scale(Float3(2, 1, 1)))
    parent.children = [1]
    child.transform = .parts(
      translation: Float3(0.5, 0, 0), rotation: Quaternion(angle: 0.3, axis: Float3(0, 1, 0)),
      scale: Float3(1, 1, 2))
    child.mesh = 0
    var mesh = Mesh()
    mesh.weights = [0.25, 0, 1]
    scene.meshes = [mesh]
    scene.nodes = [parent, child]
    scene.roots = [0]
    return scene
  }

  private static let times: [Float] = [0.25, 0.5, 1.25, 2]

  private static func sampler(
    _ path: Path, _ interpolation: Interpolation, seed: UInt64
  ) -> Animation.Sampler {
    var random = SystemRandomLike(state: seed)
    let components = [.rotation: 4, .weights: 3][path] ?? 3
    let perKey = components * (interpolation == .cubicSpline ? 3 : 1)
    var outputs = (0..<times.count * perKey).map { _ in random.next() }
    if path == .rotation && interpolation != .cubicSpline {
      for key in times.indices {
        let length = (0..<4).reduce(Float(0)) { $0 + outputs[key * 4 + $1] * outputs[key * 4 + $1] }
          .squareRoot()
        for i in 0..<4 { outputs[key * 4 + i] /= length }
      }
    }
    return Animation.Sampler(
      times: times, outputs: outputs, components: components, interpolation: interpolation)
  }

  /// The value at a time, by the book.
  private static func value(_ s: Animation.Sampler, _ path: Path, at time: Double) -> [Double] {
    let n = s.components
    func output(_ place: Int) -> [Double] { (0..<n).map { Double(s.outputs[place * n + $0]) } }
    let times = s.times.map(Double.init)
    let isCubic = s.interpolation == .cubicSpline
    func key(_ k: Int) -> [Double] { isCubic ? output(3 * k + 1) : output(k) }
    func unit(_ v: [Double]) -> [Double] {
      let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return path == .rotation ? v.map { $0 / length } : v
    }
    if time <= times[0] { return unit(key(0)) }
    guard let next = times.firstIndex(where: { $0 > time }) else {
      return unit(key(times.count - 1))
    }
    let (k, span) = (next - 1, times[next] - times[next - 1])
    let t = (time - times[k]) / span
    switch s.interpolation {
    case .step: return key(k)
    case .linear where path == .rotation:
      var (a, b) = (key(k), key(next))
      var d = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      if d < 0 { (b, d) = (b.map { -$0 }, -d) }
      let angle = acos(min(d, 1))
      if angle < 1e-9 { a = b }
      let (p, q) =
        angle < 1e-9 ? (0, 1) : (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle))
      return zip(a, b).map { p * $0 + q * $1 }
    case .linear: return zip(key(k), key(next)).map { $0 + t * ($1 - $0) }
    case .cubicSpline:
      let (out, into) = (output(3 * k + 2), output(3 * next))
      let (a, b) = (key(k), key(next))
      return unit(
        (0..<n).map { i in
          let first =
            (2 * t * t * t - 3 * t * t + 1) * a[i] + span * (t * t * t - 2 * t * t + t) * out[i]
          return first + (-2 * t * t * t + 3 * t * t) * b[i] + span * (t * t * t - t * t) * into[i]
        })
    }
  }

  @Test(
    arguments: [Path.translation, .rotation, .scale, .weights],
    [
      Interpolation.step, .linear, .cubicSpline,
    ])
  func valuesAreThoseOfTheBook(_ path: Path, _ interpolation: Interpolation) {
    for seed in 1...8 {
      var scene = Self.scene()
      let sampler = Self.sampler(path, interpolation, seed: UInt64(seed))
      var animation = Animation()
      animation.samplers = [sampler]
      animation.channels = [.init(node: 1, path: path, sampler: 0)]
      scene.animations = [animation]
      var pose = ScenePose(scene)
      for time in [0, 0.1, 0.25, 0.26, 0.4, 0.5, 0.7, 1.24, 1.25, 1.9, 2.0] {
        pose.set(time: time)
        let expected = Self.value(sampler, path, at: Double(Float(time)))
        if path == .weights {
          for i in 0..<3 {
            #expect(abs(Double(pose.weight(i, ofNode: 1)) - expected[i]) < 1e-4)
          }
          #expect(pose.weight(3, ofNode: 1) == 0)
          continue
        }
        var posed = scene
        guard case .parts(var t, var r, var s) = scene.nodes[1].transform else { return }
        let v = expected.map { Float($0) }
        switch path {
        case .translation: t = Float3(v[0], v[1], v[2])
        case .rotation: r = Quaternion(x: v[0], y: v[1], z: v[2], w: v[3])
        default: s = Float3(v[0], v[1], v[2])
        }
        posed.nodes[1].transform = .parts(translation: t, rotation: r, scale: s)
        let (a, b) = (pose.world[1], posed.worldTransforms()[1])
        for column in [
          a.columns.0 - b.columns.0, a.columns.1 - b.columns.1, a.columns.2 - b.columns.2,
          a.columns.3 - b.columns.3,
        ] {
          #expect(length(column) < 1e-4, "\(path) \(interpolation) at \(time)")
        }
        #expect(pose.world[0] == scene.worldTransforms()[0])
      }
    }
  }

  @Test func animationsBeginAnewEachByItself() {
    var scene = Self.scene()
    func animation(_ path: Path, seconds: Float) -> Animation {
      var animation = Animation()
      animation.samplers = [
        .init(
          times: [0, seconds], outputs: [0, 0, 0, 1, 1, 1], components: 3, interpolation: .linear)
      ]
      animation.channels = [.init(node: 1, path: path, sampler: 0)]
      return animation
    }
    scene.animations = [animation(.translation, seconds: 1), animation(.weights, seconds: 3)]
    var pose = ScenePose(scene)
    pose.set(time: 2.5)
    // x of the parent is twice as long and begins at 1.
    #expect(abs(pose.world[1].columns.3.x - (1 + 2 * 0.5)) < 1e-5)
    #expect(abs(pose.weight(0, ofNode: 1) - 2.5 / 3) < 1e-5)
    // An end is an end, not a beginning.
    pose.set(time: 3, playing: .one(1))
    #expect(pose.weight(0, ofNode: 1) == 1)
    #expect(pose.world[1] == scene.worldTransforms()[1])
    pose.set(time: 1, playing: .one(7))
    #expect(pose.weight(0, ofNode: 1) == 0.25)
  }

  @Test func ofTwoThatMoveTheSameTheLastDoes() {
    var scene = Self.scene()
    scene.animations = [Float(1), 2].map { x in
      var animation = Animation()
      animation.samplers = [
        .init(times: [0], outputs: [x, 0, 0], components: 3, interpolation: .step)
      ]
      animation.channels = [.init(node: 1, path: .translation, sampler: 0)]
      return animation
    }
    var pose = ScenePose(scene)
    pose.set(time: 5)
    #expect(pose.world[1].columns.3.x == 5)
    pose.set(time: 5, playing: .one(0))
    #expect(pose.world[1].columns.3.x == 3)
  }

  /// What moves and what is bent has to follow nodes, and nothing else.
  @Test func placementTellsWhatMoves() {
    var scene = Self.scene()
    var primitive = Primitive()
    primitive.positions = [.zero, Float3(1, 0, 0), Float3(0, 1, 0)]
    primitive.indices = [0, 1, 2]
    scene.meshes[0].primitives = [primitive]
    var other = Node()
    other.mesh = 0
    scene.nodes.append(other)
    scene.roots.append(2)
    #expect(PartPlacement(scene).instances.allSatisfy { $0.node == nil })
    var animation = Animation()
    animation.samplers = [
      .init(times: [0], outputs: [1, 0, 0], components: 3, interpolation: .step)
    ]
    animation.channels = [.init(node: 0, path: .translation, sampler: 0)]
    scene.animations = [animation]
    // The parent has a matrix: that is not moved.
    #expect(scene.movedNodes() == [false, false, false])
    animation.channels[0].node = 1
    scene.animations = [animation]
    #expect(scene.movedNodes() == [false, true, false])
    animation.channels[0] = .init(node: 2, path: .weights, sampler: 0)
    scene.animations = [animation]
    let placement = PartPlacement(scene)
    #expect(placement.instances.map(\.node) == [nil, 2])
    #expect(placement.parts.map(\.shape) == [.resting(node: 1), .bent])
  }

  /// No vertex leaves the sphere, however joints and weights are.
  @Test func spheresHoldWhatIsBent() {
    var random = SystemRandomLike(state: 9)
    func vector() -> Float3 { Float3(random.next(), random.next(), random.next()) }
    for _ in 0..<40 {
      var primitive = Primitive()
      primitive.positions = (0..<60).map { _ in vector() }
      primitive.influences = [
        SkinInfluences(
          joints: (0..<60).map { _ in
            SIMD4(UInt16(abs(random.next()) * 3), UInt16(abs(random.next()) * 3), 0, 2)
          },
          weights: (0..<60).map { vertex in
            if vertex == 7 { return .zero }
            let w = Float4(abs(random.next()), abs(random.next()), 0, 0.1)
            return w / w.sum()
          })
      ]
      var target = MorphTarget()
      target.positions = (0..<60).map { _ in vector() }
      primitive.targets = [target]
      let joints = (0..<3).map { _ in
        Matrix4(
          columns: Float4(vector(), 0), Float4(vector(), 0), Float4(vector(), 0),
          Float4(3 * vector(), 1))
      }
      let weight = random.next()
      let sphere = BentBounds(primitive).sphere(joint: { joints[$0] }, weight: { _ in weight })
      let bent = primitive.morphed(by: [weight]).skinned(by: joints)
      for p in bent.positions { #expect(length(p - sphere.center) <= sphere.radius * 1.0001) }
    }
  }
}

/// Numbers of -1…1, the same on every run.
private struct SystemRandomLike {
  var state: UInt64

  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(state >> 40) / Float(1 << 23) - 1
  }
}
