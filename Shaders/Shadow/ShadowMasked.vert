#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
  uint cascade;
} push;

layout(location = 0) in vec3 inPosition;
layout(location = 3) in vec2 inUV0;
layout(location = 4) in vec2 inUV1;
layout(location = 5) in vec4 inColor;
layout(location = 6) in vec4 inRow0;
layout(location = 7) in vec4 inRow1;
layout(location = 8) in vec4 inRow2;
layout(location = 9) in uint inMaterial;

layout(location = 0) out vec4 outUV;
layout(location = 1) out float outAlpha;
layout(location = 2) flat out uint outMaterial;

void main() {
  vec4 p = vec4(inPosition, 1.0);
  vec3 world = vec3(dot(inRow0, p), dot(inRow1, p), dot(inRow2, p));
  vec3 s = (push.frame.frame.shadowFromWorld[push.cascade] * vec4(world, 1.0)).xyz;
  outUV = vec4(inUV0, inUV1);
  outAlpha = inColor.a;
  outMaterial = inMaterial;
  gl_Position = vec4(s.xy * 2.0 - 1.0, s.z, 1.0);
}
