#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push { FrameBuffer frame; } push;

// Place in the eye image in pixels, and the view that the triangle hides in.
layout(location = 0) in vec3 inVertex;

// At the near plane, so that nothing behind it is ever shaded.
void main() {
  vec4 window = push.frame.frame.views[gl_ViewIndex].window;
  vec2 clip = (inVertex.xy - window.xy) * window.zw - 1.0;
  gl_Position = int(inVertex.z) == gl_ViewIndex ? vec4(clip, 1.0, 1.0) : vec4(2.0, 2.0, 1.0, 1.0);
}
