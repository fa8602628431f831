// How the loader finds the layer, and the layer what is below it: the loader's interface for API layers, version
// 1, as the OpenXR loader's design document describes it.
#include "chain.h"

#include <stdlib.h>
#include <string.h>

#include "OpenXRLayer.h"

enum { layer_request = 2 };

struct LoaderInfo {
  uint32_t type, version;
  size_t size;
  uint32_t minimumInterface, maximumInterface;
  XrVersion minimumVersion, maximumVersion;
};

struct CreateInfo;
typedef XrResult(XRAPI_PTR *CreateLayerInstance)(
    const XrInstanceCreateInfo *, const struct CreateInfo *, XrInstance *);

struct LayerRequest {
  uint32_t type, version;
  size_t size;
  uint32_t interface;
  XrVersion apiVersion;
  PFN_xrGetInstanceProcAddr getFunction;
  CreateLayerInstance createInstance;
};

struct NextInfo {
  uint32_t type, version;
  size_t size;
  char name[256];
  PFN_xrGetInstanceProcAddr getFunction;
  CreateLayerInstance createInstance;
  struct NextInfo *next;
};

struct CreateInfo {
  uint32_t type, version;
  size_t size;
  void *loader;
  char settings[512];
  struct NextInfo *next;
};

static XrInstance instance;
static PFN_xrGetInstanceProcAddr below;

XrInstance layer_instance(void) { return instance; }

bool layer_adds(const char *extension) {
  const char *names = getenv("FOVEA_LAYER_EXTENSIONS");
  const size_t length = strlen(extension);
  while (names != NULL) {
    if (strncmp(names, extension, length) == 0 && (names[length] == ',' || names[length] == 0)) {
      return true;
    }
    names = strchr(names, ',');
    names = names == NULL ? NULL : names + 1;
  }
  return false;
}

PFN_xrVoidFunction chain_function(const char *name) {
  PFN_xrVoidFunction found = NULL;
  return below != NULL && below(instance, name, &found) == XR_SUCCESS ? found : NULL;
}

static XrResult XRAPI_CALL get_function(
    XrInstance of, const char *name, PFN_xrVoidFunction *function) {
  (void)of;
  *function = layer_function_after(NULL, name);
  return *function == NULL ? XR_ERROR_FUNCTION_UNSUPPORTED : XR_SUCCESS;
}

/// Makes the instance below, without what the layer alone has.
static XrResult XRAPI_CALL create_instance(
    const XrInstanceCreateInfo *info, const struct CreateInfo *layer, XrInstance *made) {
  const char *version = getenv("FOVEA_LAYER_VERSION");
  if (version != NULL && strcmp(version, "1.0") == 0 &&
      XR_VERSION_MINOR(info->applicationInfo.apiVersion) > 0) {
    return XR_ERROR_API_VERSION_UNSUPPORTED;
  }
  const char *names[256];
  XrInstanceCreateInfo rest = *info;
  rest.enabledExtensionCount = 0;
  rest.enabledExtensionNames = names;
  for (uint32_t i = 0; i < info->enabledExtensionCount && i < 256; ++i) {
    if (!layer_adds(info->enabledExtensionNames[i])) {
      names[rest.enabledExtensionCount++] = info->enabledExtensionNames[i];
    }
  }
  struct CreateInfo further = *layer;
  further.next = layer->next->next;
  const XrResult result = layer->next->createInstance(&rest, &further, made);
  if (result == XR_SUCCESS) {
    instance = *made;
    below = layer->next->getFunction;
  }
  return result;
}

__attribute__((visibility("default"))) XrResult XRAPI_CALL xrNegotiateLoaderApiLayerInterface(
    const struct LoaderInfo *loader, const char *name, struct LayerRequest *request) {
  (void)name;
  if (loader == NULL || request == NULL || request->type != layer_request ||
      loader->minimumInterface > 1 || loader->maximumInterface < 1) {
    return XR_ERROR_INITIALIZATION_FAILED;
  }
  request->interface = 1;
  request->apiVersion = XR_MAKE_VERSION(1, 1, 0);
  request->getFunction = get_function;
  request->createInstance = create_instance;
  return XR_SUCCESS;
}
