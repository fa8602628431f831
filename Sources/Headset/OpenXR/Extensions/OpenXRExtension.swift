internal import COpenXR

/// What an optional extension of OpenXR does at points of a session's life. Every hook has a default that
/// does nothing. Made anew for each instance; belongs to the frame thread.
protocol OpenXRExtension: AnyObject {
  /// All that it needs; it is left out where the runtime lacks one of them.
  static var names: [String] { get }
  /// - Parameter ledger: where the handles that it makes are counted.
  init(_ ledger: HandleLedger)
  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError)
  func sessionMade(_ session: XrSession) throws(OpenXRError)
  /// What the runtime has to say, besides the states of the session.
  func take(_ event: UnsafePointer<XrEventDataBuffer>)
  /// What of that the user is to know, once; asked for after each event.
  func takeNotices() -> [String]
  /// Before the session's end, and after the loss of it: frees what it made of the session.
  func sessionEnds()
  /// Before the instance's end.
  func instanceEnds()
}

extension OpenXRExtension {
  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {}
  func sessionMade(_ session: XrSession) throws(OpenXRError) {}
  func take(_ event: UnsafePointer<XrEventDataBuffer>) {}
  func takeNotices() -> [String] { [] }
  func sessionEnds() {}
  func instanceEnds() {}
}
