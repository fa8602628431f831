#version 460
#extension GL_GOOGLE_include_directive : require
#define BENDS
#include "Shadow/Place.glsl"

void main() { gl_Position = placeInShadow(); }
