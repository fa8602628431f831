#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bindless.glsl"
#include "Foveation/Density.glsl"

// One invocation fills a word of tightly packed texels: rows, then layers.
layout(local_size_x = 64) in;

layout(constant_id = 0) const bool IS_DENSITY_MAP = false;  // else fragment sizes

layout(buffer_reference, scalar) writeonly buffer TexelBuffer { uint words[]; };

layout(push_constant, scalar) uniform Push {
  DensityBuffer density;
  TexelBuffer texels;
  uvec2 image;         // pixels
  uvec2 texel;         // pixels
  uvec2 map;           // texels
  uint layers;
  uint viewsPerLayer;  // a layer serves them all
  uint largest;        // side of the largest fragment: 1, 2 or 4 pixels
} push;

float densityOf(uint view, uvec2 texel) {
  vec4 sides = push.density.views[view].tangents;
  vec2 first = vec2(texel * push.texel) / vec2(push.image);
  vec2 last = vec2(min((texel + 1) * push.texel, push.image)) / vec2(push.image);
  vec2 low = vec2(mix(sides.x, sides.y, first.x), mix(sides.z, sides.w, last.y));
  vec2 high = vec2(mix(sides.x, sides.y, last.x), mix(sides.z, sides.w, first.y));
  return densityWithin(push.density.views[view], low, high);
}

// The largest square of pixels that is still dense enough, as VK_KHR_fragment_shading_rate codes it:
// log2 of the width times 4, plus log2 of the height.
uint fragmentSize(float density) {
  uint side = 1;
  while (side < push.largest && density * float(side * 2) <= 1.0) side *= 2;
  return findMSB(side) * 5;
}

// Red for x, green for y, rounded up and never 0, which VK_EXT_fragment_density_map leaves undefined.
uint densityTexel(float density) {
  return uint(clamp(ceil(density * 255.0), 1.0, 255.0)) * 0x101;
}

void main() {
  uint perWord = IS_DENSITY_MAP ? 2 : 4;
  uint perLayer = push.map.x * push.map.y;
  uint first = gl_GlobalInvocationID.x * perWord;
  if (first >= perLayer * push.layers) return;
  uint word = 0;
  for (uint i = 0; i < perWord; i++) {
    uint index = min(first + i, perLayer * push.layers - 1);
    uvec2 texel = uvec2(index % push.map.x, index % perLayer / push.map.x);
    uint firstView = index / perLayer * push.viewsPerLayer;
    float density = 0.0;
    for (uint view = 0; view < push.viewsPerLayer; view++)
      density = max(density, densityOf(firstView + view, texel));
    word |= (IS_DENSITY_MAP ? densityTexel(density) : fragmentSize(density)) << (i * 32 / perWord);
  }
  push.texels.words[gl_GlobalInvocationID.x] = word;
}
