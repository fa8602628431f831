@main
struct FoveaCLI {
  static func main() {}
}
