import Foundation
import Numerics
import Optics
import Testing

@Suite struct HeadsetProfiles {
  @Test func theCatalogHoldsWhatItShould() throws {
    let names = Profiles.names
    for name in [
      "generic", "ci-mini", "vive", "rift-cv1", "rift-dk1", "rift-dk2", "psvr", "cardboard-v2",
      "quest-3", "index", "pimax-crystal", "fisheye-demo", "grid-demo",
    ] {
      #expect(names.contains(name))
      #expect(try Profiles.load(name).name == name)
    }
    #expect(throws: ProfileError.self) { try Profiles.load("no-such") }
    #expect(throws: ProfileError.self) { try HeadsetCatalog(folder: "/no/such/folder") }
  }

  @Test func everyNumberHasASource() throws {
    for name in Profiles.names {
      let data = try Data(contentsOf: URL(filePath: "\(Profiles.folder)/\(name).json"))
      let document = try JSONSerialization.jsonObject(with: data)
      let sources = try Profiles.load(name).sources.map(\.pointer)
      func check(_ value: Any, _ pointer: String) {
        if let object = value as? [String: Any] {
          for (key, member) in object where key != "sources" { check(member, "\(pointer)/\(key)") }
        } else if let array = value as? [Any] {
          for (index, element) in array.enumerated() { check(element, "\(pointer)/\(index)") }
        } else if value is NSNumber {
          let cited = sources.contains { pointer == $0 || pointer.hasPrefix($0 + "/") }
          #expect(cited, "\(name): \(pointer) has no source")
        }
      }
      check(document, "")
    }
  }

  @Test func theSmallHeadsetIsSymmetric() throws {
    let profile = try Profiles.load("ci-mini")
    let views = profile.views(head: Pose(position: Float3(0.3, 1.7, -2)), ipd: 0)
    #expect(views.left == views.right)
    #expect(
      profile.eyes.left.lens.radialCoefficients == profile.eyes.right.lens.radialCoefficients)
    let f = profile.eyes.left.fieldOfView
    #expect(f.left == -f.right && f.up == -f.down)
  }

  @Test func eyesAreWhereTheyShouldBe() throws {
    let profile = try Profiles.load("index")
    let head = Pose(
      position: Float3(1, 2, 3), orientation: Quaternion(angle: 0.7, axis: Float3(0, 1, 0)))
    let views = profile.views(head: head, ipd: 0.07)
    let between = views.right.pose.position - views.left.pose.position
    #expect(abs(length(between) - 0.07) < 1e-6)
    #expect(length(normalize(between) - head.right) < 1e-5)
    // Turned outwards by 5° each.
    let angle = acos(dot(views.left.pose.forward, views.right.pose.forward)) * 180 / .pi
    #expect(abs(angle - 10) < 1e-3)
    #expect(dot(views.left.pose.forward, head.right) < 0)
    let normal = profile.views(head: head)
    #expect(abs(length(normal.right.pose.position - normal.left.pose.position) - 0.063) < 1e-6)
  }

  @Test func displaysHoldTheirViewports() throws {
    for (label, eye, profile) in try Profiles.eyes() {
      #expect(eye.viewport.x + eye.viewport.width <= profile.display.width, "\(label)")
      #expect(profile.display.periodNanoseconds > 5_000_000)
    }
    #expect(try Profiles.load("generic").display.periodNanoseconds == 8_333_333)
  }
}

