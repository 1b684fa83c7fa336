import Foundation

/// What makes a passphrase: its length, and nothing about which characters it has.
public enum PassphraseRule {
    /// The fewest characters: four short words have more.
    public static let charactersAtLeast = 12
    /// The most characters, so that nobody sends a book to be hashed.
    public static let charactersAtMost = 200

    /// The passphrase as it is hashed, in the one form that every keyboard's spelling comes to; nil
    /// for what cannot be one.
    public static func normal(_ entered: String) -> String? {
        guard entered.utf8.count <= charactersAtMost * 16 else { return nil }
        let text = entered.precomposedStringWithCompatibilityMapping
        return text.unicodeScalars.count <= charactersAtMost && !text.isEmpty ? text : nil
    }

    /// A new passphrase in its one form, or what is wrong with it.
    public static func checked(_ entered: String) -> Result<String, Refusal> {
        guard let text = normal(entered), text.count >= charactersAtLeast else {
            return .failure(
                .invalid(
                    "passphrase",
                    "A passphrase has \(charactersAtLeast) to \(charactersAtMost) characters. Four "
                        + "words that have nothing to do with each other are good."))
        }
        guard Set(text).count >= 4 else {
            return .failure(
                .invalid(
                    "passphrase",
                    "This repeats the same few letters. Four words that have nothing to do with "
                        + "each other are good."))
        }
        return .success(text)
    }
}
