import Chapter
import Foundation

/// The countries whose telephone numbers are known, to choose one.
enum CountryField {
    /// A select with the chosen one, in the order of the viewer's language.
    static func select(_ chosen: PhoneCountry?, _ words: Wording) -> SelectField {
        var options: [PeopleFilters.Option] = PhoneCountry.all.map { country in
            PeopleFilters.Option(
                value: country.code, name: bare(words.sentence(country.name)),
                isChosen: country == chosen)
        }
        options.sort { folded($0.name) < folded($1.name) }
        let none = PeopleFilters.Option(
            value: "", name: words.say("settings_country_none"), isChosen: chosen == nil)
        return SelectField(
            name: "country", label: words.say("settings_country"),
            help: words.say("settings_country_help"), options: [none] + options)
    }

    /// A name without its article, as a list has it.
    private static func bare(_ name: String) -> String {
        let article = ["the ", "los ", "la ", "el "].first { name.hasPrefix($0) }
        return String(name.dropFirst(article?.count ?? 0))
    }

    /// A name as lists are sorted, without accents.
    private static func folded(_ name: String) -> String {
        name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }
}
