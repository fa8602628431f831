internal import COpenXR

/// Functions of OpenXR's actions, as the loader gives them for an instance.
struct InputFunctions {
  let path: PFN_xrStringToPath
  let createSet: PFN_xrCreateActionSet
  let destroySet: PFN_xrDestroyActionSet
  let createAction: PFN_xrCreateAction
  let suggest: PFN_xrSuggestInteractionProfileBindings
  let attach: PFN_xrAttachSessionActionSets
  let createSpace: PFN_xrCreateActionSpace
  let destroySpace: PFN_xrDestroySpace
  let locateSpace: PFN_xrLocateSpace
  let sync: PFN_xrSyncActions
  let press: PFN_xrGetActionStateBoolean
  let axis: PFN_xrGetActionStateFloat
  let plane: PFN_xrGetActionStateVector2f
  let pose: PFN_xrGetActionStatePose

  init(_ loader: OpenXRLoader, of instance: XrInstance) throws(OpenXRError) {
    func load<T>(_ name: StaticString, _ type: T.Type) throws(OpenXRError) -> T {
      try loader.require(name, of: instance, as: type)
    }
    path = try load("xrStringToPath", PFN_xrStringToPath.self)
    createSet = try load("xrCreateActionSet", PFN_xrCreateActionSet.self)
    destroySet = try load("xrDestroyActionSet", PFN_xrDestroyActionSet.self)
    createAction = try load("xrCreateAction", PFN_xrCreateAction.self)
    suggest = try load(
      "xrSuggestInteractionProfileBindings", PFN_xrSuggestInteractionProfileBindings.self)
    attach = try load("xrAttachSessionActionSets", PFN_xrAttachSessionActionSets.self)
    createSpace = try load("xrCreateActionSpace", PFN_xrCreateActionSpace.self)
    destroySpace = try load("xrDestroySpace", PFN_xrDestroySpace.self)
    locateSpace = try load("xrLocateSpace", PFN_xrLocateSpace.self)
    sync = try load("xrSyncActions", PFN_xrSyncActions.self)
    press = try load("xrGetActionStateBoolean", PFN_xrGetActionStateBoolean.self)
    axis = try load("xrGetActionStateFloat", PFN_xrGetActionStateFloat.self)
    plane = try load("xrGetActionStateVector2f", PFN_xrGetActionStateVector2f.self)
    pose = try load("xrGetActionStatePose", PFN_xrGetActionStatePose.self)
  }
}
