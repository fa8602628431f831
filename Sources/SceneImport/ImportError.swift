/// Why a scene could not be imported.
package struct ImportError: Error, Equatable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The scene file itself cannot be read.
    case unreadable
    /// The file was read and is not a scene that can be drawn.
    case invalid
  }

  /// As the caller named it.
  package var file: String
  /// JSON pointer (RFC 6901) of what is wrong, or `byte N` of the container; may be empty.
  package var pointer: String
  package var reason: String
  package var kind: Kind

  /// One line.
  package var description: String {
    let line = pointer.isEmpty ? "\(file): \(reason)" : "\(file): \(pointer): \(reason)"
    return String(line.map { $0.isNewline ? " " : $0 })
  }
}

extension ImportError {
  init(_ fault: ImportFault, file: String) {
    self.init(file: file, pointer: fault.pointer, reason: fault.reason, kind: fault.kind)
  }
}

/// An import error before the file's name is known.
struct ImportFault: Error {
  var pointer: String
  var reason: String
  var kind = ImportError.Kind.invalid
}
