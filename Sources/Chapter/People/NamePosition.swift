import GRDB

/// Where a list by name goes on: behind the name, and the number where several have it.
///
/// As a text, which the next page is asked for with: the number, a slash, and the folded name.
struct NamePosition: LosslessStringConvertible {
    /// The number of the last one shown.
    let id: Int64
    /// What it stands by in the list.
    let name: String

    init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }

    /// Reads what a page gave; nil for anything else.
    init?(_ text: String) {
        guard let cut = text.firstIndex(of: "/"), let id = Int64(text[..<cut]) else { return nil }
        self.init(id: id, name: String(text[text.index(after: cut)...]))
    }

    var description: String { "\(id)/\(name)" }
}
