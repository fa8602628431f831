// Where a vertex of the scene lies in a shadow map.
#ifndef FOVEA_SHADOW_PLACE
#define FOVEA_SHADOW_PLACE

#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
  uint cascade;
} push;

layout(location = 0) in vec3 inPosition;
layout(location = 6) in vec4 inRow0;
layout(location = 7) in vec4 inRow1;
layout(location = 8) in vec4 inRow2;
#ifdef BENDS
layout(location = 10) in uint inFlags;
layout(location = 11) in uint inRow;
#endif

vec4 placeInShadow() {
  vec4 p = vec4(inPosition, 1.0);
  vec3 world = vec3(dot(inRow0, p), dot(inRow1, p), dot(inRow2, p));
#ifdef BENDS
  uint number = inFlags >> BEND_SHIFT;
  if (number != 0) {
    world = bend(push.frame.frame.bends.bends[number - 1], inRow, inPosition, vec3(0.0),
                 vec4(0.0)).position;
  }
#endif
  vec3 s = (push.frame.frame.shadowFromWorld[push.cascade] * vec4(world, 1.0)).xyz;
  return vec4(s.xy * 2.0 - 1.0, s.z, 1.0);
}

#endif
