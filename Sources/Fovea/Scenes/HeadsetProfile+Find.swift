package import Optics

extension HeadsetProfile {
  /// A built-in profile by name, or one from a file when the name ends in `.json`.
  ///
  /// - Throws: `.usage` for an unknown name, `.file` and `.badInput` for files.
  package static func find(_ name: String) throws(FoveaError) -> HeadsetProfile {
    do {
      if name.hasSuffix(".json") { return try HeadsetProfile.load(path: name) }
      let catalog = try catalog()
      guard catalog.names.contains(name) else {
        throw FoveaError(
          .usage,
          "unknown headset \"\(name)\"; there are \(catalog.names.joined(separator: ", "))")
      }
      return try catalog.load(name)
    } catch let error as ProfileError {
      throw FoveaError(error)
    } catch let error as FoveaError {
      throw error
    } catch {
      throw FoveaError(.badInput, "\(name): \(error)")
    }
  }

  /// The profiles that come with Fovea.
  package static func catalog() throws(FoveaError) -> HeadsetCatalog {
    let folder = try AssetFolder.locate().headsets
    do {
      return try HeadsetCatalog(folder: folder)
    } catch {
      throw FoveaError(error)
    }
  }
}

extension FoveaError {
  package init(_ error: ProfileError) {
    self.init(error.kind == .unreadable ? .file : .badInput, error.description)
  }
}
