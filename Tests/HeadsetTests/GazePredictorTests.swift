import Foundation
import Headset
import Numerics
import Optics
import Testing

/// The gaze that frames get, against movements of which every position is known.
@Suite struct GazePrediction {
  private static let period: UInt64 = 8_333_333

  /// One frame: what it got, and where the eyes were at its display.
  private struct Frame {
    var seconds: Double
    var placement: GazePlacement
    /// Degrees right and up.
    var truth: Double2

    var state: GazeState { placement.state }
    var widening: Float { placement.foveation.widening }
    /// Degrees right and up, of the left eye.
    var degrees: Double2 { GazePrediction.degrees(placement.foveation.tangents[0]) }
    var error: Double { length(degrees - truth) }
  }

  private static func degrees(_ tangent: Float2) -> Double2 {
    let t = Double2(tangent)
    return Double2(atan(t.x), atan(t.y / (1 + t.x * t.x).squareRoot())) * (180 / .pi)
  }

  private func predictor() throws -> GazePredictor {
    GazePredictor(for: try HeadsetFiles.profile("generic"))
  }

  /// Runs frames at 120 Hz over a movement of both eyes, seen late.
  private func run(
    seconds: Double, latency: UInt64 = 0, noise: Double = 0,
    movement: (Double) -> (degrees: Double2, confidence: Float)
  ) throws -> [Frame] {
    var predictor = try predictor()
    var random = RandomSource(seed: 7)
    func jitter() -> Float {
      let radius = noise * (-log(1 - Double(random.unit()))).squareRoot()
      return Float(radius * cos(2 * .pi * Double(random.unit())))
    }
    return (0..<Int(seconds * 120)).map { index in
      let display = UInt64(index + 1) * Self.period
      if display >= latency {
        let time = display - latency
        let (degrees, confidence) = movement(Double(time) / 1e9)
        predictor.add(
          GazeSample(
            left: Float2(degrees) + Float2(jitter(), jitter()),
            right: Float2(degrees) + Float2(jitter(), jitter()), confidence: confidence,
            nanoseconds: time))
      }
      let now = Double(display) / 1e9
      return Frame(
        seconds: now, placement: predictor.gaze(at: display), truth: movement(now).degrees)
    }
  }

  /// From one direction to another in a minimum-jerk saccade of the main sequence's duration.
  private func saccade(_ time: Double, at start: Double, from: Double2, to: Double2) -> Double2 {
    let duration = 0.021 + 0.0022 * length(to - from)
    let t = min(max((time - start) / duration, 0), 1)
    return mix(from, to, t * t * t * (10 + t * (-15 + 6 * t)))
  }

  @Test(arguments: [0, 15, 50, 80] as [UInt64], [5.0, 15, 40])
  func pursuitIsWhereItWillBeAtDisplay(latency: UInt64, speed: Double) throws {
    let seconds = min(40 / speed, 3)
    let frames = try run(seconds: seconds, latency: latency * 1_000_000) {
      (Double2(-20 + speed * $0, 0), 1)
    }
    for frame in frames where frame.seconds > 0.5 {
      #expect(frame.state == .pursuit)
      #expect(frame.error < 0.02, "\(frame.error) at \(frame.seconds)")
    }
    // Without prediction it would be off by the way made in the delay.
    #expect(frames.contains { $0.seconds > 0.5 })
  }

  @Test func noisyPursuitIsNearerThanTheSamplesAre() throws {
    let frames = try run(seconds: 4, latency: 50_000_000, noise: 0.5) {
      (Double2(-20 + 12 * $0, 0), 1)
    }
    let late = frames.filter { $0.seconds > 0.5 }
    let error = (late.reduce(0) { $0 + $1.error * $1.error } / Double(late.count)).squareRoot()
    #expect(error < 0.4, "\(error)")  // The delay alone makes 0.6.
    #expect(late.count { $0.state == .pursuit } > late.count * 9 / 10)
  }

  @Test func predictionIsBounded() throws {
    var predictor = try predictor()
    for index in 0..<60 {
      let time = UInt64(index) * Self.period
      let degrees = Float2(Float(time) * 30e-9 - 10, 0)
      predictor.add(GazeSample(left: degrees, right: degrees, nanoseconds: time))
      _ = predictor.gaze(at: time)
    }
    let last = UInt64(59) * Self.period
    let end = Double(last) * 30e-9 - 10
    let after = Self.degrees(predictor.gaze(at: last + 190_000_000).foveation.tangents[0]).x
    #expect(abs(after - (end + 3)) < 0.05, "\(after - end)")  // 100 ms at 30 degrees per second
  }

  @Test(arguments: [4.0, 10, 25], [0, 50] as [UInt64])
  func saccadesFreezeAndLand(size: Double, latency: UInt64) throws {
    let (from, to) = (Double2(-10, 3), Double2(-10 + size, 3))
    let frames = try run(seconds: 1.5, latency: latency * 1_000_000) {
      (saccade($0, at: 0.7, from: from, to: to), 1)
    }
    let first = try #require(frames.firstIndex { $0.state == .saccade })
    let landed = try #require(frames[first...].firstIndex { $0.state != .saccade })
    let seen = 0.7 + Double(latency) / 1e3
    let duration = 0.021 + 0.0022 * size
    #expect(frames[first].seconds >= seen && frames[first].seconds < seen + 0.025)
    #expect(frames[landed].seconds < seen + duration + 0.02)
    for frame in frames[first..<landed] {
      #expect(frame.degrees == frames[first].degrees)
      #expect(length(frame.degrees - from) < 0.6, "\(frame.degrees)")
    }
    for frame in frames[landed...] {
      #expect(frame.state == .fixation)
      #expect(length(frame.degrees - to) < 0.6, "\(frame.degrees) at \(frame.seconds)")
    }
  }

