// The baked scene's tables. Mirrors HierarchyRecords.swift and PageRecords.swift of SceneStore: they
// change together.
#ifndef FOVEA_HIERARCHY
#define FOVEA_HIERARCHY

#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference2 : require
#extension GL_EXT_scalar_block_layout : require

const uint CHILDREN_NODES = 0;
const uint CHILDREN_INSTANCES = 1;
const uint CHILDREN_GROUPS = 2;
const uint NO_GROUP = 0xffffffffu;

struct HierarchyNode {
  vec3 center;
  float radius;
  float error;
  uint firstChild;
  uint childCount;
  uint children;
};

struct ClusterGroup {
  vec3 center;
  float radius;
  float error;   // infinite for what nothing replaces
  uint unit;
  uint clusters; // first of the page in the low half, count in the high half
  uint level;
  vec3 minimum;  // a box that holds it too
  vec3 maximum;
};

struct Cluster {
  vec3 center;   // bounding sphere, space of the part
  float radius;
  vec3 coneAxis;
  float coneCutoff;
  uint firstIndex;   // within the page
  uint indexCount;
  uint firstVertex;  // within the page
  uint refined;      // finer group, or NO_GROUP
  uint group;
  uint level;
  uint pad0;
  uint pad1;
};

layout(buffer_reference, scalar) readonly buffer NodeBuffer { HierarchyNode nodes[]; };
layout(buffer_reference, scalar) readonly buffer GroupBuffer { ClusterGroup groups[]; };
layout(buffer_reference, scalar) readonly buffer ClusterBufferRef { Cluster clusters[]; };

#endif
