// Chooses what is drawn of the scene's levels of detail, level by level from the root: each level's
// nodes are tested, then what is to be entered is listed for the next level. Lists are put together
// by prefix sums, so that their order is the same on every run.
#ifndef FOVEA_SELECT
#define FOVEA_SELECT

#include "Shared/Hierarchy.glsl"
#include "Shared/Scene.glsl"
#include "Select/Lists.glsl"

const uint GROUP = 64;
// An item on its way: instance and marks, node or group.
const uint INSTANCE_MASK = 0x0fffffffu;
const uint OUTSIDE = 0x80000000u;      // near what is seen: not drawn, but worth having
const uint CHUNK_SHIFT = 28;           // groups are listed in pieces of 32 clusters
const uint CHUNK_MASK = 7;
const uint CHUNK = 32;

const uint ORTHOGRAPHIC = 1;   // errors weigh the same at every distance
const uint REQUESTS = 2;       // says what it needs of each unit
const uint SOLID_ONLY = 4;     // leaves out what is blended
const uint FOVEATED = 8;       // looks densities up

const uint INSIDE = 256;       // of what a unit is needed, where it is seen: UnitFeedback.inside

const uint DENSITY_STEPS = 64;
const float DENSITY_STEP = 1.5 * 0.017453292519943295;  // radians

// A place from which detail is judged, and what it sees. Mirrors SelectConstants.swift.
struct SelectConstants {
  vec4 planes[5];         // inside is positive
  vec4 widePlanes[5];     // the same, widened: what may soon be seen
  vec4 eye;               // between the views; w: how far the views are from it at most, metres
  vec4 gaze;              // unit vector
  float pixelsPerTangent; // orthographic: pixels per metre
  float near;             // smallest distance, metres
  float threshold;        // pixels; negative: everything is needed
  uint flags;
  float density[DENSITY_STEPS];  // pixels that are drawn, per pixel, by angle from the gaze
};

layout(buffer_reference, scalar) readonly buffer SelectBuffer { SelectConstants select; };

layout(push_constant, scalar) uniform Push {
  SelectBuffer from;
  TablesBuffer tables;
  uint parity;  // of the level: which of the two lists is read
} push;

// Of the constants what every test needs, read once.
vec4 seenPlanes[5];
vec4 nearPlanes[5];
vec4 eye;
float pixelsPerTangent;
float nearest;
float threshold;
uint flags;

void readConstants() {
  for (uint i = 0; i < 5; i++) {
    seenPlanes[i] = push.from.select.planes[i];
    nearPlanes[i] = push.from.select.widePlanes[i];
  }
  eye = push.from.select.eye;
  pixelsPerTangent = push.from.select.pixelsPerTangent;
  nearest = push.from.select.near;
  threshold = push.from.select.threshold;
  flags = push.from.select.flags;
}

bool isSeen(vec4 sphere) {
  float inside = dot(seenPlanes[0], vec4(sphere.xyz, 1.0));
  for (uint i = 1; i < 5; i++) inside = min(inside, dot(seenPlanes[i], vec4(sphere.xyz, 1.0)));
  return inside >= -sphere.w;
}

// What may soon be seen.
bool isNear(vec4 sphere) {
  float inside = dot(nearPlanes[0], vec4(sphere.xyz, 1.0));
  for (uint i = 1; i < 5; i++) inside = min(inside, dot(nearPlanes[i], vec4(sphere.xyz, 1.0)));
  return inside >= -sphere.w;
}

// Share of the pixels that are drawn where a sphere lies nearest to the gaze. `reach` is the distance
// that is surely left between any view and the sphere.
float densityAt(vec4 sphere, float reach) {
  if ((flags & FOVEATED) == 0) return 1.0;
  float angle = 0.0;
  if (reach > 0.0) {
    vec3 d = sphere.xyz - eye.xyz;
    vec3 gaze = push.from.select.gaze.xyz;
    angle = atan(length(cross(d, gaze)), dot(d, gaze));
    // The sphere's own half angle, and how differently the views see it.
    angle -= asin(min(sphere.w / length(d), 1.0)) + asin(min(eye.w / reach, 1.0));
  }
  return push.from.select.density[min(uint(max(angle, 0.0) / DENSITY_STEP), DENSITY_STEPS - 1)];
}

// An error of so many metres in a sphere, in pixels that are drawn; grows from fine to coarse.
float pixelsOf(vec4 sphere, float error) {
  float pixels = error * pixelsPerTangent;
  if ((flags & ORTHOGRAPHIC) != 0) return pixels;
  float reach = distance(eye.xyz, sphere.xyz) - sphere.w - eye.w;
  return pixels / max(reach, nearest) * densityAt(sphere, reach);
}

uint chunksOf(ClusterGroup g) { return ((g.clusters >> 16) + CHUNK - 1) / CHUNK; }

// Half octaves of an error in pixels.
uint binOf(float pixels) {
  return uint(clamp((log2(max(pixels, 1e-9)) + 16.0) * 2.0, 0.0, float(BINS - 1)));
}

#endif
