extension BenchmarkSuite {
  /// Longest run by the clock, and shortest stay at a place, seconds.
  public static let clockSeconds = 0.1...86_400.0

  /// Takes `seconds` and `stay_seconds`.
  mutating func readClock(
    _ members: [String: JSONDocument], _ document: JSONDocument
  ) throws(FoveaError) {
    guard let value = members["seconds"] else {
      if let stay = members["stay_seconds"] { throw stay.error("goes with seconds") }
      return
    }
    if let frames = members["frames"] { throw frames.error("does not go with seconds") }
    seconds = try value.number(in: Self.clockSeconds)
    if let value = members["stay_seconds"] {
      staySeconds = try value.number(in: Self.clockSeconds)
    }
  }

  /// Takes `gpu_memory_mib` and `gpu_memory_share`, each of which adds to the list.
  mutating func readDeviceMemory(_ members: [String: JSONDocument]) throws(FoveaError) {
    var choices: [DeviceMemory] = []
    if let value = members["gpu_memory_mib"] {
      choices += try value.list { (element) throws(FoveaError) in
        .bytes(try element.integer(in: 0...1 << 24) << 20)
      }
    }
    if let value = members["gpu_memory_share"] {
      choices += try value.list { (element) throws(FoveaError) in
        .share(try element.number(in: 0...1))
      }
    }
    if !choices.isEmpty { deviceMemory = choices }
  }
}
