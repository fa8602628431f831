// How finely a part of an eye image is worth shading. Mirrors DensityModel.swift and
// DensityConstants.swift: they change together.
#ifndef FOVEA_DENSITY
#define FOVEA_DENSITY

const uint LENS_STEPS = 32;  // DensityModel.lensSteps
const float DEGREES = 57.29577951308232;
// A little too dense rather than too coarse: Vulkan lets atan be off by 4096 units in the last place.
const float CAUTION = 1.001;

struct DensityConstants {
  vec4 tangents;           // of the image's sides: left, right, up, down
  vec2 gaze;               // tangents
  float margin;            // degrees around the gaze that count as looked at
  float slope;             // degrees per cycle and degree of eccentricity
  float foveal;            // degrees per cycle in the middle of the fovea
  float detail;            // multiple of the acuity
  float pixelsPerTangent;  // of the image
  float lensStep;          // tangent between entries of `lens`
  float lens[LENS_STEPS];  // pixels per degree that the lens shows, by the tangent's length
};

layout(buffer_reference, scalar) readonly buffer DensityBuffer { DensityConstants views[]; };

// Degrees between two directions given as tangents.
float eccentricity(vec2 a, vec2 b) {
  return atan(length(cross(vec3(a, 1.0), vec3(b, 1.0))), dot(a, b) + 1.0) * DEGREES;
}

// Never less than the density that any place of a rectangle of tangents asks for, 0…1: the eye's and
// the lens's share at the rectangle's best place for each.
float densityWithin(DensityConstants c, vec2 low, vec2 high) {
  vec2 middle = 0.5 * (low + high);
  float reach = max(max(eccentricity(middle, low), eccentricity(middle, high)),
                    max(eccentricity(middle, vec2(low.x, high.y)),
                        eccentricity(middle, vec2(high.x, low.y))));
  float nearest = max(eccentricity(middle, c.gaze) - reach - c.margin, 0.0);
  float eye = c.detail * 2.0 / (c.slope * nearest + c.foveal);

  vec2 inner = clamp(vec2(0.0), low, high);
  vec2 outer = max(abs(low), abs(high));
  uint first = min(uint(max(length(inner) / c.lensStep - 0.001, 0.0)), LENS_STEPS - 1);
  uint last = min(uint(length(outer) / c.lensStep + 1.001), LENS_STEPS - 1);
  float lens = 0.0;
  for (uint i = first; i <= last; i++) lens = max(lens, c.lens[i]);

  float pixels = c.pixelsPerTangent / DEGREES * pow(1.0 + dot(inner, inner), 0.75);
  return min(min(eye, lens) / pixels * CAUTION, 1.0);
}

#endif
