// What every pass of a frame knows. Mirrors FrameConstants.swift: the two change together.
#ifndef FOVEA_FRAME
#define FOVEA_FRAME

#include "Shared/Bend.glsl"
#include "Shared/Bindless.glsl"

const uint MAX_VIEWS = 6;        // lavapipe's limit of views in one multiview pass
const uint MAX_LAYERS = 3;       // of an eye image with foveation
const uint CASCADES = 3;         // shadow maps of the sun
const uvec3 CLUSTER_COUNT = uvec3(16, 12, 24);

struct ViewConstants {
  mat4 viewProjection;  // world to clip
  vec4 position;        // metres, world
  vec4 tangents;        // left, right, up, down
  vec4 axes[3];         // x, y, z of the eye in world space
  vec4 window;          // where this image lies in the eye image: top left corner in pixels, and
                        // 2 / size in pixels, which takes what is left to clip space
  vec4 region;          // with foveation: middle and radius of what is shown of it, in pixels of the
                        // eye image; radius 0: all
  vec4 hole;            // xy: radius of what finer layers show, around the same middle; 0: nothing
};

// One foveation layer for one eye, in pixels of the eye image.
struct LayerView {
  vec2 origin;         // top left corner
  vec2 perPitch;       // layer pixels per eye-image pixel
  vec2 center;         // of its region
  vec2 inverseRadius;  // of its region; 0: everywhere
};

struct Layer {
  LayerView views[2];
  vec2 drawn;       // pixels of the layer's image that are drawn
  vec2 inverseSize; // 1 / pixels of the layer's image
  uint image;       // texture array, one layer for each eye
  uint pad0;
  uint pad1;
  uint pad2;
};

struct LightData {
  vec4 position;   // world; w: 1 / range², 0 for unlimited
  vec4 intensity;  // candela (lux when directional), linear; w: 1 for a spot
  vec4 direction;  // in which it shines; w unused
  vec4 spot;       // scale, offset of the angular falloff
};

layout(buffer_reference, scalar) readonly buffer LightBuffer { LightData lights[]; };

// A bit for each local light and cluster, in words of 32 lights: no light is ever left out, and the
// order of the lights is the same everywhere.
layout(buffer_reference, scalar) buffer ClusterBuffer { uint words[]; };

struct FrameConstants {
  ViewConstants views[MAX_VIEWS];
  mat4 shadowFromWorld[CASCADES];  // world to shadow map: uv in 0…1, depth in 0…1
  vec4 cascadeTexel;               // metres of one shadow texel, per cascade
  vec4 frustum[5];                 // union of all views; inside is positive
  vec4 headAxes[3];                // x, y, z of the head in world space
  vec4 headPosition;               // between the eyes; w: near plane in metres
  vec4 clusterTangents;            // union of the views: left, right, up, down
  vec4 clusterDepth;               // first slice in metres, 1 / log(ratio of slices); z, w: log2 of
                                   // the nearest that the scene can be, sorting bins per octave
  vec4 sunDirection;               // towards the sun; w: 1 when there is one
  vec4 sunIlluminance;             // rgb; w: exposure factor
  vec4 ambient;                    // rgb: radiance from everywhere, when there is no environment
  vec4 irradiance[9];              // spherical harmonics of the environment, cosine-convolved / π
  uint viewCount;
  uint lightCount;                 // local lights
  uint directionalCount;           // further suns, without shadows; they stand first in `lights`
  uint environmentTexture;
  uint environmentSampler;
  float environmentLevels;
  uint brdfTexture;
  uint brdfSampler;
  uint shadowTexture;
  uint shadowSampler;
  LightBuffer lights;
  ClusterBuffer clusters;
  Layer layers[MAX_LAYERS];        // densest first
  vec2 imageSize;                  // pixels of the eye image
  float blend;                     // part of a region's radius that fades into the next layer
  uint layerCount;
  BendBuffer bends;                // what bends parts, when anything does
};

layout(buffer_reference, scalar) readonly buffer FrameBuffer { FrameConstants frame; };

#endif
