import Foundation
import Headset
import Numerics
import Testing

@Suite struct Traces {
  private let header =
    "time_ns,head_x_m,head_y_m,head_z_m,head_qx,head_qy,head_qz,head_qw"
  private let gaze =
    ",left_gaze_right_deg,left_gaze_up_deg,right_gaze_right_deg,right_gaze_up_deg,confidence"

  private func failure(_ text: String) -> TraceError? {
    do throws(TraceError) {
      _ = try HeadTrace.parse(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func interpolatesPositionsAndTurns() throws {
    let s = 0.5.squareRoot()
    let trace = try HeadTrace.parse(
      """
      # a quarter turn to the left in a second, while going 2 m forward
      \(header)
      1000000000,0,1.5,0,0,0,0,1
      2000000000,0,1.5,-2,0,\(s),0,\(s)
      """)
    #expect(trace.pose(at: 0) == trace.samples[0].pose)
    #expect(trace.pose(at: 1_000_000_000) == trace.samples[0].pose)
    #expect(trace.pose(at: .max) == trace.samples[1].pose)
    #expect(trace.gaze(at: 1_500_000_000) == nil)
    #expect(trace.durationNanoseconds == 2_000_000_000)
    for step in 0...20 {
      let t = Float(step) / 20
      let pose = trace.pose(at: 1_000_000_000 + UInt64(step) * 50_000_000)
      #expect(length(pose.position - Float3(0, 1.5, -2 * t)) < 1e-6)
      let angle = t * .pi / 2
      #expect(length(pose.forward - Float3(-sin(angle), 0, -cos(angle))) < 2e-6)
    }
  }

  @Test func gazeIsJoinedAndBlinksAreSharp() throws {
    let trace = try HeadTrace.parse(
      """
      \(header)\(gaze)\r
      0,0,0,0,0,0,0,1,-10,0,-12,2,1\r
      100,0,0,0,0,0,0,1,10,4,8,2,0\r
      """)
    let middle = try #require(trace.gaze(at: 50))
    #expect(
      middle
        == GazeSample(
          left: Float2(0, 2), right: Float2(-2, 2), confidence: 0, nanoseconds: 50))
    #expect(trace.gaze(at: 0)?.confidence == 1)
  }

  @Test(arguments: [
    ("", nil), ("\n\n# nothing\n", nil), ("time_ns,x\n", 1), ("HEADER", nil),
    ("HEADER\n1,2,3\n", 2), ("HEADER\n0,0,0,0,0,0,0,1\n\n#\n0,0,0,0,0,0,0,1\n", 5),
    ("HEADER\n-5,0,0,0,0,0,0,1\n", 2), ("HEADER\n1.5,0,0,0,0,0,0,1\n", 2),
    ("HEADER\n99999999999999999999999,0,0,0,0,0,0,1\n", 2),
    ("HEADER\n0,nan,0,0,0,0,0,1\n", 2), ("HEADER\n0,inf,0,0,0,0,0,1\n", 2),
    ("HEADER\n0,1e30,0,0,0,0,0,1\n", 2), ("HEADER\n0,,0,0,0,0,0,1\n", 2),
    ("HEADER\n0,0,0,0,0,0,0,0\n", 2), ("HEADER\n0,0,0,0,1,1,1,1\n", 2),
    ("HEADERGAZE\n0,0,0,0,0,0,0,1\n", 2), ("HEADERGAZE\n0,0,0,0,0,0,0,1,0,0,0,0,2\n", 2),
    ("HEADERGAZE\n0,0,0,0,0,0,0,1,0,91,0,0,1\n", 2),
    ("HEADERGAZE\n0,0,0,0,0,0,0,1,0,0,0,0,-0.1\n", 2),
  ])
  func refusesWithTheLine(text: String, line: Int?) throws {
    let text = text.replacingOccurrences(of: "HEADERGAZE", with: header + gaze)
      .replacingOccurrences(of: "HEADER", with: header)
    let error = try #require(failure(text), "accepted: \(text)")
    #expect(error.line == line && !error.isUnreadable && error.file == "trace")
  }

  @Test func survivesRandomBytes() {
    var random = RandomSource(seed: 21)
    let good = Array("\(header)\n0,0,0,0,0,0,0,1\n10,1,2,3,0,0,0,1\n".utf8)
    for _ in 0..<2000 {
      var bytes = good
      for _ in 0...Int(random.next32() % 4) {
        bytes[Int(random.next32()) % bytes.count] = UInt8(truncatingIfNeeded: random.next32())
      }
      if let trace = try? HeadTrace.parse(String(decoding: bytes, as: UTF8.self)) {
        let pose = trace.pose(at: 5)
        #expect(abs(length(pose.orientation.vector) - 1) < 1e-3)
      }
    }
  }

  @Test func writingAndReadingGivesTheSame() throws {
    for name in HeadTrace.builtinNames {
      let trace = try #require(HeadTrace.builtin(name, rate: 60))
      let again = try HeadTrace.parse(trace.csv())
      #expect(again.samples.count == trace.samples.count)
      for (a, b) in zip(trace.samples, again.samples) {
        #expect(a.nanoseconds == b.nanoseconds && a.gaze == b.gaze)
        #expect(a.pose.position == b.pose.position)
        #expect(length(a.pose.orientation.vector - b.pose.orientation.vector) < 1e-6)
      }
    }
    #expect(HeadTrace.builtin("no-such") == nil)
  }

  @Test func lookAroundMovesAsPeopleDo() throws {
    let trace = HeadsetFiles.lookAround
    #expect(trace.samples.count == 1201 && trace.durationNanoseconds == 10_000_000_000)
    let seconds: Float = 1.0 / 120
    var fastestHead: Float = 0
    var fastestEye: Float = 0
    var farthest: Float = 0
    var fixating = 0
    for (a, b) in zip(trace.samples, trace.samples.dropFirst()) {
      let turn = min(1, abs(dot(a.pose.orientation.vector, b.pose.orientation.vector)))
      fastestHead = max(fastestHead, 2 * acos(turn) * 180 / .pi / seconds)
      let (from, to) = (try #require(a.gaze), try #require(b.gaze))
      let speed = length(to.left - from.left) / seconds
      fastestEye = max(fastestEye, speed)
      if speed < 100 { fixating += 1 }
      farthest = max(farthest, length(b.pose.position))
      // Eyes converge: the left one looks farther right than the right one.
      #expect(to.left.x > to.right.x)
      #expect(abs(to.left.x) < 45 && abs(to.left.y) < 35)
    }
    // A brisk but ordinary head; saccades of a few hundred degrees per second; mostly fixations.
    #expect(fastestHead > 60 && fastestHead < 250, "\(fastestHead)")
    #expect(fastestEye > 250 && fastestEye < 900, "\(fastestEye)")
    #expect(farthest < 0.2, "\(farthest)")
    #expect(fixating > 1000, "\(fixating)")
    #expect(trace.samples.count { $0.gaze?.confidence == 0 } > 20)
    let end = trace.samples[trace.samples.count - 1]
    #expect(length(end.pose.forward - Float3(0, 0, -1)) < 0.02)
  }

  @Test func aFileThatIsNotThereIsRefused() {
    #expect(throws: TraceError.self) { try HeadTrace.load(path: "/no-such-folder/trace.csv") }
  }

  @Test func eyesMayHaveTheirOwnConfidence() throws {
    let columns = gaze.replacing("confidence", with: "left_confidence,right_confidence")
    let text = "\(header)\(columns)\n7,0,0,0,0,0,0,1,-10,0,-12,2,0.25,0.75\n"
    let trace = try HeadTrace.parse(text)
    #expect(
      trace.samples[0].gaze
        == GazeSample(
          left: Float2(-10, 0), right: Float2(-12, 2), leftConfidence: 0.25, rightConfidence: 0.75,
          nanoseconds: 7))
    #expect(try HeadTrace.parse(trace.csv()) == trace)
    #expect(failure(text.replacing("0.75", with: "1.5"))?.line == 2)
  }
}
