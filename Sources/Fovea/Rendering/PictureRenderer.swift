package import FrameTiming
package import Headset
package import Optics
package import Reporting

import Numerics

/// Draws the pictures that a request asks for, with one renderer. Used from one thread.
public final class PictureRenderer {
  /// What drawing a picture took.
  package struct Statistics: Sendable {
    package var record: FrameRecord
    /// Of the views, in their order; nil without foveation.
    package var gaze: GazePlacement?
    package var heat: HeatFacts?
    package var streaming: StreamingFacts
    package var detail: DetailFacts
  }

  /// Pictures that there are.
  public var count: Int { frames.count }
  /// Of the newest picture; nil before the first.
  package private(set) var statistics: Statistics?
  /// What was asked for, and what became of what it left open.
  package let request: RenderRequest
  package var eyeWidth: Int { renderer.setup.eyeWidth }
  package var eyeHeight: Int { renderer.setup.eyeHeight }
  package var samples: Int { renderer.setup.samples }
  package var viewCount: Int { renderer.setup.viewCount }
  package var foveationPlan: FoveationPlan? { renderer.setup.foveation }
  package let foveationPath: FoveationPath?
  package let profile: HeadsetProfile
  package var passNames: [String] { renderer.passNames }

  private let renderer: FrameRenderer
  private let headset: SimulatedHeadset
  private let gazes: [GazePlacement]
  private let frames: Range<Int>
  /// The value of the last colour, the same for all pictures.
  private var heatRange: Double?

  /// - Parameter progress: called on this thread with the part done, 0…1.
  /// - Throws: as `Engine.render`.
  public init(
    _ request: RenderRequest, of scene: SceneAsset, on engine: Engine,
    progress: ((Double) -> Void)? = nil
  ) throws(FoveaError) {
    self.request = request
    let profile: HeadsetProfile
    if let given = request.givenViews {
      profile = HeadsetProfile(given)
    } else {
      profile = try HeadsetProfile.find(request.headset)
    }
    self.profile = profile
    let ipd = request.eyeDistanceMillimetres.map { Float($0 / 1000) } ?? Float(profile.ipdMetres)
    let common = profile.eyes.left.fieldOfView.intersection(profile.eyes.right.fieldOfView)
    let animation = try scene.animation(request.animation)
    let start: Pose
    if let given = request.givenViews {
      start = given.head
    } else {
      start = try scene.head(
        from: request.viewpoint, fieldOfView: common, ipd: ipd, at: request.time,
        playing: animation)
    }
    var trace: HeadTrace?
    if let name = request.trace?.name { trace = try HeadTrace.find(name) }
    headset = SimulatedHeadset(
      profile: profile, trace: trace, pose: start, ipd: ipd,
      eyeTracker: request.eyeTracker.simulated)
    let first = max(request.trace?.frame ?? 0, 0)
    frames = first..<first + max(request.frameCount, 1)
    let gazeSource = try GazeSource(
      request.foveation.mode, angles: request.gaze, headset: headset, trace: request.trace?.name)
    let times = frames.map { [headset] in headset.displayTime(ofFrame: UInt64($0)) }
    gazes = gazeSource.placements(at: times)

    var setup = try FrameRenderer.Setup(
      request, eyes: request.output.eyes, of: profile, on: engine)
    foveationPath =
      request.foveation.mode == .off ? nil : try request.foveation.path(on: engine.device)
    if let heatmap = request.heatmap, let path = foveationPath, path != .inset {
      throw FoveaError(
        .unsupported,
        "heat map \(heatmap.quantity.rawValue) tells of layers, and path \(path.rawValue) has none")
    }
    heatRange = request.heatmap?.range
    setup.heat = request.heatmap.flatMap { HeatMap.Quantity($0.quantity).source }
    setup.animation = animation
    progress?(0.3)
    let bounds = scene.directory.bounds
    for frame in frames {
      let head = headset.headPose(at: headset.displayTime(ofFrame: UInt64(frame)))
      setup.near = min(setup.near, bounds.nearPlane(from: head.position))
    }
    if request.output == .panel { setup.panel = profile }
    if let given = request.givenViews { setup.near = given.near }
    setup.takesHiddenArea = request.givenViews != nil
    renderer = try FrameRenderer(device: engine.device, setup: setup, scene: scene)
    if let given = request.givenViews {
      try renderer.hide(request.output.eyes.map { given.hidden[$0] })
    }
    progress?(1)
  }

