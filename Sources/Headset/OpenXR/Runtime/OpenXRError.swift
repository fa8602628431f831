internal import COpenXR

/// What went wrong between the program and an OpenXR runtime.
package struct OpenXRError: Error, CustomStringConvertible, Sendable {
  package enum Kind: Sendable {
    /// No OpenXR loader is installed.
    case noLoader
    /// No runtime is set up, or it does not answer.
    case noRuntime
    /// The runtime has no headset now.
    case noHeadset
    /// The runtime or its device lacks what is needed.
    case unsupported
    /// The session is gone; another can be made.
    case sessionLost
    /// The runtime is gone or goes; all that was made of it is dead.
    case instanceLost
    /// The runtime refused a call.
    case failed

    /// Whether to try again later makes sense: not where the same would just happen again.
    package var mayPass: Bool {
      switch self {
      case .noLoader, .noRuntime, .noHeadset, .sessionLost, .instanceLost: true
      case .unsupported, .failed: false
      }
    }
  }

  package var kind: Kind
  /// The function, or the operation of this room, that failed.
  package var call: String
  package var reason: String

  package init(_ kind: Kind, call: String, reason: String) {
    self.kind = kind
    self.call = call
    self.reason = reason
  }

  package var description: String { "\(call): \(reason)" }

  init(_ result: XrResult, call: String) {
    let (kind, reason): (Kind, String) =
      switch result {
      case XR_ERROR_RUNTIME_UNAVAILABLE: (.noRuntime, "no OpenXR runtime is set up")
      case XR_ERROR_RUNTIME_FAILURE: (.noRuntime, "the OpenXR runtime does not answer")
      case XR_ERROR_FILE_ACCESS_ERROR, XR_ERROR_FILE_CONTENTS_INVALID,
        XR_ERROR_INITIALIZATION_FAILED:
        (.noRuntime, "the OpenXR runtime cannot be loaded")
      case XR_ERROR_FORM_FACTOR_UNAVAILABLE: (.noHeadset, "no headset is connected")
      case XR_ERROR_FORM_FACTOR_UNSUPPORTED: (.unsupported, "the runtime drives no headsets")
      case XR_ERROR_LIMIT_REACHED: (.noHeadset, "the headset is taken")
      case XR_ERROR_SESSION_LOST: (.sessionLost, "the session is lost")
      case XR_ERROR_INSTANCE_LOST: (.instanceLost, "the runtime is gone")
      case XR_ERROR_API_VERSION_UNSUPPORTED: (.unsupported, "the version is not supported")
      case XR_ERROR_EXTENSION_NOT_PRESENT: (.unsupported, "an extension is missing")
      case XR_ERROR_GRAPHICS_DEVICE_INVALID: (.unsupported, "the runtime does not take the device")
      case XR_ERROR_OUT_OF_MEMORY: (.failed, "out of memory")
      case XR_ERROR_CALL_ORDER_INVALID: (.failed, "calls in a wrong order")
      default: (.failed, "the runtime answered XrResult \(result.rawValue)")
      }
    self.init(kind, call: call, reason: reason)
  }
}

/// The one gate for results of OpenXR. Every call that returns an `XrResult` goes through it; all
/// results that are no errors pass and are handed out. Nothing is allocated unless the call failed.
@discardableResult
func check(_ call: StaticString, _ result: XrResult) throws(OpenXRError) -> XrResult {
  guard result.rawValue >= 0 else { throw OpenXRError(result, call: "\(call)") }
  return result
}

/// Calls a function of the kind that is asked for a count first and for the items then.
///
/// - Parameter blank: an item with its type set, where it has one.
func list<Item>(
  _ call: StaticString, of blank: Item,
  _ body: (UInt32, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Item>?) -> XrResult
) throws(OpenXRError) -> [Item] {
  while true {
    var count: UInt32 = 0
    try check(call, body(0, &count, nil))
    if count == 0 { return [] }
    var items = [Item](repeating: blank, count: Int(count))
    let result = body(count, &count, &items)
    // The list grew between the two calls.
    if result == XR_ERROR_SIZE_INSUFFICIENT { continue }
    try check(call, result)
    return Array(items.prefix(Int(count)))
  }
}

/// Text in a fixed array of C characters, as OpenXR's properties hold it.
func text<Tuple>(_ characters: Tuple) -> String {
  withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}

/// The inverse of `text`, in memory of zeros; cuts off what does not fit.
func fill<Tuple>(_ characters: inout Tuple, _ text: String) {
  withUnsafeMutableBytes(of: &characters) { $0.copyBytes(from: text.utf8.prefix($0.count - 1)) }
}
