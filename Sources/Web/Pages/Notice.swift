import Hummingbird

/// What was just done, said once at the top of the next page.
///
/// The address carries only the name of a message, `?done=meeting_planned`, never a text: whoever
/// makes a link can choose among our sentences and add none.
enum Notice {
    /// The address with a notice for the page behind it.
    static func after(_ message: String, at address: String) -> String {
        "\(address)\(address.contains("?") ? "&" : "?")done=\(message)"
    }

    static func read(_ request: Request, _ words: Wording) -> String? {
        guard let name = request.uri.queryParameters["done"] else { return nil }
        return words.messages["done_\(name)"]
    }
}
