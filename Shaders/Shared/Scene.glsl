// The scene's tables. Mirrors SceneRecords.swift: the two change together.
#ifndef FOVEA_SCENE
#define FOVEA_SCENE

#include "Shared/Bindless.glsl"

// Material flags.
const uint MATERIAL_UNLIT = 1;
const uint MATERIAL_DOUBLE_SIDED = 2;
const uint MATERIAL_OCCLUSION_IN_ORM = 4;  // occlusion is the red of the metallic-roughness texture
const uint MATERIAL_HAS_SPECULAR_TEXTURES = 8;
const uint MATERIAL_MIRRORED = 16;

const uint NO_TEXTURE = 0xffffffffu;

// A texture slot: bits 0–15 texture, 16–23 sampler, 24 second UV set, 25 has a transform, 26 holds
// red and green of unit vectors alone.
struct MaterialData {
  uvec2 baseColor;       // half4, linear
  uint metallicRoughness;  // unorm16 metallic, roughness
  uint normalOcclusion;  // half2 normal scale, occlusion strength
  uvec2 emissive;        // half3 emitted radiance; half alpha cut-off
  uvec2 specular;        // half3 reflectance of the dielectric at normal incidence; half at grazing
  uint flags;
  uint baseColorSlot;
  uint metallicRoughnessSlot;
  uint normalSlot;
  uint occlusionSlot;
  uint emissiveSlot;
  uint specularSlot;
  uint specularColorSlot;
  vec2 transforms[7][3];  // per slot in the order above: columns of the 2×2 part, offset
};

layout(buffer_reference, scalar) readonly buffer MaterialBuffer { MaterialData materials[]; };

// A primitive of a mesh at a place: also the per-instance vertex stream of the draws.
struct InstanceData {
  vec4 rows[3];   // T_world_mesh
  uint material;
  uint flags;     // MATERIAL_MIRRORED when the transform mirrors
  uint pad0;
  uint pad1;
};

layout(buffer_reference, scalar) readonly buffer InstanceBuffer { InstanceData instances[]; };

// A cluster of triangles of an instance: the unit of culling, sorting and drawing.
struct DrawItem {
  vec3 center;       // bounding sphere, mesh space
  float radius;
  vec3 coneAxis;     // backfacing when seen from inside the cone; see meshoptimizer's cluster bounds
  float coneCutoff;  // 1: never
  uint firstIndex;
  uint indexCount;
  uint vertexOffset;
  uint instance;
  uint bucket;       // which pipeline draws it
  uint pad0;
  uint pad1;
  uint pad2;
};

layout(buffer_reference, scalar) readonly buffer ItemBuffer { DrawItem items[]; };

struct DrawCommand {
  uint indexCount;
  uint instanceCount;
  uint firstIndex;
  int vertexOffset;
  uint firstInstance;
};

layout(buffer_reference, scalar) buffer CommandBuffer { DrawCommand commands[]; };
layout(buffer_reference, scalar) buffer UintBuffer { uint values[]; };

// Bounding sphere of an item in world space.
vec4 worldSphere(DrawItem item, InstanceData instance) {
  vec4 c = vec4(item.center, 1.0);
  vec3 center = vec3(dot(instance.rows[0], c), dot(instance.rows[1], c), dot(instance.rows[2], c));
  vec3 x = vec3(instance.rows[0].x, instance.rows[1].x, instance.rows[2].x);
  vec3 y = vec3(instance.rows[0].y, instance.rows[1].y, instance.rows[2].y);
  vec3 z = vec3(instance.rows[0].z, instance.rows[1].z, instance.rows[2].z);
  float scale = sqrt(max(dot(x, x), max(dot(y, y), dot(z, z))));
  return vec4(center, item.radius * scale);
}

DrawCommand commandFor(DrawItem item) {
  return DrawCommand(item.indexCount, 1u, item.firstIndex, int(item.vertexOffset), item.instance);
}

#endif
