#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shadow/Place.glsl"

void main() { gl_Position = placeInShadow(); }
