/// Why compressed data could not be expanded.
struct CompressionError: Error, Equatable, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
