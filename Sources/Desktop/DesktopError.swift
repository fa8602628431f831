/// Why there is no window, and what helps.
package struct DesktopError: Error, CustomStringConvertible, Sendable {
  package let description: String
}
