extension EyeTracker {
  /// An object of a suite: `latency_ms`, `rate_hz`, `noise_degrees`, `drop_outs_per_second`,
  /// `drop_out_ms`, `seed`.
  init(_ document: JSONDocument) throws(FoveaError) {
    let members = try document.members([
      "latency_ms", "rate_hz", "noise_degrees", "drop_outs_per_second", "drop_out_ms", "seed",
    ])
    self.init()
    if let value = members["latency_ms"] {
      latencyMilliseconds = try value.number(in: Self.latencies)
    }
    if let value = members["rate_hz"] { samplesPerSecond = try value.number(in: Self.rates) }
    if let value = members["noise_degrees"] { noiseDegrees = try value.number(in: Self.noises) }
    if let value = members["drop_outs_per_second"] {
      dropOutsPerSecond = try value.number(in: Self.dropOuts)
    }
    if let value = members["drop_out_ms"] {
      dropOutMilliseconds = try value.number(in: Self.dropOutLengths)
    }
    if let value = members["seed"] { seed = UInt64(try value.integer(in: 0...1 << 53)) }
  }
}
