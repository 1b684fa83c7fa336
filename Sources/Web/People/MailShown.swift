/// An e-mail address in the parts between which a line may end.
struct MailShown: Sendable {
    let address: String
    /// What stands before the @, or all of it where there is none.
    let name: String
    /// The @ and what follows, cut before each dot: “@riverside”, “.example”, “.org”.
    let rest: [String]

    init(_ address: String) {
        let end = address.lastIndex(of: "@") ?? address.endIndex
        self.address = address
        name = String(address[..<end])
        let parts = address[end...].split(separator: ".", omittingEmptySubsequences: false)
        rest = parts.enumerated().map { $0.offset == 0 ? String($0.element) : ".\($0.element)" }
    }
}
