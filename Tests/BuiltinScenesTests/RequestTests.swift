import BuiltinScenes
import Numerics
import Testing

@Suite struct RequestTests {
  @Test func readsNameParametersAndSeed() throws {
    let r = try BuiltinSceneRequest(parsing: "builtin:many?count=12&seed=7")
    #expect(r == BuiltinSceneRequest(name: "many", parameters: ["count": "12"], seed: 7))
    #expect(try BuiltinSceneRequest(parsing: "builtin:empty").parameters.isEmpty)
    #expect(try BuiltinSceneRequest(parsing: "builtin:empty?").seed == 1)
    #expect(try BuiltinSceneRequest(parsing: "builtin:").name == "gallery")
    let list = try BuiltinSceneRequest(parsing: "builtin:markers?distances=1,2,3")
    #expect(list.parameters["distances"] == "1,2,3")
  }

  @Test(arguments: [
    "", "gallery", "builtin", "Builtin:gallery", "builtin:many?count", "builtin:many?=3",
    "builtin:many?count=", "builtin:many?&", "builtin:many?count=1&count=2",
    "builtin:many?seed=1&seed=1", "builtin:many?seed=-1", "builtin:many?seed=1e3",
    "builtin:many?seed=99999999999999999999999", "builtin:" + String(repeating: "x", count: 5000),
  ])
  func refusesMalformedRequests(text: String) {
    #expect(throws: BuiltinSceneError.self) { try BuiltinSceneRequest(parsing: text) }
  }

  @Test(arguments: [
    "galery", "GRID", "../x", "many\u{0}", "", "builtin:many", "\u{1F600}\u{301}", "%00",
  ])
  func refusesUnknownNames(name: String) {
    #expect(throws: BuiltinSceneError.self) { try BuiltinScenes.scene(named: name) }
  }

  @Test(arguments: [
    ("many", "count", "-1"), ("many", "count", "1000001"), ("many", "count", "1.5"),
    ("many", "count", "nan"), ("many", "count", "9223372036854775808"), ("many", "size", "1"),
    ("furnace", "roughness", "nan"), ("furnace", "roughness", "inf"), ("furnace", "metallic", "2"),
    ("furnace", "color", "1,1"), ("furnace", "color", "1,1,nan"), ("furnace", "color", "1,1,1,1"),
    ("furnace", "color", ",,"), ("markers", "distances", "0"), ("markers", "distances", ""),
    ("markers", "distances", "1,,2"), ("empty", "seed", "1"), ("gallery", "detail", "1e9"),
    ("markers", "distances", String(repeating: "1,", count: 64) + "1"),
  ])
  func refusesBadParameters(scene: String, key: String, value: String) {
    #expect(throws: BuiltinSceneError.self) {
      try BuiltinScenes.scene(named: scene, parameters: [key: value])
    }
  }

  @Test func namesTheNearestMatch() {
    let scene = #expect(throws: BuiltinSceneError.self) {
      try BuiltinScenes.scene(named: "galery")
    }
    #expect(scene?.message.contains("\"gallery\"") == true)
    let key = #expect(throws: BuiltinSceneError.self) {
      try BuiltinScenes.scene(named: "many", parameters: ["cuont": "1"])
    }
    #expect(key?.message.contains("\"count\"") == true)
    let far = #expect(throws: BuiltinSceneError.self) {
      try BuiltinScenes.scene(named: "zzzzzzzzzz\n\u{1B}[31m")
    }
    #expect(far?.message.contains("known: gallery") == true)
    #expect(far?.message.unicodeScalars.allSatisfy { $0.value >= 32 } == true)
  }

  /// Mangled requests are refused or give a scene, and never trap.
  @Test func survivesRandomRequests() {
    var random = RandomSource(seed: 11)
    let alphabet = Array("builtin:manyemptygrid?&=count=3,.e-+seed9 \u{0}é")
    for _ in 0..<2000 {
      let tail = (0..<Int(random.next32() % 24)).map { _ in
        alphabet[Int(random.next32() % UInt32(alphabet.count))]
      }
      let text = (random.unit() < 0.7 ? "builtin:empty?" : "") + String(tail)
      guard let request = try? BuiltinSceneRequest(parsing: text) else { continue }
      _ = try? BuiltinScenes.scene(request)
    }
  }

  @Test func everySceneIsDescribed() {
    #expect(BuiltinScenes.names.first == BuiltinScenes.defaultName)
    #expect(Set(BuiltinScenes.names).count == BuiltinScenes.names.count)
    for scene in BuiltinScenes.list {
      #expect(!scene.summary.isEmpty)
      for parameter in scene.parameters {
        #expect(!parameter.meaning.isEmpty && parameter.name != "seed")
      }
    }
  }
}
