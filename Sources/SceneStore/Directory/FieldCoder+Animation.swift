internal import Numerics
internal import SceneModel

extension FieldCoder {
  mutating func skin(_ s: inout Skin) throws(StoreDamage) {
    try field(&s.name)
    try array(&s.joints, blank: 0) { (c, v) throws(StoreDamage) in try c.field(&v) }
    try array(&s.inverseBindMatrices, blank: .identity) { (c, v) throws(StoreDamage) in
      try c.matrix(&v)
    }
    try index(&s.skeleton)
  }

  mutating func animation(_ a: inout Animation) throws(StoreDamage) {
    try field(&a.name)
    let sampler = Animation.Sampler(times: [], outputs: [], components: 1, interpolation: .linear)
    try array(&a.samplers, blank: sampler) { (c, v) throws(StoreDamage) in
      try c.floats(&v.times)
      try c.floats(&v.outputs)
      try c.field(&v.components)
      try c.choice(&v.interpolation, of: [.linear, .step, .cubicSpline])
    }
    let channel = Animation.Channel(node: 0, path: .translation, sampler: 0)
    try array(&a.channels, blank: channel) { (c, v) throws(StoreDamage) in
      try c.field(&v.node)
      try c.choice(&v.path, of: [.translation, .rotation, .scale, .weights])
      try c.field(&v.sampler)
    }
  }

  mutating func bending(_ b: inout StoredBending) throws(StoreDamage) {
    try field(&b.jointSetCount)
    try field(&b.jointCount)
    try field(&b.targetCount)
    try field(&b.hasNormals)
    try field(&b.hasTangents)
    try field(&b.rowCount)
    try field(&b.firstPage)
    let sphere = BentBounds.JointSphere(joint: 0, center: .zero, radius: 0)
    try array(&b.bounds.spheres, blank: sphere) { (c, v) throws(StoreDamage) in
      try c.field(&v.joint)
      try c.field(&v.center)
      try c.field(&v.radius)
    }
    try floats(&b.bounds.reaches)
  }

  mutating func floats(_ values: inout [Float]) throws(StoreDamage) {
    try array(&values, blank: 0) { (c, v) throws(StoreDamage) in try c.field(&v) }
  }
}
