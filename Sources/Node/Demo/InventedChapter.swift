import Federation

/// One of the three chapters that the demo makes; everybody in it is invented.
struct InventedChapter: Sendable {
    /// The name of its directory inside the demo's.
    let directory: String
    /// Its whole name.
    let name: String
    /// What the story calls it.
    let short: String
    /// What kind of organization it is.
    let profile: String
    /// Who makes it.
    let coordinator: (name: String, mail: String)
    /// The file with its people.
    let list: String
    /// The IANA time zone in which it meets.
    let timeZone: String
    /// Where it meets.
    let hall: String
    /// When it meets each month: 1 is Sunday, and the first, second, third such day.
    let day: (weekday: Int, week: Int)
    /// When its meetings start and how many minutes they take.
    let time: (hour: Int, minute: Int, minutes: Int)
    /// What its meetings are about, in the order in which they were held.
    let topics: [Topic]

    /// What one meeting is about.
    struct Topic: Sendable {
        let title: String
        let agenda: String
        var audience = Audience.linked
        /// Why it is called off, if it is.
        var calledOff: String?
    }

    /// All three, in the order in which they are told of.
    static let all = [riverside, harbour, hillside]

    static let riverside = InventedChapter(
        directory: "riverside", name: "Riverside Tenants' Union", short: "Riverside",
        profile: "tenants-union",
        coordinator: (name: "Ana Quintanilla", mail: "ana@riverside.example.org"),
        list: "riverside-tenants.csv", timeZone: "America/Denver", hall: "Casa de la Ribera",
        day: (weekday: 3, week: 2), time: (hour: 18, minute: 30, minutes: 110),
        topics: [
            Topic(title: "Asamblea: la caldera", agenda: "1. La caldera\n2. Turnos de puerta"),
            Topic(title: "Assembly: who owns our houses", agenda: "1. What the register says"),
            Topic(title: "Comité de acogida", agenda: "1. Vecinas nuevas", audience: .chapter),
            Topic(title: "Asamblea: humedad y moho", agenda: "1. Fotos\n2. Carta a la inspección"),
            Topic(title: "Assembly: the second staircase", agenda: "1. Fire safety\n2. Votes"),
            Topic(title: "Comité de finanzas", agenda: "1. La caja", audience: .chapter),
            Topic(title: "Asamblea: subida del alquiler", agenda: "1. Cuentas\n2. Respuesta común"),
            Topic(
                title: "Open house on the square", agenda: "1. Soup\n2. Songs", audience: .public),
            Topic(
                title: "Asamblea de verano", agenda: "1. Fiesta",
                calledOff: "Storm warning. We meet next month."),
            Topic(title: "Assembly: the lift", agenda: "1. Nine weeks without\n2. What we do"),
            Topic(title: "Comité de acogida", agenda: "1. Traducciones", audience: .chapter),
            Topic(title: "Asamblea: inspección municipal", agenda: "1. Qué han visto"),
            Topic(title: "Asamblea general", agenda: "1. Memoria del año\n2. Elecciones"),
            Topic(title: "Assembly: the winter fund", agenda: "1. Who needs what"),
            Topic(title: "Asamblea: plan del año", agenda: "1. Tres metas"),
        ])

    static let harbour = InventedChapter(
        directory: "harbour", name: "Harbour Workers Local 41", short: "Harbour",
        profile: "union-local",
        coordinator: (name: "Josephine Abara", mail: "jo@harbour.example.org"),
        list: "harbour-workers-41.csv", timeZone: "America/New_York", hall: "Union Hall, Quay Road",
        day: (weekday: 5, week: 1), time: (hour: 17, minute: 45, minutes: 90),
        topics: [
            Topic(title: "General meeting: crane brakes", agenda: "1. Crane 4\n2. Right to refuse"),
            Topic(title: "Stewards' training", agenda: "1. Listening", audience: .chapter),
            Topic(title: "General meeting: rosters", agenda: "1. Eleven hours of rest"),
            Topic(
                title: "General meeting: the contract", agenda: "1. What we ask\n2. What we have"),
            Topic(title: "Stewards' council", agenda: "1. Grievances", audience: .chapter),
            Topic(title: "Day of mourning", agenda: "1. Names\n2. Silence", audience: .public),
            Topic(title: "General meeting: night bus", agenda: "1. Letter with the tenants"),
            Topic(title: "General meeting: heat", agenda: "1. Water\n2. Breaks\n3. Shade"),
            Topic(title: "Stewards' council", agenda: "1. New faces", audience: .chapter),
            Topic(title: "General meeting: first offer", agenda: "1. Reading it line by line"),
            Topic(title: "General meeting: our answer", agenda: "1. Amendments\n2. A vote"),
            Topic(title: "Open quay for families", agenda: "1. Boats", audience: .public),
            Topic(title: "General meeting: the talks", agenda: "1. Report\n2. What goes first"),
            Topic(title: "General meeting: safety round", agenda: "1. Lashing\n2. Light"),
            Topic(title: "Stewards' training", agenda: "1. Speaking", audience: .chapter),
        ])

    static let hillside = InventedChapter(
        directory: "hillside", name: "Hillside Branch", short: "Hillside", profile: "party-branch",
        coordinator: (name: "Samira Okonjo", mail: "samira@hillside.example.com"),
        list: "hillside-branch.csv", timeZone: "Europe/London", hall: "Mill End Reading Room",
        day: (weekday: 4, week: 3), time: (hour: 19, minute: 0, minutes: 120),
        topics: [
            Topic(title: "Branch meeting: school meals", agenda: "1. Petition\n2. Council date"),
            Topic(title: "Branch meeting: buses", agenda: "1. The 19 to Mill End"),
            Topic(title: "Canvass round", agenda: "1. Streets", audience: .chapter),
            Topic(title: "Branch meeting: the budget", agenda: "1. What is cut\n2. What we say"),
            Topic(title: "Policy evening: housing", agenda: "1. Guests from Riverside"),
            Topic(title: "Spring fair", agenda: "1. Cake\n2. Music", audience: .public),
            Topic(
                title: "Branch meeting: library hours", agenda: "1. Saturdays",
                calledOff: "The heating in the hall is broken."),
            Topic(title: "Branch meeting: delegates", agenda: "1. Election of delegates"),
            Topic(title: "Canvass round", agenda: "1. Streets", audience: .chapter),
            Topic(title: "Branch meeting: strike support", agenda: "1. Harbour's talks"),
            Topic(title: "Policy evening: heat in homes", agenda: "1. What insulation costs"),
            Topic(title: "Branch meeting: local plan", agenda: "1. Objections by Friday"),
            Topic(title: "Annual general meeting", agenda: "1. Accounts\n2. Officers"),
            Topic(title: "Branch meeting: winter relief", agenda: "1. Rota"),
            Topic(title: "Policy evening: care", agenda: "1. Who cares for whom"),
        ])
}
