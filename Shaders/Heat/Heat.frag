#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#extension GL_KHR_shader_subgroup_ballot : require
#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"
#include "Shared/Brdf.glsl"
#include "Forward/MaterialInputs.glsl"
#include "Forward/LocalLights.glsl"
#include "Heat/Counts.glsl"
#include "Heat/Coverage.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
} push;

layout(constant_id = 0) const uint SAMPLES = 1;
layout(constant_id = 1) const uint ALPHA_MODE = 0;  // 0 opaque, 1 mask, 2 blend
layout(constant_id = 2) const bool HAS_SUN = true;
layout(constant_id = 3) const bool HAS_SHADOWS = true;
layout(constant_id = 4) const bool HAS_LOCAL_LIGHTS = true;
layout(constant_id = 5) const bool HAS_ENVIRONMENT = true;
layout(constant_id = 6) const bool HAS_VERTEX_COLORS = true;
layout(constant_id = 7) const bool IS_COARSE = false;

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec4 inUV;
layout(location = 4) in vec4 inColor;
layout(location = 5) flat in uvec2 inMaterial;

layout(location = 0) out vec2 outCounts;

// Fetches of the functions in MaterialInputs.glsl.
uint materialFetches(MaterialData m) {
  uint count = m.metallicRoughnessSlot != NO_TEXTURE ? 1 : 0;
  if ((m.flags & MATERIAL_OCCLUSION_IN_ORM) == 0 && m.occlusionSlot != NO_TEXTURE) count++;
  if (m.normalSlot != NO_TEXTURE) count++;
  if (m.emissiveSlot != NO_TEXTURE) count++;
  if ((m.flags & MATERIAL_HAS_SPECULAR_TEXTURES) != 0) {
    if (m.specularSlot != NO_TEXTURE) count++;
    if (m.specularColorSlot != NO_TEXTURE) count++;
  }
  return count;
}

// Lights of the cluster that a point lies in.
uint localLightCount(FrameBuffer f, vec3 position) {
  uint words = (f.frame.lightCount + 31) / 32;
  uint count = f.frame.directionalCount;
  if (words == 0) return count;
  uint cluster = clusterAt(f, position);
  for (uint word = 0; word < words; word++) {
    count += bitCount(f.frame.clusters.words[cluster * words + word]);
  }
  return count;
}

// Goes the way of Forward.frag and counts what that does.
void main() {
  FrameBuffer f = push.frame;
  MaterialData material = push.materials.materials[inMaterial.x];
  bool front = gl_FrontFacing != ((inMaterial.y & MATERIAL_MIRRORED) != 0);
  float vertexAlpha = HAS_VERTEX_COLORS ? inColor.a : 1.0;
  if (isLeftOut(material, ALPHA_MODE, front, vertexAlpha, inUV)) discard;

  uint steps = 1;
  if (material.baseColorSlot != NO_TEXTURE) steps++;
  if ((material.flags & MATERIAL_UNLIT) == 0) {
    steps += materialFetches(material);
    steps++;  // the table of the reflectance
    if (HAS_ENVIRONMENT) steps++;
    if (HAS_SUN) {
      vec3 normal = materialNormal(material, inUV, inNormal, inTangent) * (front ? 1.0 : -1.0);
      if (dot(normal, f.frame.sunDirection.xyz) > 0.0) {
        steps++;
        if (HAS_SHADOWS) steps += IS_COARSE ? 1 : 4;
      }
    }
    if (HAS_LOCAL_LIGHTS) steps += localLightCount(f, inPosition);
  }
  outCounts = counts(steps, SAMPLES);
}
