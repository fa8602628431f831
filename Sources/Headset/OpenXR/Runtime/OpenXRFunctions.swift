internal import COpenXR

/// Functions of OpenXR's core, as the loader gives them for an instance.
struct OpenXRFunctions {
  let destroyInstance: PFN_xrDestroyInstance
  let instanceProperties: PFN_xrGetInstanceProperties
  let pollEvent: PFN_xrPollEvent
  let system: PFN_xrGetSystem
  let systemProperties: PFN_xrGetSystemProperties
  let blendModes: PFN_xrEnumerateEnvironmentBlendModes
  let viewConfigurations: PFN_xrEnumerateViewConfigurations
  let viewConfigurationViews: PFN_xrEnumerateViewConfigurationViews
  let createSession: PFN_xrCreateSession
  let destroySession: PFN_xrDestroySession
  let beginSession: PFN_xrBeginSession
  let endSession: PFN_xrEndSession
  let requestExit: PFN_xrRequestExitSession
  let referenceSpaces: PFN_xrEnumerateReferenceSpaces
  let createReferenceSpace: PFN_xrCreateReferenceSpace
  let destroySpace: PFN_xrDestroySpace
  let locateSpace: PFN_xrLocateSpace
  let locateViews: PFN_xrLocateViews
  let swapchainFormats: PFN_xrEnumerateSwapchainFormats
  let createSwapchain: PFN_xrCreateSwapchain
  let destroySwapchain: PFN_xrDestroySwapchain
  let swapchainImages: PFN_xrEnumerateSwapchainImages
  let acquireImage: PFN_xrAcquireSwapchainImage
  let waitImage: PFN_xrWaitSwapchainImage
  let releaseImage: PFN_xrReleaseSwapchainImage
  let waitFrame: PFN_xrWaitFrame
  let beginFrame: PFN_xrBeginFrame
  let endFrame: PFN_xrEndFrame

  init(_ loader: OpenXRLoader, of instance: XrInstance) throws(OpenXRError) {
    func load<T>(_ name: StaticString, _ type: T.Type) throws(OpenXRError) -> T {
      try loader.require(name, of: instance, as: type)
    }
    destroyInstance = try load("xrDestroyInstance", PFN_xrDestroyInstance.self)
    instanceProperties = try load("xrGetInstanceProperties", PFN_xrGetInstanceProperties.self)
    pollEvent = try load("xrPollEvent", PFN_xrPollEvent.self)
    system = try load("xrGetSystem", PFN_xrGetSystem.self)
    systemProperties = try load("xrGetSystemProperties", PFN_xrGetSystemProperties.self)
    blendModes = try load(
      "xrEnumerateEnvironmentBlendModes", PFN_xrEnumerateEnvironmentBlendModes.self)
    viewConfigurations = try load(
      "xrEnumerateViewConfigurations", PFN_xrEnumerateViewConfigurations.self)
    viewConfigurationViews = try load(
      "xrEnumerateViewConfigurationViews", PFN_xrEnumerateViewConfigurationViews.self)
    createSession = try load("xrCreateSession", PFN_xrCreateSession.self)
    destroySession = try load("xrDestroySession", PFN_xrDestroySession.self)
    beginSession = try load("xrBeginSession", PFN_xrBeginSession.self)
    endSession = try load("xrEndSession", PFN_xrEndSession.self)
    requestExit = try load("xrRequestExitSession", PFN_xrRequestExitSession.self)
    referenceSpaces = try load("xrEnumerateReferenceSpaces", PFN_xrEnumerateReferenceSpaces.self)
    createReferenceSpace = try load("xrCreateReferenceSpace", PFN_xrCreateReferenceSpace.self)
    destroySpace = try load("xrDestroySpace", PFN_xrDestroySpace.self)
    locateSpace = try load("xrLocateSpace", PFN_xrLocateSpace.self)
    locateViews = try load("xrLocateViews", PFN_xrLocateViews.self)
    swapchainFormats = try load("xrEnumerateSwapchainFormats", PFN_xrEnumerateSwapchainFormats.self)
    createSwapchain = try load("xrCreateSwapchain", PFN_xrCreateSwapchain.self)
    destroySwapchain = try load("xrDestroySwapchain", PFN_xrDestroySwapchain.self)
    swapchainImages = try load("xrEnumerateSwapchainImages", PFN_xrEnumerateSwapchainImages.self)
    acquireImage = try load("xrAcquireSwapchainImage", PFN_xrAcquireSwapchainImage.self)
    waitImage = try load("xrWaitSwapchainImage", PFN_xrWaitSwapchainImage.self)
    releaseImage = try load("xrReleaseSwapchainImage", PFN_xrReleaseSwapchainImage.self)
    waitFrame = try load("xrWaitFrame", PFN_xrWaitFrame.self)
    beginFrame = try load("xrBeginFrame", PFN_xrBeginFrame.self)
    endFrame = try load("xrEndFrame", PFN_xrEndFrame.self)
  }
}
