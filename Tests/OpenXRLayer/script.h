// What hands and eyes do in a test: lines of the file that FOVEA_LAYER_INPUT names. Frames are counted from 0, those
// alone that show something. A line holds from its first frame to its last one, and its numbers go from the
// first to the second list meanwhile; where several hold, the first does.
//
//   FIRST LAST press ACTION HAND
//   FIRST LAST axis ACTION HAND X
//   FIRST LAST plane ACTION HAND X Y
//   FIRST LAST pose ACTION HAND X Y Z YAW PITCH to X Y Z YAW PITCH
//   FIRST LAST joints pinch HAND X Y Z INDEX MIDDLE to X Y Z INDEX MIDDLE
//   FIRST LAST gaze gaze any RIGHT UP to RIGHT UP
//
// HAND is left, right or any. Angles are degrees: yaw to the left, pitch up; those of a gaze are of the head. Joints are
// those of a hand whose thumb's tip is at a place, with metres from there to two other tips.
#ifndef FOVEA_OPENXR_LAYER_SCRIPT_H
#define FOVEA_OPENXR_LAYER_SCRIPT_H

#include <stdbool.h>

#include <openxr/openxr.h>

enum { script_values = 5 };

/// Whether there is one.
bool script_exists(void);
/// What is done now; false where nothing is.
///
/// - hand: 0 left, 1 right, -1 any.
bool script_find(const char *kind, const char *action, int hand, float values[script_values]);
/// A frame was shown.
void script_advance(void);

/// Turned to the left, then up.
XrQuaternionf script_turn(float yaw, float pitch);
XrVector3f script_rotate(XrQuaternionf by, XrVector3f v);
XrQuaternionf script_multiply(XrQuaternionf a, XrQuaternionf b);

#endif
