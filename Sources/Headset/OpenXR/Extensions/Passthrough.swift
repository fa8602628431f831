internal import COpenXR

/// XR_FB_passthrough: the room as cameras see it, as a layer below the scene, on headsets whose display shows
/// nothing of it by itself.
final class Passthrough: OpenXRExtension {
  static var names: [String] { ["XR_FB_passthrough"] }

  private let ledger: HandleLedger
  private var create: PFN_xrCreatePassthroughFB?
  private var destroy: PFN_xrDestroyPassthroughFB?
  private var createLayer: PFN_xrCreatePassthroughLayerFB?
  private var destroyLayer: PFN_xrDestroyPassthroughLayerFB?
  private var handle: XrPassthroughFB?
  private var layerHandle: XrPassthroughLayerFB?
  private let memory = UnsafeMutablePointer<XrCompositionLayerPassthroughFB>.allocate(capacity: 1)

  init(_ ledger: HandleLedger) {
    self.ledger = ledger
    memory.initialize(to: XrCompositionLayerPassthroughFB())
  }

  deinit { memory.deallocate() }

  /// For the list of `xrEndFrame`, below all others; nil before `start`. Valid as long as this lives.
  var layer: UnsafePointer<XrCompositionLayerBaseHeader>? {
    layerHandle == nil
      ? nil : UnsafeRawPointer(memory).assumingMemoryBound(to: XrCompositionLayerBaseHeader.self)
  }

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    create = try loader.require(
      "xrCreatePassthroughFB", of: instance, as: PFN_xrCreatePassthroughFB.self)
    destroy = try loader.require(
      "xrDestroyPassthroughFB", of: instance, as: PFN_xrDestroyPassthroughFB.self)
    createLayer = try loader.require(
      "xrCreatePassthroughLayerFB", of: instance, as: PFN_xrCreatePassthroughLayerFB.self)
    destroyLayer = try loader.require(
      "xrDestroyPassthroughLayerFB", of: instance, as: PFN_xrDestroyPassthroughLayerFB.self)
  }

  /// The room is shown from now on to the end of the session.
  func start(in session: XrSession) throws(OpenXRError) {
    guard let create, let createLayer, handle == nil else { return }
    var info = XrPassthroughCreateInfoFB()
    info.type = XR_TYPE_PASSTHROUGH_CREATE_INFO_FB
    info.flags = XR_PASSTHROUGH_IS_RUNNING_AT_CREATION_BIT_FB
    try check("xrCreatePassthroughFB", create(session, &info, &handle))
    ledger.add(\.others)
    var layerInfo = XrPassthroughLayerCreateInfoFB()
    layerInfo.type = XR_TYPE_PASSTHROUGH_LAYER_CREATE_INFO_FB
    layerInfo.passthrough = handle
    layerInfo.flags = XR_PASSTHROUGH_IS_RUNNING_AT_CREATION_BIT_FB
    layerInfo.purpose = XR_PASSTHROUGH_LAYER_PURPOSE_RECONSTRUCTION_FB
    try check("xrCreatePassthroughLayerFB", createLayer(session, &layerInfo, &layerHandle))
    ledger.add(\.others)
    memory.pointee.type = XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB
    memory.pointee.flags = XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT
    memory.pointee.layerHandle = layerHandle
  }

  func sessionEnds() {
    if let layerHandle {
      _ = destroyLayer?(layerHandle)
      ledger.remove(\.others)
    }
    if let handle {
      _ = destroy?(handle)
      ledger.remove(\.others)
    }
    (layerHandle, handle) = (nil, nil)
  }
}
