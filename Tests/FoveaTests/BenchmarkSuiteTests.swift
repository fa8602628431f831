import Foundation
import Numerics
import SceneModel
import SceneStore
import Testing

@testable import Fovea

private func suite(_ text: String) throws(FoveaError) -> BenchmarkSuite {
  try BenchmarkSuite(JSONDocument(bytes: Array(text.utf8), file: "s.json"))
}

@Suite struct BenchmarkSuiteTests {
  @Test func everyListMultiplies() throws {
    let s = try suite(
      """
      {"scenes": ["a/b.glb", "builtin:gallery"], "headsets": ["x", "y"], "samples": [1, 4],
       "traces": ["t", "u", "v"], "views": [1, 2], "qualities": ["full", "no-shadows"],
       "lights": ["sky", {"direction": [0, -1, 0]}], "poses": ["framing", {"camera": 2}]}
      """)
    let plans = s.plans()
    #expect(plans.count == 2 * 2 * 2 * 3 * 2 * 2 * 2 * 2)
    #expect(Set(plans.map(\.name)).count == plans.count)
    #expect(
      plans[0].name == "b, x, pose 0, t, light 0, full, 1 sample, 1 view")
  }

  @Test func byTheClockPosesAreOneRun() throws {
    let s = try suite(
      """
      {"scenes": ["a"], "poses": [{"camera": 0}, {"camera": 1}, {"camera": 2}], "seconds": 30,
       "stay_seconds": 2.5, "gpu_memory_mib": [64], "gpu_memory_share": [0.1, 1]}
      """)
    #expect(s.goesByTheClock && s.seconds == 30 && s.staySeconds == 2.5)
    #expect(s.plans().map(\.deviceMemory) == [.bytes(64 << 20), .share(0.1), .share(1)])
    #expect(s.plans().map(\.name) == ["a, 64 MiB", "a, 0.1 of the scene", "a, 1.0 of the scene"])
    let frames = try suite(#"{"scenes": ["a"], "poses": [{"camera": 0}, {"camera": 1}]}"#)
    #expect(!frames.goesByTheClock && frames.plans().count == 2)
  }

  @Test func aSuiteThatVariesNothingIsNamedByItsScene() throws {
    #expect(
      try suite(#"{"scenes": ["builtin:gallery"]}"#).plans().map(\.name) == ["builtin:gallery"])
  }

  @Test func theFlightSetUpIsRead() throws {
    let s = try suite(
      """
      {"name": "f", "scenes": [{"scene": "m.gltf", "scale": 3, "center": true}],
       "field_of_view_degrees": [60, 50], "eye_size": [1024, 512], "ipd_mm": 63, "near_m": 0.1,
       "poses": [{"position": [0, 0, 2.2], "look_at": [0, 0, 0]}],
       "lights": [{"direction": [0, 0, -2], "illuminance": 3, "ambient": [0.1, 0.2, 0.3]}],
       "frames": 7, "warmup_frames": 0, "repetitions": 3, "interleave": false}
      """)
    #expect(s.name == "f")
    #expect(s.scenes == [.init(source: "m.gltf", scale: 3, isCentered: true)])
    #expect(s.headsets == [.field(horizontal: 60, vertical: 50, width: 1024, height: 512)])
    #expect(s.output == .eyes)
    #expect(s.poses == [.position(SIMD3(0, 0, 2.2), lookAt: .zero)])
    #expect(
      s.lights == [
        .plain(
          direction: Float3(0, 0, -1), illuminance: Float3(3, 3, 3),
          ambient: Float3(0.1, 0.2, 0.3))
      ])
    #expect(s.frames == 7 && s.warmupFrames == 0 && s.repetitions == 3 && !s.interleave)
  }

  @Test(arguments: [
    ("[]", "s.json: is not an object"),
    ("{", "s.json: is not valid JSON"),
    (#"{"frames": 3}"#, "s.json: has no scenes"),
    (#"{"scenes": []}"#, "s.json: /scenes: has not 1 to 64 elements"),
    (#"{"scenes": ["a"], "frame": 3}"#, "s.json: /frame: is not known here"),
    (#"{"scenes": ["a"], "stay_seconds": 3}"#, "s.json: /stay_seconds: goes with seconds"),
    (#"{"scenes": ["a"], "seconds": 3, "frames": 3}"#, "/frames: does not go with seconds"),
    (#"{"scenes": ["a"], "seconds": 0}"#, "s.json: /seconds: is not"),
    (#"{"scenes": ["a"], "gpu_memory_share": [1.5]}"#, "s.json: /gpu_memory_share/0: is not"),
    (#"{"scenes": ["a"], "frames": 0}"#, "s.json: /frames: is not a whole number from 1 to"),
    (#"{"scenes": ["a"], "frames": 1e300}"#, "s.json: /frames: is not a whole number"),
    (#"{"scenes": ["a"], "frames": 2.5}"#, "s.json: /frames: is not a whole number"),
    (#"{"scenes": ["a"], "samples": [true]}"#, "s.json: /samples/0: is not a whole number"),
    (#"{"scenes": [{"scene": "a", "skale": 1}]}"#, "s.json: /scenes/0/skale: is not known here"),
    (
      #"{"scenes": ["a"], "headsets": ["x"], "eye_size": [1, 1]}"#, "s.json: /eye_size: does not go"
    ),
    (#"{"scenes": ["a"], "field_of_view_degrees": [60, 60]}"#, "s.json: has no eye_size"),
    (
      #"{"scenes": ["a"], "lights": [{"direction": [0, 0, 0]}]}"#,
      "/lights/0/direction: has no length"
    ),
    (#"{"scenes": ["a"], "poses": [{"position": [0, 0]}]}"#, "/poses/0: has neither"),
    (
      #"{"scenes": ["a"], "poses": [{"position": [0, 0, 0], "look_at": [0, 0, 0]}]}"#,
      "/poses/0: looks at its own position"
    ),
    (#"{"scenes": ["a"], "qualities": ["best"]}"#, "/qualities/0: is not one of full, no-shadows"),
    (#"{"scenes": ["a"], "eye_tracker": {"lag_ms": 1}}"#, "/eye_tracker/lag_ms: is not known here"),
    (#"{"scenes": ["a"], "eye_tracker": {"latency_ms": -1}}"#, "/eye_tracker/latency_ms: is not a"),
    (#"{"scenes": ["a"], "qualities": ["full", "high"]}"#, "/qualities/1: goes with foveation"),
    (#"{"scenes": ["a"], "foveation": ["off", "eyes"]}"#, "/foveation/1: is not one of off, fixed"),
    (
      #"{"scenes": ["a"], "foveation": ["off"], "foveation_paths": ["inset"]}"#,
      "/foveation_paths: goes with foveation"
    ),
    (
      #"{"scenes": ["a"], "foveation": ["gaze"], "foveation_paths": ["insets"]}"#,
      "/foveation_paths/0: is not one of auto, inset"
    ),
    (
      #"{"scenes": ["a"], "foveation": ["gaze"], "field_of_view_degrees": [9, 9], "eye_size": [9, 9]}"#,
      "/field_of_view_degrees: does not go with foveation"
    ),
  ])
  func badSuitesAreRefusedWithTheirPlace(_ text: String, _ reason: String) {
    let error = #expect(throws: FoveaError.self) { try suite(text) }
    #expect(error?.kind == .badInput)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  /// Off is one run, whatever the qualities and paths; what is compared stands together.
  @Test func foveationMultipliesButForOff() throws {
    let s = try suite(
      """
      {"scenes": ["builtin:gallery"], "samples": [1, 4], "foveation": ["off", "fixed", "gaze"],
       "qualities": ["no-shadows", "medium", "high"], "foveation_paths": ["inset", "density-map"]}
      """)
    let plans = s.plans()
    #expect(plans.count == 2 * (1 + 2 * 2 * 2))
    #expect(Set(plans.map(\.name)).count == plans.count)
    #expect(plans.allSatisfy { $0.quality == .noShadows })
    for (index, plan) in plans.enumerated() {
      let off = plans[index / 9 * 9]
      #expect(off.foveation.mode == .off && off.samples == plan.samples)
      #expect(plan.reference == (index % 9 == 0 ? nil : off.name))
    }
    #expect(
      plans[0].name == "builtin:gallery, 1 sample, off" && plans[0].qualityLabel == "no-shadows")
    #expect(plans[17].name == "builtin:gallery, 4 samples, gaze high density-map")
    #expect(plans[17].qualityLabel == "no-shadows, high")
    #expect(plans[17].foveation.path == .densityMap)
  }

  @Test func theEyeTrackerIsRead() throws {
    let s = try suite(
      """
      {"scenes": ["a"], "eye_tracker": {"latency_ms": 30, "rate_hz": 200, "noise_degrees": 0.5,
       "drop_outs_per_second": 0.1, "drop_out_ms": 200, "seed": 9}}
      """)
    #expect(s.eyeTracker.latencyMilliseconds == 30 && s.eyeTracker.samplesPerSecond == 200)
    #expect(s.eyeTracker.noiseDegrees == 0.5 && s.eyeTracker.dropOutsPerSecond == 0.1)
    #expect(s.eyeTracker.dropOutMilliseconds == 200 && s.eyeTracker.seed == 9)
    #expect(s.eyeTracker.simulated.latencyNanoseconds == 30_000_000)
    #expect(s.eyeTracker.simulated.dropOutNanoseconds == 200_000_000)
  }

  @Test func foveationAloneHasNothingToCompareWith() throws {
    let plans = try suite(#"{"scenes": ["builtin:gallery"], "foveation": ["gaze"]}"#).plans()
    #expect(plans.map(\.name) == ["builtin:gallery"])
    #expect(plans[0].reference == nil && plans[0].qualityLabel == "high")
  }

  /// Any bytes are a suite or an error with exit code 3, never a trap.
  @Test func hostileBytesAreErrors() {
    let seed = Array(
      """
      {"scenes": ["a", {"scene": "b", "scale": 2}], "frames": 5, "poses": [{"camera": 1}],
       "lights": [{"direction": [1, 2, 3]}], "field_of_view_degrees": [60, 60], "eye_size": [8, 8]}
      """.utf8)
    var random = RandomSource(seed: 5)
    for _ in 0..<2000 {
      var bytes = seed
      for _ in 0..<1 + Int(random.next32() % 4) {
        let at = Int(random.next32()) % bytes.count
        switch random.next32() % 3 {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next32())
        case 1: bytes.remove(at: at)
        default: bytes.insert(contentsOf: bytes[at..<min(at + 9, bytes.count)], at: at)
        }
      }
      do throws(FoveaError) {
        _ = try BenchmarkSuite(JSONDocument(bytes: bytes, file: "s.json")).plans()
      } catch {
        #expect(error.kind == .badInput || error.kind == .unsupported)
      }
    }
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(throws: FoveaError.self) { try JSONDocument(bytes: deep, file: "s.json") }
  }
}

@Suite struct PlacementTests {
  private func boxScene() -> Scene {
    var primitive = Primitive()
    primitive.positions = [Float3(1, 2, 3), Float3(2, 2, 3), Float3(1, 4, 7)]
    primitive.indices = [0, 1, 2]
    primitive.updateBounds()
    var mesh = Mesh()
    mesh.primitives = [primitive]
    var node = Node()
    node.mesh = 0
    node.light = 0
    var scene = Scene()
    scene.meshes = [mesh]
    scene.nodes = [node]
    scene.roots = [0]
    scene.lights = [Light(kind: .point)]
    return scene
  }

  /// Instances, the nodes over them, lights and the bounds move alike; what is in the space of a
  /// part stays.
  @Test func centringAndScalingPutTheMiddleAtTheOrigin() {
    var directory = SceneDirectory(skeleton: SceneSkeleton(scene: boxScene()))
    directory.bounds = Bounds(minimum: Float3(1, 2, 3), maximum: Float3(2, 4, 7))
    directory.instances = [
      PartInstance(part: 0, transform: .translation(Float3(1, 2, 3)))
    ]
    func node(_ center: Float3, children: HierarchyNode.Children, first: UInt32) -> HierarchyNode {
      HierarchyNode(
        center: (center.x, center.y, center.z), radius: 2, error: 4, firstChild: first,
        childCount: 1, children: children)
    }
    let center = Float3(1.5, 3, 5)
    directory.nodes = [
      node(center, children: .groups, first: 0), node(center, children: .instances, first: 0),
      node(center, children: .nodes, first: 1),
    ]
    directory.rootNode = 2
    directory.place(.init(source: "", scale: 3, isCentered: true))
    #expect(directory.bounds.minimum == Float3(-1.5, -3, -6))
    #expect(directory.bounds.maximum == Float3(1.5, 3, 6))
    let m = directory.instances[0].transform
    #expect(m.transformPoint(Float3(0, 0, 0)) == Float3(-1.5, -3, -6))
    #expect(m.transformPoint(Float3(1, 0, 0)) == Float3(1.5, -3, -6))
    for index in 1...2 {
      let moved = directory.nodes[index]
      #expect(moved.center == (0, 0, 0) && moved.radius == 6 && moved.error == 12)
    }
    #expect(directory.nodes[0].center == (1.5, 3, 5) && directory.nodes[0].radius == 2)
    let scene = directory.skeleton.scene
    let light = scene.nodes.firstIndex { $0.light != nil } ?? 0
    #expect(scene.worldTransforms()[light].transformPoint(center) == .zero)
  }

  @Test func oneLightIsLeftAndShinesWhereItShould() throws {
    var scene = boxScene()
    let direction = normalize(Float3(-0.4, -0.5, -0.77))
    scene.replaceLights(direction: direction, illuminance: Float3(1, 2, 4))
    #expect(scene.lights.count == 1)
    #expect(scene.lights[0].color * scene.lights[0].intensity == Float3(1, 2, 4))
    let lit = scene.nodes.indices.filter { scene.nodes[$0].light != nil }
    let node = try #require(lit.first)
    #expect(lit.count == 1 && scene.roots.contains(node))
    // A light shines along the −Z axis of its node.
    let shines = -scene.worldTransforms()[node].columns.2.xyz
    #expect(length(shines - direction) < 1e-6)
  }
}
