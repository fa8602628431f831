#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bindless.glsl"

layout(push_constant, scalar) uniform Push {
  vec4 redPart;       // of the layer: width, height, left, top, in parts of the whole
  vec4 restPart;
  vec2 perPixel;      // pixels of the image for each of the window
  uint image;         // one layer for each eye, or the panel
  uint imageSampler;
  uint isPlane;       // 1 for the panel
  uint redLayer;
  uint restLayer;     // of green and blue
} push;

layout(location = 0) in vec2 inUV;
layout(location = 0) out vec4 outColor;

vec3 texel(vec2 uv, uint layer) {
  if (push.isPlane == 1) {
    return textureLod(sampler2D(textures2D[push.image], samplers[push.imageSampler]), uv, 0.0).rgb;
  }
  return textureLod(sampler2DArray(textures2DArray[push.image], samplers[push.imageSampler]),
                    vec3(uv, layer), 0.0).rgb;
}

vec3 color(vec2 uv) {
  vec3 rest = texel(uv * push.restPart.xy + push.restPart.zw, push.restLayer);
  if (push.redLayer == push.restLayer) return rest;
  return vec3(texel(uv * push.redPart.xy + push.redPart.zw, push.redLayer).r, rest.gb);
}

// What the pixel of the window covers of the image: the average over it, in linear light.
void main() {
  ivec2 taps = clamp(ivec2(ceil(push.perPixel - 0.01)), ivec2(1), ivec2(8));
  vec2 across = vec2(dFdx(inUV.x), dFdy(inUV.y));
  vec3 sum = vec3(0.0);
  for (int y = 0; y < taps.y; y++) {
    for (int x = 0; x < taps.x; x++) {
      sum += color(inUV + ((vec2(x, y) + 0.5) / vec2(taps) - 0.5) * across);
    }
  }
  outColor = vec4(sum / float(taps.x * taps.y), 1.0);
}
