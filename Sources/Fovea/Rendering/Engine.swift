import BuiltinScenes
package import GPU
import Headset
import Numerics
import Optics
import SceneModel

/// A Vulkan device and what draws on it. Used from one thread.
public final class Engine {
  /// Of Fovea.
  public static let version = "0.1.0"

  /// How to open a device.
  public struct Options: Sendable {
    /// Index or part of the name, as `fovea doctor` lists them; nil: the best one.
    public var device: String?
    /// Runs under the Khronos validation layer with synchronization validation.
    public var validate = false

    /// The best device, without validation.
    public init() {}
  }

  package let device: Device

  /// - Throws: `.unsupported` when there is no such device or it lacks what Fovea needs, or the
  ///   validation layer is absent; `.driver` when the driver fails.
  public init(_ options: Options = Options()) throws(FoveaError) {
    let selection: DeviceSelection =
      options.device.map { text in Int(text).map { .index($0) } ?? .name(text) } ?? .best
    var deviceOptions = DeviceOptions()
    deviceOptions.validate = options.validate
    do {
      device = try Device(selection, options: deviceOptions)
    } catch {
      throw FoveaError(error)
    }
  }

  /// As the driver calls it.
  public var deviceName: String { device.report.name }

  /// What the validation layer said so far; empty without validation.
  public var validationMessages: [String] { device.validationMessages }

  /// Draws one picture.
  ///
  /// - Parameter progress: called on this thread with the part done, 0…1.
  /// - Throws: `.unsupported` for a sample count that the device lacks, `.usage` for a camera or a
  ///   headset that does not exist, `.driver` when the device fails.
  public func render(
    _ request: RenderRequest, of scene: SceneAsset, progress: ((Double) -> Void)? = nil
  ) throws(FoveaError) -> Picture {
    let profile = try HeadsetProfile.find(request.headset)
    let ipd = request.eyeDistanceMillimetres.map { Float($0 / 1000) } ?? Float(profile.ipdMetres)
    let common = profile.eyes.left.fieldOfView.intersection(profile.eyes.right.fieldOfView)
    let start = try scene.head(from: request.viewpoint, fieldOfView: common, ipd: ipd)
    var trace: HeadTrace?
    if let name = request.trace?.name { trace = try HeadTrace.find(name) }
    let headset = SimulatedHeadset(profile: profile, trace: trace, pose: start, ipd: ipd)
    let time = headset.displayTime(ofFrame: UInt64(max(request.trace?.frame ?? 0, 0)))
    let head = headset.headPose(at: time)
    let (left, right) = headset.locateViews(at: time)

    var setup = FrameRenderer.Setup(
      eyeWidth: request.eyeSize?.width ?? profile.eyeImageWidth,
      eyeHeight: request.eyeSize?.height ?? profile.eyeImageHeight)
    setup.samples = try sampleCount(request.samples)
    setup.toneMapping = request.toneMapping
    setup.environment = try EnvironmentMap.load(request.environment ?? Environments.defaultName)
    progress?(0.2)
    setup.near = nearPlane(of: scene.scene.bounds(), from: head.position)
    let views: [View]
    switch request.output {
    case .panel, .eyes: views = [left, right]
    case .left: views = [left]
    case .right: views = [right]
    }
    setup.viewCount = views.count
    if request.output == .panel { setup.panel = profile }

    let renderer = try FrameRenderer(device: device, setup: setup, scene: scene.scene)
    progress?(0.6)
    try renderer.draw(views, head: head, exposure: Float(request.exposure))
    progress?(0.9)
    let picture: Picture
    switch request.output {
    case .panel: picture = try renderer.panel()
    case .eyes: picture = try renderer.eyeImage(0).beside(try renderer.eyeImage(1))
    case .left, .right: picture = try renderer.eyeImage(0)
    }
    try renderer.destroy()
    return picture
  }

  /// The count asked for when the device has it; without one, the most up to 4.
  package func sampleCount(_ wanted: Int?) throws(FoveaError) -> Int {
    let available = device.sampleCounts
    guard let wanted else { return available.filter { $0 <= 4 }.max() ?? 1 }
    guard available.contains(wanted) else {
      let list = available.map(String.init).joined(separator: ", ")
      throw FoveaError(
        .unsupported, "\(deviceName) has no \(wanted) samples per pixel; it has \(list)")
    }
    return wanted
  }

  /// 5 cm, or less for a scene that comes nearer than twice that.
  private func nearPlane(of bounds: Bounds, from position: Float3) -> Float {
    guard !bounds.isEmpty else { return 0.05 }
    let nearest = pointwiseMin(pointwiseMax(position, bounds.minimum), bounds.maximum)
    let distance = length(nearest - position)
    return distance > 0 ? min(0.05, max(distance / 2, 1e-4)) : 0.05
  }
}

extension FoveaError {
  package init(_ error: GPUError) {
    let kind: Kind = error.kind == .unsupported ? .unsupported : .driver
    self.init(kind, error.description)
  }
}
