import Foundation
import FrameTiming

/// What the window's title tells: the scene, what is shown of it, and how long frames take.
struct ViewTitle {
  private static let interval_ns: UInt64 = 500_000_000

  /// What went wrong last; nil: nothing.
  var notice: String? { didSet { isFirst = true } }
  private var frames = 0
  private var since_ns = Clock.now_ns
  private var isFirst = true

  mutating func noteFrame() { frames += 1 }

  /// Sets the title, twice a second.
  mutating func update(_ session: ViewSession) {
    let now = Clock.now_ns
    guard isFirst || now - since_ns >= Self.interval_ns else { return }
    let (scene, window) = (session.source, session.window)
    var parts = [scene.split(separator: "/").last.map(String.init) ?? scene, window.view.rawValue]
    if session.clock.isPaused {
      parts.append("paused")
    } else if frames > 0 {
      parts.append(String(format: "%.1f ms", Double(now - since_ns) / 1e6 / Double(frames)))
    }
    if session.recording != nil { parts.append("recording") }
    if !session.feed.isWhole { parts.append("baking \(Int(session.feed.fraction * 100)) %") }
    if session.arrival != nil { parts.append("opening another") }
    if let notice { parts.append(notice) }
    window.desktop.setTitle(parts.joined(separator: " · ") + " · Fovea")
    (frames, since_ns, isFirst) = (0, now, false)
  }
}
