import Foundation
import Mustache

/// The stored properties of a page model by name, read once for the page.
///
/// The template library would reflect on a model anew for every name in the template. It would
/// also look for a name whose value is nil further out: here nil is there, and is nothing.
final class ModelFields: MustacheParent {
    private let values: [String: Any]

    private init(_ mirror: Mirror) {
        var values: [String: Any] = [:]
        for case (let label?, let value) in mirror.children {
            values[label] = ModelFields.read(value)
        }
        self.values = values
    }

    func child(named name: String) -> Any? { values[name] }

    /// The model in the form that templates are filled in from.
    ///
    /// Structures become fields, nil becomes `NSNull`, and what can be printed or answers for its
    /// own names stays as it is.
    static func read(_ model: Any) -> Any {
        if model is String || model is Bool || model is Int || model is any MustacheParent {
            return model
        }
        let mirror = Mirror(reflecting: model)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.map { read($0.value) } ?? NSNull()
        case .collection:
            return mirror.children.map { read($0.value) }
        case .struct where !mirror.children.isEmpty && !(model is any CustomStringConvertible):
            return ModelFields(mirror)
        default:
            return model
        }
    }
}
