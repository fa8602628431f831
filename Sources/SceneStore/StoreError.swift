/// Why a baked scene cannot be read or written: one line for the user that names file, place and
/// cause.
package struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The file cannot be read or written.
    case unreadable
    /// Another writer has the file now.
    case busy
    /// What it holds is no baked scene, or a damaged one.
    case invalid
  }
  package var kind: Kind
  package var description: String

  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

/// What is wrong with bytes, said by those who do not know which file they are from.
package struct StoreDamage: Error, Equatable, Sendable, CustomStringConvertible {
  /// Place and cause, such as `group 3: its unit is out of range`.
  package var description: String

  package init(_ description: String) { self.description = description }
}
