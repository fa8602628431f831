import GPU
import Numerics
import Optics
import SceneModel
import SceneStore

@testable import Rendering

/// Runs selections of a scene without drawing.
struct SelectionBench {
  let test: TestDevice
  let scene: RandomScene
  let resident: ResidentScene
  let lists: SelectLists
  private let select: SelectPass
  private let constants: BufferHandle

  typealias Choice = SelectionReference.Choice

  struct Result: Equatable {
    var solid: [Choice] = []
    var blended: [Choice] = []
    var threshold: Float = 0
    var overflow: UInt32 = 0
    var wanted: [UInt32] = []
    var uncovered = 0

    var all: [Choice] { solid + blended }
  }

  /// - Parameter capacity: clusters that fit; nil: all.
  init(_ scene: RandomScene, on test: TestDevice, capacity: Int? = nil) throws {
    self.test = test
    self.scene = scene
    resident = try ResidentScene(
      device: test.device, directory: scene.directory, slotCount: scene.pages.count,
      anisotropy: 1, images: .whole { _ in preconditionFailure("there are no images") })
    lists = try SelectLists(
      device: test.device, scene: resident, capacity: capacity ?? resident.clusterLimit)
    select = try SelectPass(device: test.device)
    constants = try test.device.makeBuffer(
      "constants", bytes: MemoryLayout<SelectConstants>.stride, usage: .storage, place: .upload)
    for (unit, clusters) in scene.pages.enumerated() {
      var page = GeometryPage()
      page.clusters = clusters
      try resident.slots.place(page, slot: slot(of: unit), on: test.device)
    }
  }

  /// Not the unit's own number, so that none stands for the other.
  func slot(of unit: Int) -> Int { scene.pages.count - 1 - unit }

  func setAvailable(_ available: [Bool]) throws {
    for (unit, isThere) in available.enumerated() {
      try resident.setAvailable(unit: unit, slot: isThere ? slot(of: unit) : nil, on: test.device)
    }
  }

  func run(_ values: SelectConstants) throws -> Result {
    let device = test.device
    device.mapped(constants).storeBytes(of: values, as: SelectConstants.self)
    try device.submitOnce("select") { encoder in
      select.record(
        scene: resident, lists: lists, constants: device.address(of: constants), encoder)
    }
    let state = try device.read(lists.state, as: SelectLists.State.self, count: 1)[0]
    let selected = try device.read(
      lists.selected, as: SIMD2<UInt32>.self, count: lists.capacity)
    func choice(_ pair: SIMD2<UInt32>) -> Choice {
      Choice(
        instance: Int(pair.x), unit: slot(of: Int(pair.y) / PageLimits.clusters),
        cluster: Int(pair.y) % PageLimits.clusters)
    }
    return Result(
      solid: selected.prefix(Int(state.solidCount)).map(choice),
      blended: selected.suffix(Int(state.blendedCount)).reversed().map(choice),
      threshold: state.threshold, overflow: state.overflow,
      wanted: try device.read(
        resident.wanted, as: UInt32.self, count: scene.directory.units.count),
      uncovered: Int(state.uncoveredCount))
  }

  func destroy() {
    resident.destroy(on: test.device)
    lists.destroy(on: test.device)
    select.destroy(on: test.device)
    test.device.destroy(constants)
  }

  /// Somewhere in the scene, looking anywhere, through two eyes that look differently.
  static func input(_ random: inout RandomSource) -> FrameInput {
    func spread(_ r: Float) -> Float { random.uniform(-r...r) }
    let head = Pose(
      position: Float3(spread(25), spread(8), spread(25)),
      orientation: Quaternion(Float4(spread(1), spread(1), spread(1), spread(1))).normalized)
    let views = StereoTests.pimax(head: head, ipd: 0.066, cant: spread(10))
    var input = FrameInput(views[0], views[1], head: head)
    input.gaze = FoveationGaze(
      left: Float2(spread(0.5), spread(0.5)), right: Float2(spread(0.5), spread(0.5)))
    return input
  }

  private static func configuration() -> RendererConfiguration {
    RendererConfiguration(eyeWidth: 1000, eyeHeight: 1000)
  }

  static func constants(
    _ input: FrameInput, threshold: Float, foveated: Bool = false
  ) -> SelectConstants {
    var eye = DetailEye()
    eye.follow(input, configuration: configuration())
    var constants = eye.constants(input, configuration: configuration(), threshold: threshold)
    if foveated {
      constants.flags.insert(.foveated)
      for index in constants.density.indices { constants.density[index] = 1 / Float(1 + index / 4) }
    }
    return constants
  }
}
