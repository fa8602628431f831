internal import CVulkan

/// An open device and everything made on it.
///
/// A device, its frame rings and its frame graphs are used from one thread, the frame thread. Resources
/// are plain handles; what is still alive when the device ends, ends with it. A lost device stays lost:
/// every later call throws `deviceLost`, and nothing ever waits without a bound.
package final class Device {
  /// Longest wait for the device before it counts as lost: half a minute, or ten on a CPU, which
  /// draws for as long as a large frame and everything else that runs there take.
  var patience_ns: UInt64 { report.type == .cpu ? 600_000_000_000 : 30_000_000_000 }

  /// What the device offers.
  package let report: DeviceReport
  /// True from the first sign of a lost device on.
  package private(set) var isLost = false

  /// The kind of rate attachment that passes can have; nil: none.
  package let rates: RateKind?

  let instance: Instance
  let physical: PhysicalDevice
  let vk: VkDevice
  let queue: VkQueue
  let queueFamily: UInt32
  let options: DeviceOptions
  let debug: DebugFunctions?
  let memory: MemoryAllocator
  let bindless: Bindless
  let pipelineCache: PipelineCache
  let timeline: VkSemaphore

  var buffers = Pool<BufferRecord, BufferHandle>()
  var images = Pool<ImageRecord, ImageHandle>()
  var pipelines = Pool<PipelineRecord, PipelineHandle>()
  var samplers: [SamplerDescriptor: (sampler: VkSampler, index: UInt32)] = [:]

  /// Timeline value of the newest submit.
  var lastSubmitted: UInt64 = 0
  /// Command buffers begun and not yet submitted; they may use anything.
  var openRecordings = 0
  var graveyard = Graveyard()
  /// When each frame slot was last submitted, for the queries of frame graphs.
  var frameSubmissions: [(frame: UInt64, value: UInt64)]
  /// Who recorded last: a frame graph after anyone else starts with a full barrier.
  var lastRecorder: ObjectIdentifier?
  /// Number of the next frame of any ring.
  var nextFrame: UInt64 = 0
  /// In place of shaders that are embedded, by where their text lies.
  var replacedShaders: [UnsafePointer<UInt8>: [UInt32]] = [:]
  /// Made by the first upload.
  var uploadRing: UploadRing?

  /// Devices of this machine, best first, in the order that `DeviceSelection.index` counts.
  package static func reports() throws(GPUError) -> [DeviceReport] {
    let instance = try Instance(validate: false)
    let devices = try instance.physicalDevices()
    // Physical devices end with their instance.
    return withExtendedLifetime(instance) { DeviceReport.sorted(devices.map { $0.report() }) }
  }

  /// Opens a device.
  ///
  /// - Parameter broker: makes it in place of the loader, and chooses it in place of the selection.
  /// - Throws: `unsupported` when there is no such device, when it lacks a required feature (named in
  ///   the reason), or when validation is asked for and its layer is not installed.
  package init(
    _ selection: DeviceSelection = .best, options: DeviceOptions = .init(),
    broker: (any DeviceBroker)? = nil
  ) throws(GPUError) {
    precondition((1...8).contains(options.framesInFlight), "1 to 8 frames in flight")
    let instance = try Instance(
      validate: options.validate, extensions: options.surfaceExtensions, broker: broker)
    let devices = try instance.physicalDevices()
    // The loader's index rides along, so that a report leads back to its device.
    var unsorted = devices.map { $0.report() }
    for index in unsorted.indices { unsorted[index].loaderIndex = index }
    let report: DeviceReport
    if let broker {
      let wanted = try broker.physicalDevice(of: UnsafeMutableRawPointer(instance.vk))
      let index = devices.firstIndex { UnsafeMutableRawPointer($0.vk) == wanted }
      guard let index else {
        throw GPUError(
          .driver, call: "vkEnumeratePhysicalDevices",
          reason: "the device that is asked for is not among those of the instance")
      }
      report = unsorted[index]
    } else {
      report = try DeviceReport.sorted(unsorted).selected(by: selection)
    }
    let missing = report.features.filter { $0.required && !$0.present }.map(\.name)
    let physical = devices[report.loaderIndex]
    guard missing.isEmpty, let queueFamily = physical.queueFamily else {
      throw GPUError(
        .unsupported, call: "vkCreateDevice",
        reason: "\(report.name) lacks \(missing.joined(separator: ", "))")
    }
    rates = options.rates.flatMap { physical.unavailability(of: $0) == nil ? $0 : nil }
    let showsPictures = !options.surfaceExtensions.isEmpty
    if showsPictures, !physical.extensions.contains(VK_KHR_SWAPCHAIN_EXTENSION_NAME) {
      throw GPUError(
        .unsupported, call: "vkCreateDevice",
        reason: "\(report.name) cannot show pictures in windows")
    }
    let vk = try physical.makeDevice(
      queueFamily: queueFamily, rates: rates, showsPictures: showsPictures, broker: broker)
    do throws(GPUError) {
      var queue: VkQueue?
      vkGetDeviceQueue(vk, queueFamily, 0, &queue)
      guard let queue else {
        throw GPUError(.driver, call: "vkGetDeviceQueue", reason: "no queue")
      }
      self.queue = queue
      timeline = try Self.makeTimeline(vk)
      bindless = try Bindless(device: vk, physical: physical)
      pipelineCache = try PipelineCache(
        device: vk, properties: physical.properties, folder: options.pipelineCacheFolder)
    } catch {
      vkDestroyDevice(vk, nil)
      throw error
    }
    self.instance = instance
    self.physical = physical
    self.vk = vk
    self.queueFamily = queueFamily
    self.options = options
    self.report = report
    debug = instance.hasDebugUtils ? DebugFunctions(vk) : nil
    memory = MemoryAllocator(device: vk, physical: physical, limit: options.memoryBudget)
    frameSubmissions = Array(repeating: (.max, 0), count: options.framesInFlight)
    name(timeline, VK_OBJECT_TYPE_SEMAPHORE, "timeline")
    name(bindless.set, VK_OBJECT_TYPE_DESCRIPTOR_SET, Bindless.setName)
  }

  deinit {
    // A device that does not answer may still use its objects: they are left to the end of the process.
    if !isLost { try? wait(for: lastSubmitted) }
    guard !isLost else { return }
    uploadRing?.destroy(vk)
    bury(upTo: .max)
    for record in buffers.values { dispose(.buffer(record)) }
    for record in images.values { dispose(.image(record)) }
    for record in pipelines.values { dispose(.pipeline(record.vk)) }
    for (sampler, _) in samplers.values { vkDestroySampler(vk, sampler, nil) }
    bindless.destroy()
    pipelineCache.destroy()
    memory.destroy()
    vkDestroySemaphore(vk, timeline, nil)
    vkDestroyDevice(vk, nil)
  }

  package var sampleCounts: [Int] { report.colorSampleCounts }
  package var framesInFlight: Int { options.framesInFlight }
  package var timestampPeriodNanoseconds: Double {
    Double(physical.properties.limits.timestampPeriod)
  }

  /// What the validation layer said so far, oldest first; empty without `DeviceOptions.validate`.
  package var validationMessages: [String] { instance.log.messages }

  var isValidating: Bool { options.validate }

  /// Tells synchronization validation what the work recorded next reaches through the bindless
  /// arrays; see `ValidationLog`.
  func declareBindless(_ handles: [ImageHandle]) {
    var views: Set<UInt> = []
    for handle in handles {
      for view in images[handle].views { views.insert(UInt(bitPattern: view)) }
    }
    instance.log.declare(views: views)
  }

  /// Device memory now. Asks the driver for its budget: not for the frame path.
  package var memoryUsage: MemoryUsage {
    var usage = memory.usage
    usage.budgetBytes = memory.budget
    usage.uploadedBytes = uploadRing?.uploadedBytes ?? 0
    return usage
  }

  /// Waits until the device has done everything submitted, or counts as lost.
  package func waitIdle() throws(GPUError) {
    try wait(for: lastSubmitted)
    bury(upTo: lastSubmitted)
  }

  /// The checking function for calls that can lose the device.
  @discardableResult
  func check(
    _ call: StaticString, accept other: VkResult = VK_SUCCESS, _ result: VkResult
  ) throws(GPUError) -> VkResult {
    do throws(GPUError) {
      return try GPU.check(call, accept: other, result)
    } catch {
      if error.kind == .deviceLost { isLost = true }
      throw error
    }
  }

  func requireAlive(_ call: StaticString) throws(GPUError) {
    if isLost { throw GPUError(VK_ERROR_DEVICE_LOST, call: "\(call)") }
  }
}
