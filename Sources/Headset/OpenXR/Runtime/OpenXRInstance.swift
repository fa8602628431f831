internal import COpenXR

/// A connection to the machine's OpenXR runtime. Belongs to the frame thread. Ends with `destroy`, after all
/// that was made of it; a lost one is destroyed too.
package final class OpenXRInstance {
  /// As the runtime calls itself, with its version.
  package let runtime: String
  /// That the runtime was asked for: "1.1", or "1.0" from a runtime that knows no other.
  package let apiVersion: String
  /// Extensions that the runtime offers.
  package let offered: Set<String>
  /// Extensions in use, sorted.
  package let enabled: [String]
  package let ledger: HandleLedger

  let handle: XrInstance
  let loader: OpenXRLoader
  let functions: OpenXRFunctions
  let extensions: [any OpenXRExtension]
  /// Found once: it is asked in each frame.
  let clock: ConvertTimespecTime?
  let hands: HandTracking?
  let eyes: EyeGazeInteraction?
  let controllers: Controllers
  private var isAlive = true

  private static var known: [any OpenXRExtension.Type] {
    [
      DebugMessages.self, ConvertTimespecTime.self, DisplayRefreshRate.self, LocalFloor.self,
      CompositionLayerDepth.self, VisibilityMask.self, Headless.self, QuadViews.self,
      PerformanceSettings.self,
      UserPresence.self,
      EyeGazeInteraction.self, HandTracking.self, HandInteraction.self, HPControllers.self,
      PicoControllers.self, Passthrough.self,
    ]
  }

  /// - Throws: `noLoader`, `noRuntime`, or `unsupported` when the runtime cannot work with Vulkan.
  package init(ledger: HandleLedger) throws(OpenXRError) {
    let loader = try OpenXRLoader()
    let offered = try loader.extensions()
    guard offered.contains(VulkanEnable2.name) else {
      throw OpenXRError(
        .unsupported, call: "xrCreateInstance",
        reason: "the runtime does not offer \(VulkanEnable2.name)")
    }
    let used = Self.known.filter { offered.isSuperset(of: $0.names) }
    enabled = ([VulkanEnable2.name] + used.flatMap { $0.names }).sorted()
    self.offered = offered
    self.loader = loader
    self.ledger = ledger
    (handle, apiVersion) = try Self.make(loader, extensions: enabled)
    ledger.add(\.instances)
    let handle = handle
    var made: [any OpenXRExtension] = []
    do throws(OpenXRError) {
      functions = try OpenXRFunctions(loader, of: handle)
      var properties = XrInstanceProperties()
      properties.type = XR_TYPE_INSTANCE_PROPERTIES
      try check("xrGetInstanceProperties", functions.instanceProperties(handle, &properties))
      let version = properties.runtimeVersion
      runtime =
        "\(text(properties.runtimeName)) \(fovea_xr_version_major(version)).\(fovea_xr_version_minor(version)).\(fovea_xr_version_patch(version))"
      for type in used {
        let item = type.init(ledger)
        try item.instanceMade(handle, loader)
        made.append(item)
      }
      extensions = made
      clock = made.lazy.compactMap { $0 as? ConvertTimespecTime }.first
      hands = made.lazy.compactMap { $0 as? HandTracking }.first
      eyes = made.lazy.compactMap { $0 as? EyeGazeInteraction }.first
      controllers = try Controllers(handle, loader, enabled: Set(enabled), ledger: ledger)
    } catch {
      for item in made.reversed() { item.instanceEnds() }
      if let destroy = loader.function(
        "xrDestroyInstance", of: handle, as: PFN_xrDestroyInstance.self)
      {
        _ = destroy(handle)
        ledger.remove(\.instances)
      }
      throw error
    }
  }

  /// An extension that is in use; nil where it is not.
  func find<Wanted: OpenXRExtension>(_ type: Wanted.Type) -> Wanted? {
    for item in extensions {
      if let found = item as? Wanted { return found }
    }
    return nil
  }

  /// What the runtime and its layers had to say about the program's calls, oldest first.
  package var messages: [String] { find(DebugMessages.self)?.messages ?? [] }

  /// Ends the connection. Nothing of it can be used any more.
  package func destroy() {
    guard isAlive else { return }
    isAlive = false
    controllers.destroy()
    for item in extensions.reversed() { item.instanceEnds() }
    _ = functions.destroyInstance(handle)
    ledger.remove(\.instances)
  }

  deinit { destroy() }

  /// Asks for 1.1, and for 1.0 where the loader or the runtime know no other.
  private static func make(
    _ loader: OpenXRLoader, extensions: [String]
  ) throws(OpenXRError) -> (XrInstance, String) {
    let create = try loader.require("xrCreateInstance", as: PFN_xrCreateInstance.self)
    func attempt(_ minor: UInt16) -> (XrResult, XrInstance?) {
      var info = XrInstanceCreateInfo()
      info.type = XR_TYPE_INSTANCE_CREATE_INFO
      info.applicationInfo.apiVersion = fovea_xr_make_version(1, minor, 0)
      fill(&info.applicationInfo.applicationName, "Fovea")
      fill(&info.applicationInfo.engineName, "Fovea")
      var handle: XrInstance?
      let names = extensions.map { UnsafePointer<CChar>($0.utf8CString.copied) }
      defer { names.forEach { $0.deallocate() } }
      let result = names.map(Optional.init).withUnsafeBufferPointer { names in
        info.enabledExtensionCount = UInt32(names.count)
        info.enabledExtensionNames = names.baseAddress
        return create(&info, &handle)
      }
      return (result, handle)
    }
    var (result, handle) = attempt(1)
    var version = "1.1"
    if result == XR_ERROR_API_VERSION_UNSUPPORTED {
      (result, handle) = attempt(0)
      version = "1.0"
    }
    try check("xrCreateInstance", result)
    guard let handle else {
      throw OpenXRError(.failed, call: "xrCreateInstance", reason: "success without an instance")
    }
    return (handle, version)
  }
}

extension ContiguousArray<CChar> {
  /// In memory that the caller frees.
  fileprivate var copied: UnsafeMutablePointer<CChar> {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: count)
    for index in indices { (copy + index).initialize(to: self[index]) }
    return copy
  }
}
