/// Why a headset profile was refused.
package struct ProfileError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: Equatable, Sendable {
    /// The file or folder cannot be read.
    case unreadable
    /// The content is wrong.
    case invalid
  }

  package var kind: Kind
  package var file: String
  /// JSON pointer to the value at fault; empty for the whole file. For a measured grid, the line.
  package var pointer: String
  package var reason: String

  package init(kind: Kind = .invalid, file: String, pointer: String = "", reason: String) {
    (self.kind, self.file, self.pointer, self.reason) = (kind, file, pointer, reason)
  }

  package var description: String {
    pointer.isEmpty ? "\(file): \(reason)" : "\(file): \(pointer): \(reason)"
  }
}
