// Makes a headset of two views one that takes the part that is looked at by itself: four views, of which the
// runtime below sees the first two.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "OpenXRLayer.h"

enum { insets = 1000037000 };  // XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO_WITH_FOVEATED_INSET

static XrViewConfigurationView sizes[4];
static XrView views[4];
static bool isUsed;

static bool is_wanted(void) { return getenv("FOVEA_LAYER_QUAD") != NULL; }

static XrResult XRAPI_CALL quad_xrEnumerateViewConfigurations(
    XrInstance a, XrSystemId b, uint32_t capacity, uint32_t *count, XrViewConfigurationType *types) {
  if (!is_wanted()) {
    return LAYER_NEXT(quad_functions, xrEnumerateViewConfigurations)(a, b, capacity, count, types);
  }
  *count = 2;
  if (capacity == 0) { return XR_SUCCESS; }
  if (capacity < 2) { return XR_ERROR_SIZE_INSUFFICIENT; }
  types[0] = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  types[1] = (XrViewConfigurationType)insets;
  return XR_SUCCESS;
}

/// Insets are half as wide and two thirds as high as the rest.
static XrResult XRAPI_CALL quad_xrEnumerateViewConfigurationViews(
    XrInstance a, XrSystemId b, XrViewConfigurationType type, uint32_t capacity, uint32_t *count,
    XrViewConfigurationView *found) {
  PFN_xrEnumerateViewConfigurationViews next =
      LAYER_NEXT(quad_functions, xrEnumerateViewConfigurationViews);
  if ((int)type != insets) { return next(a, b, type, capacity, count, found); }
  *count = 4;
  if (capacity == 0) { return XR_SUCCESS; }
  if (capacity < 4) { return XR_ERROR_SIZE_INSUFFICIENT; }
  uint32_t two = 0;
  const XrResult result =
      next(a, b, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, 2, &two, found);
  if (result != XR_SUCCESS) { return result; }
  for (int i = 2; i < 4; ++i) {
    found[i] = found[i - 2];
    found[i].recommendedImageRectWidth /= 2;
    found[i].recommendedImageRectHeight = found[i].recommendedImageRectHeight * 2 / 3;
  }
  memcpy(sizes, found, sizeof(sizes));
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL quad_xrBeginSession(XrSession of, const XrSessionBeginInfo *info) {
  XrSessionBeginInfo below = *info;
  isUsed = (int)info->primaryViewConfigurationType == insets;
  if (isUsed) { below.primaryViewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO; }
  return LAYER_NEXT(quad_functions, xrBeginSession)(of, &below);
}

/// Insets see a third of the angles, and move to and fro.
static XrResult XRAPI_CALL quad_xrLocateViews(
    XrSession of, const XrViewLocateInfo *info, XrViewState *state, uint32_t capacity,
    uint32_t *count, XrView *found) {
  PFN_xrLocateViews next = LAYER_NEXT(quad_functions, xrLocateViews);
  if ((int)info->viewConfigurationType != insets) {
    return next(of, info, state, capacity, count, found);
  }
  static int calls;
  const float turn = 0.1f * sinf((float)calls++ * 0.3f);
  XrViewLocateInfo below = *info;
  below.viewConfigurationType = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  if (capacity < 4) { return XR_ERROR_SIZE_INSUFFICIENT; }
  const XrResult result = next(of, &below, state, 2, count, found);
  *count = 4;
  for (int i = 2; i < 4; ++i) {
    found[i].pose = found[i - 2].pose;
    found[i].fov.angleLeft = found[i - 2].fov.angleLeft / 3 + turn;
    found[i].fov.angleRight = found[i - 2].fov.angleRight / 3 + turn;
    found[i].fov.angleUp = found[i - 2].fov.angleUp / 3;
    found[i].fov.angleDown = found[i - 2].fov.angleDown / 3;
  }
  memcpy(views, found, sizeof(views));
  return result;
}

/// Whether a layer has the views that were located, each in its own part of an array.
static bool is_right(const XrCompositionLayerProjection *layer) {
  if (layer->viewCount != 4) { return false; }
  for (uint32_t i = 0; i < 4; ++i) {
    const XrCompositionLayerProjectionView *view = &layer->views[i];
    const XrRect2Di rect = view->subImage.imageRect;
    if (view->subImage.imageArrayIndex != i || rect.offset.x != 0 || rect.offset.y != 0 ||
        rect.extent.width != (int)sizes[i].recommendedImageRectWidth ||
        rect.extent.height != (int)sizes[i].recommendedImageRectHeight ||
        memcmp(&view->fov, &views[i].fov, sizeof(view->fov)) != 0 ||
        memcmp(&view->pose, &views[i].pose, sizeof(view->pose)) != 0) {
      return false;
    }
  }
  return true;
}

static XrResult XRAPI_CALL quad_xrEndFrame(XrSession of, const XrFrameEndInfo *info) {
  PFN_xrEndFrame next = LAYER_NEXT(quad_functions, xrEndFrame);
  if (!isUsed || info->layerCount == 0 ||
      info->layers[0]->type != XR_TYPE_COMPOSITION_LAYER_PROJECTION) {
    return next(of, info);
  }
  const XrCompositionLayerProjection *layer = (const XrCompositionLayerProjection *)info->layers[0];
  layer_note(is_right(layer) ? "four views" : "wrong views");
  XrCompositionLayerProjection two = *layer;
  two.viewCount = 2;
  const XrCompositionLayerBaseHeader *layers[16];
  XrFrameEndInfo below = *info;
  below.layers = layers;
  for (uint32_t i = 0; i < info->layerCount && i < 16; ++i) { layers[i] = info->layers[i]; }
  layers[0] = (const XrCompositionLayerBaseHeader *)&two;
  return next(of, &below);
}

static XrResult XRAPI_CALL quad_xrGetVisibilityMaskKHR(
    XrSession of, XrViewConfigurationType type, uint32_t view, XrVisibilityMaskTypeKHR kind,
    XrVisibilityMaskKHR *mask) {
  PFN_xrGetVisibilityMaskKHR next = LAYER_NEXT(quad_functions, xrGetVisibilityMaskKHR);
  if ((int)type != insets) { return next(of, type, view, kind, mask); }
  if (view < 2) {
    return next(of, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, view, kind, mask);
  }
  mask->vertexCountOutput = mask->indexCountOutput = 0;
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL quad_xrEnumerateEnvironmentBlendModes(
    XrInstance a, XrSystemId b, XrViewConfigurationType type, uint32_t c, uint32_t *d,
    XrEnvironmentBlendMode *e) {
  if ((int)type == insets) { type = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO; }
  return LAYER_NEXT(quad_functions, xrEnumerateEnvironmentBlendModes)(a, b, type, c, d, e);
}

const LayerFunction quad_functions[] = {
    LAYER_FUNCTION(quad, xrEnumerateViewConfigurations),
    LAYER_FUNCTION(quad, xrEnumerateViewConfigurationViews),
    LAYER_FUNCTION(quad, xrBeginSession),
    LAYER_FUNCTION(quad, xrLocateViews),
    LAYER_FUNCTION(quad, xrEndFrame),
    LAYER_FUNCTION(quad, xrGetVisibilityMaskKHR),
    LAYER_FUNCTION(quad, xrEnumerateEnvironmentBlendModes),
    {NULL, NULL}};
