package import SceneModel

import BuiltinScenes
import ImageCodecs
import Numerics

extension EnvironmentMap {
  /// A name that Fovea knows, or the path of a Radiance picture (`.hdr`).
  package static func load(_ name: String) throws(FoveaError) -> EnvironmentMap {
    guard name.lowercased().hasSuffix(".hdr") else {
      do {
        return try Environments.named(name)
      } catch {
        throw FoveaError(.usage, error.description)
      }
    }
    let bytes = try InputFile.read(name, limit: 1 << 30)
    do {
      let picture = try HDRDecoder.decode(bytes)
      let pixels = (0..<picture.width * picture.height).map { index in
        Float3(
          picture.pixels[index * 3], picture.pixels[index * 3 + 1], picture.pixels[index * 3 + 2])
      }
      return EnvironmentMap(width: picture.width, height: picture.height, pixels: pixels)
    } catch {
      throw FoveaError(.badInput, "\(name): \(error)")
    }
  }
}
