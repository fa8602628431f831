#version 460
// Three corners given by the program, in clip space.
layout(push_constant, std430) uniform Constants {
  vec2 corners[3];
  vec2 unused;
  vec4 color;
};

void main() { gl_Position = vec4(corners[gl_VertexIndex % 3], 0.5, 1.0); }
