// Feeds what a script says into actions and their spaces.
#include <stdio.h>
#include <string.h>

#include "OpenXRLayer.h"
#include "script.h"

enum { most = 32 };

struct Named {
  XrAction action;
  char name[16];
};

struct Space {
  XrSpace space;
  int action, hand;
};

static struct Named actions[most];
static int action_count;
static struct Space spaces[most];
static int space_count;
static XrPath hands[2];
static XrSpace head;

static int index_of(XrAction action) {
  for (int index = 0; index < action_count; ++index) {
    if (actions[index].action == action) { return index; }
  }
  return -1;
}

static int hand_of(XrPath path) {
  return path == XR_NULL_PATH ? -1 : path == hands[0] ? 0 : path == hands[1] ? 1 : -1;
}

/// What a script says of an action; null where it says nothing.
static const char *name_of(XrAction action) {
  const int index = index_of(action);
  return index < 0 ? NULL : actions[index].name;
}

static XrResult XRAPI_CALL actions_xrStringToPath(XrInstance a, const char *text, XrPath *path) {
  const XrResult result = LAYER_NEXT(action_functions, xrStringToPath)(a, text, path);
  if (strcmp(text, "/user/hand/left") == 0) { hands[0] = *path; }
  if (strcmp(text, "/user/hand/right") == 0) { hands[1] = *path; }
  return result;
}

static XrResult XRAPI_CALL actions_xrCreateAction(
    XrActionSet set, const XrActionCreateInfo *info, XrAction *made) {
  const XrResult result = LAYER_NEXT(action_functions, xrCreateAction)(set, info, made);
  if (result == XR_SUCCESS && action_count < most) {
    actions[action_count].action = *made;
    snprintf(actions[action_count++].name, sizeof(actions[0].name), "%s", info->actionName);
  }
  return result;
}

static XrResult XRAPI_CALL actions_xrCreateActionSpace(
    XrSession session, const XrActionSpaceCreateInfo *info, XrSpace *made) {
  const XrResult result = LAYER_NEXT(action_functions, xrCreateActionSpace)(session, info, made);
  if (result == XR_SUCCESS && space_count < most) {
    const struct Space space = {*made, index_of(info->action), hand_of(info->subactionPath)};
    spaces[space_count++] = space;
  }
  return result;
}

static XrResult XRAPI_CALL actions_xrCreateSession(
    XrInstance instance, const XrSessionCreateInfo *info, XrSession *made) {
  const XrResult result = LAYER_NEXT(action_functions, xrCreateSession)(instance, info, made);
  if (result != XR_SUCCESS || !script_exists()) { return result; }
  XrReferenceSpaceCreateInfo view = {.type = XR_TYPE_REFERENCE_SPACE_CREATE_INFO};
  view.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_VIEW;
  view.poseInReferenceSpace.orientation.w = 1;
  LAYER_NEXT(action_functions, xrCreateReferenceSpace)(*made, &view, &head);
  space_count = 0;
  return result;
}

static XrResult XRAPI_CALL actions_xrDestroySession(XrSession session) {
  if (head != XR_NULL_HANDLE) { LAYER_NEXT(action_functions, xrDestroySpace)(head); }
  head = XR_NULL_HANDLE;
  return LAYER_NEXT(action_functions, xrDestroySession)(session);
}

static XrResult XRAPI_CALL actions_xrGetSystemProperties(
    XrInstance instance, XrSystemId system, XrSystemProperties *properties) {
  const XrResult result =
      LAYER_NEXT(action_functions, xrGetSystemProperties)(instance, system, properties);
  if (!script_exists()) { return result; }
  for (XrBaseOutStructure *next = properties->next; next != NULL; next = next->next) {
    if (next->type == XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT) {
      ((XrSystemHandTrackingPropertiesEXT *)next)->supportsHandTracking = XR_TRUE;
    }
  }
  return result;
}

static XrResult XRAPI_CALL actions_xrGetActionStateBoolean(
    XrSession session, const XrActionStateGetInfo *info, XrActionStateBoolean *state) {
  static bool last[most][3];
  const char *name = name_of(info->action);
  const int hand = hand_of(info->subactionPath);
  float values[script_values];
  const XrResult result = LAYER_NEXT(action_functions, xrGetActionStateBoolean)(session, info, state);
  if (name == NULL || !script_exists()) { return result; }
  const bool isDown = script_find("press", name, hand, values);
  bool *before = &last[index_of(info->action)][hand + 1];
  state->isActive = XR_TRUE;
  state->currentState = isDown;
  state->changedSinceLastSync = isDown != *before;
  *before = isDown;
  return result;
}

