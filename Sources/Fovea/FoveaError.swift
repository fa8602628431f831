/// Why something could not be done, in one line for the user: what is at fault (a file, with the
/// place in it), and the reason.
public struct FoveaError: Error, CustomStringConvertible, Sendable {
  /// What kind of failure; each is an exit code of the command line.
  public enum Kind: Int, Sendable {
    /// The caller asked for something that makes no sense.
    case usage = 1
    /// A file cannot be read or written.
    case file = 2
    /// A scene, profile, trace or suite is bad.
    case badInput = 3
    /// The driver, the device or a runtime failed, or the validation layer complained.
    case driver = 4
    /// This machine or this version cannot do it.
    case unsupported = 5
  }

  /// What kind of failure.
  public var kind: Kind
  /// One line for the user.
  public var message: String

  /// `message` is one line without the program's name.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = String(message.map { $0.isNewline ? " " : $0 })
  }

  /// The message.
  public var description: String { message }
}
