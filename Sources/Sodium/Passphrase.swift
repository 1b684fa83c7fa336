import CSodium

/// Turns passphrases into texts that can be kept, and tells whether one fits.
///
/// Argon2id in libsodium's format, which carries its salt and limits, so that the limits can grow
/// later. Each call takes a tenth of a second and 64 MiB: call it through `PassphraseQueue` only.
public enum Passphrase {
    /// Passes over the memory.
    static let passes: UInt64 = 2
    /// Memory in bytes; what an attacker has to pay for each guess at the same time.
    static let memory = 64 * 1024 * 1024

    /// What to keep of a passphrase; nil when the memory could not be had.
    public static func kept(_ text: String) -> String? {
        guard sodiumReady else { return nil }
        var kept = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
        let result = crypto_pwhash_str(&kept, bytes, UInt64(bytes.count), passes, memory)
        guard result == 0 else { return nil }
        return String(
            decoding: kept.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a passphrase is the one of which this was kept.
    public static func fits(_ text: String, _ kept: String) -> Bool {
        guard sodiumReady, kept.utf8.count < crypto_pwhash_strbytes() else { return false }
        let bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
        return crypto_pwhash_str_verify(kept, bytes, UInt64(bytes.count)) == 0
    }
}
