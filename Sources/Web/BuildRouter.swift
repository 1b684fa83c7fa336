import Chapter
import Feeds
public import Hummingbird

/// Builds everything that is served over HTTP.
///
/// The same routes answer on the control socket and over TCP. Only who asks is found out in
/// another way: `entrance` says how.
public func buildRouter(_ backend: Backend, entrance: Entrance) -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)

    // From the outside in: whatever throws is answered by ErrorAnswers and logged by RequestLog.
    router.add(middleware: RequestLog())
    router.add(middleware: ErrorAnswers())
    let cookie = SessionCookie(of: backend.chapter.feeds.chapter)
    let session = Session(backend: backend, cookie: cookie)
    let errors = ErrorPages(backend: backend)
    if entrance == .network { router.add(middleware: LostPages(session: session, errors: errors)) }
    router.add(middleware: Authentication(entrance: entrance, backend: backend))

    // Pages know who asks only after reading the cookie, so each has its own limits after that.
    let api = router.group("api/v1").add(middleware: RateLimit(clock: backend.clock))
    MemberRoutes(backend: backend).add(to: api)
    OwnFieldRoutes(backend: backend).add(to: api)
    FieldRuleRoutes(backend: backend).add(to: api)
    PlaceRoutes(backend: backend).add(to: api)
    AddressRoutes(backend: backend).add(to: api)
    DirectoryRoutes(backend: backend).add(to: api)
    DashboardRoutes(backend: backend).add(to: api)
    ObjectRoutes(backend: backend).add(to: api)
    ObjectImportRoutes(backend: backend).add(to: api)
    MembershipRoutes(backend: backend).add(to: api)
    MembershipKindRoutes(backend: backend).add(to: api)
    VocabularyRoutes(backend: backend).add(to: api)
    ImportRoutes(backend: backend).add(to: api)
    ArchiveRoutes(backend: backend).add(to: api)
    DuplicateRoutes(backend: backend).add(to: api)
    HouseholdRoutes(backend: backend).add(to: api)
    TimelineRoutes(backend: backend).add(to: api)
    TaskRoutes(backend: backend).add(to: api)
    SearchRoutes(backend: backend).add(to: api)
    TagRoutes(backend: backend).add(to: api)
    ReportRoutes(backend: backend).add(to: api)
    RoleRoutes(backend: backend).add(to: api)
    SignInRoutes(backend: backend).add(to: api)
    RelationRoutes(backend: backend).add(to: api)
    AgreementRoutes(backend: backend).add(to: api)
    AgreementKindRoutes(backend: backend).add(to: api)
    MeetingRoutes(backend: backend).add(to: api)
    GroupRoutes(backend: backend).add(to: api)
    BallotRoutes(backend: backend).add(to: api)
    StatusRoutes(backend: backend).add(to: api)
    LinkRoutes(backend: backend).add(to: api)
    EventRoutes(backend: backend).add(to: api)
    if entrance == .network { addPages(to: router, backend, cookie, session, errors) }
    return router
}

/// Adds the pages, which only people's browsers ask for.
private func addPages(
    to router: Router<Context>, _ backend: Backend, _ cookie: SessionCookie, _ session: Session,
    _ errors: ErrorPages
) {
    backend.kit.files.add(to: router)
    AccentStyle.add(to: router)
    let pages = router.group()
        .add(middleware: SecurityHeaders())
        .add(middleware: session)
        .add(middleware: errors)
        .add(middleware: RateLimit(clock: backend.clock))
        .add(middleware: SameOriginOnly(origin: backend.origin))
    let routes = PageRoutes(pages)
    let entry = Entry(backend, cookie)
    SignInPages(backend: backend, entry: entry).add(to: routes)
    PassphrasePages(backend: backend, entry: entry).add(to: routes)
    CodePages(backend: backend, entry: entry).add(to: routes)
    HomePages(backend: backend).add(to: routes)
    DashboardPages(backend: backend).add(to: routes)
    addPeoplePages(to: routes, backend)
    addTiePages(to: routes, backend)
    addMeetingPages(to: routes, backend)
    ImportStartPages(backend: backend).add(to: routes)
    ImportColumnsPages(backend: backend).add(to: routes)
    ImportWordsPages(backend: backend).add(to: routes)
    ImportQuestionsPages(backend: backend).add(to: routes)
    ImportWorkPages(backend: backend).add(to: routes)
    ImportPages(backend: backend).add(to: routes)
    ImportRowsPages(backend: backend).add(to: routes)
    ArchivePages(backend: backend).add(to: routes)
    ArchiveArrivalPages(backend: backend).add(to: routes)
    VoteMakingPages(backend: backend).add(to: routes)
    VoteCastingPages(backend: backend).add(to: routes)
    VotePages(backend: backend).add(to: routes)
    BallotPaperPages(backend: backend).add(to: routes)
    GroupPages(backend: backend).add(to: routes)
    WelcomePages(backend: backend).add(to: routes)
    ChaptersPages(backend: backend).add(to: routes)
    LinkingPages(backend: backend).add(to: routes)
    LeavePages(backend: backend).add(to: routes)
    EventPages(backend: backend).add(to: routes)
    ChapterPages(backend: backend).add(to: routes)
    SettingsPages(backend: backend, cookie: cookie).add(to: routes)
    PassphraseSettingPages(backend: backend, cookie: cookie).add(to: routes)
    SecondStepPages(backend: backend, cookie: cookie).add(to: routes)
    SessionPages(backend: backend, cookie: cookie).add(to: routes)
    RolePages(backend: backend).add(to: routes)
    OwnFieldPages(backend: backend).add(to: routes)
    FieldRulePages(backend: backend).add(to: routes)
    ObjectKindPages(backend: backend).add(to: routes)
    ObjectPages(backend: backend).add(to: routes)
    ObjectImportPages(backend: backend).add(to: routes)
    PrintedCodePages(backend: backend).add(to: routes)
    if backend.isForDevelopment { GalleryPages(backend: backend).add(to: routes) }
    pages.get("**") { _, _ -> Response in throw HTTPError(.notFound) }
}

