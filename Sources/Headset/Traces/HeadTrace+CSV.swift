private import Foundation
import Numerics

/// Why a trace was refused.
package struct TraceError: Error, Equatable, Sendable, CustomStringConvertible {
  package var file: String
  /// From 1; nil for the whole file.
  package var line: Int?
  package var reason: String
  /// The file cannot be read; otherwise its content is wrong.
  package var isUnreadable = false

  package var description: String {
    line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
  }
}

/// The file format, documented in `Assets/Traces/README.md`.
extension HeadTrace {
  static let poseColumns = [
    "time_ns", "head_x_m", "head_y_m", "head_z_m", "head_qx", "head_qy", "head_qz", "head_qw",
  ]
  static let gazeColumns = [
    "left_gaze_right_deg", "left_gaze_up_deg", "right_gaze_right_deg", "right_gaze_up_deg",
    "confidence",
  ]
  /// In place of the one confidence of both eyes, when they differ.
  static let confidenceColumns = ["left_confidence", "right_confidence"]
  private static let headers = [
    poseColumns, poseColumns + gazeColumns,
    poseColumns + gazeColumns.dropLast() + confidenceColumns,
  ]
  private static let maximumBytes = 1 << 28

  package static func load(path: String) throws(TraceError) -> HeadTrace {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw TraceError(file: path, reason: "cannot be opened", isUnreadable: true)
    }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: maximumBytes + 1) else {
      throw TraceError(file: path, reason: "cannot be read", isUnreadable: true)
    }
    guard data.count <= maximumBytes else {
      throw TraceError(file: path, reason: "larger than \(maximumBytes) bytes")
    }
    return try parse(String(decoding: data, as: UTF8.self), file: path)
  }

  package static func parse(_ text: String, file: String = "trace") throws(TraceError) -> HeadTrace
  {
    var samples: [Sample] = []
    var columns = 0
    let lines = text.utf8.split(omittingEmptySubsequences: false) { $0 == 10 }
    for (index, raw) in lines.enumerated() {
      let line = raw.last == 13 ? raw.dropLast() : raw
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      func failure(_ reason: String) -> TraceError {
        TraceError(file: file, line: index + 1, reason: reason)
      }
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      if columns == 0 {
        guard headers.contains(fields) else {
          throw failure(
            "the first line must name the columns: \(poseColumns.joined(separator: ","))")
        }
        columns = fields.count
        continue
      }
      guard fields.count == columns else {
        throw failure("has \(fields.count) values instead of \(columns)")
      }
      guard let time = UInt64(fields[0]) else {
        throw failure("\"\(fields[0].prefix(40))\" is no time in whole nanoseconds")
      }
      if let last = samples.last, time <= last.nanoseconds {
        throw failure("the time does not grow")
      }
      var values: [Float] = []
      for field in fields.dropFirst() {
        guard let value = Float(field), value.isFinite, abs(value) <= 1e6 else {
          throw failure("\"\(field.prefix(40))\" is no number in ±1000000")
        }
        values.append(value)
      }
      let q = Quaternion(x: values[3], y: values[4], z: values[5], w: values[6])
      guard abs(length(q.vector) - 1) < 0.01 else {
        throw failure("the orientation is no unit quaternion")
      }
      var gaze: GazeSample?
      if columns > poseColumns.count {
        guard values[7...10].allSatisfy({ abs($0) <= 90 }) else {
          throw failure("a gaze lies beyond 90 degrees")
        }
        guard values[11...].allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
          throw failure("a confidence is not in 0 … 1")
        }
        gaze = GazeSample(
          left: Float2(values[7], values[8]), right: Float2(values[9], values[10]),
          leftConfidence: values[11], rightConfidence: values[values.count - 1])
      }
      samples.append(
        Sample(
          nanoseconds: time,
          pose: Pose(
            position: Float3(values[0], values[1], values[2]), orientation: q.normalized),
          gaze: gaze))
    }
    guard !samples.isEmpty else { throw TraceError(file: file, reason: "holds no samples") }
    return HeadTrace(samples: samples)
  }
}
