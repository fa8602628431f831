// What a cluster tells of its detail, and where its vertices are.
#ifndef FOVEA_DETAIL
#define FOVEA_DETAIL

#include "Forward/Vertex.glsl"
#include "Select/Error.glsl"
#include "Select/Lists.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
  TablesBuffer tables;
  SelectBuffer from;
  UintBuffer clusters;  // of the draws
  float threshold;      // pixels of error that were asked for; others may be in effect
} push;

layout(constant_id = 0) const bool TELLS_RESIDENCY = false;

layout(location = 6) flat out vec2 outDetail;

// 0…1, of a cluster of an instance: the same in every frame, whatever slot it is in.
float shadeOf(Cluster c) {
  uint h = c.group * 0x9e3779b9u ^ c.firstIndex * 0x85ebca6bu ^ gl_BaseInstance * 0xc2b2ae35u;
  h = (h ^ h >> 15) * 0x2c1b3c6du;
  return float((h ^ h >> 12) & 255u) / 255.0;
}

// Pixels of error where more detail than there is was asked for, else 0. Half floats hold it.
float missing(Cluster c) {
  if (c.refined == NO_GROUP) return 0.0;
  readConstants(push.from);
  ClusterGroup finer = push.tables.tables.groups.groups[c.refined];
  InstanceData instance = push.tables.tables.instances.instances[gl_BaseInstance];
  float pixels = pixelsOf(sphereInWorld(instance, finer.center, finer.radius), viewOf(instance),
                          finer, finer.error * instance.scale);
  return pixels > push.threshold ? min(pixels, 60000.0) : 0.0;
}

void main() {
  placeVertex(push.frame);
  Cluster c = push.tables.tables.clusters.clusters[push.clusters.values[gl_DrawID]];
  outDetail = TELLS_RESIDENCY ? vec2(1.0, missing(c)) : vec2(1.0 + float(c.level), shadeOf(c));
}

#endif