/// Adds the pages about how contacts belong to each other, and what was agreed with them.
private func addTiePages(to routes: PageRoutes, _ backend: Backend) {
    RelationPages(backend: backend).add(to: routes)
    RelationListPages(backend: backend).add(to: routes)
    RelationTypePages(backend: backend).add(to: routes)
    PositionPages(backend: backend).add(to: routes)
    PointPersonPages(backend: backend).add(to: routes)
    CardPages(backend: backend).add(to: routes)
    OrganizationPages(backend: backend).add(to: routes)
    AgreementListPages(backend: backend).add(to: routes)
    AgreementKindPages(backend: backend).add(to: routes)
    AgreementFormPages(backend: backend).add(to: routes)
    AgreementPages(backend: backend).add(to: routes)
}

/// Adds the pages about people, and the search.
private func addPeoplePages(to routes: PageRoutes, _ backend: Backend) {
    PeopleListPages(backend: backend).add(to: routes)
    PlacePages(backend: backend).add(to: routes)
    OutlinePages(backend: backend).add(to: routes)
    BranchPages(backend: backend).add(to: routes)
    PointPages(backend: backend).add(to: routes)
    AddressPages(backend: backend).add(to: routes)
    DirectoryPages(backend: backend).add(to: routes)
    DirectoryChoicePages(backend: backend).add(to: routes)
    DirectoryTakingPages(backend: backend).add(to: routes)
    AddPersonPages(backend: backend).add(to: routes)
    DuplicatePages(backend: backend).add(to: routes)
    MergePages(backend: backend).add(to: routes)
    HouseholdPages(backend: backend).add(to: routes)
    LabelPages(backend: backend).add(to: routes)
    ExportPages(backend: backend).add(to: routes)
    PersonPages(backend: backend).add(to: routes)
    EditPersonPages(backend: backend).add(to: routes)
    PersonHistoryPages(backend: backend).add(to: routes)
    EndPages(backend: backend).add(to: routes)
    MembershipPages(backend: backend).add(to: routes)
    CertificatePages(backend: backend).add(to: routes)
    CorrectPeriodPages(backend: backend).add(to: routes)
    DuePages(backend: backend).add(to: routes)
    MembershipSettingsPages(backend: backend).add(to: routes)
    KindPages(backend: backend).add(to: routes)
    VocabularyPages(backend: backend).add(to: routes)
    BuilderPages(backend: backend).add(to: routes)
    SavedSearchPages(backend: backend).add(to: routes)
    PutPages(backend: backend).add(to: routes)
    TagPages(backend: backend).add(to: routes)
    ThingTagPages(backend: backend).add(to: routes)
    ReportPages(backend: backend).add(to: routes)
    PaperPages(backend: backend).add(to: routes)
    SearchPages(backend: backend).add(to: routes)
    LogPages(backend: backend).add(to: routes)
    InteractionPages(backend: backend).add(to: routes)
    TaskListPages(backend: backend).add(to: routes)
    TaskPages(backend: backend).add(to: routes)
}
