#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bindless.glsl"

layout(push_constant, scalar) uniform Push {
  uint texture;
  uint textureSampler;
} push;

layout(location = 0) in vec2 inUV;
layout(location = 0) out vec4 outColor;

// The fixed work that times on a CPU device are compared with: one trilinear fetch per pixel, between
// over two mip levels.
void main() {
  outColor = texture(sampler2D(textures2D[push.texture], samplers[push.textureSampler]), inUV * 1.5);
}
