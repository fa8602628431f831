internal import Numerics
internal import SceneModel

extension FieldCoder {
  /// All of a skeleton; what a skeleton's scene has none of is left out.
  mutating func skeleton(_ s: inout SceneSkeleton) throws(StoreDamage) {
    try field(&s.scene.name)
    try array(&s.scene.nodes, blank: Node()) { (c, v) throws(StoreDamage) in try c.node(&v) }
    try indices(&s.scene.roots)
    try array(&s.scene.materials, blank: Material()) { (c, v) throws(StoreDamage) in
      try c.material(&v)
    }
    try array(&s.scene.textures, blank: Texture(image: 0)) { (c, v) throws(StoreDamage) in
      try c.texture(&v)
    }
    try array(&s.scene.lights, blank: Light(kind: .point)) { (c, v) throws(StoreDamage) in
      try c.light(&v)
    }
    let camera = Camera(
      projection: .perspective(verticalAngle: 1, aspect: nil, near: 1, far: nil))
    try array(&s.scene.cameras, blank: camera) { (c, v) throws(StoreDamage) in try c.camera(&v) }
    try array(&s.scene.skins, blank: Skin()) { (c, v) throws(StoreDamage) in try c.skin(&v) }
    try array(&s.scene.animations, blank: Animation()) { (c, v) throws(StoreDamage) in
      try c.animation(&v)
    }
    try array(&s.scene.warnings, blank: SceneWarning(pointer: "", reason: "")) {
      (c, v) throws(StoreDamage) in
      try c.field(&v.pointer)
      try c.field(&v.reason)
    }
    try texts(&s.scene.extensionsUsed)
    try texts(&s.scene.extensionsIgnored)
    try array(&s.images, blank: ImageSummary(name: "", width: 0, height: 0)) {
      (c, v) throws(StoreDamage) in
      try c.field(&v.name)
      try c.field(&v.width)
      try c.field(&v.height)
    }
  }

  private mutating func indices(_ values: inout [Int]) throws(StoreDamage) {
    try array(&values, blank: 0) { (c, v) throws(StoreDamage) in try c.field(&v) }
  }

  private mutating func texts(_ values: inout [String]) throws(StoreDamage) {
    try array(&values, blank: "") { (c, v) throws(StoreDamage) in try c.field(&v) }
  }

  mutating func index(_ value: inout Int?) throws(StoreDamage) {
    try optional(&value, blank: 0) { (c, v) throws(StoreDamage) in try c.field(&v) }
  }

  private mutating func number(_ value: inout Float?) throws(StoreDamage) {
    try optional(&value, blank: 0) { (c, v) throws(StoreDamage) in try c.field(&v) }
  }

  private mutating func node(_ n: inout Node) throws(StoreDamage) {
    try field(&n.name)
    try indices(&n.children)
    var isMatrix = false
    if case .matrix = n.transform { isMatrix = true }
    try field(&isMatrix)
    if isMatrix {
      var matrix = n.transform.matrix
      try self.matrix(&matrix)
      n.transform = .matrix(matrix)
    } else {
      var (translation, rotation, scale) = (Float3.zero, Quaternion.identity, Float3.zero)
      if case .parts(let t, let r, let s) = n.transform {
        (translation, rotation, scale) = (t, r, s)
      }
      try field(&translation)
      try field(&rotation.vector)
      try field(&scale)
      n.transform = .parts(translation: translation, rotation: rotation, scale: scale)
    }
    try index(&n.camera)
    try index(&n.light)
    try index(&n.skin)
    try floats(&n.weights)
  }

  mutating func matrix(_ m: inout Matrix4) throws(StoreDamage) {
    try field(&m.columns.0)
    try field(&m.columns.1)
    try field(&m.columns.2)
    try field(&m.columns.3)
  }

  private mutating func light(_ l: inout Light) throws(StoreDamage) {
    try field(&l.name)
    var (kind, inner, outer): (UInt8, Float, Float) = (0, 0, 0)
    switch l.kind {
    case .directional: kind = 0
    case .point: kind = 1
    case .spot(let a, let b): (kind, inner, outer) = (2, a, b)
    }
    try field(&kind)
    switch kind {
    case 0: l.kind = .directional
    case 1: l.kind = .point
    case 2:
      try field(&inner)
      try field(&outer)
      l.kind = .spot(inner: inner, outer: outer)
    default: throw StoreDamage("has a light of no known kind")
    }
    try field(&l.color)
    try field(&l.intensity)
    try number(&l.range)
  }

  private mutating func camera(_ c: inout Camera) throws(StoreDamage) {
    try field(&c.name)
    var isPerspective = true
    var (a, b, near): (Float, Float?, Float) = (0, nil, 0)
    var far: Float?
    switch c.projection {
    case .perspective(let angle, let aspect, let from, let to):
      (a, b, near, far) = (angle, aspect, from, to)
    case .orthographic(let width, let height, let from, let to):
      (isPerspective, a, b, near, far) = (false, width, height, from, to)
    }
    try field(&isPerspective)
    try field(&a)
    try number(&b)
    try field(&near)
    try number(&far)
    if isPerspective {
      c.projection = .perspective(verticalAngle: a, aspect: b, near: near, far: far)
    } else {
      guard let b, let far else { throw StoreDamage("has a camera without height or far plane") }
      c.projection = .orthographic(halfWidth: a, halfHeight: b, near: near, far: far)
    }
  }
}
