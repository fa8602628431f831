package import Numerics

extension HeadsetProfile {
  /// A headset of which no more is known than what its eyes see: taken to show the eye images as they are,
  /// pixel for pixel.
  ///
  /// - Parameters:
  ///   - left, right: where the eyes are and what they see.
  ///   - head: where the head is, in the same space.
  ///   - imageWidth: pixels of each eye's image.
  package init(
    flat title: String, left: View, right: View, head: Pose, imageWidth: Int, imageHeight: Int,
    refreshHz: Double
  ) {
    func eye(_ view: View, x: Int) -> EyeProfile {
      let field = view.fieldOfView
      let offset = Double2(Double(field.left), Double(field.up))
      let channel = RadialLens.Channel(
        inputOffset: .zero, outputOffset: offset, coefficients: SIMD4(1, 0, 0, 0))
      return EyeProfile(
        viewport: PixelRect(x: x, y: 0, width: imageWidth, height: imageHeight),
        fieldOfView: field, orientation: (head.inverse * view.pose).orientation,
        lens: .radial(
          RadialLens(
            kind: .evenPolynomial, inputScale: Double2(1, 1),
            outputScale: Double2(Double(field.width), -Double(field.height)),
            channels: (channel, channel, channel), field: field)))
    }
    self.init(
      name: "flat", title: title, notes: "", sources: [],
      display: Display(width: imageWidth * 2, height: imageHeight, refreshHz: refreshHz),
      ipdMetres: Double(length(right.pose.position - left.pose.position)),
      eyeImageWidth: imageWidth, eyeImageHeight: imageHeight,
      eyes: (eye(left, x: 0), eye(right, x: imageWidth)))
  }
}
