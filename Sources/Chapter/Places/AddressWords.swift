/// The words that addresses are made of, folded, in five languages.
enum AddressWords {
    /// What stands before the name of a door.
    static let units: Set<String> = [
        "apt", "apartment", "unit", "suite", "ste", "flat", "room", "rm", "door", "#", "puerta",
        "pta", "apto", "apartamento", "depto", "departamento", "dpto", "interior", "int", "local",
        "wohnung", "whg", "top", "zimmer", "appartement", "appt", "app", "porte", "fraccao", "esc",
        "escalera", "bloque", "blq", "portal", "bloco", "batiment", "bat",
    ]
    /// What stands before or after the number of a floor.
    static let floors: Set<String> = [
        "floor", "fl", "piso", "planta", "stock", "stockwerk", "og", "obergeschoss", "etage",
        "andar", "pl",
    ]
    /// What the lowest floors, and the highest, are called.
    static let groundFloors: [String: String] = [
        "ground": "0", "bajo": "0", "bajos": "0", "bj": "0", "eg": "0", "erdgeschoss": "0",
        "rez-de-chaussee": "0", "rdc": "0", "rc": "0", "entresuelo": "en", "entlo": "en",
        "atico": "at", "basement": "-1", "sotano": "-1", "cave": "-1",
    ]
    /// Doors that are named by where they are.
    static let sides: [String: String] = [
        "left": "l", "right": "r", "izq": "l", "izquierda": "l", "izda": "l", "dcha": "r",
        "derecha": "r", "dch": "r", "esq": "l", "esquerdo": "l", "dto": "r", "direito": "r",
        "frente": "f", "frt": "f", "centro": "c", "links": "l", "rechts": "r", "gauche": "l",
        "droite": "r", "rear": "b", "front": "f",
    ]
    /// What stands before the number of a house.
    static let numberSigns: Set<String> = ["no", "nr", "num", "numero", "n", "hausnr", "nro"]
    /// What tells a second house from the first of the same number.
    static let repeats: Set<String> = ["bis", "ter", "quater", "duplicado"]
    /// Boxes at the post office.
    static let boxes: [[String]] = [
        ["po", "box"], ["p", "o", "box"], ["pobox"], ["box"], ["apartado"],
        ["apartado", "de", "correos"], ["apartado", "postal"], ["postfach"], ["bp"],
        ["boite", "postale"], ["caixa", "postal"], ["casilla"],
    ].sorted { $0.count > $1.count }
    /// Words that say what kind of street it is.
    static let types: Set<String> = Set(kinds.values).union(kinds.keys)

    private static let kinds: [String: String] = [
        "street": "street", "ave": "avenue", "av": "avenue", "avda": "avenue", "avd": "avenue",
        "avenida": "avenue", "avenue": "avenue", "rd": "road", "road": "road",
        "blvd": "boulevard", "bd": "boulevard", "bvd": "boulevard", "boul": "boulevard",
        "bulevar": "boulevard", "boulevard": "boulevard", "ln": "lane", "lane": "lane",
        "ct": "court", "court": "court", "sq": "square", "square": "square",
        "pkwy": "parkway", "parkway": "parkway", "hwy": "highway", "highway": "highway",
        "terr": "terrace", "terrace": "terrace", "cres": "crescent", "crescent": "crescent",
        "plaza": "plaza", "pza": "plaza", "plza": "plaza", "pl": "place", "place": "place",
        "paseo": "paseo", "pso": "paseo", "ctra": "carretera", "carretera": "carretera",
        "trav": "travessa", "tv": "travessa", "travessa": "travessa", "praca": "praca",
        "pca": "praca", "alameda": "alameda", "al": "alameda", "strasse": "strasse",
        "str": "strasse", "platz": "platz", "allee": "allee", "chemin": "chemin", "ch": "chemin",
        "impasse": "impasse", "imp": "impasse", "quai": "quai", "drive": "drive", "rue": "rue",
        "rua": "rua", "calle": "calle", "cll": "calle", "weg": "weg",
    ]

    /// Little words that some write and some leave out; so is the word for street in Spanish.
    private static let little: Set<String> = [
        "de", "del", "la", "las", "los", "el", "da", "do", "dos", "das", "des", "du", "le", "les",
        "d", "l", "der", "die", "dem", "den", "the", "calle",
    ]

    private static let directions = [
        "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast",
        "nw": "northwest", "se": "southeast", "sw": "southwest",
    ]

    private static let ordinals = [
        "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
        "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "primero": "1",
        "segundo": "2", "tercero": "3", "cuarto": "4", "quinto": "5", "primeiro": "1",
        "terceiro": "3", "premier": "1", "deuxieme": "2", "troisieme": "3",
    ]

    /// The number of an ordinal, such as `3` of `3rd`, `third`, `3o`, `3a` or `2eme`.
    static func ordinal(_ word: String) -> String? {
        if let number = ordinals[word] { return number }
        let digits = word.prefix(while: \.isNumber)
        guard !digits.isEmpty, digits.count <= 3 else { return nil }
        let endings: Set<Substring> = [
            "st", "nd", "rd", "th", "o", "a", "er", "ero", "era", "do", "ro", "to", "e", "eme",
        ]
        return endings.contains(word.dropFirst(digits.count)) ? String(digits) : nil
    }

    /// The words of a street with abbreviations written out and little words left out.
    static func street(_ words: [String]) -> String {
        var result: [String] = []
        for (index, word) in words.enumerated() {
            let isFirst = index == 0
            let isLast = index == words.count - 1
            switch word {
            case "st" where isFirst || !isLast: result.append("saint")
            case "st", "street": result.append("street")
            case "dr" where isLast && !isFirst: result.append("drive")
            case "c",
                "cl" where isFirst && !isLast:
                continue
            case "r" where isFirst && !isLast: result.append("rua")
            case "p",
                "po" where isFirst && !isLast:
                result.append("paseo")
            default: result.append(written(word, isEdge: isFirst || isLast))
            }
        }
        let bare = result.filter { !little.contains($0) }
        return (bare.isEmpty ? result : bare).joined(separator: " ")
    }

    private static func written(_ word: String, isEdge: Bool) -> String {
        if let kind = kinds[word], isEdge || word == kind { return kind }
        if isEdge, let direction = directions[word] { return direction }
        if let number = ordinal(word), ordinals[word] != nil || !word.hasSuffix("a") {
            return number
        }
        for ending in ["str", "strasse"] where word.hasSuffix(ending) && word.count > ending.count {
            return word.dropLast(ending.count) + "strasse"
        }
        return word
    }
}
