import Numerics

func clamp01(_ x: Float) -> Float { min(max(x, 0), 1) }

/// 0 up to `a`, 1 from `b` on, cubic between.
func smoothstep(_ a: Float, _ b: Float, _ x: Float) -> Float {
  let t = clamp01((x - a) / (b - a))
  return t * t * (3 - 2 * t)
}

func mix(_ a: Float, _ b: Float, _ t: Float) -> Float { a + (b - a) * t }
