#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

// A rod with round ends. Mirrors Mark in Mark.swift.
struct Mark {
  vec4 from;   // metres, world; w: radius
  vec4 to;     // w unused
  vec4 color;  // display light, straight alpha
};

layout(buffer_reference, scalar) readonly buffer MarkBuffer { Mark marks[]; };

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MarkBuffer marks;
} push;

layout(location = 0) out vec2 outPlace;         // along and across, in radii from the middle
layout(location = 1) flat out float outHalf;    // of the straight part, in radii
layout(location = 2) flat out vec4 outColor;

// Six vertices for each: a rectangle along the rod that faces the eye.
void main() {
  Mark m = push.marks.marks[gl_VertexIndex / 6];
  uint corner = gl_VertexIndex % 6;
  vec2 side = vec2(corner == 1 || corner == 3 || corner == 5 ? 1.0 : -1.0,
                   corner == 2 || corner >= 4 ? 1.0 : -1.0);
  ViewConstants v = push.frame.frame.views[gl_ViewIndex];
  float radius = m.from.w;
  vec3 middle = (m.from.xyz + m.to.xyz) * 0.5;
  vec3 along = m.to.xyz - m.from.xyz;
  float extent = length(along);
  along = extent > 1e-6 ? along / extent : v.axes[0].xyz;
  vec3 across = cross(along, v.position.xyz - middle);
  float width = length(across);
  across = width > 1e-6 ? across / width : v.axes[1].xyz;
  outHalf = extent * 0.5 / radius;
  outPlace = side * vec2(outHalf + 1.0, 1.0);
  outColor = m.color;
  vec3 p = middle + (along * outPlace.x + across * outPlace.y) * radius;
  gl_Position = v.viewProjection * vec4(p, 1.0);
}
