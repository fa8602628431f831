#version 460
#extension GL_GOOGLE_include_directive : require
#include "Heat/Counts.glsl"

layout(constant_id = 0) const uint SAMPLES = 1;

layout(location = 0) out vec2 outCounts;

// The environment takes one fetch.
void main() { outCounts = counts(2, SAMPLES); }
