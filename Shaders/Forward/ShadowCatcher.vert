#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push {
  vec4 plane;  // middle and height: x, y, z; w: half of a side
  FrameBuffer frame;
} push;

layout(location = 0) out vec3 outPosition;

// A level square.
void main() {
  uint i = gl_VertexIndex;
  vec2 corner = vec2(i == 1 || i == 3 || i == 5 ? 1.0 : -1.0, i == 2 || i >= 4 ? 1.0 : -1.0);
  outPosition = push.plane.xyz + vec3(corner.x, 0.0, corner.y) * push.plane.w;
  gl_Position = push.frame.frame.views[gl_ViewIndex].viewProjection * vec4(outPosition, 1.0);
}
