/// What an archive says of itself to people, in `README.txt`.
enum ArchiveReadme {
    /// The name of the file.
    static let file = "README.txt"

    /// The whole text, in English and then in Spanish.
    static let text = part(\.english, english) + "\n\n" + part(\.spanish, spanish)

    private static func part(_ language: KeyPath<ArchiveWords, String>, _ frame: Frame) -> String {
        var lines = [frame.head, ""]
        for sheet in ArchiveSheet.all {
            lines.append("\(sheet.file): \(sheet.title[keyPath: language])")
            for column in sheet.columns {
                let meaning = ArchiveGlossary.words[column.name]?[keyPath: language] ?? ""
                let form = frame.form(column.form)
                lines.append("    \(column.name): \(meaning)" + (form.isEmpty ? "" : " [\(form)]"))
            }
            lines.append("")
        }
        lines.append(frame.omitted)
        lines += ArchiveOmission.within.map { "- " + $0[keyPath: language] }
        lines += ArchiveOmission.allCases.map { "- " + $0.words[keyPath: language] }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What stands around the lists in one language.
    private struct Frame: Sendable {
        let head: String
        let omitted: String
        let form: @Sendable (ArchiveColumn.Form) -> String
    }

    private static let english = Frame(
        head: """
            THE ARCHIVE OF A CHAPTER

            These are all contacts of a chapter with what it knows of them. Keep it as you would
            keep the list itself: whoever has this file has everybody's data.

            Each file ending in .csv is a list: UTF-8, values between commas, quoted where needed
            (RFC 4180), the names of the columns in the first line. Rows that others speak of have
            a number, which counts from 1 within its list. An empty value is none. Moments are in
            UTC. In columns that say who did it stands the number of a contact, or operator,
            visitor, or gone for somebody who was no longer there.

            Values are as they were entered. Some programs take a value that begins with = + - or @
            for a formula: when you open a list in a spreadsheet, import every column as text.

            manifest.json has the rows, the size and the SHA-256 of each file. Another chapter's
            computer reads the whole archive on its page "Archive", or with
            rhizome archive read FILE.
            """,
        omitted: "Not in this archive, and why:",
        form: { form in
            switch form {
            case .number: "from 1"
            case .thing(let thing): "number of: \(thing.rawValue)"
            case .yesNo: "yes or no"
            case .day: "2026-05-01"
            case .yearDay: "05-01"
            case .moment: "2026-05-01T12:00:00.000Z"
            case .count: "whole number"
            case .degrees, .shape: "WGS 84"
            case .actor: "who"
            case .query: "JSON"
            case .changed: "values of several cells have one a line"
            default: ""
            }
        })

    private static let spanish = Frame(
        head: """
            EL ARCHIVO DE UN CAPÍTULO

            Son todos los contactos de un capítulo con lo que sabe de ellos. Guárdalo como
            guardarías la propia lista: quien tiene este archivo tiene los datos de todo el mundo.

            Cada fichero que termina en .csv es una lista: UTF-8, valores entre comas, con comillas
            donde hacen falta (RFC 4180) y los nombres de las columnas en la primera línea. Las
            filas de las que hablan otras tienen un número, que cuenta desde 1 en su lista. Un valor
            vacío es ninguno. Los momentos están en UTC. En las columnas que dicen quién lo hizo
            está el número de un contacto, o operator (quien lleva el ordenador), visitor (visita)
            o gone (alguien que ya no estaba).

            Los valores están como se escribieron. Algunos programas toman por fórmula un valor que
            empieza por = + - o @: al abrir una lista en una hoja de cálculo, importa todas las
            columnas como texto.

            manifest.json tiene las filas, el tamaño y el SHA-256 de cada fichero. El ordenador de
            otro capítulo lee el archivo entero en su página «Archivo», o con
            rhizome archive read FICHERO.
            """,
        omitted: "No está en este archivo, y por qué:",
        form: { form in
            switch form {
            case .number: "desde 1"
            case .thing(let thing): "número de: \(thing.spanish)"
            case .yesNo: "yes o no"
            case .day: "2026-05-01"
            case .yearDay: "05-01"
            case .moment: "2026-05-01T12:00:00.000Z"
            case .count: "número entero"
            case .degrees, .shape: "WGS 84"
            case .actor: "quién"
            case .query: "JSON"
            case .changed: "los valores de varias celdas están uno por línea"
            default: ""
            }
        })
}

extension ArchiveThing {
    /// What it is called in Spanish.
    fileprivate var spanish: String {
        switch self {
        case .contact: "contacto"
        case .membershipKind: "tipo de afiliación"
        case .relationKind: "tipo de relación"
        case .objectKind: "tipo de objeto"
        case .ownField: "campo propio"
        case .object: "objeto"
        case .agreementKind: "tipo de acuerdo"
        case .agreement: "acuerdo"
        case .file: "fichero"
        case .savedSearch: "búsqueda guardada"
        case .meeting: "reunión"
        case .interaction: "nota o tarea"
        case .outline: "contorno"
        }
    }
}
