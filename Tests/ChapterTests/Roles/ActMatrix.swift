import Chapter
import Federation
import Sodium
import TestSupport
import Testing

/// Who may do what: one row an act. Whoever adds an act adds its row.
///
/// `others` is a record that is not the viewer's own. An act that is refused for another reason
/// than the viewer's rights still counts as allowed.
let actMatrix: [ActRow] = [
    // People
    row(.coordinator, .operator) { _ in AddMember(name: "Dan Dee") },
    row(.coordinator, .operator) { EditMember($0.others, changes: [.job: "docker"]) },
    row(.coordinator, .operator) { EndMembership($0.others, why: "moved away") },
    row(.coordinator, .operator) { RemoveContact($0.others, why: "typing error") },
    row(.coordinator, .operator) { _ in BringBackContact(1) },
    row(.coordinator, .operator) { SetEmails($0.others, [Email("dan@example.org")]) },
    row(.coordinator, .operator) { SetPhones($0.others, [Phone("555 0105")]) },
    row(.coordinator, .operator) { SetMessengers($0.others, [Messenger(.signal, "ana.01")]) },
    row(.coordinator, .operator) { SetOwnFields($0.others, ["size": ["L"]]) },
    row(.coordinator, .operator) { _ in AddOwnField(OwnFieldPlan("Size", .line)) },
    row(.coordinator, .operator) { _ in
        ChangeOwnField(1, expectedVersion: 1, OwnFieldPlan("Size", .line))
    },
    row(.coordinator, .operator) { _ in RetireOwnField(1) },
    row(.coordinator, .operator) { _ in SetCountry("ES") },
    row(.coordinator, .operator) { _ in SetPeopleOrder(byFamily: true) },
    row(.coordinator, .operator) { _ in AddFieldRule(FieldRulePlan("role", .needs, "size")) },
    row(.coordinator, .operator) { _ in
        ChangeFieldRule(1, expectedVersion: 1, FieldRulePlan("role", .needs, "size"))
    },
    row(.coordinator, .operator) { _ in RemoveFieldRule(1) },
    row(.coordinator, .operator) {
        SetFieldForMany(.field(.job), ["baker"], for: .these([$0.others]))
    },
    row(.coordinator, .operator) { _ in UndoFieldForMany(1) },
    row(.coordinator, .operator) { AddTaskForEach(TaskContent("Call"), for: .these([$0.others])) },
    row(.coordinator, .operator) { _ in UndoTaskForEach(1, 2) },
    row(.coordinator, .operator) { _ in SetBuiltInRule("birth_date", neededOf: .members) },
    row(.coordinator, .operator) { _ in AddObjectType(name: "Building", plural: "Buildings") },
    row(.coordinator, .operator) { _ in
        ChangeObjectType(1, expectedVersion: 1, name: "Building", plural: "Buildings")
    },
    row(.coordinator, .operator) { _ in AddObject(1, name: "Pier 4") },
    row(.coordinator, .operator) { _ in ChangeObject(1, expectedVersion: 1, name: "Pier 5") },
    row(.coordinator, .operator) { _ in RemoveObject(1) },
    row(.coordinator, .operator) { _ in RevertObjectChange(1, 1) },
    row(.coordinator, .operator) { _ in
        StageObjectImport(
            1, ObjectSheet(file: "l", headings: ["name"], rows: [["Pier 4"]]))
    },
    row(.coordinator, .operator) { _ in ApplyObjectImport(1) },
    row(.coordinator, .operator) { _ in UndoObjectImport(1) },
    row(.coordinator, .operator) { _ in DiscardObjectImport(1) },
    row(.coordinator, .operator) { _ in ExportObjects(ObjectList(1)) },
    row(.coordinator, .operator) { _ in ExportAgreements() },
    row(.coordinator, .operator) { _ in ExportTasks() },
    row(.coordinator, .operator) { _ in ExportDueMemberships() },
    row(.coordinator, .operator) { TieObject(1, $0.others) },
    row(.coordinator, .operator) { UntieObject(1, $0.others) },
    row(.coordinator, .operator) { SetAddresses($0.others, [PostalAddress(line1: "1 Pier")]) },
    row(.coordinator, .operator) { SetInterests($0.others, ["Transit"]) },
    row(.coordinator, .operator) {
        SetExternalIDs($0.others, [ExternalID(scheme: "AK_ID", value: "9")])
    },
    row(.coordinator, .operator) { TagMember($0.others, "Steward") },
    row(.coordinator, .operator) { UntagMember($0.others, "Steward") },
    row(.coordinator, .operator) { AddInterest($0.others, "Transit") },
    row(.coordinator, .operator) { RemoveInterest($0.others, "Transit") },
    row(.coordinator, .operator) { SetSkills($0.others, ["First aid"]) },
    row(.coordinator, .operator) { AddSkill($0.others, "First aid") },
    row(.coordinator, .operator) { RemoveSkill($0.others, "First aid") },
    row(.coordinator, .operator) { LabelPeople(.tag, "Steward", .these([$0.others])) },
    row(.coordinator, .operator) { _ in UndoLabels(1) },
    row(.coordinator, .operator) { _ in RevertChange(1) },
    row(.coordinator, .operator) { TakeBack($0.others, after: 0, through: 1) },
    row(.coordinator, .operator) { _ in ExportPeople() },
    // The directory; the person alone chooses, so nobody may here
    row { SetDirectoryFields($0.others, [.name]) },
    row(.member, .coordinator, .federationAdmin) { _ in TakeDirectory(why: "phone tree") },
    // Relations and agreements
    row(.coordinator, .operator) { _ in AddRelationType(EnteredRelationType("drives")) },
    row(.coordinator, .operator) { _ in ChangeRelationType(1, to: EnteredRelationType("drives")) },
    row(.coordinator, .operator) { _ in RetireRelationType(1) },
    row(.coordinator, .operator) { AddRelation($0.others, 1, .forward, $0.others) },
    row(.coordinator, .operator) { ChangeRelation(1, of: $0.others) },
    row(.coordinator, .operator) { EndRelation(1, of: $0.others) },
    row(.coordinator, .operator) { RemoveRelation(1, of: $0.others) },
    row(.coordinator, .operator) { GivePosition($0.others, "steward") },
    row(.coordinator, .operator) { ChangePosition(1, of: $0.others, "steward") },
    row(.coordinator, .operator) { EndPosition(1, of: $0.others) },
    row(.coordinator, .operator) { RemovePosition(1, of: $0.others) },
    row(.coordinator, .operator) { SetPointPerson(nil, for: .these([$0.others])) },
    row(.coordinator, .operator) { _ in UndoPointPersons(1) },
    row(.coordinator, .operator) { ExportCards(.these([$0.others])) },
    row(.coordinator, .operator) {
        AddAgreement(EnteredAgreement(.other, "Pact", parties: [AgreementParty($0.others)]))
    },
    row(.coordinator, .operator) { _ in ChangeAgreement(1, to: EnteredAgreement(.other, "Pact")) },
    row(.coordinator, .operator) { _ in AddAgreementKind("Hall lease") },
    row(.coordinator, .operator) { _ in
        ChangeAgreementKind(1, expectedVersion: 1, name: "Hall lease")
    },
    row(.coordinator, .operator) { _ in RevertAgreementChange(1, 1) },
    row(.coordinator, .operator) { _ in RemoveAgreement(1) },
    row(.coordinator, .operator) { _ in RestoreAgreement(1) },
    row(.coordinator, .operator) { _ in AddAgreementFile(1, name: "scan.pdf", bytes: [1]) },
    row(.coordinator, .operator) { _ in RemoveAgreementFile(1, 1) },
    row(.coordinator, .operator) { _ in SealAgreement(1) },
    row(.coordinator, .operator) { _ in MakeAgreementTasks() },
    // Places
    row(.coordinator, .operator) { SetPlace($0.others, nil) },
    row(.coordinator, .operator) { SetAddressParts($0.others, 1, nil) },
    row(.coordinator, .operator) {
        ChangeSharedAddress($0.others, 1, to: PostalAddress(line1: "1 Pier"), alsoFor: [])
    },
    row(.coordinator, .operator) { TakeAddressOf($0.others, MemberID(99)) },
    row(.coordinator, .operator) { _ in SetMeetingPlace("Hall", nil) },
    row(.coordinator, .operator) { _ in AddPostcodes(.bytes([])) },
    row(.coordinator, .operator) { _ in RemovePostcodes() },
    row(.coordinator, .operator) { _ in AddOutlines(.coastline, file: []) },
    row(.coordinator, .operator) { _ in RemoveOutline(1) },
    row(.coordinator, .operator) { _ in ChangeBranch(1, name: "North", postcodes: []) },
    row(.coordinator, .operator) { _ in AssignBranches() },
    // Timeline and tasks
    row(.coordinator, .operator) {
        RecordInteraction(InteractionContent(.note, .about, "Kind", with: [$0.others]))
    },
    row(.coordinator, .operator) {
        ChangeInteraction(
            1, expectedVersion: nil, to: InteractionContent(.note, .us, "Hi", with: [$0.others]))
    },
    row(.coordinator, .operator) { _ in RevertInteractionChange(1, 1) },
    row(.coordinator, .operator) { _ in RemoveInteraction(1) },
    row(.coordinator, .operator) { _ in BringBackInteraction(1) },
    row(.coordinator, .operator) { AddTask(TaskContent("Call", on: [$0.others])) },
    row(.coordinator, .operator) { _ in
        ChangeTask(1, expectedVersion: nil, to: TaskContent("Call"))
    },
    row(.coordinator, .operator) { AssignTask(1, to: $0.others) },
    row(.coordinator, .operator) { _ in FinishTask(1) },
    row(.coordinator, .operator) { _ in ReopenTask(1) },
    // Duplicates
    row(.coordinator, .operator) { DecideDuplicate($0.others, MemberID(99), .later) },
    row(.coordinator, .operator) { MergeContacts(keep: $0.others, gone: MemberID(99)) },
    row(.coordinator, .operator) { _ in UndoMerge(1) },
    row(.coordinator, .operator) { MergeTogether(keep: $0.others, others: [MemberID(99)]) },
    row(.coordinator, .operator) { _ in UndoMergeTogether(1) },
    row(.coordinator, .operator) { _ in DecideHome("", .no) },
    row(.coordinator, .operator) { MakeHousehold([$0.others], name: "Home") },
    row(.coordinator, .operator) { MoveOut($0.others) },
    row(.coordinator, .operator) {
        MoveHousehold($0.others, [], to: PostalAddress(line1: "1 Pier"))
    },
    row(.coordinator, .operator) { _ in UndoMove(1) },
    // Searches, tags and paper
    row(.coordinator, .operator) { _ in SaveSearch("All", SearchQuery(), isShared: true) },
    row(.coordinator, .operator) { _ in
        ChangeSearch(1, version: 1, name: "All", SearchQuery(), isShared: true)
    },
    row(.coordinator, .operator) { _ in KeepListView(1, .usual) },
    row(.coordinator, .operator) { _ in PutSearchBack(1, before: 1, version: 1) },
    row(.coordinator, .operator) { _ in RemoveSearch(1) },
    row(.coordinator, .operator) { _ in BringSearchBack(1) },
    row(.coordinator, .operator) { _ in
        KeepReport("Ages", ReportChoices(SearchQuery(), by: .age), isShared: true)
    },
    row(.coordinator, .operator) { _ in
        RenameReport(1, version: 1, name: "Years", isShared: true)
    },
    row(.coordinator, .operator) { _ in RemoveReport(1) },
    row(.coordinator, .operator) { _ in BringReportBack(1) },
    row(.coordinator, .operator) { PlaceInSearch(1, .putIn, .these([$0.others])) },
    row(.coordinator, .operator) { _ in UndoPlacing(1) },
    row(.coordinator, .operator) { _ in ChangeTag("Steward", to: "Delegate") },
    row(.coordinator, .operator) { _ in TagThing(.object(1), add: ["Docks"]) },
    row(.coordinator, .operator) { _ in SetTagGroup("Steward", group: "Tasks") },
    row(.coordinator, .operator) { _ in RenameTagGroup("Tasks", to: "Work") },
    row(.coordinator, .operator) { _ in PrintPeople(MemberList(), .labels) },
    row(.coordinator, .operator) { _ in PrintWalkList(MemberList()) },
    // Memberships
    row(.coordinator, .operator) { _ in AddMembershipType(kind) },
    row(.coordinator, .operator) { _ in ChangeMembershipType(1, to: kind) },
    row(.coordinator, .operator) { _ in RetireMembershipType(1) },
    row(.coordinator, .operator) { _ in ShareVocabulary() },
    row(.coordinator, .operator) { _ in TakeOverKind(ChapterID(.zero), "Standard") },
    row(.coordinator, .operator) { BeginMembership($0.others, 1) },
    row(.coordinator, .operator) { RenewMembership($0.others) },
    row(.coordinator, .operator) { MakeCertificate($0.others) },
    row(.coordinator, .operator) { ChangeMembershipKind($0.others, to: 1) },
    row(.coordinator, .operator) { EndMembershipPeriod($0.others, why: "moved away") },
    row(.coordinator, .operator) { _ in
        CorrectPeriod(1, startsOn: "2026-05-01", runsUntil: nil, why: "typing error")
    },
    row(.coordinator, .operator) { BeginMemberships(.these([$0.others]), 1, .joined) },
    row(.coordinator, .operator) { RenewMemberships(.these([$0.others])) },
    row(.coordinator, .operator) { _ in UndoRenewals(1) },
    row(.coordinator, .operator) { _ in SettleMemberships() },
    row(.coordinator, .operator) { _ in SetStandingRule(joinedDays: 30) },
    row(.coordinator, .operator) { OverrideStanding($0.others, isGood: true, why: "moved here") },
    row(.coordinator, .operator) { EndOverride($0.others) },
    // Duplicates
    // Searches, tags and paper
    // Importing
    row(.coordinator, .operator) { _ in
        AddUploadedList(file: "list.csv", bytes: 9, mode: .update)
    },
    row(.coordinator, .operator) { _ in ChooseColumns("", ImportPlan()) },
    row(.coordinator, .operator) { _ in AnswerImport(1, [:]) },
    row(.coordinator, .operator) { _ in DiscardList("") },
    row(.coordinator, .operator) { _ in DiscardImport(1) },
    row(.coordinator, .operator) { _ in ApplyImport(1) },
    row(.coordinator, .operator) { _ in UndoImport(1) },
    row(.coordinator, .operator) { _ in NoteArchive() },
    row(.coordinator, .operator) { _ in ReadArchive(.bytes([])) },
    // Roles
    row(.coordinator, .operator) { GiveRole($0.others, .coordinator) },
    row(.coordinator, .operator) { TakeRole($0.others, .coordinator) },
    row(.operator) { MakeSignInLink($0.others) },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        ConsumeSignInLink(token: "")
    },
    row(.operator) { MakeMemberToken($0.others) },
    row(.coordinator, .operator) { RevokeTokens($0.others) },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        EndSession(token: "")
    },
    // Signing in: what lets oneself in is a member's alone, what opens the door anybody's
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        RequestSignInLinks("dan@example.org")
    },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        SignInWithLink(token: "")
    },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { fixture in
        SignInWithPassphrase(.init(member: fixture.others, kept: ""))
    },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        SignInWithCode(code: "")
    },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        PassSecondStep(token: "", code: "")
    },
    row(.visitor, .member, .coordinator, .federationAdmin, .operator) { _ in
        NoteSession(token: "")
    },
    row(.member, .coordinator, .federationAdmin) { _ in
        SetPassphrase(kept: nil, replacing: nil, session: nil)
    },
    row(.member, .coordinator, .federationAdmin) { _ in BeginSecondStep() },
    row(.member, .coordinator, .federationAdmin) { _ in
        ConfirmSecondStep(code: "", session: nil)
    },
    row(.member, .coordinator, .federationAdmin) { _ in RenewRecoveryCodes(code: "") },
    row(.operator) { EndSecondStep($0.others) },
    row(.member, .coordinator, .federationAdmin) { _ in RenewSession(token: "") },
    row(.member, .coordinator, .federationAdmin) { _ in EndOneSession("") },
    row(.coordinator, .operator) { PrintSignInCode($0.others) },
    row(.coordinator, .operator) { _ in SetAccent("#b01650") },
    row(.coordinator, .operator) { _ in SetTimeZone("Europe/Lisbon") },
    // Meetings
    row(.coordinator, .operator) { _ in ScheduleMeeting(plan) },
    row(.coordinator, .operator) { _ in ChangeMeeting(nothing, version: 1, to: plan) },
    row(.coordinator, .operator) { _ in CancelMeeting(nothing) },
    row(.coordinator, .operator) { RecordAttendance(nothing, member: $0.others) },
    row(.coordinator, .operator) { _ in RecordGuest(nothing, name: "Eve") },
    row(.coordinator, .operator) {
        RecordDeparture(nothing, .person($0.others), left: nil)
    },
    row(.coordinator, .operator) { TakeBackAttendance(nothing, .person($0.others)) },
    row(.coordinator, .operator) { _ in CountHeads(nothing, heads: 12) },
    row(.coordinator, .operator) { _ in CountPastMeetings() },
    row(.coordinator, .operator) { _ in RecoverMeetings() },
    row(.member, .coordinator, .federationAdmin) { _ in AnswerRSVP(nothing, .yes) },
    row(.member, .coordinator, .federationAdmin) { _ in MakeCalendarAddress() },
    row(.member, .coordinator, .federationAdmin) { _ in EndCalendarAddress() },
    // Groups: taking part is a member's alone, never the operator's
    row(.member, .coordinator, .federationAdmin) { _ in
        FoundGroup(name: "Night school", purpose: "Housing law")
    },
    row(.member, .coordinator, .federationAdmin) { _ in JoinGroup(nothing, as: "rosa") },
    row(.member, .coordinator, .federationAdmin) { _ in LeaveGroup(nothing) },
    row(.member, .coordinator, .federationAdmin) { _ in PostToGroup(nothing, "Hello") },
    row(.member, .coordinator, .federationAdmin) { _ in TakePostBack(nothing, nothing) },
    row(.coordinator, .operator) { _ in TakeChapterPostBack(nothing, nothing) },
    row(.coordinator, .operator) { _ in TakeMeetingBack(nothing) },
    // Ballots
    row(.coordinator, .operator) { _ in DraftBallot(BallotPlan(motion: "Shall we?")) },
    row(.coordinator, .operator) { _ in
        ChangeDraft(nothing, to: BallotPlan(motion: "Shall we?"))
    },
    row(.coordinator, .operator) { _ in OpenBallot(nothing) },
    row(.member, .coordinator, .federationAdmin) { _ in CastPaper(nothing, choice: 0) },
    row(.coordinator, .operator) { _ in CloseBallot(nothing) },
    row(.coordinator, .operator) { _ in CancelBallot(nothing) },
    row(.coordinator, .operator) { _ in RecountBallots() },
]

