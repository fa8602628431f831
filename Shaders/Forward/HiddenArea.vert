#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push { FrameBuffer frame; } push;

// Tangents right and up, or with w = 1 the place in the image (0…1, from the top left); z: the view that the
// triangle hides in.
layout(location = 0) in vec4 inVertex;

// At the near plane, so that nothing behind it is ever shaded.
void main() {
  vec4 field = push.frame.frame.views[gl_ViewIndex].tangents;
  vec2 place = inVertex.w > 0.5 ? inVertex.xy : (inVertex.xy - field.xz) / (field.yw - field.xz);
  gl_Position = int(inVertex.z) == gl_ViewIndex ? vec4(2.0 * place - 1.0, 1.0, 1.0)
                                                : vec4(2.0, 2.0, 1.0, 1.0);
}
