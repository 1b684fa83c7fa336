/// Why a table is not in an archive.
public enum ArchiveOmission: String, CaseIterable, Hashable, Sendable {
    /// Ways to sign in.
    case signIns
    /// Who holds which role.
    case roles
    /// What contacts let the members see.
    case directory
    /// Votes and who has voted.
    case votes
    /// Names of people in groups.
    case groups
    /// What linked chapters have heard, signed.
    case shared
    /// What the chapter's computer has chosen for itself.
    case settings
    /// What is needed to take something back.
    case undoing
    /// Lists that wait, and what was chosen for them.
    case lists
    /// What follows from the rest.
    case derived

    /// What is left out and why.
    public var words: ArchiveWords {
        switch self {
        case .signIns:
            ArchiveWords(
                "Sign-ins, passphrases, codes and secret calendar addresses: whoever had the file "
                    + "could come in as somebody else.",
                "Inicios de sesión, frases de paso, códigos y direcciones secretas de calendario: "
                    + "quien tuviera el archivo podría entrar como otra persona.")
        case .roles:
            ArchiveWords(
                "Roles: rights are given in each chapter, never by a file.",
                "Cargos: los derechos se dan en cada capítulo, nunca con un archivo.")
        case .directory:
            ArchiveWords(
                "What contacts let the members see of them: each person ticks it alone, and no "
                    + "file does.",
                "Lo que los contactos dejan ver a los miembros: cada persona lo marca por su "
                    + "cuenta, y ningún archivo lo hace.")
        case .votes:
            ArchiveWords(
                "Votes and who has voted: they are secret, and their results are shared already.",
                "Las votaciones y quién ha votado: son secretas, y sus resultados ya se comparten.")
        case .groups:
            ArchiveWords(
                "Names in groups: which member has which name is nobody else's business.",
                "Nombres en grupos: qué miembro tiene qué nombre no incumbe a nadie más.")
        case .shared:
            ArchiveWords(
                "What linked chapters have told each other, and this chapter's keys: it is signed "
                    + "by the chapter that said it.",
                "Lo que se han dicho los capítulos vinculados y las claves de este: lo firma el "
                    + "capítulo que lo dijo.")
        case .settings:
            ArchiveWords(
                "The chapter's time zone, country and colour: each chapter chooses its own.",
                "La zona horaria, el país y el color del capítulo: cada capítulo elige los suyos.")
        case .undoing:
            ArchiveWords(
                "What is needed to take back earlier imports, merges and changes of many contacts "
                    + "at once; also the history of contacts who are no longer there.",
                "Lo que hace falta para deshacer importaciones, uniones y cambios de muchos "
                    + "contactos a la vez; también el historial de contactos que ya no están.")
        case .lists:
            ArchiveWords(
                "Lists that were sent and not imported, and what was chosen for their columns.",
                "Listas enviadas y no importadas, y lo que se eligió para sus columnas.")
        case .derived:
            ArchiveWords(
                "What follows from the rest, such as search words; it is made anew.",
                "Lo que se deduce del resto, como las palabras de búsqueda; se hace de nuevo.")
        }
    }

    /// What is left out of tables that are taken.
    public static let within: [ArchiveWords] = [
        ArchiveWords(
            "Private notes and tasks, of whomever they are, and what notes said while they were "
                + "private: they belong to their author alone.",
            "Notas y tareas privadas, sean de quien sean, y lo que decían las notas mientras eran "
                + "privadas: pertenecen solo a quien las escribió."),
        ArchiveWords(
            "Saved searches that are not shared, and what a search was while it was not: they "
                + "belong to their owner alone.",
            "Búsquedas guardadas que no se comparten, y cómo era una búsqueda mientras no se "
                + "compartía: pertenecen solo a quien las hizo."),
        ArchiveWords(
            "Tags of votes, of interest groups and of imports, which are not in the archive "
                + "themselves, tags that only something private has, and the groups of tags that "
                + "nobody and nothing in the archive has.",
            "Etiquetas de votaciones, de grupos de interés y de importaciones, que tampoco están "
                + "en el archivo, etiquetas que solo tiene algo privado, y los grupos de etiquetas "
                + "que nadie ni nada tiene en el archivo."),
        ArchiveWords(
            "Answers to invitations of other chapters, and whether a meeting was shared: in the "
                + "chapter that reads them, meetings are only in that chapter.",
            "Respuestas a invitaciones de otros capítulos y si una reunión se compartió: en el "
                + "capítulo que las lee, las reuniones son solo de ese capítulo."),
    ]

    /// The tables of the database that are not in an archive; a test asks for the line of every
    /// table that is in no list.
    static let tables: [String: ArchiveOmission] = {
        var tables: [String: ArchiveOmission] = [:]
        func add(_ why: ArchiveOmission, _ names: String...) {
            for name in names { tables[name] = why }
        }
        add(.signIns, "sign_in_link", "member_token", "member_passphrase", "second_step")
        add(.signIns, "recovery_code", "printed_code", "half_sign_in", "calendar_address")
        add(.roles, "member_role")
        add(.directory, "directory_field")
        add(.votes, "ballot", "ballot_option")
        add(.groups, "group_handle", "group_founder")
        add(.shared, "shared_chapter", "shared_node", "shared_membership", "shared_endorsement")
        add(.shared, "shared_key_change", "invitation", "blocked_chapter", "chapter_contact")
        add(.shared, "acknowledgement", "feed", "event", "quarantine", "fork", "outbox")
        add(.shared, "void_event", "past_fork", "shared_group", "shared_group_interest")
        add(.shared, "shared_handle", "shared_post", "shared_checkpoint", "shared_edge")
        add(.shared, "shared_witness", "shared_taken_back", "shared_meeting", "shared_ballot")
        add(.shared, "shared_ballot_event", "shared_paper", "shared_numbered_paper")
        add(.shared, "shared_recount")
        add(.shared, "shared_membership_kind", "shared_word")
        add(.settings, "chapter_clock", "chapter_look", "chapter_country")
        add(.settings, "chapter_people_order")
        add(
            .undoing, "tag_bulk", "bulk_change", "import", "import_row", "import_note",
            "import_detail")
        add(.undoing, "object_import", "object_import_row")
        add(.undoing, "import_person", "import_question", "merge", "merge_row", "merge_count")
        add(.lists, "import_list", "import_choice", "import_value", "import_memory")
        add(.lists, "import_memory_column", "import_memory_value", "import_tie", "import_period")
        add(.lists, "import_person_note")
        add(.derived, "address_part", "contact_point", "membership_clock", "duplicate_scan")
        add(.derived, "status_span", "status_day", "status_stale", "status_clock", "people_total")
        add(.derived, "member_search", "member_search_config", "member_search_content")
        add(.derived, "member_search_data", "member_search_docsize", "member_search_idx")
        add(.derived, "grdb_migrations", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4")
        return tables
    }()
}
