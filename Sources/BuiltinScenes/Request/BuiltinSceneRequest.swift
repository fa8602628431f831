/// A generated scene as a user names it: `builtin:NAME?key=value&key=value`.
package struct BuiltinSceneRequest: Equatable, Sendable {
  package var name: String
  package var parameters: [String: String]
  /// The parameter `seed`, which every scene has.
  package var seed: UInt64

  package static let prefix = "builtin:"
  package static let defaultSeed: UInt64 = 1
  /// A request longer than this is refused, bytes of UTF-8.
  static let longest = 4096

  package init(name: String, parameters: [String: String] = [:], seed: UInt64 = defaultSeed) {
    (self.name, self.parameters, self.seed) = (name, parameters, seed)
  }

  /// Reads the text's form only; `BuiltinScenes.scene(_:)` judges names and values. An empty name
  /// is the default scene.
  package init(parsing text: String) throws(BuiltinSceneError) {
    guard text.hasPrefix(Self.prefix) else {
      throw BuiltinSceneError(
        "\(BuiltinSceneError.quoted(text)) does not start with \"\(Self.prefix)\"")
    }
    guard text.utf8.count <= Self.longest else {
      throw BuiltinSceneError("the name of a built-in scene is too long")
    }
    let parts = text.dropFirst(Self.prefix.count)
      .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(name: parts[0].isEmpty ? BuiltinScenes.defaultName : String(parts[0]))
    guard parts.count == 2, !parts[1].isEmpty else { return }
    for item in parts[1].split(separator: "&", omittingEmptySubsequences: false) {
      let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, !pair[0].isEmpty, !pair[1].isEmpty else {
        throw BuiltinSceneError(
          "\(BuiltinSceneError.quoted(item)) in \(BuiltinSceneError.quoted(text)) is not key=value")
      }
      let (key, value) = (String(pair[0]), String(pair[1]))
      if key == "seed" {
        guard let seed = UInt64(value) else {
          throw BuiltinSceneError("seed=\(BuiltinSceneError.quoted(value)) is not a whole number")
        }
        self.seed = seed
      }
      guard parameters.updateValue(value, forKey: key) == nil else {
        throw BuiltinSceneError("\(BuiltinSceneError.quoted(key)) is given twice")
      }
    }
    parameters["seed"] = nil
  }
}
