internal import COpenXR
private import Glibc

/// The system's OpenXR loader, opened by name: a machine without one can run all else. Stays open as
/// long as the program runs, as runtimes start threads that outlive an instance.
struct OpenXRLoader {
  typealias Function = PFN_xrVoidFunction
  private let address: PFN_xrGetInstanceProcAddr

  private static let names = ["libopenxr_loader.so.1", "libopenxr_loader.so"]

  /// - Throws: `noLoader`.
  init() throws(OpenXRError) {
    // What fails is told by errors; the loader would tell it on standard error too.
    setenv("XR_LOADER_DEBUG", "none", 0)
    for name in Self.names {
      guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL),
        let symbol = dlsym(library, "xrGetInstanceProcAddr")
      else { continue }
      address = unsafeBitCast(symbol, to: PFN_xrGetInstanceProcAddr.self)
      return
    }
    throw OpenXRError(
      .noLoader, call: "OpenXR",
      reason:
        "no loader is installed; install libopenxr-loader1 and a runtime such as monado-service")
  }

  /// A function of an instance, or one that needs none; nil where there is no such function.
  func function<T>(_ name: StaticString, of instance: XrInstance? = nil, as type: T.Type) -> T? {
    var found: Function?
    let result = name.withUTF8Buffer { text in
      text.withMemoryRebound(to: CChar.self) { address(instance, $0.baseAddress, &found) }
    }
    guard result == XR_SUCCESS, let found else { return nil }
    return unsafeBitCast(found, to: type)
  }

  /// As `function`, for one that there must be.
  func require<T>(
    _ name: StaticString, of instance: XrInstance? = nil, as type: T.Type
  ) throws(OpenXRError) -> T {
    guard let found = function(name, of: instance, as: type) else {
      throw OpenXRError(.unsupported, call: "\(name)", reason: "the runtime has no such function")
    }
    return found
  }

  /// Names of the extensions that the runtime offers.
  ///
  /// - Throws: `noRuntime`.
  func extensions() throws(OpenXRError) -> Set<String> {
    let enumerate = try require(
      "xrEnumerateInstanceExtensionProperties",
      as: PFN_xrEnumerateInstanceExtensionProperties.self)
    var blank = XrExtensionProperties()
    blank.type = XR_TYPE_EXTENSION_PROPERTIES
    let found = try list("xrEnumerateInstanceExtensionProperties", of: blank) {
      enumerate(nil, $0, $1, $2)
    }
    return Set(found.map { text($0.extensionName) })
  }
}
