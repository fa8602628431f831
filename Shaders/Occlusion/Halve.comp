#version 460
#extension GL_GOOGLE_include_directive : require
#include "Occlusion/Pyramid.glsl"

layout(local_size_x = 8, local_size_y = 8) in;

layout(push_constant, scalar) uniform Push {
  DepthBuffer depths;
  PyramidLevel finer;
  PyramidLevel level;
  uvec2 size;  // texels of the finer level that hold something
} push;

// The next level, with half as many texels on each side, rounded up.
void main() {
  uvec3 texel = gl_GlobalInvocationID;
  uvec2 first = texel.xy * 2;
  if (any(greaterThanEqual(first, push.size))) return;
  uvec2 last = min(first + 1, push.size - 1);
  PyramidLevel f = push.finer;
  uint top = f.first + texel.z * f.view + first.y * f.row;
  uint bottom = f.first + texel.z * f.view + last.y * f.row;
  float farthest = min(
      min(push.depths.depths[top + first.x], push.depths.depths[top + last.x]),
      min(push.depths.depths[bottom + first.x], push.depths.depths[bottom + last.x]));
  PyramidLevel l = push.level;
  push.depths.depths[l.first + texel.z * l.view + texel.y * l.row + texel.x] = farthest;
}
