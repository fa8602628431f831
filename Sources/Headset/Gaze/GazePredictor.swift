private import Foundation
package import Numerics
package import Optics

/// Places the gaze for a frame's display from a tracker's samples, which are late, noisy and not
/// always there. A plain value; its functions allocate nothing.
///
/// Directions are estimated in the world's frame, in which eyes rest on things while the head turns;
/// the caller says how the head is turned. With the head always as it is by default, they are the
/// head's.
///
/// - Smooth movement is predicted to the time of display; eyes at rest are held steady.
/// - In a saccade the gaze stays, and is placed anew when the eyes land.
/// - Without trusted samples the last gaze holds for a while, then goes straight ahead and widens.
/// - One eye alone speaks for both; eyes that disagree count for their middle, half widened.
package struct GazePredictor {
  package let settings: GazeSettings
  private let eyes: EyeFields

  private var speed = GazeSpeed()
  private var smooth: SmoothGaze?
  private var jump: Jump = .none
  /// Time, confidence and agreement of the last trusted sample.
  private var trusted: (nanoseconds: UInt64, confidence: Float, disagrees: Bool)?
  /// Of the last sample, trusted or not.
  private var newest: UInt64?
  private var isLost = true
  /// Mean degrees of convergence, and those of the placed gaze.
  private var convergence: (mean: Float, placed: Float) = (0, 0)

  /// What the last frame got: unit vector in the world's frame; nil to be placed anew.
  private var placed: Double3?
  /// 0: as large as a known gaze asks; 1: as an unknown one; linear in time.
  private var widening = 1.0
  private var lastFrame: UInt64?

  private enum Jump {
    case none
    case since(UInt64)
    /// It lasts longer than a saccade: samples are taken as they come until it ends.
    case overlong
  }

  package init(for profile: HeadsetProfile, settings: GazeSettings = GazeSettings()) {
    self.settings = settings
    eyes = EyeFields(profile)
  }

  /// Takes a sample of the tracker. One that is no newer than the last is left out, so that a frame
  /// may give the newest as often as it likes.
  /// - Parameter head: `R_world_head` at the sample's time.
  package mutating func add(_ sample: GazeSample, head: Quaternion = .identity) {
    let time = sample.nanoseconds
    if let newest, time <= newest || time - newest < settings.shortestIntervalNanoseconds {
      return
    }
    newest = time
    guard
      let gaze = BinocularGaze(sample, convergence: convergence.mean, settings: settings)
    else {
      isLost = true
      return
    }
    let direction = normalize(
      Double3(head.rotate(GazeSample.direction(of: gaze.combined))), fallback: Double3(0, 0, -1))
    let gap = trusted.map { time - $0.nanoseconds } ?? .max
    isLost = false
    trusted = (time, min(gaze.confidence, 1), gaze.disagrees)
    if gap > settings.longestGapNanoseconds {
      land(direction, at: time)
      convergence.mean = gaze.convergence ?? convergence.mean
      convergence.placed = convergence.mean
    } else {
      speed.add(direction, at: time)
      converge(gaze, after: gap)
      move(direction, at: time)
    }
  }

  /// The gaze for a frame. Frames are asked for in the order of their display.
  /// - Parameters:
  ///   - nanoseconds: when the frame is displayed.
  ///   - head: `R_world_head` at that time, as the frame is drawn.
  package mutating func gaze(at nanoseconds: UInt64, head: Quaternion = .identity)
    -> GazePlacement
  {
    guard let trusted, let smooth else { return .fixed }
    let age = nanoseconds - min(trusted.nanoseconds, nanoseconds)
    let seen = !isLost && age <= settings.oldestNanoseconds
    var state = GazeState.held
    var away = 0.0
    if seen {
      state = place(smooth, age: age)
    } else if age > settings.holdNanoseconds {
      away = smoothStep(
        Double(age - settings.holdNanoseconds) / Double(max(settings.easeNanoseconds, 1)))
      if away == 1 { state = .fixed }
    }
    let unknown = seen ? (trusted.disagrees ? 0.5 : 0) : age > settings.holdNanoseconds ? 1 : 0.0
    widen(towards: unknown, at: nanoseconds)
    let direction = head.inverse.rotate(Float3(placed ?? smooth.direction))
    let middle = GazeSample.degrees(of: direction)
    let half = Float2(convergence.placed / 2, 0)
    let ahead = Float(1 - away)
    return GazePlacement(
      foveation: FoveationGaze(
        left: eyes.tangent(eye: 0, degrees: middle + half) * ahead,
        right: eyes.tangent(eye: 1, degrees: middle - half) * ahead,
        widening: Float(smoothStep(widening))),
      state: state, confidence: seen ? trusted.confidence : 0, ageNanoseconds: age)
  }
}

