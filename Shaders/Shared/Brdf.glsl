// The metallic-roughness model of the glTF 2.0 specification, appendix B, with energy-conserving
// multiple scattering after Fdez-Agüera, "A Multiple-Scattering Microfacet Model for Real-Time
// Image-based Lighting", JCGT 2019.
#ifndef FOVEA_BRDF
#define FOVEA_BRDF

const float PI = 3.14159265358979;
// Below this a highlight is smaller than a pixel and float32 runs out of digits in the distribution.
const float MINIMUM_ROUGHNESS = 0.045;

// GGX / Trowbridge-Reitz. `alpha` is the square of the perceptual roughness.
float distributionGGX(float nh, float alpha) {
  float a2 = alpha * alpha;
  float f = (nh * a2 - nh) * nh + 1.0;
  return a2 / (PI * f * f);
}

// Height-correlated Smith masking-shadowing divided by 4 (n·l)(n·v): Heitz, JCGT 2014.
float visibilitySmith(float nv, float nl, float alpha) {
  float a2 = alpha * alpha;
  float v = nl * sqrt(nv * nv * (1.0 - a2) + a2);
  float l = nv * sqrt(nl * nl * (1.0 - a2) + a2);
  return 0.5 / max(v + l, 1e-7);
}

vec3 fresnelSchlick(vec3 f0, float f90, float vh) {
  float x = 1.0 - vh;
  float x2 = x * x;
  return f0 + (vec3(f90) - f0) * (x2 * x2 * x);
}

struct Surface {
  vec3 normal;
  vec3 view;         // towards the eye
  float nv;
  vec3 albedo;       // diffuse reflectance, black for metals
  vec3 f0;
  float f90;
  float alpha;
  vec3 single;       // directional albedo of one bounce
  vec3 multiple;     // and of all further ones
  vec3 diffuse;      // what is left for the base below
};

// `table`: scale and bias of f0 and f90 in the directional albedo (BRDFTable.swift).
void completeEnergy(inout Surface s, vec2 table) {
  s.single = s.f0 * table.x + s.f90 * table.y;
  float lost = 1.0 - (table.x + table.y);
  vec3 average = s.f0 + (vec3(s.f90) - s.f0) / 21.0;
  s.multiple = s.single * average / (1.0 - lost * average) * lost;
  s.diffuse = s.albedo * (1.0 - s.single - s.multiple);
}

// Reflected radiance for light from direction `l` that would give `illuminance` on a facing plane.
vec3 shadeDirect(Surface s, vec3 l, vec3 illuminance) {
  float nl = dot(s.normal, l);
  if (nl <= 0.0) return vec3(0.0);
  vec3 h = normalize(l + s.view);
  float nh = clamp(dot(s.normal, h), 0.0, 1.0);
  float vh = clamp(dot(s.view, h), 0.0, 1.0);
  vec3 specular = fresnelSchlick(s.f0, s.f90, vh)
      * (distributionGGX(nh, s.alpha) * visibilitySmith(s.nv, nl, s.alpha));
  // The lobe of the further bounces is taken to have the shape of the first.
  specular *= 1.0 + s.multiple / max(s.single, vec3(1e-4));
  return (s.diffuse / PI + specular) * illuminance * nl;
}

#endif
