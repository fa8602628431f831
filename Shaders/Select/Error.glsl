// How large an error is seen, from the one place that detail is judged from.
#ifndef FOVEA_SELECT_ERROR
#define FOVEA_SELECT_ERROR

#include "Shared/Hierarchy.glsl"
#include "Shared/Scene.glsl"

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

// How far a sphere is from all views that are around a place.
float reachOf(vec3 from, vec4 sphere) { return distance(from, sphere.xyz) - sphere.w - eye.w; }

// An error of so many metres that is surely so far away, in pixels that are drawn.
float pixelsAt(vec4 sphere, float reach, float error) {
  float pixels = error * pixelsPerTangent;
  if ((flags & ORTHOGRAPHIC) != 0) return pixels;
  return pixels / max(reach, nearest) * densityAt(sphere, reach);
}

// What a node holds, seen from the eye; grows from fine to coarse.
float pixelsOf(vec4 sphere, float error) {
  return pixelsAt(sphere, reachOf(eye.xyz, sphere), error);
}

// The same from where the eye will be soon; nothing where that is not asked for.
float pixelsSoon(vec4 sphere, float error) {
  if ((flags & AHEAD) == 0) return 0.0;
  return pixelsAt(sphere, reachOf(judge.select.ahead.xyz, sphere), error);
}

// An instance, as the groups of its part are seen from.
struct PartView {
  vec3 eye;     // space of the part
  vec3 ahead;
  float scale;  // how much longer the transform makes lengths, at least
};

PartView viewOf(InstanceData instance) {
  vec3 x = instance.rows[0].xyz;
  vec3 y = instance.rows[1].xyz;
  vec3 z = instance.rows[2].xyz;
  mat3 adjugate = mat3(cross(y, z), cross(z, x), cross(x, y));
  float determinant = dot(x, adjugate[0]);
  // The product of the three stretches over the square of the largest.
  float scale = abs(determinant) / (instance.scale * instance.scale);
  if (!(scale > 0.0)) return PartView(vec3(0), vec3(0), 0.0);
  vec3 origin = vec3(instance.rows[0].w, instance.rows[1].w, instance.rows[2].w);
  return PartView(adjugate * ((eye.xyz - origin) / determinant),
                  adjugate * ((judge.select.ahead.xyz - origin) / determinant), scale);
}

// Both the sphere and the box hold the group: the one that is further away tells. Boxes are nested to
// the last bit, so that what is computed from them is as well.
float reachOf(vec3 from, vec4 sphere, vec3 fromInPart, float scale, ClusterGroup g) {
  vec3 away = max(max(g.minimum - fromInPart, fromInPart - g.maximum), vec3(0.0));
  return max(reachOf(from, sphere), length(away) * scale - eye.w);
}

// The same of a group.
float pixelsOf(vec4 sphere, PartView view, ClusterGroup g, float error) {
  return pixelsAt(sphere, reachOf(eye.xyz, sphere, view.eye, view.scale, g), error);
}

float pixelsSoon(vec4 sphere, PartView view, ClusterGroup g, float error) {
  if ((flags & AHEAD) == 0) return 0.0;
  vec3 ahead = judge.select.ahead.xyz;
  return pixelsAt(sphere, reachOf(ahead, sphere, view.ahead, view.scale, g), error);
}

#endif
