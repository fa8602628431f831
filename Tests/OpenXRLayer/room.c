// A headset whose display shows the room: other blend modes, and a passthrough layer. The runtime below gets what it
// knows; what came is noted.
#include <stdio.h>
#include <stdlib.h>

#include "OpenXRLayer.h"

/// Stand in for handles.
static char passthrough, layer;

static XrResult XRAPI_CALL room_xrEnumerateEnvironmentBlendModes(
    XrInstance instance, XrSystemId system, XrViewConfigurationType type, uint32_t capacity,
    uint32_t *count, XrEnvironmentBlendMode *modes) {
  const char *text = getenv("FOVEA_LAYER_BLEND_MODES");
  if (text == NULL) {
    return LAYER_NEXT(room_functions, xrEnumerateEnvironmentBlendModes)(
        instance, system, type, capacity, count, modes);
  }
  int found[3];
  const int number = sscanf(text, "%d,%d,%d", &found[0], &found[1], &found[2]);
  *count = number > 0 ? (uint32_t)number : 0;
  if (capacity == 0) { return XR_SUCCESS; }
  if (capacity < *count) { return XR_ERROR_SIZE_INSUFFICIENT; }
  for (uint32_t index = 0; index < *count; ++index) {
    modes[index] = (XrEnvironmentBlendMode)found[index];
  }
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL room_xrGetSystemProperties(
    XrInstance instance, XrSystemId system, XrSystemProperties *properties) {
  const XrResult result =
      LAYER_NEXT(room_functions, xrGetSystemProperties)(instance, system, properties);
  for (XrBaseOutStructure *next = properties->next; next != NULL; next = next->next) {
    if (next->type == XR_TYPE_SYSTEM_PASSTHROUGH_PROPERTIES_FB) {
      ((XrSystemPassthroughPropertiesFB *)next)->supportsPassthrough =
          layer_adds("XR_FB_passthrough");
    }
  }
  return result;
}

static XrResult XRAPI_CALL room_xrCreatePassthroughFB(
    XrSession session, const XrPassthroughCreateInfoFB *info, XrPassthroughFB *made) {
  (void)session;
  (void)info;
  *made = (XrPassthroughFB)&passthrough;
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL room_xrDestroyPassthroughFB(XrPassthroughFB handle) {
  return handle == (XrPassthroughFB)&passthrough ? XR_SUCCESS : XR_ERROR_HANDLE_INVALID;
}

static XrResult XRAPI_CALL room_xrCreatePassthroughLayerFB(
    XrSession session, const XrPassthroughLayerCreateInfoFB *info, XrPassthroughLayerFB *made) {
  (void)session;
  if (info->passthrough != (XrPassthroughFB)&passthrough) { return XR_ERROR_HANDLE_INVALID; }
  *made = (XrPassthroughLayerFB)&layer;
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL room_xrDestroyPassthroughLayerFB(XrPassthroughLayerFB handle) {
  return handle == (XrPassthroughLayerFB)&layer ? XR_SUCCESS : XR_ERROR_HANDLE_INVALID;
}

/// Blend mode, then a letter and the flags for each layer: R: the room, P: a projection, X: another.
static void note(const XrFrameEndInfo *info) {
  const char *path = getenv("FOVEA_LAYER_ROOM_LOG");
  FILE *file = path == NULL ? NULL : fopen(path, "a");
  if (file == NULL) { return; }
  fprintf(file, "%d", (int)info->environmentBlendMode);
  for (uint32_t index = 0; index < info->layerCount; ++index) {
    const XrCompositionLayerBaseHeader *one = info->layers[index];
    const bool isRoom = one->type == XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB;
    const unsigned long long flags =
        isRoom ? ((const XrCompositionLayerPassthroughFB *)one)->flags : one->layerFlags;
    const bool isProjection = one->type == XR_TYPE_COMPOSITION_LAYER_PROJECTION;
    fprintf(file, " %c%llu", isRoom ? 'R' : isProjection ? 'P' : 'X', flags);
  }
  fprintf(file, "\n");
  fclose(file);
}

static XrResult XRAPI_CALL room_xrEndFrame(XrSession session, const XrFrameEndInfo *info) {
  note(info);
  const XrCompositionLayerBaseHeader *rest[16];
  XrFrameEndInfo below = *info;
  below.layers = rest;
  below.layerCount = 0;
  if (getenv("FOVEA_LAYER_BLEND_MODES") != NULL) {
    below.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
  }
  for (uint32_t index = 0; index < info->layerCount && below.layerCount < 16; ++index) {
    if (info->layers[index]->type != XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB) {
      rest[below.layerCount++] = info->layers[index];
    }
  }
  return LAYER_NEXT(room_functions, xrEndFrame)(session, &below);
}

const LayerFunction room_functions[] = {
    LAYER_FUNCTION(room, xrEnumerateEnvironmentBlendModes),
    LAYER_FUNCTION(room, xrGetSystemProperties),
    LAYER_FUNCTION(room, xrCreatePassthroughFB),
    LAYER_FUNCTION(room, xrDestroyPassthroughFB),
    LAYER_FUNCTION(room, xrCreatePassthroughLayerFB),
    LAYER_FUNCTION(room, xrDestroyPassthroughLayerFB),
    LAYER_FUNCTION(room, xrEndFrame),
    {NULL, NULL}};