@Suite struct HostileProfiles {
  private func document() throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: "\(Profiles.folder)/generic.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func text(_ document: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self)
  }

  private func failure(_ text: String) -> ProfileError? {
    do throws(ProfileError) {
      _ = try HeadsetProfile.parse(text)
      return nil
    } catch {
      return error
    }
  }

  /// Sets the value at a path of keys; nil removes it.
  private func changing(_ object: [String: Any], _ path: [String], _ value: Any?) -> [String: Any] {
    var object = object
    guard let key = path.first else { return object }
    if path.count == 1 {
      object[key] = value
    } else {
      object[key] = changing(object[key] as? [String: Any] ?? [:], Array(path.dropFirst()), value)
    }
    return object
  }

  @Test(arguments: [
    ("/display/width", "3.5", "integer"), ("/display/width", "-1", "16"),
    ("/display/refresh_hz", "0", "1.0"), ("/display/refresh_hz", "\"fast\"", "number"),
    ("/display/refresh_hz", "true", "number"), ("/display/size", "1", "unknown key"),
    ("/ipd_mm", "null", "number"), ("/ipd_mm", "1e300", "200"),
    ("/schema", "\"fovea-headset/2\"", "must be"), ("/name", "\"../up\"", "letters"),
    ("/eyes/left/viewport/x", "2000", "range"),
    ("/eyes/left/field_of_view/left", "2", "left < right"),
    ("/eyes/left/lens/model", "\"magic\"", "no lens model"),
    ("/eyes/left/lens/red/coefficients", "[]", "1 to 4"),
    ("/eyes/left/lens/red/coefficients", "[1,2,3,4,5]", "1 to 4"),
    ("/eyes/left/lens/green/center", "[1,\"x\"]", "number"),
    ("/eyes/left/lens/screen_to_lens_mm", "0", "must lie"),
    ("/eyes/right", "\"same\"", "mirrored"), ("/eyes", "[]", "object"),
    ("/sources/~1x", "7", "string"), ("/notes", "\"\"", "string"),
  ])
  func refusesWithPlaceAndReason(pointer: String, value: String, reason: String) throws {
    let path = pointer.split(separator: "/").map {
      $0.replacingOccurrences(of: "~1", with: "/")
    }
    let parsed = try JSONSerialization.jsonObject(
      with: Data(value.utf8), options: .fragmentsAllowed)
    let changed = changing(try document(), path, parsed)
    let error = try #require(failure(try text(changed)), "\(pointer) = \(value) was accepted")
    #expect(error.file == "profile" && error.kind == .invalid)
    if reason == "range" {
      #expect(error.pointer == "/eyes/left/viewport")
    } else if reason == "left < right" {
      #expect(error.pointer == "/eyes/left/field_of_view")
    } else if reason == "no lens model" {
      #expect(error.pointer == "/eyes/left/lens")
    } else {
      #expect(error.pointer.hasPrefix(pointer))
    }
    if reason != "range" { #expect(error.reason.contains(reason), "\(error)") }
  }

  @Test func namesWhatIsMissing() throws {
    for key in ["schema", "name", "title", "sources", "display", "ipd_mm", "eye_image", "eyes"] {
      let error = try #require(failure(try text(changing(try document(), [key], nil))))
      #expect(error.reason.contains("\"\(key)\" is missing"))
    }
  }

  @Test func refusesWhatIsNoJSON() {
    for text in ["", "{", "[1,2", "nul", "{\"a\":1e999}", "\u{0}", "[]", "7"] {
      #expect(failure(text) != nil, "\(text)")
    }
    let deep = String(repeating: "[", count: 100_000)
    #expect(failure(deep) != nil)
  }

  /// Values of all kinds in every place: an answer or an error, never a trap.
  @Test func survivesRandomChanges() throws {
    for name in ["generic", "vive", "psvr", "fisheye-demo"] {
      let text = try String(contentsOfFile: "\(Profiles.folder)/\(name).json", encoding: .utf8)
      var random = RandomSource(seed: 77)
      let pieces = [
        "0", "-1", "1e308", "-1e-308", "[]", "{}", "\"x\"", "null", "1e9", "32768", "true",
      ]
      for _ in 0..<300 {
        var bytes = Array(text.utf8)
        for _ in 0...Int(random.next32() % 3) {
          // Replace one number, or break one byte.
          let at = Int(random.next32() % UInt32(bytes.count))
          if random.next32() % 2 == 0,
            let start = bytes[at...].firstIndex(where: { $0 >= 48 && $0 <= 57 })
          {
            let end =
              bytes[start...].firstIndex(where: { !($0 >= 48 && $0 <= 57 || $0 == 46) }) ?? start
            let piece = pieces[Int(random.next32() % UInt32(pieces.count))]
            bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
          } else {
            bytes[at] = UInt8(truncatingIfNeeded: random.next32())
          }
        }
        do throws(ProfileError) {
          let profile = try HeadsetProfile.parse(String(decoding: bytes, as: UTF8.self))
          // What was accepted can be used.
          let eye = profile.eyes.right
          let t = eye.lens.tangent(at: Double2(0.1, 0.9), channel: 2)
          _ = eye.lens.viewportPosition(
            ofTangent: t, channel: 2, viewportPixels: eye.viewportPixels)
          _ = eye.visible(Double2(0.3, 0.3))
        } catch {
          #expect(!error.reason.isEmpty)
        }
      }
    }
  }

  @Test func measuredMeshesAreCheckedLineByLine() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "fovea-optics-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func error(_ mesh: String, file: String = "mesh.csv") throws -> ProfileError? {
      let lens: [String: Any] = ["model": "grid", "file": file]
      let document = changing(try document(), ["eyes", "left", "lens"], lens)
      let path = folder.appending(path: "p.json")
      try text(document).write(to: path, atomically: true, encoding: .utf8)
      try mesh.write(
        to: folder.appending(path: "mesh.csv"), atomically: true, encoding: .utf8)
      do throws(ProfileError) {
        _ = try HeadsetProfile.load(path: path.path)
        return nil
      } catch {
        return error
      }
    }
    let good = ["-1,1,-1,1,-1,1", "1,1,1,1,1,1", "-1,-1,-1,-1,-1,-1", "1,-1,1,-1,1,-1"]
    func mesh(_ lines: [String], _ size: String = "2,2") -> String {
      ([size] + lines).joined(separator: "\r\n")
    }
    #expect(try error(mesh(good)) == nil)
    #expect(try error("# note\n\n" + mesh(good)) == nil)
    #expect(try error(mesh(good, "2,9999999999999999999"))?.pointer == "line 1")
    #expect(try error(mesh(good, "1,2"))?.pointer == "line 1")
    #expect(try error(mesh(good + good))?.pointer == "line 6")
    #expect(try error(mesh(Array(good.dropLast())))?.reason.contains("3 nodes") ?? false)
    #expect(try error(mesh(["-1,1,-1,nan,-1,1"] + good.dropFirst()))?.pointer == "line 2")
    #expect(try error(mesh(["-1,1,-1"] + good.dropFirst()))?.pointer == "line 2")
    #expect(
      try error(mesh([good[1], good[0], good[3], good[2]]))?.reason.contains("folds") ?? false)
    #expect(try error("")?.reason.contains("empty") ?? false)
    for name in ["../mesh.csv", "/etc/passwd", ".hidden", "a/b"] {
      #expect(try error(mesh(good), file: name)?.pointer == "/eyes/left/lens/file")
    }
    #expect(try error(mesh(good), file: "none.csv")?.kind == .unreadable)
  }
}
