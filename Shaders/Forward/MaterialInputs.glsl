// What a material gives at a point: factors times textures.
#ifndef FOVEA_MATERIAL_INPUTS
#define FOVEA_MATERIAL_INPUTS

#include "Shared/Scene.glsl"

vec2 slotUV(MaterialData m, uint slot, uint index, vec4 uv) {
  vec2 p = (slot & (1u << 24)) != 0 ? uv.zw : uv.xy;
  if ((slot & (1u << 25)) == 0) return p;
  return m.transforms[index][0] * p.x + m.transforms[index][1] * p.y + m.transforms[index][2];
}

vec4 sampleSlot(MaterialData m, uint slot, uint index, vec4 uv) {
  return texture(sampler2D(textures2D[slot & 0xffffu], samplers[(slot >> 16) & 0xffu]),
                 slotUV(m, slot, index, uv));
}

vec4 materialBaseColor(MaterialData m, vec4 uv) {
  vec4 color = vec4(unpackHalf2x16(m.baseColor.x), unpackHalf2x16(m.baseColor.y));
  if (m.baseColorSlot != NO_TEXTURE) color *= sampleSlot(m, m.baseColorSlot, 0, uv);
  return color;
}

// Occlusion (1: none), roughness, metalness.
vec3 materialOcclusionRoughnessMetallic(MaterialData m, vec4 uv) {
  vec2 factors = unpackUnorm2x16(m.metallicRoughness);
  vec3 orm = vec3(1.0, factors.y, factors.x);
  vec3 packed = vec3(1.0);
  if (m.metallicRoughnessSlot != NO_TEXTURE) {
    packed = sampleSlot(m, m.metallicRoughnessSlot, 1, uv).rgb;
    orm.gb *= packed.gb;
  }
  if ((m.flags & MATERIAL_OCCLUSION_IN_ORM) == 0) {
    if (m.occlusionSlot == NO_TEXTURE) return orm;
    packed.r = sampleSlot(m, m.occlusionSlot, 3, uv).r;
  }
  orm.r = 1.0 + unpackHalf2x16(m.normalOcclusion).y * (packed.r - 1.0);
  return orm;
}

// Unit normal of the front side. The interpolated frame is used as MikkTSpace wants: bitangent from
// the unnormalised vectors, one normalisation at the end.
vec3 materialNormal(MaterialData m, vec4 uv, vec3 normal, vec4 tangent) {
  if (m.normalSlot == NO_TEXTURE) return normalize(normal);
  vec3 t = sampleSlot(m, m.normalSlot, 2, uv).xyz * (255.0 / 127.0) - 128.0 / 127.0;
  if ((m.normalSlot & (1u << 26)) != 0) t.z = sqrt(max(1.0 - dot(t.xy, t.xy), 0.0));
  t.xy *= unpackHalf2x16(m.normalOcclusion).x;
  vec3 bitangent = cross(normal, tangent.xyz) * tangent.w;
  return normalize(tangent.xyz * t.x + bitangent * t.y + normal * t.z);
}

vec3 materialEmissive(MaterialData m, vec4 uv) {
  vec3 color = vec3(unpackHalf2x16(m.emissive.x), unpackHalf2x16(m.emissive.y).x);
  if (m.emissiveSlot != NO_TEXTURE) color *= sampleSlot(m, m.emissiveSlot, 4, uv).rgb;
  return color;
}

float materialAlphaCutoff(MaterialData m) { return unpackHalf2x16(m.emissive.y).y; }

// Reflectance of the dielectric: rgb at normal incidence, a at grazing (KHR_materials_specular).
vec4 materialSpecular(MaterialData m, vec4 uv) {
  vec4 specular = vec4(unpackHalf2x16(m.specular.x), unpackHalf2x16(m.specular.y));
  if ((m.flags & MATERIAL_HAS_SPECULAR_TEXTURES) != 0) {
    if (m.specularSlot != NO_TEXTURE) specular *= sampleSlot(m, m.specularSlot, 5, uv).a;
    if (m.specularColorSlot != NO_TEXTURE) {
      specular.rgb *= sampleSlot(m, m.specularColorSlot, 6, uv).rgb;
    }
    specular.rgb = min(specular.rgb, vec3(1.0));
  }
  return specular;
}

#endif
