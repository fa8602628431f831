// Feeds what a script says of bare hands into XR_EXT_hand_tracking.
#include "OpenXRLayer.h"
#include "script.h"

/// Stand in for handles.
static char trackers[2];

static XrResult XRAPI_CALL hands_xrCreateHandTrackerEXT(
    XrSession session, const XrHandTrackerCreateInfoEXT *info, XrHandTrackerEXT *made) {
  if (!script_exists()) {
    return LAYER_NEXT(hand_functions, xrCreateHandTrackerEXT)(session, info, made);
  }
  *made = (XrHandTrackerEXT)&trackers[info->hand == XR_HAND_LEFT_EXT ? 0 : 1];
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL hands_xrDestroyHandTrackerEXT(XrHandTrackerEXT tracker) {
  if (!script_exists()) {
    return LAYER_NEXT(hand_functions, xrDestroyHandTrackerEXT)(tracker);
  }
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL hands_xrLocateHandJointsEXT(
    XrHandTrackerEXT tracker, const XrHandJointsLocateInfoEXT *info,
    XrHandJointLocationsEXT *locations) {
  if (!script_exists()) {
    return LAYER_NEXT(hand_functions, xrLocateHandJointsEXT)(tracker, info, locations);
  }
  float values[script_values];
  const int hand = tracker == (XrHandTrackerEXT)&trackers[0] ? 0 : 1;
  locations->isActive = script_find("joints", "pinch", hand, values);
  if (!locations->isActive) { return XR_SUCCESS; }
  for (uint32_t index = 0; index < locations->jointCount; ++index) {
    XrHandJointLocationEXT *joint = &locations->jointLocations[index];
    joint->locationFlags = XR_SPACE_LOCATION_POSITION_VALID_BIT | XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;
    joint->radius = 0.01f;
    joint->pose.orientation = script_turn(0, 0);
    joint->pose.position.x = values[0];
    joint->pose.position.y = values[1];
    joint->pose.position.z = values[2];
    // The rest of the hand is behind the thumb's tip.
    if (index == XR_HAND_JOINT_INDEX_TIP_EXT) {
      joint->pose.position.x += values[3];
    } else if (index == XR_HAND_JOINT_MIDDLE_TIP_EXT) {
      joint->pose.position.x += values[4];
    } else if (index != XR_HAND_JOINT_THUMB_TIP_EXT) {
      joint->pose.position.z += 0.1f;
    }
  }
  return XR_SUCCESS;
}

const LayerFunction hand_functions[] = {
    LAYER_FUNCTION(hands, xrCreateHandTrackerEXT),
    LAYER_FUNCTION(hands, xrDestroyHandTrackerEXT),
    LAYER_FUNCTION(hands, xrLocateHandJointsEXT),
    {NULL, NULL}};
