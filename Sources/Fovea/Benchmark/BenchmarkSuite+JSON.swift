import Foundation
import Numerics

extension BenchmarkSuite {
  private static let keys = [
    "name", "description", "scenes", "scene_folders", "headsets", "field_of_view_degrees",
    "eye_size", "poses", "traces", "foveation", "qualities", "foveation_paths", "eye_tracker",
    "samples", "views", "lights", "output", "ipd_mm", "near_m", "frames", "warmup_frames",
    "repetitions", "interleave", "lod_thresholds", "gpu_memory_mib", "gpu_memory_share", "seconds",
    "stay_seconds",
  ]

  /// Reads a suite from a file.
  ///
  /// - Throws: `.file`, or `.badInput` with the JSON pointer of what is wrong.
  public init(contentsOf path: String) throws(FoveaError) {
    try self.init(JSONDocument(contentsOf: path))
  }

  init(_ document: JSONDocument) throws(FoveaError) {
    let url = URL(filePath: document.file)
    self.init(source: document.file, name: url.deletingPathExtension().lastPathComponent)
    let members = try document.members(Self.keys)
    if let value = members["name"] { name = try value.string() }
    if let value = members["description"] { description = try value.string() }
    if let value = members["scene_folders"] {
      sceneFolders = try value.strings().map {
        URL(filePath: $0, relativeTo: url.deletingLastPathComponent()).standardizedFileURL.path()
      }
    }
    guard let sceneList = members["scenes"] else { throw document.error("has no scenes") }
    scenes = try sceneList.list(SceneChoice.init)
    try readHeadsets(members, document)
    if let value = members["poses"] { poses = try value.list(Viewpoint.init) }
    if let value = members["traces"] { traces = try value.strings() }
    if let value = members["lights"] { lights = try value.list(LightChoice.init) }
    try readFoveation(members)
    if let value = members["eye_tracker"] { eyeTracker = try EyeTracker(value) }
    if let value = members["samples"] {
      samples = try value.list { (element) throws(FoveaError) in try element.integer(in: 1...64) }
    }
    if let value = members["views"] {
      viewCounts = try value.list { (element) throws(FoveaError) in
        try element.integer(in: 1...2)
      }
    }
    if let value = members["lod_thresholds"] {
      lodThresholds = try value.list { (element) throws(FoveaError) in
        try element.number(in: 0...1000)
      }
    }
    try readDeviceMemory(members)
    try readClock(members, document)
    if let value = members["output"] { output = try value.choice() }
    if let value = members["ipd_mm"] { eyeDistance = try value.number(in: 0...200) }
    if let value = members["near_m"] { near = Float(try value.number(in: 1e-4...10)) }
    if let value = members["frames"] { frames = try value.integer(in: 1...1_000_000) }
    if let value = members["warmup_frames"] { warmupFrames = try value.integer(in: 0...10_000) }
    if let value = members["repetitions"] { repetitions = try value.integer(in: 1...1000) }
    if let value = members["interleave"] { interleave = try value.bool() }
    guard frames * repetitions <= 10_000_000 else { throw document.error("has too many frames") }
  }

  private mutating func readHeadsets(
    _ members: [String: JSONDocument], _ document: JSONDocument
  ) throws(FoveaError) {
    if let value = members["headsets"] {
      for key in ["field_of_view_degrees", "eye_size"] {
        if let other = members[key] { throw other.error("does not go with headsets") }
      }
      headsets = try value.strings().map { .profile($0) }
    } else if let field = members["field_of_view_degrees"] {
      guard let eyeSize = members["eye_size"] else { throw document.error("has no eye_size") }
      let (angles, size) = (try field.elements(), try eyeSize.elements())
      guard angles.count == 2 else {
        throw document.error("field_of_view_degrees is not [horizontal, vertical]")
      }
      guard size.count == 2 else { throw document.error("eye_size is not [width, height]") }
      headsets = [
        .field(
          horizontal: try angles[0].number(in: 1...170),
          vertical: try angles[1].number(in: 1...170),
          width: try size[0].integer(in: 1...16384), height: try size[1].integer(in: 1...16384))
      ]
      // Without a display there is nothing to distort for.
      output = .eyes
    } else if let size = members["eye_size"] {
      throw size.error("goes with field_of_view_degrees")
    }
  }
}

extension BenchmarkSuite.SceneChoice {
  /// A text, or an object with `scene`, `scale`, `center`.
  init(_ document: JSONDocument) throws(FoveaError) {
    if case .string = document.value {
      self.init(source: try document.string())
      return
    }
    let members = try document.members(["scene", "scale", "center"])
    guard let source = members["scene"] else { throw document.error("has no scene") }
    self.init(source: try source.string())
    if let value = members["scale"] { scale = Float(try value.number(in: 1e-6...1e6)) }
    if let value = members["center"] { isCentered = try value.bool() }
  }
}

extension BenchmarkSuite.LightChoice {
  /// An environment's name, or an object with `direction`, `illuminance`, `ambient`.
  init(_ document: JSONDocument) throws(FoveaError) {
    if case .string = document.value {
      self = .environment(try document.string())
      return
    }
    let members = try document.members(["direction", "illuminance", "ambient"])
    guard let direction = members["direction"] else { throw document.error("has no direction") }
    let travel = try direction.vector()
    guard length(travel) > 0 else { throw direction.error("has no length") }
    self = .plain(
      direction: normalize(travel),
      illuminance: try members["illuminance"]?.color() ?? Float3(repeating: .pi),
      ambient: try members["ambient"]?.color() ?? .zero)
  }
}

extension JSONDocument {
  /// Three numbers that are not negative, or one for grey.
  fileprivate func color() throws(FoveaError) -> Float3 {
    if case .number = value { return Float3(repeating: Float(try number(in: 0...1e6))) }
    let color = try vector()
    guard color.min() >= 0 else { throw error("has a negative number") }
    return color
  }
}

extension Viewpoint {
  /// `"framing"`, `{"position": …, "look_at": …}` or `{"camera": N}`.
  init(_ document: JSONDocument) throws(FoveaError) {
    if case .string("framing") = document.value {
      self = .framing
      return
    }
    let members = try document.members(["position", "look_at", "camera"])
    if let camera = members["camera"] {
      guard members.count == 1 else { throw document.error("has more than a camera") }
      self = .camera(try camera.integer(in: 0...1_000_000))
    } else {
      guard let position = members["position"], let target = members["look_at"] else {
        throw document.error("has neither a camera nor position and look_at")
      }
      self = .position(try position.vector(), lookAt: try target.vector())
      guard try position.vector() != target.vector() else {
        throw document.error("looks at its own position")
      }
    }
  }
}
