package import SceneModel
package import SceneStore

/// Why a scene was not baked: one line for the user that names file, place and cause.
package struct BakeError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// A file cannot be read or written.
    case file
    /// The source is no scene that can be baked.
    case badScene
    /// Another process bakes to the same file.
    case busy
    /// The caller asked to stop. What is done is kept and continued with.
    case stopped
  }
  package var kind: Kind
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  package init(_ error: SceneSourceError) {
    self.init(error.kind == .unreadable ? .file : .badScene, error.description)
  }

  package init(_ error: StoreError) {
    switch error.kind {
    case .unreadable: self.init(.file, error.description)
    case .busy: self.init(.busy, error.description)
    case .invalid: self.init(.badScene, error.description)
    }
  }
}

/// Runs `body`, whose errors become those of the bake.
func storing<Value>(_ body: () throws(StoreError) -> Value) throws(BakeError) -> Value {
  do throws(StoreError) {
    return try body()
  } catch {
    throw BakeError(error)
  }
}
