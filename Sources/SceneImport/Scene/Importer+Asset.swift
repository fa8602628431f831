extension Importer {
  func readAsset() throws(ImportFault) {
    let asset = try root.required("asset")
    let version = try asset.required("version")
    guard let (major, _) = try parseVersion(version), major == 2 else {
      throw version.fault("glTF \(try version.string()) is not supported, only 2.x")
    }
    if let minimum = try asset.member("minVersion") {
      guard let number = try parseVersion(minimum), number == (2, 0) else {
        throw minimum.fault("glTF \(try minimum.string()) is needed, and 2.0 is supported")
      }
    }
  }

  private func parseVersion(_ json: JSONCursor) throws(ImportFault) -> (Int, Int)? {
    let parts = try json.string().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]) else {
      return nil
    }
    return (major, minor)
  }
}
