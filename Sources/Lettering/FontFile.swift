private import Foundation

/// Where on the machine there are letters that all have one width.
package enum FontFile {
  /// Names a font file in place of those that are looked for.
  package static let variable = "FOVEA_FONT"

  /// The places where Linux distributions keep such fonts, the best to read first.
  static let places = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/dejavu-sans-mono-fonts/DejaVuSansMono.ttf",
    "/usr/share/fonts/TTF/DejaVuSansMono.ttf",
    "/usr/share/fonts/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansMono-Regular.ttf",
    "/usr/share/fonts/noto/NotoSansMono-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
    "/usr/share/fonts/liberation-mono/LiberationMono-Regular.ttf",
    "/usr/share/fonts/TTF/LiberationMono-Regular.ttf",
    "/usr/share/fonts/truetype/freefont/FreeMono.ttf",
  ]

  /// - Throws: how to get one.
  package static func find(
    _ environment: [String: String] = ProcessInfo.processInfo.environment,
    among places: [String]? = nil
  ) throws(LetteringError) -> String {
    if let named = environment[variable], !named.isEmpty { return named }
    if let found = (places ?? Self.places).first(where: FileManager.default.isReadableFile) {
      return found
    }
    throw LetteringError(
      description:
        "lettering needs a font, and none is found: apt-get install fonts-dejavu-core, or name a font file in \(variable)"
    )
  }
}
