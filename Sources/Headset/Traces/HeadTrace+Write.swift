private import Foundation

/// Traces as files, see `HeadTrace+CSV.swift`.
extension HeadTrace {
  /// How numbers are written.
  package enum Precision: Sendable {
    /// All digits: reading gives the same trace.
    case exact
    /// Micrometres, millionths of a quaternion and thousandths of a degree: as fine as anything
    /// measures, and small.
    case rounded
  }

  /// The trace as a file, with gaze columns when every sample has gaze.
  /// - Parameter note: a first line for readers, without its `#`.
  package func csv(_ precision: Precision = .exact, note: String? = nil) -> String {
    let hasGaze = samples.allSatisfy { $0.gaze != nil }
    let eyesDiffer = samples.contains {
      $0.gaze.map { $0.leftConfidence != $0.rightConfidence } ?? false
    }
    var columns = Self.poseColumns
    if hasGaze {
      columns += Self.gazeColumns
      if eyesDiffer { columns = columns.dropLast() + Self.confidenceColumns }
    }
    var text = note.map { "# \($0)\n" } ?? ""
    text += columns.joined(separator: ",") + "\n"
    for sample in samples {
      let (p, q) = (sample.pose.position, sample.pose.orientation.vector)
      text += "\(sample.nanoseconds)"
      for value in [p.x, p.y, p.z, q.x, q.y, q.z, q.w] {
        text += "," + precision.text(value, decimals: 6)
      }
      if hasGaze, let gaze = sample.gaze {
        var values = [gaze.left.x, gaze.left.y, gaze.right.x, gaze.right.y, gaze.leftConfidence]
        if eyesDiffer { values.append(gaze.rightConfidence) }
        for value in values { text += "," + precision.text(value, decimals: 3) }
      }
      text += "\n"
    }
    return text
  }
}

extension HeadTrace.Precision {
  /// Whole numbers have no fraction, and zero no sign.
  func text(_ value: Float, decimals: Int) -> String {
    guard self == .rounded else { return "\(value)" }
    let text = String(format: "%.\(decimals)f", Double(value))
    guard let rounded = Double(text), rounded == rounded.rounded() else { return text }
    return "\(Int(rounded))"
  }
}
