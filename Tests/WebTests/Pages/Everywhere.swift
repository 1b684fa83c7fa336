import Mustache

/// A model that has a value for every key: the payload as a text, and itself inside sections.
struct Everywhere: MustacheParent, CustomStringConvertible {
    let description: String

    init(_ payload: String) { description = payload }

    func child(named: String) -> Any? { self }
}
