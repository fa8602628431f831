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

// A part at a place: also the per-instance vertex stream of the draws.
struct InstanceData {
  vec4 rows[3];   // T_world_part
  uint material;
  uint flags;     // MATERIAL_MIRRORED when the transform mirrors; see Select/Lists.glsl for others
  uint rootNode;  // of the part
  float scale;    // how much longer the transform makes lengths, at most
};

layout(buffer_reference, scalar) readonly buffer InstanceBuffer { InstanceData instances[]; };

struct DrawCommand {
  uint indexCount;
  uint instanceCount;
  uint firstIndex;
  int vertexOffset;
  uint firstInstance;
};

layout(buffer_reference, scalar) buffer CommandBuffer { DrawCommand commands[]; };
layout(buffer_reference, scalar) buffer UintBuffer { uint values[]; };

vec4 sphereInWorld(InstanceData instance, vec3 center, float radius) {
  vec4 c = vec4(center, 1.0);
  return vec4(dot(instance.rows[0], c), dot(instance.rows[1], c), dot(instance.rows[2], c),
              radius * instance.scale);
}

#endif
