import Foundation

/// Where the data that Fovea comes with lies: headset profiles, traces, benchmark suites.
public struct AssetFolder: Sendable {
  /// Holds `Headsets` and `Traces`.
  public let path: String

  /// Holds the suites that come with Fovea.
  public var benchmarks: String {
    let own = path + "/Benchmarks"
    if FileManager.default.fileExists(atPath: own) { return own }
    return URL(filePath: path).deletingLastPathComponent().appending(path: "Benchmarks").path()
  }

  /// Of headset profiles.
  public var headsets: String { path + "/Headsets" }
  /// Of head and gaze traces.
  public var traces: String { path + "/Traces" }

  /// A folder that the caller knows.
  public init(path: String) { self.path = path }

  /// The folder named by the environment variable `FOVEA_ASSETS`; else `../share/fovea` beside the
  /// executable; else `Assets` in the nearest folder above the executable that has one with
  /// headsets. Symbolic links to the executable are followed.
  ///
  /// - Throws: `.file` that names the places looked at.
  public static func locate() throws(FoveaError) -> AssetFolder {
    try locate(
      environment: ProcessInfo.processInfo.environment["FOVEA_ASSETS"],
      executable: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
  }

  static func locate(environment: String?, executable: URL) throws(FoveaError) -> AssetFolder {
    func hasHeadsets(_ folder: String) -> Bool {
      FileManager.default.fileExists(atPath: folder + "/Headsets")
    }
    if let environment, !environment.isEmpty {
      guard hasHeadsets(environment) else {
        throw FoveaError(.file, "\(environment): FOVEA_ASSETS names a folder without Headsets")
      }
      return AssetFolder(path: environment)
    }
    var folder = executable.deletingLastPathComponent()
    let shared = folder.deletingLastPathComponent().appending(path: "share/fovea").path()
    if hasHeadsets(shared) { return AssetFolder(path: shared) }
    while true {
      let assets = folder.appending(path: "Assets").path()
      if hasHeadsets(assets) { return AssetFolder(path: assets) }
      guard folder.pathComponents.count > 1 else { break }
      folder = folder.deletingLastPathComponent()
    }
    throw FoveaError(
      .file,
      "\(shared): the data of Fovea is neither there nor above the executable; set FOVEA_ASSETS")
  }
}
