import Foundation
import FrameTiming

/// What the window's title tells: the scene, what is shown of it, and how long frames take.
struct ViewTitle {
  private static let interval_ns: UInt64 = 500_000_000

  private var frames = 0
  private var since_ns = Clock.now_ns
  private var isFirst = true

  mutating func noteFrame() { frames += 1 }

  /// Sets the title, twice a second.
  mutating func update(on window: ViewWindow, feed: SceneFeed, scene: String, isPaused: Bool) {
    let now = Clock.now_ns
    guard isFirst || now - since_ns >= Self.interval_ns else { return }
    var parts = [scene.split(separator: "/").last.map(String.init) ?? scene, window.view.rawValue]
    if isPaused {
      parts.append("paused")
    } else if frames > 0 {
      parts.append(String(format: "%.1f ms", Double(now - since_ns) / 1e6 / Double(frames)))
    }
    if !feed.isWhole { parts.append("baking \(Int(feed.fraction * 100)) %") }
    window.desktop.setTitle(parts.joined(separator: " · ") + " · Fovea")
    (frames, since_ns, isFirst) = (0, now, false)
  }
}
