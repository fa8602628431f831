import Foundation
package import Headset

extension HeadTrace {
  /// A trace that needs no file, one that comes with Fovea, or one from a file when the name ends in
  /// `.csv`.
  ///
  /// - Throws: `.usage` for an unknown name, `.file` and `.badInput` for files.
  package static func find(_ name: String) throws(FoveaError) -> HeadTrace {
    if let trace = builtin(name) { return trace }
    do {
      if name.hasSuffix(".csv") { return try load(path: name) }
      let folder = try AssetFolder.locate().traces
      let names = names(in: folder)
      guard names.contains(name) else {
        throw FoveaError(
          .usage, "unknown trace \"\(name)\"; there are \(names.joined(separator: ", "))")
      }
      return try load(path: "\(folder)/\(name).csv")
    } catch let error as TraceError {
      throw FoveaError(error.isUnreadable ? .file : .badInput, error.description)
    } catch let error as FoveaError {
      throw error
    } catch {
      throw FoveaError(.badInput, "\(name): \(error)")
    }
  }

  /// Of traces that need no file and of those in a folder, sorted.
  package static func names(in folder: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let recorded = files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
    return Set(builtinNames + recorded).sorted()
  }
}