  /// The frame of the trace that a picture shows; pictures are counted from 0.
  public func frame(of picture: Int) -> Int { frames.lowerBound + picture }

  /// Draws a picture, counted from 0, and waits for it.
  ///
  /// - Throws: `.driver` when the device fails.
  public func draw(_ picture: Int = 0) throws(FoveaError) -> Picture {
    let time = headset.displayTime(ofFrame: UInt64(frame(of: picture)))
    renderer.time =
      request.givenViews?.time
      ?? request.time + Double(time - headset.displayTime(ofFrame: 0)) / 1e9
    let (left, right) =
      request.givenViews.map { ($0.left, $0.right) } ?? headset.locateViews(at: time)
    var gaze = gazes[picture]
    let views: [View]
    switch request.output {
    case .panel, .eyes: views = [left, right]
    case .left: views = [left]
    case .right:
      views = [right]
      gaze.foveation.tangents[0] = gaze.foveation.tangents[1]
    }
    let head = headset.headPose(at: time)
    if request.waitsForDetail {
      try renderer.settle(views, head: head, gaze: gaze.foveation)
    }
    var record: FrameRecord
    var drawn = 0
    repeat {
      record = try renderer.draw(
        views, head: head, gaze: gaze.foveation, exposure: Float(request.exposure))
      drawn += 1
    } while request.waitsForDetail && !renderer.hasSettledShadows
      && drawn < FrameRenderer.framesOfShadows
    statistics = Statistics(
      record: record, gaze: foveationPath == nil ? nil : gaze,
      streaming: renderer.streamingFacts, detail: try renderer.detailFacts())
    let plain: Picture
    switch request.output {
    case .panel: plain = try renderer.panel()
    case .eyes: plain = try renderer.eyeImage(0).beside(try renderer.eyeImage(1))
    case .left, .right: plain = try renderer.eyeImage(0)
    }
    guard let heatmap = request.heatmap else { return plain }
    let quantity = HeatMap.Quantity(heatmap.quantity)
    let (heated, facts) = plain.heated(
      by: quantity, range: heatRange, isGazeKnown: request.foveation.mode == .gaze,
      panes: try renderer.heatPanes(
        quantity, of: views, gaze: gaze.foveation,
        panel: request.output == .panel ? profile : nil))
    heatRange = facts.range
    statistics?.heat = facts
    return heated
  }

  /// Draws another scene from now on, from where the first was seen: such as one that is baked in
  /// place of what stood in for it. Takes about as long as a first picture does.
  ///
  /// - Throws: `.file` or `.badInput` when it cannot be read, `.driver` when the device fails; then
  ///   nothing can be drawn any more.
  public func show(_ scene: SceneAsset) throws(FoveaError) { try renderer.show(scene) }

  /// What of the scene could not be had so far, one line each.
  public var warnings: [String] { renderer.warnings }

  /// Waits for the device and frees what was made. Nothing can be drawn any more.
  public func destroy() throws(FoveaError) { try renderer.destroy() }
}

extension HeadsetProfile {
  fileprivate init(_ given: GivenViews) {
    self.init(
      flat: "given views", left: given.left, right: given.right, head: given.head,
      imageWidth: given.width, imageHeight: given.height, refreshHz: 90)
  }
}

extension RenderRequest.Output {
  /// That are drawn, in the order of the views; 0 is the left one.
  fileprivate var eyes: [Int] {
    switch self {
    case .panel, .eyes: [0, 1]
    case .left: [0]
    case .right: [1]
    }
  }
}
