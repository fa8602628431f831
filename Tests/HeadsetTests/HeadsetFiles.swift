import Foundation
import Headset
import Optics

/// Files of the checkout.
enum HeadsetFiles {
  static let assets = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Assets").path

  static func profile(_ name: String) throws -> HeadsetProfile {
    try HeadsetCatalog(folder: assets + "/Headsets").load(name)
  }

  static var lookAround: HeadTrace {
    guard let trace = HeadTrace.builtin("look-around") else { preconditionFailure("no such trace") }
    return trace
  }
}