/// Samples.
extension GazePredictor {
  private var noise: Double { max(speed.noise, settings.leastNoise) }

  /// The eyes rest here from now on; how they came counts no more.
  private mutating func land(_ direction: Double3, at time: UInt64) {
    jump = .none
    speed.restart()
    speed.add(direction, at: time)
    start(direction, at: time)
  }

  private mutating func start(_ direction: Double3, at time: UInt64) {
    smooth = SmoothGaze(direction, at: time, noise: noise)
    placed = nil
  }

  private mutating func move(_ direction: Double3, at time: UInt64) {
    switch jump {
    case .none:
      if isJumping {
        jump = .since(time)
      } else {
        let noise = noise
        smooth?.add(
          direction, at: time, noise: noise, accelerationDensity: settings.accelerationDensity)
      }
    case .since(let onset):
      if hasLanded {
        land(direction, at: time)
      } else if time - onset >= settings.longestSaccadeNanoseconds {
        jump = .overlong
        start(direction, at: time)
      }
    case .overlong:
      if hasLanded { land(direction, at: time) } else { start(direction, at: time) }
    }
  }

  private var isJumping: Bool {
    func exceeds(_ measure: GazeSpeed.Measure) -> Bool {
      measure.speed > max(settings.saccadeOnset, settings.saccadeDeviations * measure.deviation)
    }
    return exceeds(speed.short) || exceeds(speed.long)
  }

  /// By the quick measure where noise allows it, else by the slow one.
  private var hasLanded: Bool {
    let end = settings.saccadeEnd
    let deviations = settings.saccadeDeviations / 2
    if deviations * speed.short.deviation <= end { return speed.short.speed < end }
    return speed.long.speed < max(end, deviations * speed.long.deviation)
  }

  private mutating func converge(_ gaze: BinocularGaze, after nanoseconds: UInt64) {
    guard let measured = gaze.convergence else { return }
    if gaze.disagrees {
      convergence = (0, 0)
      return
    }
    let seconds = Float(nanoseconds) / 1e9
    convergence.mean +=
      (measured - convergence.mean)
      * (1 - exp(-seconds / settings.convergenceSeconds))
    let excess = convergence.mean - convergence.placed
    let slack = min(max(excess, -settings.convergenceDeadZone), settings.convergenceDeadZone)
    convergence.placed += excess - slack
  }
}

/// Frames.
extension GazePredictor {
  /// Moves the placed gaze to where the eyes look, and says what they do.
  private mutating func place(_ smooth: SmoothGaze, age: UInt64) -> GazeState {
    switch jump {
    case .since:
      if placed == nil { placed = smooth.direction }
      return .saccade
    case .overlong:
      placed = smooth.direction
      return .saccade
    case .none: break
    }
    // How much of the measured speed is a movement rather than noise.
    let resting = max(settings.restingSpeed, 2 * smooth.speedDeviation)
    let pursuit = smoothStep((length(smooth.velocity) - resting) / resting)
    let seconds = Double(min(age, settings.longestPredictionNanoseconds)) / 1e9
    let wanted = smooth.direction(after: seconds, share: pursuit)
    placed = leash(placed ?? wanted, to: wanted, degrees: settings.deadZone * (1 - pursuit))
    return pursuit < 0.5 ? .fixation : .pursuit
  }

  /// The direction nearest to `from` that lies within so many degrees of `to`.
  private func leash(_ from: Double3, to: Double3, degrees slack: Double) -> Double3 {
    let distance = degrees(between: from, to)
    guard distance > slack else { return from }
    return normalize(mix(to, from, slack / distance), fallback: to)
  }

  private mutating func widen(towards target: Double, at nanoseconds: UInt64) {
    let elapsed = Double(nanoseconds - min(lastFrame ?? nanoseconds, nanoseconds))
    lastFrame = max(nanoseconds, lastFrame ?? nanoseconds)
    let step = elapsed / Double(max(settings.easeNanoseconds, 1))
    widening += min(max(target - widening, -step), step)
  }
}
