// Says at some time that other parts of the views are never shown than before.
#include <stdlib.h>
#include <string.h>

#include "OpenXRLayer.h"

/// Frames until then; 0: never.
static int frames_left;
static bool isRead, hasChanged, isToldOf;
static XrSession session;

static XrResult XRAPI_CALL mask_xrEndFrame(XrSession of, const XrFrameEndInfo *info) {
  if (!isRead) {
    const char *text = getenv("FOVEA_LAYER_MASK");
    frames_left = text == NULL ? 0 : atoi(text);
    isRead = true;
  }
  session = of;
  const XrResult result = LAYER_NEXT(mask_functions, xrEndFrame)(of, info);
  if (frames_left > 0 && --frames_left == 0) { hasChanged = true; }
  return result;
}

static XrResult XRAPI_CALL mask_xrPollEvent(XrInstance instance, XrEventDataBuffer *event) {
  if (!hasChanged || isToldOf) {
    return LAYER_NEXT(mask_functions, xrPollEvent)(instance, event);
  }
  isToldOf = true;
  XrEventDataVisibilityMaskChangedKHR *change = (XrEventDataVisibilityMaskChangedKHR *)event;
  change->type = XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR;
  change->next = NULL;
  change->session = session;
  change->viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  change->viewIndex = 0;
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL mask_xrGetVisibilityMaskKHR(
    XrSession of, XrViewConfigurationType views, uint32_t view, XrVisibilityMaskTypeKHR type,
    XrVisibilityMaskKHR *mask) {
  if (!hasChanged) {
    return LAYER_NEXT(mask_functions, xrGetVisibilityMaskKHR)(of, views, view, type, mask);
  }
  static const XrVector2f vertices[] = {{-2, -2}, {0, -2}, {0, 2}, {-2, 2}};
  static const uint32_t indices[] = {0, 1, 2, 0, 2, 3};
  mask->vertexCountOutput = 4;
  mask->indexCountOutput = 6;
  if (mask->vertexCapacityInput == 0 && mask->indexCapacityInput == 0) { return XR_SUCCESS; }
  if (mask->vertexCapacityInput < 4 || mask->indexCapacityInput < 6) {
    return XR_ERROR_SIZE_INSUFFICIENT;
  }
  memcpy(mask->vertices, vertices, sizeof(vertices));
  memcpy(mask->indices, indices, sizeof(indices));
  return XR_SUCCESS;
}

const LayerFunction mask_functions[] = {
    LAYER_FUNCTION(mask, xrEndFrame),
    LAYER_FUNCTION(mask, xrPollEvent),
    LAYER_FUNCTION(mask, xrGetVisibilityMaskKHR),
    {NULL, NULL}};
