import Foundation
import Mustache

/// All templates, read once at start-up and checked.
///
/// The template in `people/list.mustache` is called `people-list`.
/// The library is silent where something is missing. So what a template includes or fills in must
/// be there, or the program does not start.
public struct Templates: Sendable {
    private let library: MustacheLibrary
    /// The source of each template by name, for tests.
    let sources: [String: String]

    /// No templates.
    init() {
        library = MustacheLibrary(templates: [:])
        sources = [:]
    }

    /// Reads the templates that come with the program.
    static func ofProgram() throws -> Templates {
        try Templates(folder: try Resources.folder("Templates"))
    }

    init(folder: URL) throws {
        MustacheContentTypes.register(ScalarEscapedHTML(), named: ScalarEscapedHTML.name)
        var sources: [String: String] = [:]
        for file in try Resources.files(in: folder, ending: "mustache") {
            let name = file.name.replacing("/", with: "-")
            sources[name] = String(decoding: file.data, as: UTF8.self)
        }
        var templates: [String: MustacheTemplate] = [:]
        for (name, source) in sources {
            guard !source.contains("{{{"), !source.contains("{{&") else {
                throw TemplateFault(template: name, what: "does not escape something")
            }
            for included in Self.included(by: source) where sources[included] == nil {
                throw TemplateFault(template: name, what: "includes \(included), which is missing")
            }
            do {
                templates[name] = try MustacheTemplate(
                    string: "{{% CONTENT_TYPE:\(ScalarEscapedHTML.name)}}" + source)
            } catch {
                throw TemplateFault(template: name, what: "cannot be read: \(error)")
            }
        }
        library = MustacheLibrary(templates: templates)
        self.sources = sources
    }

    /// The names of the templates that one includes or fills in.
    static func included(by source: String) -> [String] {
        source.matches(of: /\{\{[><]\s*([A-Za-z0-9_-]+)\s*\}\}/).map { String($0.output.1) }
    }

    /// Fills in a template.
    func render(_ model: Any, with name: String) throws -> String {
        guard let text = library.render(ModelFields.read(model), withTemplate: name) else {
            throw TemplateFault(template: name, what: "is missing")
        }
        return text
    }
}

/// A template that cannot be used.
struct TemplateFault: Error, CustomStringConvertible {
    let template: String
    let what: String
    var description: String { "The template \(template) \(what)." }
}
