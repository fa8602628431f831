private import Foundation

/// The profiles in a folder: each `NAME.json` is the headset NAME.
package struct HeadsetCatalog: Sendable {
  package let folder: String
  /// Sorted.
  package let names: [String]

  package init(folder: String) throws(ProfileError) {
    self.folder = folder
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw ProfileError(kind: .unreadable, file: folder, reason: "cannot be opened as a folder")
    }
    names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  package func load(_ name: String) throws(ProfileError) -> HeadsetProfile {
    guard names.contains(name) else {
      throw ProfileError(
        kind: .unreadable, file: folder,
        reason: "no headset \"\(name)\"; there are \(names.joined(separator: ", "))")
    }
    return try HeadsetProfile.load(path: folder + "/" + name + ".json")
  }
}
