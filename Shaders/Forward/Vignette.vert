#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  float strength;
} push;

layout(location = 0) out vec2 outTangent;

// One triangle over the whole image.
void main() {
  vec2 p = vec2(gl_VertexIndex == 1 ? 3.0 : -1.0, gl_VertexIndex == 2 ? 3.0 : -1.0);
  ViewConstants v = push.frame.frame.views[gl_ViewIndex];
  outTangent = mix(v.tangents.xz, v.tangents.yw, p * 0.5 + 0.5);
  gl_Position = vec4(p, 1.0, 1.0);
}
