import Foundation
import SceneBake

/// What a bake takes: time, and processor time and memory of the whole process.
struct BakeClock: Sendable {
  private let start = ContinuousClock.now
  private let cpuStart = Self.cpu

  /// Since the clock was made.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Of all threads, since the clock was made.
  var cpuSeconds: Double { Self.cpu - cpuStart }

  /// The most memory that the process ever held. Resource usage would tell that of the program that
  /// started it, where that held more.
  var peakBytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
      << 10
  }

  /// Rate and time left, for a progress bar.
  func note(_ progress: BakeProgress) -> String {
    let made = progress.doneTriangles - progress.resumedTriangles
    let rate = Double(made) / max(seconds, 0.001)
    guard made > 0, rate > 0, seconds > 1 else { return "" }
    let left = Double(progress.allTriangles - progress.doneTriangles) / rate
    return "\(Self.thousands(rate)) triangles/s, \(Int(left.rounded(.up))) s left"
  }

  /// With three digits and a unit.
  private static func thousands(_ value: Double) -> String {
    value >= 1e6
      ? "\(short((value / 1e4).rounded() / 100)) million" : "\(Int(value / 1e3)) thousand"
  }

  private static var cpu: Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
