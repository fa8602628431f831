#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"
#include "Forward/MaterialInputs.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
  uint cascade;
} push;

layout(location = 0) in vec4 inUV;
layout(location = 1) in float inAlpha;
layout(location = 2) flat in uint inMaterial;

void main() {
  MaterialData m = push.materials.materials[inMaterial];
  if (materialBaseColor(m, inUV).a * inAlpha < materialAlphaCutoff(m)) discard;
}
