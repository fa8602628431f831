import Foundation

/// The program's two streams: data on standard output, everything else on standard error.
enum Console {
  static func print(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 1) }

  static func error(_ text: String) { write("fovea: \(text)\n", to: 2) }

  /// A line that is neither data nor an error.
  static func note(_ text: String) { write(text + "\n", to: 2) }

  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Bars are drawn only where someone sees them.
  static var showsProgress: Bool {
    isatty(2) != 0 && (getenv("NO_COLOR").map { $0[0] == 0 } ?? true)
      && getenv("TERM").map { String(cString: $0) } != "dumb"
  }
}
