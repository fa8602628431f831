import Foundation
import Headset
import Numerics
import Testing

/// What the model makes, against what is published of eyes and heads.
@Suite struct TraceModel {
  private static let people = (1...4).map {
    HeadTrace.random(seed: UInt64($0), seconds: 60, rate: 1000)
  }

  /// Degrees between two directions.
  private func angle(_ a: Float3, _ b: Float3) -> Double {
    let (a, b) = (Double3(a), Double3(b))
    return atan2(length(cross(a, b)), dot(a, b)) * 180 / .pi
  }

  private func direction(_ sample: HeadTrace.Sample) throws -> Float3 {
    let gaze = try #require(sample.gaze)
    return sample.pose.orientation.rotate(
      GazeSample.direction(of: (gaze.left + gaze.right) / 2))
  }

  @Test func saccadesFollowTheMainSequence() throws {
    // At a thousand samples per second, found by their speed.
    let saccades = Self.people.flatMap { trace in
      let statistics = TraceStatistics(trace)
      // A blink cuts saccades short for whoever looks at the eyes.
      return statistics.saccades.filter { saccade in
        !statistics.blinks.contains {
          saccade.start < $0.start + $0.seconds + 0.02
            && $0.start < saccade.start + saccade.seconds + 0.02
        }
      }
    }.filter { $0.degrees > 3 }
    #expect(saccades.count > 300)
    for saccade in saccades {
      // Carpenter 1988: 2.2 ms per degree and 21 ms; up to 5 ms of it are slower than what tells a
      // saccade from rest.
      let milliseconds = saccade.seconds * 1000
      let published = 21 + 2.2 * saccade.degrees
      #expect(abs(milliseconds - published) < 5, "\(milliseconds) for \(saccade.degrees)")
      // Becker 1989: the highest speed is 1.65 times the mean.
      let peak = 1.65 * saccade.degrees / (published / 1000)
      #expect(abs(saccade.peakSpeed / peak - 1) < 0.05, "\(saccade.peakSpeed), not \(peak)")
    }
    // Hopf, Liesenfeld, Schmidtmann, Ashayer and Pitz 2018, 100 people, video at 220 Hz: mean and
    // standard deviation of the highest speed by the size of the target's step.
    for (size, mean, deviation) in [(5.0, 213.0, 29.0), (15, 352, 50), (30, 455, 67)] {
      let near = saccades.filter { abs($0.degrees - size) < size * 0.15 }
      let peak = near.reduce(0) { $0 + $1.peakSpeed } / Double(near.count)
      #expect(!near.isEmpty && abs(peak - mean) < 2.3 * deviation, "\(peak) at \(size)")
    }
    // Bahill, Clark and Stark 1975: speed grows with size, ever more slowly, and levels off.
    let sorted = saccades.sorted { $0.degrees < $1.degrees }
    let (small, large) = (sorted[sorted.count / 20], sorted[sorted.count - 5])
    let slope = log(large.peakSpeed / small.peakSpeed) / log(large.degrees / small.degrees)
    #expect(slope > 0.2 && slope < 0.7, "\(slope)")
    #expect(sorted.allSatisfy { $0.peakSpeed < 750 })
  }

  @Test func fixationsAndSaccadesHaveTheSizesOfPeople() throws {
    let statistics = Self.people.map { TraceStatistics($0) }
    let fixations = statistics.flatMap(\.fixations).map(\.seconds).sorted()
    let median = fixations[fixations.count / 2]
    #expect(median > 0.2 && median < 0.35, "\(median)")
    let sizes = statistics.flatMap(\.saccades).map(\.degrees).sorted()
    let small = Double(sizes.count { $0 < 15 }) / Double(sizes.count)
    #expect(small > 0.78 && small < 0.95, "\(small)")
    let blinks = statistics.flatMap(\.blinks)
    // 17 a minute, four minutes; a standard deviation is about eight.
    #expect(blinks.count > 44 && blinks.count < 92, "\(blinks.count)")
    #expect(blinks.allSatisfy { $0.seconds > 0.1 && $0.seconds < 0.15 })
    #expect(statistics.flatMap(\.pursuits).contains { $0.seconds > 0.5 })
    for one in statistics {
      #expect(one.headPeakSpeed > 30 && one.headPeakSpeed < 250, "\(one.headPeakSpeed)")
    }
  }

