package import GPU
import Optics
import Rendering

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
    /// The path of foveated rendering that the device gets ready for, if it has it. Layers are drawn
    /// on every device; of the others one at a time.
    public var foveationPath = Foveation.Path.auto
    /// What each scene that is drawn may take.
    public var memory = MemoryBudget()
    /// What windows need of the driver; see `DeviceOptions.surfaceExtensions`.
    var surfaceExtensions: [String] = []

    /// The best device, without validation.
    public init() {}
  }

  package let device: Device
  let memory: MemoryBudget

  /// - Throws: `.unsupported` when there is no such device or it lacks what Fovea needs, or the
  ///   validation layer is absent; `.driver` when the driver fails.
  public convenience init(_ options: Options = Options()) throws(FoveaError) {
    try self.init(options, broker: nil)
  }

  /// - Parameter broker: makes the device in place of the loader and chooses it in place of the options.
  package init(_ options: Options, broker: (any DeviceBroker)?) throws(FoveaError) {
    memory = options.memory
    let selection: DeviceSelection =
      options.device.map { text in Int(text).map { .index($0) } ?? .name(text) } ?? .best
    var deviceOptions = DeviceOptions()
    deviceOptions.validate = options.validate
    deviceOptions.surfaceExtensions = options.surfaceExtensions
    deviceOptions.rates = FoveationPath(options.foveationPath).rateKind
    do {
      device = try Device(selection, options: deviceOptions, broker: broker)
    } catch {
      throw FoveaError(error)
    }
  }

  /// - Throws: `.unsupported` with the reason when the device does not take a path of foveation.
  public func require(_ path: Foveation.Path) throws(FoveaError) {
    var foveation = Foveation()
    foveation.path = path
    _ = try foveation.path(on: device)
  }

  /// As the driver calls it.
  public var deviceName: String { device.report.name }

  /// What the validation layer said so far; empty without validation.
  public var validationMessages: [String] { device.validationMessages }

  /// Draws one picture, the first when the request has several; `PictureRenderer` draws all.
  ///
  /// - Parameter progress: called on this thread with the part done, 0…1.
  /// - Throws: `.unsupported` for a sample count or a foveation path that the device lacks, `.usage`
  ///   for a camera or a headset that does not exist and for a trace without the gaze that is
  ///   needed, `.driver` when the device fails.
  public func render(
    _ request: RenderRequest, of scene: SceneAsset, progress: ((Double) -> Void)? = nil
  ) throws(FoveaError) -> Picture {
    let renderer = try PictureRenderer(request, of: scene, on: self) { progress?(0.6 * $0) }
    let picture = try renderer.draw()
    progress?(0.9)
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
}

extension FoveaError {
  package init(_ error: GPUError) {
    let kind: Kind = error.kind == .unsupported ? .unsupported : .driver
    self.init(kind, error.description)
  }
}
