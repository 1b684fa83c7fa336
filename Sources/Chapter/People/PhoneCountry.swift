/// What is publicly known of the telephone numbers of a country.
///
/// It is on the side of letting numbers pass: lengths that are rare, but exist, are taken too.
public struct PhoneCountry: Hashable, Sendable {
    /// Two letters, as ISO 3166 writes them.
    public let code: String
    /// The name in English.
    public let name: String
    /// What stands before its numbers when one calls from elsewhere, without the plus.
    let calling: String
    /// How many digits its numbers usually have, without what is dialled before them.
    let usual: ClosedRange<Int>
    /// Other lengths that exist.
    let rare: Set<Int>
    /// What is dialled before a number within the country; empty for nothing.
    let trunk: String
    /// With which digits a number begins; empty where it is not that simple.
    let first: String

    /// The country with these two letters; nil for one that is not known here.
    static func of(_ code: String) -> PhoneCountry? { all.first { $0.code == code } }

    /// The countries that are known, by their English names.
    public static let all: [PhoneCountry] = lines.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
            String($0).trimmed
        }
        let lengths = parts[3].split(separator: "-").compactMap { Int($0) }
        guard parts.count == 7, let least = lengths.first, let most = lengths.last else {
            return nil
        }
        return PhoneCountry(
            code: parts[0], name: parts[1], calling: parts[2], usual: least...most,
            rare: Set(parts[4].split(separator: " ").compactMap { Int($0) }), trunk: parts[5],
            first: parts[6])
    }
}

// Code, name, calling code, usual lengths, rare lengths, trunk, first digits. The lengths are those
// of national numbering plans as the ITU lists them (E.164, national numbering plans).
private let lines = """
    AR|Argentina|54|10-11|8 9 12 13|0|
    AU|Australia|61|9|6 8 10|0|
    AT|Austria|43|7-13|4 5 6|0|
    BE|Belgium|32|8-9||0|
    BO|Bolivia|591|8|9|0|
    BR|Brazil|55|10-11|8 13|0|
    BG|Bulgaria|359|8-9|6 7|0|
    CA|Canada|1|10||1|23456789
    CL|Chile|56|9|10||
    CO|Colombia|57|10|8 11|0|
    CR|Costa Rica|506|8|10||
    CU|Cuba|53|8|6 7 10|0|
    CZ|Czechia|420|9|12||
    DK|Denmark|45|8|||
    DO|the Dominican Republic|1|10||1|23456789
    EC|Ecuador|593|8-9|10 11|0|
    SV|El Salvador|503|8|7 11||
    FI|Finland|358|6-11|5 12|0|
    FR|France|33|9|13|0|
    DE|Germany|49|6-12|5 13 14 15|0|
    GR|Greece|30|10|9 11 12||
    GT|Guatemala|502|8|11||
    HN|Honduras|504|8|11||
    HU|Hungary|36|8-9|7|06|
    IN|India|91|10|8 9 11 12 13|0|
    IE|Ireland|353|8-9|7 10|0|
    IT|Italy|39|9-10|6 7 8 11 12||
    LU|Luxembourg|352|6-9|4 5 8 10 11||
    MX|Mexico|52|10|11 12|01|
    MA|Morocco|212|9||0|
    NL|the Netherlands|31|9|7 10 11|0|
    NZ|New Zealand|64|8-10|7|0|
    NI|Nicaragua|505|8|||
    NO|Norway|47|8|5 12||
    PA|Panama|507|7-8|10 11||
    PY|Paraguay|595|8-9|7 10 11|0|
    PE|Peru|51|8-9||0|
    PH|the Philippines|63|9-10|8 11 12 13|0|
    PL|Poland|48|9|||
    PT|Portugal|351|9|||
    PR|Puerto Rico|1|10||1|23456789
    RO|Romania|40|9|6|0|
    SK|Slovakia|421|9|6|0|
    ZA|South Africa|27|9|8 10|0|
    ES|Spain|34|9|||56789
    SE|Sweden|46|7-9|6 10 11 12 13|0|
    CH|Switzerland|41|9|12|0|
    TR|Turkey|90|10|7 12|0|
    UA|Ukraine|380|9|10|0|
    GB|the United Kingdom|44|10|7 9|0|
    US|the United States|1|10||1|23456789
    UY|Uruguay|598|8|7 10 11|0|
    VE|Venezuela|58|10||0|
    """
