import Headset
import Numerics

/// Head and eyes that are being written down, and where that goes.
struct Recording {
  var recorder: TraceRecorder
  let path: String
  let note: String

  /// Writes the file.
  ///
  /// - Returns: whether there was anything to write.
  func finish() throws(FoveaError) -> Bool {
    guard let trace = recorder.trace else { return false }
    try AtomicFile.write(trace.csv(.rounded, note: note), to: path)
    return true
  }
}

extension ViewSession {
  /// Begins to write head and eyes down, or ends that and writes the file.
  func toggleRecording() throws(FoveaError) {
    if recording == nil {
      startRecording(to: traces.next())
    } else {
      try finishRecording()
    }
  }

  /// - Precondition: there is a scene.
  func startRecording(to path: String) {
    guard let stage else { return }
    recording = Recording(
      recorder: TraceRecorder(origin: stage.start), path: path,
      note: "fovea view \(stage.scene.source), \(profile.name)")
  }

  func finishRecording() throws(FoveaError) {
    guard let finished = recording else { return }
    recording = nil
    if try finished.finish() { tell(.trace(finished.path)) }
  }
}
