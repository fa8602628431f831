import Foundation
import SceneImport
import SceneModel
import TestSupport
import Testing

/// The assets of the Khronos glTF validator.
@Suite struct ValidatorTests {
  @Test func validAssetsLoad() {
    for url in SharedModels.files("validator/valid", extensions: ["gltf", "glb"]) {
      do {
        expectWholeness(of: try SceneImporter.load(path: url.path))
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  @Test func invalidAssetsAreReported() {
    for url in SharedModels.files("validator/invalid", extensions: ["gltf", "glb"]) {
      do {
        let scene = try SceneImporter.load(path: url.path)
        #expect(!scene.warnings.isEmpty, "\(url.lastPathComponent)")
        expectWholeness(of: scene)
      } catch {
        #expect(error.kind == .invalid && !error.reason.isEmpty, "\(error)")
        #expect(!error.description.contains { $0.isNewline })
      }
    }
  }
}