static XrResult XRAPI_CALL actions_xrGetActionStateFloat(
    XrSession session, const XrActionStateGetInfo *info, XrActionStateFloat *state) {
  const char *name = name_of(info->action);
  float values[script_values];
  const XrResult result = LAYER_NEXT(action_functions, xrGetActionStateFloat)(session, info, state);
  if (name != NULL && script_find("axis", name, hand_of(info->subactionPath), values)) {
    state->isActive = XR_TRUE;
    state->currentState = values[0];
  }
  return result;
}

static XrResult XRAPI_CALL actions_xrGetActionStateVector2f(
    XrSession session, const XrActionStateGetInfo *info, XrActionStateVector2f *state) {
  const char *name = name_of(info->action);
  float values[script_values];
  const XrResult result =
      LAYER_NEXT(action_functions, xrGetActionStateVector2f)(session, info, state);
  if (name != NULL && script_find("plane", name, hand_of(info->subactionPath), values)) {
    state->isActive = XR_TRUE;
    state->currentState.x = values[0];
    state->currentState.y = values[1];
  }
  return result;
}

static XrResult XRAPI_CALL actions_xrGetActionStatePose(
    XrSession session, const XrActionStateGetInfo *info, XrActionStatePose *state) {
  const char *name = name_of(info->action);
  const int hand = hand_of(info->subactionPath);
  float values[script_values];
  const XrResult result = LAYER_NEXT(action_functions, xrGetActionStatePose)(session, info, state);
  if (name != NULL && (script_find("pose", name, hand, values) ||
                       script_find("gaze", name, hand, values))) {
    state->isActive = XR_TRUE;
  }
  return result;
}

static const XrSpaceLocationFlags known =
    XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT |
    XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT | XR_SPACE_LOCATION_POSITION_TRACKED_BIT;

/// Relative to the head, wherever that is.
static XrResult locate_gaze(
    const float values[script_values], XrSpace base, XrTime time, XrSpaceLocation *location) {
  XrSpaceLocation there = {.type = XR_TYPE_SPACE_LOCATION};
  const XrResult result = LAYER_NEXT(action_functions, xrLocateSpace)(head, base, time, &there);
  location->locationFlags = known;
  location->pose.position = there.pose.position;
  location->pose.orientation =
      script_multiply(there.pose.orientation, script_turn(-values[0], values[1]));
  for (XrBaseOutStructure *next = location->next; next != NULL; next = next->next) {
    if (next->type == XR_TYPE_EYE_GAZE_SAMPLE_TIME_EXT) {
      // Eye trackers are late.
      ((XrEyeGazeSampleTimeEXT *)next)->time = time - 20000000;
    }
  }
  return result;
}

static XrResult XRAPI_CALL actions_xrLocateSpace(
    XrSpace space, XrSpace base, XrTime time, XrSpaceLocation *location) {
  float values[script_values];
  for (int index = 0; index < space_count; ++index) {
    if (spaces[index].space != space || spaces[index].action < 0) { continue; }
    const char *name = actions[spaces[index].action].name;
    if (script_find("gaze", name, -1, values)) { return locate_gaze(values, base, time, location); }
    if (!script_find("pose", name, spaces[index].hand, values)) { break; }
    location->locationFlags = known;
    location->pose.position.x = values[0];
    location->pose.position.y = values[1];
    location->pose.position.z = values[2];
    location->pose.orientation = script_turn(values[3], values[4]);
    return XR_SUCCESS;
  }
  return LAYER_NEXT(action_functions, xrLocateSpace)(space, base, time, location);
}

static XrResult XRAPI_CALL actions_xrEndFrame(XrSession session, const XrFrameEndInfo *info) {
  const XrResult result = LAYER_NEXT(action_functions, xrEndFrame)(session, info);
  if (info->layerCount > 0) { script_advance(); }
  return result;
}

const LayerFunction action_functions[] = {
    LAYER_FUNCTION(actions, xrStringToPath),
    LAYER_FUNCTION(actions, xrCreateAction),
    LAYER_FUNCTION(actions, xrCreateActionSpace),
    LAYER_FUNCTION(actions, xrCreateSession),
    LAYER_FUNCTION(actions, xrDestroySession),
    LAYER_FUNCTION(actions, xrGetSystemProperties),
    LAYER_FUNCTION(actions, xrGetActionStateBoolean),
    LAYER_FUNCTION(actions, xrGetActionStateFloat),
    LAYER_FUNCTION(actions, xrGetActionStateVector2f),
    LAYER_FUNCTION(actions, xrGetActionStatePose),
    LAYER_FUNCTION(actions, xrLocateSpace),
    LAYER_FUNCTION(actions, xrEndFrame),
    {NULL, NULL}};
