#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push { FrameBuffer frame; } push;

layout(location = 0) out vec3 outDirection;

// One triangle over the whole image at infinite distance (depth 0).
void main() {
  vec2 p = vec2(gl_VertexIndex == 1 ? 3.0 : -1.0, gl_VertexIndex == 2 ? 3.0 : -1.0);
  ViewConstants v = push.frame.frame.views[gl_ViewIndex];
  vec2 tangent = mix(v.tangents.xz, v.tangents.yw, p * 0.5 + 0.5);
  outDirection = v.axes[0].xyz * tangent.x + v.axes[1].xyz * tangent.y - v.axes[2].xyz;
  gl_Position = vec4(p, 0.0, 1.0);
}
