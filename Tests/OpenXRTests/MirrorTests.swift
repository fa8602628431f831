import Foundation
import Testing

/// A window of the desktop that shows what a headset shows.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct MirrorTests {
  /// A folder with GLFW, where the runtime's root sees it too.
  private static let folder: String? = {
    let places = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"]
    let files = places.map { $0 + "/libglfw.so.3" }
    guard let found = files.first(where: FileManager.default.isReadableFile) else { return nil }
    let folder = Monado.package.appending(path: ".build/monado/mirror")
    let copy = folder.appending(path: "libglfw.so.3")
    if !FileManager.default.fileExists(atPath: copy.path()) {
      try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try? FileManager.default.copyItem(
        at: URL(filePath: found).resolvingSymlinksInPath(), to: copy)
    }
    return folder.path()
  }()

  /// How many bytes the screen's contents take when they are packed, once the headset shows a scene: a
  /// blank screen packs to nearly nothing.
  private func screen(_ option: String) throws -> Int {
    let folder = try #require(Self.folder)
    let result = try Monado.shell(
      """
      Xvfb -displayfd 3 -screen 0 800x800x24 -nolisten tcp 3>display 2>/dev/null & server=$!
      until [ -s display ]; do sleep 0.1; done
      export DISPLAY=:$(cat display) LD_LIBRARY_PATH="$LD_LIBRARY_PATH:\(folder)"
      packed() { xwd -root -silent | gzip -1 -c | wc -c; }
      "$fovea" view builtin:spheres --xr --no-wait --validate --json \(option) >facts 2>errors & process=$!
      until grep -q 'pixels per eye' errors; do sleep 0.1; kill -0 $process; done
      for _ in $(seq 100); do [ "$(packed)" -gt 20000 ] && break; sleep 0.1; done
      packed
      kill -INT $process; code=0; wait $process || code=$?; kill -9 $server
      grep -q '"handles_left": 0' facts; grep -q '"validation_messages": 0' facts
      exit $code
      """)
    #expect(result.code == 130, "\(result.errors.suffix(2000))")
    return try #require(Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test(.enabled(if: folder != nil, "GLFW is missing: Scripts/install gets it"))
  func aDisplayShowsWhatTheHeadsetShows() throws {
    #expect(try screen("") > 20000)
    #expect(try screen("--no-mirror") < 20000)
  }
}
