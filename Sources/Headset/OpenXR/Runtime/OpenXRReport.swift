/// What the machine's OpenXR runtime offers, found without a connection to it.
package struct OpenXRReport: Sendable {
  /// Sorted; empty where there is a failure.
  package let extensions: [String]
  /// Why there is nothing to tell; nil where there is.
  package let failure: OpenXRError?

  package init() {
    do throws(OpenXRError) {
      extensions = try OpenXRLoader().extensions().sorted()
      failure = nil
    } catch {
      extensions = []
      failure = error
    }
  }

  /// Those that Fovea uses where they are offered, with what is lost without them.
  package static let used: [(name: String, cost: String)] = [
    (VulkanEnable2.name, "nothing can be shown in a headset"),
    (ConvertTimespecTime.names[0], "the runtime's clock is taken for the program's"),
    (LocalFloor.names[0], "the floor is that of the middle of the room; OpenXR 1.1 has it without"),
    (CompositionLayerDepth.names[0], "the runtime shows what a late frame lacks less exactly"),
    (VisibilityMask.names[0], "what the lenses never show is drawn too"),
    (QuadViews.names[0], "--foveation draws layers of its own; OpenXR 1.1 has it without"),
    (Headless.names[0], "head and eyes are recorded only while something is shown"),
    (EyeGazeInteraction.names[0], "detail cannot follow the eyes"),
    (
      HandTracking.names[0],
      "bare hands are not seen, unless the runtime tells of them as controllers"
    ),
    (HandInteraction.names[0], "bare hands do nothing by gestures of the runtime"),
    (
      HPControllers.names[0],
      "controllers of HP do nothing, unless the runtime has them stand in for others"
    ),
    (PicoControllers.names[0], "the same of those of Pico"),
    (Passthrough.names[0], "the room is seen behind the scene only by a blend mode of the display"),
    (DisplayRefreshRate.names[0], "reports do not tell the display's refresh rate"),
    (PerformanceSettings.names[0], "the headset's processors run as fast as the runtime likes"),
    (UserPresence.names[0], "frames are drawn for a headset that nobody wears, too"),
    (DebugMessages.names[0], "what the runtime has to say about calls is not heard"),
  ]
}
