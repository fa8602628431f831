// Culling and ordering of the scene's items into indirect draws, in three steps that give the same
// order on every run: classify (visible? how far?), scan (counting sort), scatter (commands).
#ifndef FOVEA_CULL
#define FOVEA_CULL

#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"

const uint BUCKETS = 4;         // opaque, opaque mirrored, opaque double-sided, masked
const uint DISTANCE_BINS = 16;  // per bucket, front to back
const uint KEYS = BUCKETS * DISTANCE_BINS;
const uint CULLED = 0xffffffffu;
const uint GROUP = 64;

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  ItemBuffer items;
  InstanceBuffer instances;
  UintBuffer keys;         // per item: key, or CULLED; blended: distance² as float bits
  UintBuffer blocks;       // per key and block of GROUP items: count, then start
  CommandBuffer commands;
  UintBuffer counts;       // draws per bucket, then blended, then 2 per cascade of shadows
  uint opaqueCount;        // opaque and masked items stand first
  uint itemCount;
  uint blockCount;
  uint bases[BUCKETS];     // first command of each bucket
} push;

const uint BLENDED_COUNT = BUCKETS;
const uint SHADOW_COUNTS = BUCKETS + 1;

#endif
