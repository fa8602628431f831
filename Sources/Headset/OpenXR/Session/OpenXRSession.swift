internal import COpenXR
package import GPU
package import Numerics

/// A session with a headset: its states, its reference space and its images. Belongs to the frame thread.
/// Ends with `destroy`, before its instance and before its device.
package final class OpenXRSession {
  package var lifecycle: SessionLifecycle { events.lifecycle }
  /// Every state that the runtime went through, in order.
  package var states: [SessionLifecycle.State] { events.states }
  package let referenceSpace: ReferenceSpace
  package let color: EyeSwapchain
  /// Nil where the runtime takes no depth.
  package let depth: EyeSwapchain?

  let instance: OpenXRInstance
  let views: ViewSet
  private let hiddenArea: VisibilityMask?
  private let presence: UserPresence?
  let handle: XrSession
  let space: XrSpace
  /// Where the head is: in the middle between the eyes.
  let headSpace: XrSpace
  let layers: FrameLayers
  let blendMode: XrEnvironmentBlendMode
  let located: UnsafeMutablePointer<XrView>
  private let events: SessionEvents
  private var isAlive = true

  /// - Parameters:
  ///   - device: made through `system.vulkan`.
  ///   - takesDepth: whether frames have depth, where the runtime takes it.
  ///   - blend: how what is drawn comes together with the room.
  package init(
    of instance: OpenXRInstance, system: OpenXRSystem, on device: Device, takesDepth: Bool,
    blend: BlendOffer.Choice
  ) throws(OpenXRError) {
    let functions = instance.functions
    let passthrough = instance.find(Passthrough.self)
    let handle = try Self.make(of: instance, system: system, on: device.handles)
    instance.ledger.add(\.sessions)
    var spaces: [XrSpace] = []
    var swapchains: [EyeSwapchain] = []
    do throws(OpenXRError) {
      let offered = try Self.referenceSpaces(of: handle, functions)
      referenceSpace = ReferenceSpace.choice(of: offered)
      for type in [referenceSpace.type, XR_REFERENCE_SPACE_TYPE_VIEW] {
        spaces.append(try Self.makeSpace(type, of: handle, functions))
        instance.ledger.add(\.spaces)
      }
      (space, headSpace) = (spaces[0], spaces[1])
      let color = try EyeSwapchain(
        .rgba8Srgb, handle, of: instance, system: system, on: device)
      swapchains.append(color)
      self.color = color
      depth =
        takesDepth ? try Self.depth(handle, of: instance, system: system, on: device) : nil
      if let depth { swapchains.append(depth) }
      try instance.hands?.ask(system.id, of: instance)
      for item in instance.extensions { try item.sessionMade(handle) }
      if blend.showsPassthrough { try passthrough?.start(in: handle) }
      try instance.controllers.sessionMade(handle)
    } catch {
      instance.controllers.sessionEnds()
      for item in instance.extensions.reversed() { item.sessionEnds() }
      for swapchain in swapchains { swapchain.destroy() }
      passthrough?.sessionEnds()
      for space in spaces {
        _ = functions.destroySpace(space)
        instance.ledger.remove(\.spaces)
      }
      _ = functions.destroySession(handle)
      instance.ledger.remove(\.sessions)
      throw error
    }
    self.instance = instance
    hiddenArea = instance.find(VisibilityMask.self)
    presence = instance.find(UserPresence.self)
    self.handle = handle
    views = system.views
    layers = FrameLayers(
      system.views, space: space, color: color, depth: depth, usesAlpha: blend.usesAlpha,
      below: passthrough?.layer)
    blendMode = blend.mode.mode
    located = .allocate(capacity: system.views.count)
    var view = XrView()
    view.type = XR_TYPE_VIEW
    located.initialize(repeating: view, count: system.views.count)
    events = SessionEvents(of: handle, instance, views: system.views.type)
  }

  deinit {
    destroy()
    located.deallocate()
  }

  /// Frees all that was made of the session. The device must be done with its images.
  package func destroy() {
    guard isAlive else { return }
    isAlive = false
    let (functions, ledger) = (instance.functions, instance.ledger)
    instance.controllers.sessionEnds()
    for item in instance.extensions.reversed() { item.sessionEnds() }
    hidePanel()
    depth?.destroy()
    color.destroy()
    for space in [space, headSpace] {
      _ = functions.destroySpace(space)
      ledger.remove(\.spaces)
    }
    _ = functions.destroySession(handle)
    ledger.remove(\.sessions)
  }

  /// Hangs a panel before the head, in place of one that is there; it is seen once it is drawn.
  ///
  /// - Parameter size: pixels.
  package func showPanel(size: (width: Int, height: Int), on device: Device) throws(OpenXRError)
    -> PanelLayer
  {
    hidePanel()
    let panel = try PanelLayer(size: size, handle, before: headSpace, of: instance, on: device)
    layers.panel = panel
    return panel
  }

  /// Takes the panel away. The device must be done with its images.
  package func hidePanel() {
    layers.panel?.destroy()
    layers.panel = nil
  }

  /// Distance of the near plane, for the depth of frames; metres.
  package var near: Float {
    get { layers.near }
    set { layers.near = newValue }
  }

  /// What the runtime has to say to the user, one line each, since it was last asked for.
  package func takeNotices() -> [String] { events.takeNotices() }

  /// Whether somebody wears the headset, as far as the runtime can tell.
  package var isWorn: Bool { presence?.isPresent ?? true }

  /// Hertz, where the runtime says so.
  package var refreshRate: Float? { instance.find(DisplayRefreshRate.self)?.rate }

  /// What of the views is never shown, where the runtime says something new about that: for each view,
  /// three tangents for each triangle. Nil where there is nothing new.
  package func takeHiddenArea() -> [[Float2]]? { hiddenArea?.news(views) }

  /// Takes what the runtime has to say, and begins or ends the session as that asks for. Allocates nothing
  /// but for a change of state.
  ///
  /// - Returns: why there is nothing more to do; nil as long as there is.
  package func pollEvents() throws(OpenXRError) -> SessionLifecycle.Departure? {
    try events.poll()
  }

  /// Asks the runtime to end the session: it goes through STOPPING to EXITING, with events.
  package func requestExit() throws(OpenXRError) { try events.requestExit() }

  /// `check`, which takes notice of the loss of the session or of the runtime.
  @discardableResult
  func noting(_ call: StaticString, _ result: XrResult) throws(OpenXRError) -> XrResult {
    try events.noting(call, result)
  }

  func note(_ error: OpenXRError) -> OpenXRError { events.note(error) }
}
