import Foundation
import Numerics
import Optics

/// The profiles that come with the project.
enum Profiles {
  static var folder: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Assets/Headsets").path
  }

  static var names: [String] { (try? HeadsetCatalog(folder: folder).names) ?? [] }

  static func load(_ name: String) throws -> HeadsetProfile {
    try HeadsetCatalog(folder: folder).load(name)
  }

  /// Both eyes of every profile, with a label.
  static func eyes() throws -> [(label: String, eye: EyeProfile, profile: HeadsetProfile)] {
    try names.flatMap { name in
      let profile = try load(name)
      return [
        ("\(name) left", profile.eyes.left, profile),
        ("\(name) right", profile.eyes.right, profile),
      ]
    }
  }
}

extension RandomSource {
  mutating func position() -> Double2 { Double2(Double(unit()), Double(unit())) }
}

func distance(_ a: Double2, _ b: Double2) -> Double { length(a - b) }
