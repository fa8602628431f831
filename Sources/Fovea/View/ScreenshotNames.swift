import Foundation

/// Names of files for pictures, in the folder where the program runs, none of which is there yet.
struct ScreenshotNames {
  private var count = 0

  mutating func next() -> String {
    while true {
      count += 1
      let name = "fovea-\(count).png"
      if !FileManager.default.fileExists(atPath: name) { return name }
    }
  }
}
