// A vertex of the scene on its way to fragments.
#ifndef FOVEA_VERTEX
#define FOVEA_VERTEX

#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"

layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 inTangent;
layout(location = 3) in vec2 inUV0;
layout(location = 4) in vec2 inUV1;
layout(location = 5) in vec4 inColor;
// Per instance: rows of T_world_mesh, material and flags.
layout(location = 6) in vec4 inRow0;
layout(location = 7) in vec4 inRow1;
layout(location = 8) in vec4 inRow2;
layout(location = 9) in uint inMaterial;
layout(location = 10) in uint inFlags;
#ifdef BENDS
layout(location = 11) in uint inRow;
#endif

layout(location = 0) out vec3 outPosition;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec4 outTangent;
layout(location = 3) out vec4 outUV;
layout(location = 4) out vec4 outColor;
layout(location = 5) flat out uvec2 outMaterial;

// Places a vertex of an instance, as the views see it.
void placeVertex(FrameBuffer f) {
  vec4 p = vec4(inPosition, 1.0);
  vec3 world = vec3(dot(inRow0, p), dot(inRow1, p), dot(inRow2, p));
  // Normals go by the cofactors of the transform, which hold for any scale.
  vec3 x = vec3(inRow0.x, inRow1.x, inRow2.x);
  vec3 y = vec3(inRow0.y, inRow1.y, inRow2.y);
  vec3 z = vec3(inRow0.z, inRow1.z, inRow2.z);
  float handedness = (inFlags & MATERIAL_MIRRORED) != 0 ? -1.0 : 1.0;
  vec3 normal = cross(y, z) * inNormal.x + cross(z, x) * inNormal.y + cross(x, y) * inNormal.z;
  vec3 tangent = x * inTangent.x + y * inTangent.y + z * inTangent.z;
  normal *= handedness;
  float bitangent = inTangent.w * handedness;
#ifdef BENDS
  uint number = inFlags >> BEND_SHIFT;
  if (number != 0) {
    BentVertex v = bend(f.frame.bends.bends[number - 1], inRow, inPosition, inNormal, inTangent);
    world = v.position;
    normal = v.normal;
    tangent = v.tangent.xyz;
    bitangent = v.tangent.w;
  }
#endif
  outPosition = world;
  outNormal = normal * inversesqrt(max(dot(normal, normal), 1e-30));
  outTangent = vec4(tangent * inversesqrt(max(dot(tangent, tangent), 1e-30)), bitangent);
  outUV = vec4(inUV0, inUV1);
  outColor = inColor;
  outMaterial = uvec2(inMaterial, inFlags);
  gl_Position = f.frame.views[gl_ViewIndex].viewProjection * vec4(world, 1.0);
}

#endif
