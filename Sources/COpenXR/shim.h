// OpenXR for Swift, with distinct handle types (see CVulkan/shim.h for why).
#ifndef FOVEA_COPENXR_SHIM_H
#define FOVEA_COPENXR_SHIM_H

#include <openxr/openxr.h>

struct XrInstance_T { char _; };
struct XrSession_T { char _; };
struct XrSpace_T { char _; };
struct XrAction_T { char _; };
struct XrSwapchain_T { char _; };
struct XrActionSet_T { char _; };
struct XrDebugUtilsMessengerEXT_T { char _; };
struct XrSpatialAnchorMSFT_T { char _; };
struct XrHandTrackerEXT_T { char _; };
struct XrSceneObserverMSFT_T { char _; };
struct XrSceneMSFT_T { char _; };
struct XrFoveationProfileFB_T { char _; };
struct XrTriangleMeshFB_T { char _; };
struct XrPassthroughFB_T { char _; };
struct XrPassthroughLayerFB_T { char _; };
struct XrGeometryInstanceFB_T { char _; };
struct XrSpatialAnchorStoreConnectionMSFT_T { char _; };

static inline XrVersion fovea_xr_make_version(uint16_t major, uint16_t minor, uint32_t patch) {
  return XR_MAKE_VERSION(major, minor, patch);
}

#endif
