/// Why there is no lettering, and what helps.
package struct LetteringError: Error, CustomStringConvertible, Sendable {
  package let description: String
}
