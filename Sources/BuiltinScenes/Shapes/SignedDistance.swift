private import Foundation
import Numerics

/// Building blocks of solids. Distances are exact or a lower bound near the surface.

@inline(__always)
func ellipsoid(_ p: Float3, _ center: Float3, _ radii: Float3) -> Float {
  let q = (p - center) / radii
  let k = length(q)
  return k * (k - 1) / max(length(q / radii), 1e-6)
}

/// A capsule whose radius goes from `ra` at `a` to `rb` at `b`.
@inline(__always)
func taperedCapsule(_ p: Float3, _ a: Float3, _ b: Float3, _ ra: Float, _ rb: Float) -> Float {
  let (pa, ba) = (p - a, b - a)
  let t = clamp01(dot(pa, ba) / dot(ba, ba))
  return length(pa - ba * t) - (ra + (rb - ra) * t)
}

/// Union with a fillet of about size k (polynomial smooth minimum).
@inline(__always)
func blend(_ a: Float, _ b: Float, _ k: Float) -> Float {
  let h = max(k - abs(a - b), 0) / k
  return min(a, b) - h * h * k * 0.25
}

/// `a` without `b`, with a rounded edge.
@inline(__always)
func carve(_ a: Float, _ b: Float, _ k: Float) -> Float { -blend(-a, b, k) }
