// OpenXR for Swift, with distinct handle types (see CVulkan/shim.h for why).
#ifndef FOVEA_COPENXR_SHIM_H
#define FOVEA_COPENXR_SHIM_H

#include <time.h>

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

// XR_KHR_vulkan_enable2 without Vulkan's header, which is CVulkan's alone: its handles and structures are
// plain pointers here. The layout is that of the specification.
typedef struct FoveaXrVulkanRequirements {
  XrStructureType type;
  void *next;
  XrVersion minApiVersionSupported;
  XrVersion maxApiVersionSupported;
} FoveaXrVulkanRequirements;

typedef struct FoveaXrVulkanInstanceInfo {
  XrStructureType type;
  const void *next;
  XrSystemId systemId;
  XrFlags64 createFlags;
  void *getInstanceProcAddr;
  const void *vulkanCreateInfo;
  const void *vulkanAllocator;
} FoveaXrVulkanInstanceInfo;

typedef struct FoveaXrVulkanDeviceInfo {
  XrStructureType type;
  const void *next;
  XrSystemId systemId;
  XrFlags64 createFlags;
  void *getInstanceProcAddr;
  void *vulkanPhysicalDevice;
  const void *vulkanCreateInfo;
  const void *vulkanAllocator;
} FoveaXrVulkanDeviceInfo;

typedef struct FoveaXrVulkanGraphicsDeviceInfo {
  XrStructureType type;
  const void *next;
  XrSystemId systemId;
  void *vulkanInstance;
} FoveaXrVulkanGraphicsDeviceInfo;

typedef struct FoveaXrGraphicsBinding {
  XrStructureType type;
  const void *next;
  void *instance;
  void *physicalDevice;
  void *device;
  uint32_t queueFamilyIndex;
  uint32_t queueIndex;
} FoveaXrGraphicsBinding;

typedef struct FoveaXrSwapchainImage {
  XrStructureType type;
  void *next;
  uint64_t image;
} FoveaXrSwapchainImage;

typedef XrResult (XRAPI_PTR *FoveaXrGetVulkanRequirements)(
    XrInstance, XrSystemId, FoveaXrVulkanRequirements *);
typedef XrResult (XRAPI_PTR *FoveaXrCreateVulkanInstance)(
    XrInstance, const FoveaXrVulkanInstanceInfo *, void **vulkanInstance, int32_t *vulkanResult);
typedef XrResult (XRAPI_PTR *FoveaXrGetVulkanGraphicsDevice)(
    XrInstance, const FoveaXrVulkanGraphicsDeviceInfo *, void **vulkanPhysicalDevice);
typedef XrResult (XRAPI_PTR *FoveaXrCreateVulkanDevice)(
    XrInstance, const FoveaXrVulkanDeviceInfo *, void **vulkanDevice, int32_t *vulkanResult);

// XR_KHR_convert_timespec_time; its header wants a platform switch.
typedef XrResult (XRAPI_PTR *FoveaXrConvertTimeToTimespec)(
    XrInstance, XrTime, struct timespec *);
typedef XrResult (XRAPI_PTR *FoveaXrConvertTimespecToTime)(
    XrInstance, const struct timespec *, XrTime *);

// What came after the system's header, as in the specification of OpenXR 1.1.
static const int32_t fovea_xr_reference_space_local_floor = 1000426000;

// XR_EXT_user_presence
static const uint32_t FOVEA_XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED = 1000470000;
typedef struct FoveaXrEventDataUserPresenceChanged {
  XrStructureType type;
  const void *next;
  XrSession session;
  XrBool32 isUserPresent;
} FoveaXrEventDataUserPresenceChanged;

// XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO_WITH_FOVEATED_INSET, and that of XR_VARJO_quad_views: they are
// the same.
static const int32_t fovea_xr_views_with_foveated_inset = 1000037000;

static inline XrVersion fovea_xr_make_version(uint16_t major, uint16_t minor, uint32_t patch) {
  return XR_MAKE_VERSION(major, minor, patch);
}

static inline uint16_t fovea_xr_version_major(XrVersion v) { return XR_VERSION_MAJOR(v); }
static inline uint16_t fovea_xr_version_minor(XrVersion v) { return XR_VERSION_MINOR(v); }
static inline uint32_t fovea_xr_version_patch(XrVersion v) { return XR_VERSION_PATCH(v); }

#endif
