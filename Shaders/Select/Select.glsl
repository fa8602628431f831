// Chooses what is drawn of the scene's levels of detail, level by level from the root: each level's
// nodes are tested, then what is to be entered is listed for the next level. Lists are put together
// by prefix sums, so that their order is the same on every run.
#ifndef FOVEA_SELECT
#define FOVEA_SELECT

#include "Shared/Scene.glsl"
#include "Select/Error.glsl"
#include "Select/Lists.glsl"

const uint GROUP = 64;
// An item on its way: instance and marks, node or group.
const uint INSTANCE_MASK = 0x0fffffffu;
const uint OUTSIDE = 0x80000000u;      // near what is seen: not drawn, but worth having
const uint CHUNK_SHIFT = 28;           // groups are listed in pieces of 32 clusters
const uint CHUNK_MASK = 7;
const uint CHUNK = 32;

const uint INSIDE = 256;       // of what a unit is needed, where it is seen: UnitFeedback.inside

layout(push_constant, scalar) uniform Push {
  SelectBuffer from;
  TablesBuffer tables;
  uint parity;  // of the level: which of the two lists is read
} push;

bool isSeen(vec4 sphere) {
  float inside = dot(seenPlanes[0], vec4(sphere.xyz, 1.0));
  for (uint i = 1; i < 5; i++) inside = min(inside, dot(seenPlanes[i], vec4(sphere.xyz, 1.0)));
  return inside >= -sphere.w;
}

// What may soon be seen.
bool isNear(vec4 sphere) {
  float inside = dot(nearPlanes[0], vec4(sphere.xyz, 1.0));
  for (uint i = 1; i < 5; i++) inside = min(inside, dot(nearPlanes[i], vec4(sphere.xyz, 1.0)));
  return inside >= -sphere.w;
}

uint chunksOf(ClusterGroup g) { return ((g.clusters >> 16) + CHUNK - 1) / CHUNK; }

// Half octaves of an error in pixels.
uint binOf(float pixels) {
  return uint(clamp((log2(max(pixels, 1e-9)) + 16.0) * 2.0, 0.0, float(BINS - 1)));
}

#endif