  @Test func eyesRestOnThingsWhileTheHeadTurns() throws {
    // Frames in which the head turns fast and the eyes neither jump nor pursue: what they look at
    // stays where it is in the world, though in the head it moves as fast as the head.
    var checked = 0
    for trace in Self.people {
      let statistics = TraceStatistics(trace)
      for fixation in statistics.fixations {
        let first = Int(fixation.start * 1000) + 5
        let last = Int((fixation.start + fixation.seconds) * 1000) - 5
        guard last - first > 20 else { continue }
        let (a, b) = (trace.samples[first], trace.samples[last])
        let turn = angle(a.pose.forward, b.pose.forward)
        guard turn > 5 else { continue }
        checked += 1
        #expect(angle(try direction(a), try direction(b)) < 2.2)
        let inHead = length(try #require(b.gaze).left - (try #require(a.gaze)).left)
        #expect(Double(inHead) > turn - 4)
      }
    }
    #expect(checked > 50, "\(checked)")
  }

  @Test func eyesStayInTheirSocketsAndConverge() throws {
    for trace in Self.people {
      for sample in trace.samples {
        let gaze = try #require(sample.gaze)
        #expect(abs(gaze.left.x) < 55 && abs(gaze.left.y) < 40)
        // Between half a metre and six.
        let convergence = Double(gaze.left.x - gaze.right.x)
        #expect(convergence > 0.55 && convergence < 7.3)
        #expect(gaze.left.y == gaze.right.y)
      }
    }
  }

  @Test func theSweepPursuesAtItsSpeedAndTheHeadIsStill() throws {
    let trace = try #require(HeadTrace.builtin("gaze-sweep", rate: 240))
    let statistics = TraceStatistics(trace)
    #expect(statistics.pursuits.count == 4 && statistics.headReach == 0)
    #expect(statistics.blinks.isEmpty && statistics.saccades.count >= 7)
    // Across at 20 degrees per second, downwards at 15.
    for (time, speed) in [(UInt64(2), 20.0), (6, 15)] {
      let (a, b) = (
        trace.gaze(at: time * 1_000_000_000), trace.gaze(at: time * 1_000_000_000 + 500_000_000)
      )
      let way = length(Double2(try #require(b).left - (try #require(a)).left))
      #expect(abs(way - speed / 2) < 0.05, "\(way)")
    }
  }

  @Test func fixatingIsDriftAndMicrosaccades() throws {
    let trace = try #require(HeadTrace.builtin("fixate", rate: 500))
    var way = 0.0
    for (a, b) in zip(trace.samples, trace.samples.dropFirst()) {
      let (from, to) = (try #require(a.gaze), try #require(b.gaze))
      way += length(Double2(to.left - from.left))
      #expect(a.pose == .identity && length((from.left + from.right) / 2) < 0.6)
    }
    #expect(way / 10 > 0.15 && way / 10 < 1.5, "\(way / 10) degrees per second")
    #expect(TraceStatistics(trace).saccades.isEmpty)
  }

  @Test func aWalkGoesThereAndBackAndTurnsRound() throws {
    let trace = try #require(HeadTrace.builtin("walk"))
    let seconds: Float = 1.0 / 120
    var fastest: Float = 0
    var turned = 0.0
    for (a, b) in zip(trace.samples, trace.samples.dropFirst()) {
      fastest = max(fastest, length(b.pose.position - a.pose.position) / seconds)
      turned = max(turned, angle(a.pose.forward, b.pose.forward) * 120)
    }
    // A brisk walk, and a head that turns no faster than heads do.
    #expect(fastest > 1 && fastest < 3, "\(fastest) m/s")
    #expect(turned > 90 && turned < 250, "\(turned) degrees/s")
    let (half, end) = (trace.pose(at: 5_500_000_000), trace.pose(at: 12_000_000_000))
    #expect(abs(half.position.z + 6) < 0.3 && length(end.position) < 0.3)
    #expect(angle(trace.pose(at: 6_800_000_000).forward, Float3(0, 0, 1)) < 20)
  }

  @Test func theSameSeedMakesTheSame() {
    #expect(HeadTrace.random(seed: 9, seconds: 5) == HeadTrace.random(seed: 9, seconds: 5))
    #expect(HeadTrace.random(seed: 9, seconds: 5) != HeadTrace.random(seed: 10, seconds: 5))
  }

  @Test(arguments: [("look-around", 60.0), ("gaze-sweep", 120), ("explore", 120), ("fixate", 120)])
  func theShippedTraceIsMadeByTheModel(name: String, rate: Double) throws {
    let trace = try #require(HeadTrace.builtin(name, rate: rate))
    let file = try String(
      contentsOfFile: HeadsetFiles.assets + "/Traces/\(name).csv", encoding: .utf8)
    let note = "fovea trace generate \(name) --rate \(Int(rate))"
    #expect(trace.csv(.rounded, note: note) == file)
    let read = try HeadTrace.load(path: HeadsetFiles.assets + "/Traces/\(name).csv")
    #expect(read.samples.count == trace.samples.count)
    for (a, b) in zip(read.samples, trace.samples) {
      #expect(length(a.pose.position - b.pose.position) < 1e-5)
      #expect(angle(a.pose.forward, b.pose.forward) < 1e-3)
      let (seen, made) = (try #require(a.gaze), try #require(b.gaze))
      #expect(length(seen.left - made.left) < 2e-3 && seen.confidence == made.confidence)
    }
  }
}
