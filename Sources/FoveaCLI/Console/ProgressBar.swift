import Foundation

/// A bar on standard error for work that takes over two seconds; nothing before that, and nothing
/// at all where no one looks. One thread.
final class ProgressBar {
  private let title: String
  private let start = ContinuousClock.now
  private let isShown = Console.showsProgress
  private var drawn = -1

  init(_ title: String) { self.title = title }

  /// `fraction` of the work is done, 0…1.
  func update(_ fraction: Double) {
    guard isShown, fraction.isFinite, ContinuousClock.now - start > .seconds(2) else { return }
    let percent = Int(min(max(fraction, 0), 1) * 100)
    guard percent != drawn else { return }
    drawn = percent
    let full = percent * 30 / 100
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: 30 - full)
    Console.write("\r\(title) [\(bar)] \(percent) %\u{1B}[K", to: 2)
  }

  /// Wipes the bar away.
  func finish() {
    if drawn >= 0 { Console.write("\r\u{1B}[K", to: 2) }
    drawn = -1
  }
}
