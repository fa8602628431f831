// Culling and ordering of the selected clusters into indirect draws, in three steps that give the
// same order on every run: classify (visible? how far?), scan (counting sort), scatter (commands).
#ifndef FOVEA_CULL
#define FOVEA_CULL

#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"
#include "Select/Lists.glsl"
#include "Occlusion/Pyramid.glsl"

const uint BUCKETS = 4;         // opaque, opaque mirrored, opaque double-sided, masked
const uint DISTANCE_BINS = 16;  // per bucket, front to back
const uint KEYS = BUCKETS * DISTANCE_BINS;
const uint CULLED = 0xffffffffu;
const uint HIDDEN = 0xfffffffeu;  // behind other things; keys of what is drawn are smaller
const uint GROUP = 64;

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  TablesBuffer tables;
  UintBuffer keys;         // per cluster: key, or HIDDEN, or CULLED; blended: distance² as float bits
  UintBuffer blocks;       // per key and block of GROUP clusters: count, then start
  CommandBuffer commands;
  UintBuffer counts;       // draws per bucket, then blended; then triangles, hidden
  uint bases[BUCKETS + 2]; // first command of each bucket and of the blended ones, and the end
  PyramidBuffer pyramid;   // what clusters are hidden behind
  UintBuffer clusters;     // of each command, when they are told
} push;

const uint BLENDED_COUNT = BUCKETS;
const uint TRIANGLE_COUNT = BUCKETS + 1;
const uint HIDDEN_COUNT = BUCKETS + 2;  // solid clusters

uint solidCount() { return push.tables.tables.state.state.solidCount; }
uint clusterCount() { return solidCount() + push.tables.tables.state.state.blendedCount; }
uint blockCount() { return (solidCount() + GROUP - 1) / GROUP; }

// Instance and cluster; solid ones stand first.
uvec2 selected(uint i) {
  uint solid = solidCount();
  uint place = i < solid ? i : push.tables.tables.selectedCapacity - 1 - (i - solid);
  return push.tables.tables.selected.values[place];
}

#endif