/// An id under which there is nothing.
private let nothing = ObjectID(chapter: ChapterID(.zero), nonce: [])

private let plan = MeetingPlan(title: "Assembly", start: .noon, end: .noon + 3_600_000)

private let kind = MembershipTypePlan(name: "Standard", term: .rolling(months: 12))

/// A kind of viewer.
enum Who: String, CaseIterable {
    case visitor, member, coordinator
    case federationAdmin = "federation admin"
    case `operator`
}

/// What the acts of the matrix are about.
struct MatrixFixture: Sendable {
    let chapter: TestChapter
    /// Somebody who is none of the viewers.
    let others: MemberID
}

/// One act and who may do it.
struct ActRow: Sendable, CustomTestStringConvertible {
    let name: String
    let may: Set<Who>
    /// Performs the act as a viewer; gives back why it was refused.
    let refusal: @Sendable (MatrixFixture, Viewer) async throws -> Refusal?

    var testDescription: String { name }
}

/// A row of the matrix: who may, and how the act is made.
func row<A: Act>(_ may: Who..., make: @escaping @Sendable (MatrixFixture) -> A) -> ActRow {
    ActRow(name: "\(A.self)", may: Set(may)) { fixture, viewer in
        try await fixture.chapter.refusal(of: make(fixture), as: viewer)
    }
}
