#version 460
#extension GL_GOOGLE_include_directive : require
#include "Occlusion/Pyramid.glsl"

layout(local_size_x = 8, local_size_y = 8) in;

layout(constant_id = 0) const uint SAMPLES = 1;

layout(push_constant, scalar) uniform Push {
  DepthBuffer depths;
  PyramidLevel level;
  uvec2 size;  // pixels that were drawn
  uint image;
} push;

float farthestOf(ivec3 pixel) {
  if (SAMPLES == 1) return texelFetch(textures2DArray[push.image], pixel, 0).r;
  float farthest = 1.0;
  for (uint i = 0; i < SAMPLES; i++) {
    farthest = min(farthest, texelFetch(textures2DMSArray[push.image], pixel, int(i)).r);
  }
  return farthest;
}

// The finest level, from all samples of the depth that was drawn. 0 is infinitely far.
void main() {
  uvec3 texel = gl_GlobalInvocationID;
  uvec2 first = texel.xy * PYRAMID_SIDE;
  if (any(greaterThanEqual(first, push.size))) return;
  uvec2 last = min(first + PYRAMID_SIDE, push.size);
  float farthest = 1.0;
  for (uint y = first.y; y < last.y; y++) {
    for (uint x = first.x; x < last.x && farthest > 0.0; x++) {
      farthest = min(farthest, farthestOf(ivec3(x, y, texel.z)));
    }
  }
  PyramidLevel l = push.level;
  push.depths.depths[l.first + texel.z * l.view + texel.y * l.row + texel.x] = farthest;
}
