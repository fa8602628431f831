#version 460
layout(push_constant, std430) uniform Constants {
  vec2 corners[3];
  vec2 unused;
  vec4 color;
};
layout(location = 0) out vec4 result;

void main() { result = color; }
