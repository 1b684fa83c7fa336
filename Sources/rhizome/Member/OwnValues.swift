import ArgumentParser

/// Values of the chapter's own fields on the command line: `--own size=M --own skills[]=Cooking`.
enum OwnValues {
    /// Refuses what is no `CODE=VALUE`.
    static func check(_ entered: [String]) throws {
        guard entered.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("--own is written like --own size=M.")
        }
    }

    /// What is sent; nil where nothing was entered.
    ///
    /// A code that comes twice has two values.
    static func field(_ entered: [String]) -> Field? {
        guard !entered.isEmpty else { return nil }
        var values: [String: [String]] = [:]
        for text in entered {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0]), default: []].append(String(parts[1]))
        }
        return .lists(values)
    }
}
