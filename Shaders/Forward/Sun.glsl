// Shadows of the sun from cascaded maps around the head.
#ifndef FOVEA_SUN
#define FOVEA_SUN

#include "Shared/Frame.glsl"

// Share of the sun that reaches a point, 0…1. The cascade is the finest whose map holds the point,
// so it depends on the place alone and both eyes agree. Nine texels are compared by four hardware
// 2×2 taps placed between them with the weights of a tent (Castaño, "Shadow Mapping Summary", 2013).
float sunVisibility(FrameBuffer f, vec3 position, vec3 normal) {
  for (uint i = 0; i < CASCADES; i++) {
    float texel = f.frame.cascadeTexel[i];
    if (texel <= 0.0) continue;
    // Moving along the normal by a texel or two keeps a lit face from shadowing itself.
    float slope = 1.0 - clamp(dot(normal, f.frame.sunDirection.xyz), 0.0, 1.0);
    vec3 p = position + normal * (texel * (0.7 + 1.8 * slope));
    vec3 s = (f.frame.shadowFromWorld[i] * vec4(p, 1.0)).xyz;
    vec2 size = vec2(textureSize(textures2DArray[f.frame.shadowTexture], 0).xy);
    vec2 margin = 2.0 / size;
    if (any(lessThan(s.xy, margin)) || any(greaterThan(s.xy, 1.0 - margin))) continue;
    // What lies behind all that casts, such as a floor below the scene, is as if at its end.
    s.z = max(s.z, 0.0);

    if (IS_COARSE) {
      return texture(sampler2DArrayShadow(textures2DArray[f.frame.shadowTexture],
                                          shadowSamplers[f.frame.shadowSampler]),
                     vec4(s.xy, i, s.z));
    }

    vec2 uv = s.xy * size;
    vec2 corner = floor(uv + 0.5);
    vec2 t = uv + 0.5 - corner;
    corner = (corner - 0.5) / size;
    vec2 w0 = 3.0 - 2.0 * t;
    vec2 w1 = 1.0 + 2.0 * t;
    vec2 o0 = ((2.0 - t) / w0 - 1.0) / size;
    vec2 o1 = (t / w1 + 1.0) / size;
    float sum = 0.0;
#define TAP(X, Y, W) \
    sum += (W) * texture(sampler2DArrayShadow(textures2DArray[f.frame.shadowTexture], \
                                              shadowSamplers[f.frame.shadowSampler]), \
                         vec4(corner + vec2(X, Y), i, s.z))
    TAP(o0.x, o0.y, w0.x * w0.y);
    TAP(o1.x, o0.y, w1.x * w0.y);
    TAP(o0.x, o1.y, w0.x * w1.y);
    TAP(o1.x, o1.y, w1.x * w1.y);
#undef TAP
    return sum / 16.0;
  }
  return 1.0;
}

#endif