  @Test func aFreezeEndsAfter120Milliseconds() throws {
    // No eye turns this fast for so long; the gaze must not stay behind for ever.
    let frames = try run(seconds: 1) { (Double2(-30 + 150 * max(0, $0 - 0.5), 0), 1) }
    let first = try #require(frames.firstIndex { $0.state == .saccade })
    for frame in frames[first...] where frame.seconds < 0.85 {
      if frame.seconds > frames[first].seconds + 0.125 {
        #expect(frame.error < 0.1, "\(frame.error) at \(frame.seconds)")
      }
    }
    #expect(frames[first + 13].error > 10)
  }

  @Test func blinksHold() throws {
    let frames = try run(seconds: 2) { ($0 < 1 ? Double2(8, -4) : Double2(9, 2), blink($0)) }
    func blink(_ time: Double) -> Float { time >= 0.9 && time < 1.1 ? 0 : 1 }
    for frame in frames where frame.seconds > 0.4 {
      #expect(frame.widening == 0)
      if blink(frame.seconds) == 0 {
        #expect(frame.state == .held && frame.placement.confidence == 0)
        #expect(length(frame.degrees - Double2(8, -4)) < 0.01)
      } else {
        // At once where the eyes are after it, though that is no saccade that anyone saw.
        #expect(frame.error < 0.01 && frame.state == .fixation)
      }
    }
  }

  @Test func lossHoldsThenEasesAndComesBackAtOnce() throws {
    let frames = try run(seconds: 3.5) { ($0 < 2 ? Double2(12, 5) : Double2(-9, 0), trust($0)) }
    func trust(_ time: Double) -> Float { time >= 1 && time < 2.5 ? 0.49 : 0.5 }
    let ahead = length(Double2(12, 5))
    var last = frames[0]
    for frame in frames {
      let (time, off) = (frame.seconds, length(frame.degrees))
      switch time {
      case ..<0.01: #expect(frame.widening > 0.9 && frame.state == .fixation)
      case 0.35..<1: #expect(frame.widening == 0 && frame.error < 0.01)
      case 1..<1.59:
        #expect(frame.state == .held && frame.widening == 0 && abs(off - ahead) < 0.02)
      case 1.6..<1.89:
        #expect(frame.state == .held)
        #expect(frame.widening >= last.widening && off <= length(last.degrees) + 1e-6)
      case 1.91..<2.49:
        #expect(frame.state == .fixed)
        #expect(frame.widening == 1 && off == 0)
      case 2.51..<2.78:
        #expect(frame.state == .fixation && frame.error < 0.01)
        #expect(frame.widening > 0 && frame.widening <= last.widening)
      case 2.82...: #expect(frame.widening == 0 && frame.error < 0.01)
      default: break
      }
      // Nothing jumps on the way out: the ease peaks at 1.5 times its mean speed.
      if time > 1, time < 2.49 {
        #expect(length(frame.degrees - last.degrees) < 1.6 * ahead / 36)
        #expect(abs(frame.widening - last.widening) < 1.6 / 36)
      }
      last = frame
    }
  }

  @Test func neverSeenIsFixed() throws {
    var predictor = try predictor()
    #expect(predictor.gaze(at: 5) == .fixed)
    predictor.add(GazeSample(left: .zero, right: .zero, confidence: 0.2, nanoseconds: 10))
    #expect(predictor.gaze(at: 20) == .fixed)
  }

  @Test(arguments: [0.5, 1.0]) func noiseDoesNotMakeAFixationSwim(noise: Double) throws {
    let at = Double2(6, -2)
    let frames = try run(seconds: 10, latency: 30_000_000, noise: noise) { _ in (at, 1) }
    let late = Array(frames.filter { $0.seconds > 0.5 })
    var way = 0.0
    var moved = 0
    for (a, b) in zip(late, late.dropFirst()) {
      let step = length(b.degrees - a.degrees)
      way += step
      moved += step > 0.01 ? 1 : 0
      #expect(step < 0.25, "\(step) at \(b.seconds)")
    }
    // Samples of one degree walk about a hundred degrees in every second.
    let seconds = Double(late.count) / 120
    #expect(way / seconds < 0.6 * noise, "\(way / seconds) degrees per second")
    #expect(moved < late.count / 10, "\(moved) of \(late.count)")
    #expect(late.allSatisfy { $0.error < 1 })
    #expect(late.count { $0.state == .saccade } == 0)
  }

  @Test func aSaccadeInNoiseIsStillSeen() throws {
    let (from, to) = (Double2(-6, 0), Double2(6, 4))
    let frames = try run(seconds: 2, noise: 1) {
      (saccade($0, at: 1, from: from, to: to), 1)
    }
    #expect(frames.contains { $0.state == .saccade && $0.seconds > 1 && $0.seconds < 1.06 })
    #expect(frames.filter { $0.seconds > 1.15 }.allSatisfy { length($0.degrees - to) < 1.6 })
    #expect(frames.filter { $0.seconds > 1.4 }.allSatisfy { length($0.degrees - to) < 1 })
  }
}
