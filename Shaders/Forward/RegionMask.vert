#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push { FrameBuffer frame; } push;

// A disc is covered by so many segments; a rectangle is a disc of four.
layout(constant_id = 0) const uint SEGMENTS = 64;

// At the near plane, so that nothing behind it is ever shaded: what lies outside of the layer's
// region (two triangles for each segment), then what finer layers show (one for each).
void main() {
  ViewConstants v = push.frame.frame.views[gl_ViewIndex];
  uint i = gl_VertexIndex;
  bool outside = i < SEGMENTS * 6;
  uint corner = outside ? i % 6 : i % 3;
  uint segment = outside ? i / 6 : (i - SEGMENTS * 6) / 3;
  float step = 6.28318530718 / float(SEGMENTS);
  // Corners of the polygon that goes around the disc lie this much farther out than its sides.
  float around = 1.0 / cos(0.5 * step);
  vec2 radius;
  bool second;
  if (outside) {
    second = corner == 1 || corner == 3 || corner == 4;
    bool far = corner == 2 || corner == 4 || corner == 5;
    // Far enough for a window that had to move aside at the edge of the field.
    radius = v.region.zw * around * (far ? 4.0 : 1.0);
    if (v.region.z <= 0.0) radius = vec2(0.0);
  } else {
    second = corner == 2;
    radius = corner == 0 ? vec2(0.0) : v.hole.xy * (SEGMENTS == 4 ? around : 1.0);
  }
  float angle = (float(segment + (second ? 1 : 0)) + 0.5) * step;
  vec2 p = v.region.xy + radius * vec2(cos(angle), sin(angle));
  gl_Position = vec4((p - v.window.xy) * v.window.zw - 1.0, 1.0, 1.0);
}
