package import FrameTiming

/// What a benchmark found. `json` has the fields of the schema `fovea-report/1`.
package struct Report: Sendable {
  package var machine: Machine
  package var runs: [Run] = []
  /// Runs of the suite that were left out, and why.
  package var skipped: [Skipped] = []
  package var exitCode = 0

  package init(machine: Machine) { self.machine = machine }

  package struct Machine: Equatable, Sendable {
    package var cpu: String
    package var cores: Int
    package var device: String
    /// `cpu`, `integrated`, `discrete`, `virtual` or `other`.
    package var deviceType: String
    package var driver: String
    package var os: String
    /// Of Fovea.
    package var version: String

    package init(
      cpu: String, cores: Int, device: String, deviceType: String, driver: String, os: String,
      version: String
    ) {
      self.cpu = cpu
      self.cores = cores
      self.device = device
      self.deviceType = deviceType
      self.driver = driver
      self.os = os
      self.version = version
    }
  }

  package struct Skipped: Equatable, Sendable {
    package var name: String
    package var reason: String

    package init(name: String, reason: String) { (self.name, self.reason) = (name, reason) }
  }

  /// The worst verdict of the runs.
  package var outcome: Verdict.Outcome { Verdict.overall(runs.map(\.verdict.outcome)) }
}

/// One configuration of a suite, measured.
package struct Run: Sendable {
  package var name: String
  package var scene: String
  package var headset: String
  package var trace: String?
  package var foveation = "off"
  package var quality: String
  /// How foveation is done; `none` without.
  package var path = "none"
  /// Nil without foveation.
  package var foveationPlan: FoveationFacts?
  /// Nil unless detail followed the eyes of a trace.
  package var gaze: GazeFacts?
  /// Name of the run of the same report that differs in nothing but in being without foveation.
  package var reference: String?
  /// Nil where nothing was drawn.
  package var detail: DetailFacts?
  /// Name of the run of the same report that differs in nothing but in showing the suite's first
  /// scene; nil for that run itself.
  package var sceneReference: String?
  package var samples: Int
  package var views: Int
  package var eyeWidth: Int
  package var eyeHeight: Int
  package var refreshRate: Double?
  package var warmupFrames: Int
  package var repetitions: Int
  package var frameTimes_ms: [Double] = []
  package var cpu_ms: [Double] = []
  package var gpu_ms: [Double] = []
  package var processCPU_ms: [Double] = []
  /// Process CPU of the fixed calibration fill in this run; nil when it was not measured.
  package var probe_ms: Double?
  package var passes: [Pass] = []
  package var counters = RunCounters()
  package var streaming: StreamingFacts?
  /// What of the scene could not be had while it was drawn, one line each.
  package var warnings: [String] = []
  package var verdict = Verdict(.notJudged, reason: "")
  /// Files, relative to the report.
  package var pictures: [String] = []
  /// The one of them that shows a foveated run's density and the borders of its layers.
  package var densityMap: String?

  package init(
    name: String, scene: String, headset: String, quality: String, samples: Int, views: Int,
    eyeWidth: Int, eyeHeight: Int, refreshRate: Double?, warmupFrames: Int, repetitions: Int
  ) {
    self.name = name
    self.scene = scene
    self.headset = headset
    self.quality = quality
    self.samples = samples
    self.views = views
    self.eyeWidth = eyeWidth
    self.eyeHeight = eyeHeight
    self.refreshRate = refreshRate
    self.warmupFrames = warmupFrames
    self.repetitions = repetitions
  }

  /// Milliseconds that the display gives a frame; nil without a display.
  package var budget_ms: Double? { refreshRate.map { 1000 / $0 } }

  package var misses: Misses? {
    budget_ms.map { Misses(frameTimes: frameTimes_ms, budget: $0) }
  }

  package struct Pass: Equatable, Sendable {
    package var name: String
    package var gpu_ms: [Double] = []
    package var cpu_ms: [Double] = []
    /// Fragment shader invocations of each frame.
    package var fragments: [Double] = []

    package init(name: String) { self.name = name }
  }
}

/// What a run's frames did; of the last frame where it differs between frames.
package struct RunCounters: Equatable, Sendable {
  package var frame = FrameCounters()
  package var pixelsShaded: UInt64 = 0
  package var residentBytes: UInt64 = 0
  package var peakResidentBytes: UInt64 = 0
  /// Mean over the measured frames; nil when allocations were not counted.
  package var heapAllocationsPerFrame: Double?
  package var validationMessages = 0

  package init() {}
}
