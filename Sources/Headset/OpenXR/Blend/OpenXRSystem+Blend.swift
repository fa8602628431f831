internal import COpenXR

extension OpenXRSystem {
  /// How pictures can come together with what is seen of the room.
  package func blendOffer(of instance: OpenXRInstance) throws(OpenXRError) -> BlendOffer {
    let found = try list("xrEnumerateEnvironmentBlendModes", of: XR_ENVIRONMENT_BLEND_MODE_OPAQUE) {
      instance.functions.blendModes(instance.handle, id, views.type, $0, $1, $2)
    }
    return BlendOffer(
      modes: found.compactMap { BlendMode($0) }, hasPassthrough: try showsRoom(instance))
  }

  private func showsRoom(_ instance: OpenXRInstance) throws(OpenXRError) -> Bool {
    guard instance.find(Passthrough.self) != nil else { return false }
    var own = XrSystemPassthroughPropertiesFB()
    own.type = XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES_FB
    var properties = XrSystemProperties()
    properties.type = XR_TYPE_SYSTEM_PROPERTIES
    let result = withUnsafeMutablePointer(to: &own) { own in
      properties.next = UnsafeMutableRawPointer(own)
      return instance.functions.systemProperties(instance.handle, id, &properties)
    }
    try check("xrGetSystemProperties", result)
    return own.supportsPassthrough != 0
  }
}

extension BlendMode {
  /// Nil for a mode that OpenXR did not have when this was written.
  init?(_ mode: XrEnvironmentBlendMode) {
    switch mode {
    case XR_ENVIRONMENT_BLEND_MODE_OPAQUE: self = .opaque
    case XR_ENVIRONMENT_BLEND_MODE_ADDITIVE: self = .additive
    case XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND: self = .alpha
    default: return nil
    }
  }

  var mode: XrEnvironmentBlendMode {
    switch self {
    case .opaque: XR_ENVIRONMENT_BLEND_MODE_OPAQUE
    case .additive: XR_ENVIRONMENT_BLEND_MODE_ADDITIVE
    case .alpha: XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND
    }
  }
}
