import Foundation

/// Names of files of one kind, in the folder where the program runs, none of which is there yet.
struct NumberedNames {
  /// With its dot.
  let suffix: String
  private var count = 0

  init(_ suffix: String) { self.suffix = suffix }

  mutating func next() -> String {
    while true {
      count += 1
      let name = "fovea-\(count)\(suffix)"
      if !FileManager.default.fileExists(atPath: name) { return name }
    }
  }
}
