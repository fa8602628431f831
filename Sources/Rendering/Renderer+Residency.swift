package import GPU
package import SceneStore

/// What is resident of the scene, and what the frames say that they need. Not while a frame is being
/// recorded; from the thread of the renderer.
extension Renderer {
  /// Bytes of a slot for a geometry page.
  package static func slotBytes(of directory: SceneDirectory) -> Int {
    SlotPool.bytes(hasExtras: directory.hasExtras, hasRows: directory.hasRows)
  }

  /// Uploads a geometry page into a slot, visible to every later frame. No unit that is available may
  /// be in the slot.
  /// - Precondition: the page keeps to `PageLimits` and is of the scene.
  package func place(_ page: GeometryPage, slot: Int) throws(GPUError) {
    try scene.slots.place(page, slot: slot, on: device)
  }

  /// The same for a page that was decoded into memory of its own.
  package func place(_ page: GeometryPageMemory, slot: Int) throws(GPUError) {
    try scene.slots.place(page, slot: slot, on: device)
  }

  /// Says in which slot a unit is, from the next frame on; nil: in none.
  ///
  /// A unit becomes available after all units that it depends on and is taken away before them: so
  /// every surface is covered at any time.
  package func setAvailable(unit: Int, slot: Int?) throws(GPUError) {
    try scene.setAvailable(unit: unit, slot: slot, on: device)
  }

  /// Takes note of frames that are done, if there are newer ones than before. Every frame does so
  /// when it begins. Neither waits nor allocates.
  package func collectFeedback() throws(GPUError) {
    guard let content, try content.feedback.collect(on: device) else { return }
    let counters = content.feedback.counters
    control.note(load: counters.load, isIncomplete: counters.isIncomplete)
  }

  /// Of the frames that were taken note of the newest, as `frameCount` was when it was drawn; nil
  /// before the first.
  package var feedbackFrame: UInt64? { content?.feedback.newestFrame }

  /// By unit: how much that frame needs it. 0: not at all; else 1 and 8 for each octave of the error
  /// in pixels over the threshold, and 256 more for what is inside of what the eyes see. Valid until
  /// the next frame or scene.
  package var wantedUnits: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(content?.feedback.wanted ?? .init(start: nil, count: 0))
  }

  /// Of the newest frame that was taken note of.
  package var detailCounters: DetailCounters { content?.feedback.counters ?? DetailCounters() }

  /// Whether shadows show what is resident by now: they follow in a few frames.
  package var hasSettledShadows: Bool {
    guard let content, content.shadow != nil else { return true }
    return state.cascades.isSettled(revision: content.scene.revision)
  }

  /// Frames within which shadows show what has come before the first of them.
  package static var framesOfShadows: Int { (cascadeCount + 1) * ShadowCascades.renewalInterval }

  private var scene: ResidentScene {
    guard let content else { preconditionFailure("no scene") }
    return content.scene
  }
}
