import FrameTiming
import Headset
import Numerics

/// Writes down how head and eyes move in a headset, which shows nothing meanwhile. Used from one thread.
public struct HeadRecording {
  /// Samples per second.
  public var rate = 120.0
  /// Seconds after which it ends; nil: when that is asked for.
  public var seconds: Double?
  /// Ends it, from any thread.
  public var ending = HeadsetViewer.Ending()

  /// Until the end is asked for.
  public init() {}

  /// Records from when the session begins, and writes a trace.
  ///
  /// - Returns: how many samples it holds.
  /// - Throws: `.unsupported` when there is no runtime, no headset or none that can do so, `.driver` when the
  ///   runtime is lost or nothing was seen, `.file` when the file cannot be written.
  public func record(to file: String) throws(FoveaError) -> Int {
    let (trace, system): (HeadTrace?, String)
    do throws(OpenXRError) {
      (trace, system) = try run()
    } catch {
      throw FoveaError(error)
    }
    guard let trace else { throw FoveaError(.driver, "\(file): is not written: no head was seen") }
    try AtomicFile.write(
      trace.csv(.rounded, note: "fovea trace record --headless, \(system)"), to: file)
    return trace.samples.count
  }

  private func run() throws(OpenXRError) -> (HeadTrace?, String) {
    let instance = try OpenXRInstance(ledger: HandleLedger())
    defer { instance.destroy() }
    let system = try OpenXRSystem(of: instance)
    let session = try HeadlessSession(of: instance, system: system)
    defer { session.destroy() }
    return (try follow(session), system.name)
  }

  private func follow(_ session: HeadlessSession) throws(OpenXRError) -> HeadTrace? {
    var recorder: TraceRecorder?
    let period = UInt64(1e9 / rate)
    var next = Clock.now_ns
    var first: UInt64?
    var isLeaving = false
    while true {
      if let departure = try session.pollEvents() {
        if departure == .exit { return recorder?.trace }
        throw OpenXRError(.instanceLost, call: "OpenXR", reason: "the runtime ends the session")
      }
      let now = Clock.now_ns
      let isOver = seconds.map { Double(now - (first ?? now)) >= $0 * 1e9 } ?? false
      if ending.isAskedFor || isOver {
        guard session.lifecycle.isRunning else { return recorder?.trace }
        if !isLeaving { try session.requestExit() }
        isLeaving = true
      } else if session.lifecycle.isRunning, let seen = try session.locate(at: now) {
        if first == nil { first = now }
        if recorder == nil { recorder = TraceRecorder(origin: seen.head.upright) }
        recorder?.add(seen.head, gaze: seen.gaze, at: now)
      }
      next += period
      // Those that were slept through are left out.
      if next <= now { next = now + period }
      pause(next - min(next, Clock.now_ns))
    }
  }
}
