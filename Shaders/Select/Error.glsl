// How large an error is seen, from the one place that detail is judged from.
#ifndef FOVEA_SELECT_ERROR
#define FOVEA_SELECT_ERROR

#include "Shared/Hierarchy.glsl"

const uint ORTHOGRAPHIC = 1;   // errors weigh the same at every distance
const uint REQUESTS = 2;       // says what it needs of each unit
const uint SOLID_ONLY = 4;     // leaves out what is blended
const uint FOVEATED = 8;       // looks densities up
const uint AHEAD = 16;         // asks for what is needed from ahead too

const uint DENSITY_STEPS = 64;
const float DENSITY_STEP = 1.5 * 0.017453292519943295;  // radians

// A place from which detail is judged, and what it sees. Mirrors SelectConstants.swift.
struct SelectConstants {
  vec4 planes[5];         // inside is positive
  vec4 widePlanes[5];     // the same, widened: what may soon be seen
  vec4 eye;               // between the views; w: how far the views are from it at most, metres
  vec4 gaze;              // unit vector
  vec4 ahead;             // where the eye will be soon
  float pixelsPerTangent; // orthographic: pixels per metre
  float near;             // smallest distance, metres
  float threshold;        // pixels; negative: everything is needed
  uint flags;
  float density[DENSITY_STEPS];  // pixels that are drawn, per pixel, by angle from the gaze
};

layout(buffer_reference, scalar) readonly buffer SelectBuffer { SelectConstants select; };

// Where the constants are, and of them what every test needs, read once.
SelectBuffer judge;
vec4 seenPlanes[5];
vec4 nearPlanes[5];
vec4 eye;
float pixelsPerTangent;
float nearest;
float threshold;
uint flags;

void readConstants(SelectBuffer from) {
  judge = from;
  for (uint i = 0; i < 5; i++) {
    seenPlanes[i] = from.select.planes[i];
    nearPlanes[i] = from.select.widePlanes[i];
  }
  eye = from.select.eye;
  pixelsPerTangent = from.select.pixelsPerTangent;
  nearest = from.select.near;
  threshold = from.select.threshold;
  flags = from.select.flags;
}

// Share of the pixels that are drawn where a sphere lies nearest to the gaze. `reach` is the distance
// that is surely left between any view and the sphere.
float densityAt(vec4 sphere, float reach) {
  if ((flags & FOVEATED) == 0) return 1.0;
  float angle = 0.0;
  if (reach > 0.0) {
    vec3 d = sphere.xyz - eye.xyz;
    vec3 gaze = judge.select.gaze.xyz;
    angle = atan(length(cross(d, gaze)), dot(d, gaze));
    // The sphere's own half angle, and how differently the views see it.
    angle -= asin(min(sphere.w / length(d), 1.0)) + asin(min(eye.w / reach, 1.0));
  }
  return judge.select.density[min(uint(max(angle, 0.0) / DENSITY_STEP), DENSITY_STEPS - 1)];
}

// An error of so many metres in a sphere, in pixels that are drawn; grows from fine to coarse.
float pixelsOf(vec4 sphere, float error) {
  float pixels = error * pixelsPerTangent;
  if ((flags & ORTHOGRAPHIC) != 0) return pixels;
  float reach = distance(eye.xyz, sphere.xyz) - sphere.w - eye.w;
  return pixels / max(reach, nearest) * densityAt(sphere, reach);
}

// The same from where the eye will be soon; nothing where that is not asked for.
float pixelsSoon(vec4 sphere, float error) {
  if ((flags & AHEAD) == 0) return 0.0;
  float reach = distance(judge.select.ahead.xyz, sphere.xyz) - sphere.w - eye.w;
  return error * pixelsPerTangent / max(reach, nearest) * densityAt(sphere, reach);
}

#endif
