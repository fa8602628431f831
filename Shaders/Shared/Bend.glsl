// What bends a part while it is drawn: morph targets, then joints. Mirrors BendRecord.swift and
// StoredBending.swift: they change together.
#ifndef FOVEA_BEND
#define FOVEA_BEND

#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference2 : require
#extension GL_EXT_scalar_block_layout : require

layout(buffer_reference, scalar) readonly buffer JointBuffer { vec4 rows[]; };  // three each
layout(buffer_reference, scalar) readonly buffer WeightBuffer { float weights[]; };
layout(buffer_reference, scalar) readonly buffer RowBuffer { uint words[]; };

struct Bend {
  JointBuffer joints;    // T_world_part of each
  WeightBuffer weights;  // of targets
  RowBuffer rows;
  uint rowCount;
  uint rowWords;
  uint jointSets;        // of four joints each; none: all goes with the first joint
  uint targets;
  uint flags;
  uint unused;
};

layout(buffer_reference, scalar) readonly buffer BendBuffer { Bend bends[]; };

const uint BEND_HAS_NORMALS = 1;
const uint BEND_HAS_TANGENTS = 2;
const uint BEND_SHIFT = 12;  // of an instance's flags: above it a number from 1 on; 0: unbent

struct BentVertex {
  vec3 position;  // metres, world
  vec3 normal;    // not of unit length
  vec4 tangent;   // nor is this; w: sign of the bitangent
};

vec3 vectorAt(RowBuffer rows, uint word) {
  return vec3(uintBitsToFloat(rows.words[word]), uintBitsToFloat(rows.words[word + 1]),
              uintBitsToFloat(rows.words[word + 2]));
}

vec3 unitOr(vec3 v, vec3 other) {
  float squared = dot(v, v);
  return squared > 0.0 ? v * inversesqrt(squared) : other;
}

// glTF 2.0, sections 3.7.2.2 and 3.7.3: first targets are added, then joints take it along.
BentVertex bend(Bend b, uint row, vec3 position, vec3 normal, vec4 tangent) {
  // Pages name rows, and may be damaged.
  uint word = min(row, b.rowCount - 1) * b.rowWords;
  uint target = word + b.jointSets * 6;
  BentVertex v = BentVertex(position, normal, tangent);
  for (uint i = 0; i < b.targets; i++) {
    float weight = b.weights.weights[i];
    if (weight != 0.0) v.position += weight * vectorAt(b.rows, target);
    target += 3;
    if ((b.flags & BEND_HAS_NORMALS) != 0) {
      if (weight != 0.0) v.normal += weight * vectorAt(b.rows, target);
      target += 3;
    }
    if ((b.flags & BEND_HAS_TANGENTS) != 0) {
      if (weight != 0.0) v.tangent.xyz += weight * vectorAt(b.rows, target);
      target += 3;
    }
  }
  v.normal = unitOr(v.normal, normal);
  v.tangent.xyz = unitOr(v.tangent.xyz, tangent.xyz);

  vec4 rows[3] = vec4[](vec4(0.0), vec4(0.0), vec4(0.0));
  float sum = 0.0;
  for (uint set = 0; set < b.jointSets; set++, word += 6) {
    for (uint k = 0; k < 4; k++) {
      float weight = uintBitsToFloat(b.rows.words[word + 2 + k]);
      if (weight == 0.0) continue;
      uint joint = (b.rows.words[word + k / 2] >> (k & 1) * 16 & 0xffffu) * 3;
      for (uint r = 0; r < 3; r++) rows[r] += weight * b.joints.rows[joint + r];
      sum += weight;
    }
  }
  if (b.jointSets == 0) {
    for (uint r = 0; r < 3; r++) rows[r] = b.joints.rows[r];
  } else if (sum == 0.0) {
    // What no joint has influence on stays where it is.
    rows = vec4[](vec4(1.0, 0.0, 0.0, 0.0), vec4(0.0, 1.0, 0.0, 0.0), vec4(0.0, 0.0, 1.0, 0.0));
  }
  vec4 p = vec4(v.position, 1.0);
  vec3 x = vec3(rows[0].x, rows[1].x, rows[2].x);
  vec3 y = vec3(rows[0].y, rows[1].y, rows[2].y);
  vec3 z = vec3(rows[0].z, rows[1].z, rows[2].z);
  vec3 normalX = cross(y, z);
  float handedness = dot(x, normalX) < 0.0 ? -1.0 : 1.0;
  v.position = vec3(dot(rows[0], p), dot(rows[1], p), dot(rows[2], p));
  v.normal = handedness
      * (normalX * v.normal.x + cross(z, x) * v.normal.y + cross(x, y) * v.normal.z);
  v.tangent = vec4(x * v.tangent.x + y * v.tangent.y + z * v.tangent.z, v.tangent.w * handedness);
  return v;
}

#endif
