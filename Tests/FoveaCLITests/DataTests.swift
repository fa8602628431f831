import Foundation
import ImageCodecs
import Testing

/// What commands print and write, without a device.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"))
struct DataTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func headsetsAsJSON() throws {
    let result = try FoveaProcess.run("headsets", "--json")
    #expect(result.code == 0 && result.errors.isEmpty)
    let list = try #require(try object(result.output)["headsets"] as? [[String: Any]])
    let names = list.compactMap { $0["name"] as? String }
    #expect(names.contains("generic") && names.contains("ci-mini") && names.count >= 7)
    for headset in list {
      let eyes = try #require(headset["eyes"] as? [[String: Any]])
      #expect(eyes.count == 2)
      #expect((headset["display"] as? [String: Any])?["refresh_hz"] as? Double ?? 0 > 0)
    }
  }

  @Test func aLensPlotIsAPicture() throws {
    let folder = try WorkFolder()
    let file = folder.path + "/lens.png"
    let result = try FoveaProcess.run("headsets", "show", "ci-mini", "-o", file)
    #expect(result.code == 0)
    #expect(folder.contents == ["lens.png"])
    let picture = try ImageDecoder.decode([UInt8](Data(contentsOf: URL(filePath: file))))
    #expect(picture.width == 1500 && picture.height == 1100)
    // Something bright is drawn in each of the three columns of both rows.
    for row in 0..<2 {
      for column in 0..<3 {
        let bright = (0..<400 * 400).contains { index in
          let x = column * 500 + 50 + index % 400
          let y = 100 + row * 500 + index / 400
          return picture.pixels[(y * picture.width + x) * 4 + 1] > 150
        }
        #expect(bright, "row \(row), column \(column)")
      }
    }
  }

  @Test func tracesAndSuitesAreListed() throws {
    let traces = try object(try FoveaProcess.run("traces", "--json").output)
    let names = (traces["traces"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names?.contains("look-around") == true)
    let suites = try object(try FoveaProcess.run("bench", "--list", "--json").output)
    let suiteNames = (suites["suites"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(
      Set(suiteNames ?? []).isSuperset(of: [
        "demo", "foveation", "foveation-20ppd", "peers", "quick",
      ]))
  }

  @Test func inspectCounts() throws {
    let folder = try WorkFolder()
    let scene = try folder.write(
      """
      {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0, 1]}],
       "nodes": [{"mesh": 0}, {"mesh": 0, "translation": [4, 0, 0]}],
       "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
       "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
                      "min": [0, 0, 0], "max": [1, 1, 0]}],
       "bufferViews": [{"buffer": 0, "byteLength": 36}],
       "buffers": [{"byteLength": 36, "uri":
       "data:application/octet-stream;base64,AAAAAAAAAAAAAAAAAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAA"}]}
      """, to: "two.gltf")
    let result = try FoveaProcess.run("inspect", scene, "--json")
    #expect(result.code == 0, "\(result.errors)")
    let facts = try object(result.output)
    let counts = try #require(facts["counts"] as? [String: Int])
    #expect(counts["nodes"] == 2 && counts["meshes"] == 1 && counts["mesh_instances"] == 2)
    #expect(counts["triangles"] == 1 && counts["triangles_drawn"] == 2)
    let bounds = try #require(facts["bounds_m"] as? [String: [Double]])
    #expect(bounds["minimum"] == [0, 0, 0] && bounds["maximum"] == [5, 1, 0])
  }

  /// The binary finds its data from any folder, through a link, and as an installation lays it out.
  @Test func dataIsFoundFromAnywhere() throws {
    let folder = try WorkFolder()
    let binary = try #require(FoveaProcess.binary)
    let without: [String: String?] = ["FOVEA_ASSETS": nil]
    let elsewhere = try FoveaProcess.run("headsets", folder: folder.path, environment: without)
    #expect(elsewhere.code == 0)
    let link = URL(filePath: folder.path + "/link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: binary)
    let linked = try FoveaProcess.run("headsets", folder: "/", environment: without, binary: link)
    #expect(linked.code == 0)

    let alone = URL(filePath: folder.path + "/bin/fovea")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/bin", withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: binary, to: alone)
    let lost = try FoveaProcess.run("headsets", environment: without, binary: alone)
    #expect(lost.code == 2 && lost.errors.contains("FOVEA_ASSETS"))
    try FileManager.default.createDirectory(
      atPath: folder.path + "/share/fovea/Headsets", withIntermediateDirectories: true)
    let installed = try FoveaProcess.run("headsets", environment: without, binary: alone)
    #expect(installed.code == 0)
  }

  @Test func aPlaceThatCannotBeWrittenIsExitCodeTwo() throws {
    let file = "/no/such/folder/lens.png"
    let result = try FoveaProcess.run("headsets", "show", "ci-mini", "-o", file)
    #expect(result.code == 2)
    #expect(result.errors.contains("\(file): cannot be written"))
  }
}
