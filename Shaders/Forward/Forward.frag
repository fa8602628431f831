#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#extension GL_KHR_shader_subgroup_arithmetic : require
#extension GL_KHR_shader_subgroup_ballot : require
#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"
#include "Shared/Brdf.glsl"
#include "Shared/OutputTransform.glsl"
#include "Forward/MaterialInputs.glsl"

// Set for the coarse layers of a foveated frame, where a pixel is wider than what fine filters
// smooth.
layout(constant_id = 8) const bool IS_COARSE = false;

#include "Forward/Irradiance.glsl"
#include "Forward/Sun.glsl"
#include "Forward/LocalLights.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
} push;

layout(constant_id = 0) const uint OUTPUT = OUTPUT_NEUTRAL;
layout(constant_id = 1) const uint ALPHA_MODE = 0;  // 0 opaque, 1 mask, 2 blend
layout(constant_id = 2) const bool HAS_SUN = true;
layout(constant_id = 3) const bool HAS_SHADOWS = true;
layout(constant_id = 4) const bool HAS_LOCAL_LIGHTS = true;
layout(constant_id = 5) const bool HAS_ENVIRONMENT = true;
layout(constant_id = 6) const bool HAS_VERTEX_COLORS = true;
// Set where a subgroup never spans two draws, as on lavapipe, which shades one triangle at a time:
// the material is then read once for all lanes, a tenth of the frame there. GPUs gather at no cost
// and may pack several draws into a subgroup.
layout(constant_id = 7) const bool UNIFORM_MATERIAL = false;

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec4 inUV;
layout(location = 4) in vec4 inColor;
layout(location = 5) flat in uvec2 inMaterial;

layout(location = 0) out vec4 outColor;

void main() {
  FrameBuffer f = push.frame;
  uint index = UNIFORM_MATERIAL ? subgroupBroadcastFirst(inMaterial.x) : inMaterial.x;
  MaterialData material = push.materials.materials[index];
  bool front = gl_FrontFacing != ((inMaterial.y & MATERIAL_MIRRORED) != 0);
  if (ALPHA_MODE != 0 && !front && (material.flags & MATERIAL_DOUBLE_SIDED) == 0) discard;

  vec4 base = materialBaseColor(material, inUV);
  if (HAS_VERTEX_COLORS) base *= inColor;
  if (ALPHA_MODE == 1 && base.a < materialAlphaCutoff(material)) discard;

  vec3 radiance;
  if ((material.flags & MATERIAL_UNLIT) != 0) {
    radiance = base.rgb;
  } else {
    vec3 orm = materialOcclusionRoughnessMetallic(material, inUV);
    Surface s;
    s.normal = materialNormal(material, inUV, inNormal, inTangent);
    if (!front) s.normal = -s.normal;
    s.view = normalize(f.frame.views[gl_ViewIndex].position.xyz - inPosition);
    s.nv = clamp(abs(dot(s.normal, s.view)), 1e-3, 1.0);
    float roughness = max(orm.g, MINIMUM_ROUGHNESS);
    s.alpha = roughness * roughness;
    vec4 dielectric = materialSpecular(material, inUV);
    s.f0 = mix(dielectric.rgb, base.rgb, orm.b);
    s.f90 = mix(dielectric.a, 1.0, orm.b);
    s.albedo = base.rgb * (1.0 - orm.b);
    vec2 tableSize = vec2(textureSize(textures2D[f.frame.brdfTexture], 0));
    vec2 table = textureLod(sampler2D(textures2D[f.frame.brdfTexture],
                                      samplers[f.frame.brdfSampler]),
                            (vec2(s.nv, roughness) * (tableSize - 1.0) + 0.5) / tableSize, 0.0).rg;
    completeEnergy(s, table);

    radiance = materialEmissive(material, inUV);

    // Light from all around.
    float occlusion = orm.r;
    vec3 irradiance;
    vec3 reflected;
    if (HAS_ENVIRONMENT) {
      irradiance = environmentIrradiance(f, s.normal);
      vec3 r = reflect(-s.view, s.normal);
      reflected = textureLod(samplerCube(texturesCube[f.frame.environmentTexture],
                                         samplers[f.frame.environmentSampler]),
                             r, sqrt(s.alpha) * f.frame.environmentLevels).rgb;
    } else {
      irradiance = f.frame.ambient.rgb;
      reflected = irradiance;
    }
    // Lagarde and de Rousiers, "Moving Frostbite to PBR", 2014: occlusion of the specular lobe.
    float specularOcclusion =
        clamp(pow(s.nv + occlusion, exp2(-16.0 * roughness - 1.0)) - 1.0 + occlusion, 0.0, 1.0);
    radiance += reflected * s.single * specularOcclusion
        + irradiance * (s.multiple + s.diffuse) * occlusion;

    if (HAS_SUN) {
      vec3 l = f.frame.sunDirection.xyz;
      if (dot(s.normal, l) > 0.0) {
        float lit = 1.0;
        if (HAS_SHADOWS) lit = sunVisibility(f, inPosition, normalize(inNormal) * (front ? 1.0 : -1.0));
        if (lit > 0.0) radiance += shadeDirect(s, l, f.frame.sunIlluminance.rgb * lit);
      }
    }
    if (HAS_LOCAL_LIGHTS) radiance += localLights(f, s, inPosition);
  }

  vec3 color = outputTransform(radiance * f.frame.sunIlluminance.w, OUTPUT);
  outColor = ALPHA_MODE == 2 ? vec4(color * base.a, base.a) : vec4(color, 1.0);
}
