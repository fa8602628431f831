internal import COpenXR
internal import GPU

extension OpenXRSession {
  static func make(
    of instance: OpenXRInstance, system: OpenXRSystem, on device: DeviceHandles
  ) throws(OpenXRError) -> XrSession {
    var binding = FoveaXrGraphicsBinding()
    binding.type = XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR
    binding.instance = device.instance
    binding.physicalDevice = device.physicalDevice
    binding.device = device.device
    binding.queueFamilyIndex = device.queueFamily
    binding.queueIndex = device.queueIndex
    var handle: XrSession?
    let result = withUnsafePointer(to: &binding) { binding in
      var info = XrSessionCreateInfo()
      info.type = XR_TYPE_SESSION_CREATE_INFO
      info.next = UnsafeRawPointer(binding)
      info.systemId = system.id
      return instance.functions.createSession(instance.handle, &info, &handle)
    }
    try check("xrCreateSession", result)
    guard let handle else {
      throw OpenXRError(.failed, call: "xrCreateSession", reason: "success without a session")
    }
    return handle
  }

  /// Nil where the runtime takes no depth, or none of Fovea's kind.
  static func depth(
    _ session: XrSession, of instance: OpenXRInstance, system: OpenXRSystem, on device: Device
  ) throws(OpenXRError) -> EyeSwapchain? {
    guard instance.find(CompositionLayerDepth.self) != nil else { return nil }
    do {
      return try EyeSwapchain(.d32Float, session, of: instance, system: system, on: device)
    } catch {
      if error.kind == .unsupported { return nil }
      throw error
    }
  }

  static func referenceSpaces(
    of session: XrSession, _ functions: OpenXRFunctions
  ) throws(OpenXRError) -> Set<ReferenceSpace> {
    let offered = try list("xrEnumerateReferenceSpaces", of: XR_REFERENCE_SPACE_TYPE_VIEW) {
      functions.referenceSpaces(session, $0, $1, $2)
    }
    return Set(ReferenceSpace.allCases.filter { offered.contains($0.type) })
  }

  static func makeSpace(
    _ type: XrReferenceSpaceType, of session: XrSession, _ functions: OpenXRFunctions
  ) throws(OpenXRError) -> XrSpace {
    var info = XrReferenceSpaceCreateInfo()
    info.type = XR_TYPE_REFERENCE_SPACE_CREATE_INFO
    info.referenceSpaceType = type
    info.poseInReferenceSpace.orientation.w = 1
    var space: XrSpace?
    try check("xrCreateReferenceSpace", functions.createReferenceSpace(session, &info, &space))
    guard let space else {
      throw OpenXRError(.failed, call: "xrCreateReferenceSpace", reason: "success without a space")
    }
    return space
  }
}

extension ReferenceSpace {
  var type: XrReferenceSpaceType {
    switch self {
    case .localFloor: XrReferenceSpaceType(UInt32(fovea_xr_reference_space_local_floor))
    case .stage: XR_REFERENCE_SPACE_TYPE_STAGE
    case .local: XR_REFERENCE_SPACE_TYPE_LOCAL
    }
  }
}

extension SessionLifecycle.State {
  /// Nil for a state that OpenXR did not have when this was written.
  init?(_ state: XrSessionState) {
    switch state {
    case XR_SESSION_STATE_UNKNOWN: self = .unknown
    case XR_SESSION_STATE_IDLE: self = .idle
    case XR_SESSION_STATE_READY: self = .ready
    case XR_SESSION_STATE_SYNCHRONIZED: self = .synchronized
    case XR_SESSION_STATE_VISIBLE: self = .visible
    case XR_SESSION_STATE_FOCUSED: self = .focused
    case XR_SESSION_STATE_STOPPING: self = .stopping
    case XR_SESSION_STATE_LOSS_PENDING: self = .lossPending
    case XR_SESSION_STATE_EXITING: self = .exiting
    default: return nil
    }
  }
}
