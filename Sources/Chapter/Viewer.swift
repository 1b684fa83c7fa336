/// Who acts or looks.
public enum Viewer: Hashable, Sendable {
    /// Nobody we know.
    case visitor
    /// A signed-in member with the roles they hold now.
    case member(MemberID, Set<Role>)
    /// Whoever can use the node's own command line. The operator keeps the chapter running and
    /// never takes part: joining, posting and voting are a member's alone.
    case `operator`

    /// Whether this viewer may do what the permission names.
    public func may(_ permission: Permission) -> Bool {
        switch self {
        case .visitor: permission == .look
        case .operator: permission != .takePart
        case .member(_, let roles):
            permission == .look || permission == .takePart
                || roles.contains { $0.permissions.contains(permission) }
        }
    }

    /// The member who acts, if it is one.
    public var memberID: MemberID? {
        if case .member(let id, _) = self { id } else { nil }
    }
}

/// A named set of permissions that a member can hold.
///
/// Every member may take part without one.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Keeps the lists, plans meetings and runs ballots.
    case coordinator
    /// Links the chapter with others and keeps the node.
    case federationAdmin = "federation admin"

    /// What holders of the role may do.
    public var permissions: Set<Permission> {
        switch self {
        case .coordinator:
            [
                .seePeople, .managePeople, .exportPeople, .giveRoles, .planMeetings, .runBallots,
                .takeBackPosts, .printSignInCodes, .changeSettings,
            ]
        case .federationAdmin: [.linkChapters, .seeNode]
        }
    }
}

/// Something that must be allowed before it is done.
public enum Permission: String, CaseIterable, Hashable, Sendable {
    /// See what the chapter shows everyone.
    case look
    /// Take part as a member: answer invitations, join groups, post, vote.
    case takePart = "take part"
    /// See the chapter's people.
    case seePeople = "see people"
    /// Add, change and import people.
    case managePeople = "manage people"
    /// Take lists of people out of the chapter; every export is written down.
    case exportPeople = "export people"
    /// Give and take roles, though never one with rights that the giver lacks.
    case giveRoles = "give roles"
    /// Make what signs in another person. No role has it: whoever has it can act as anybody.
    case signPeopleIn = "sign people in"
    /// Print codes with which members without e-mail sign in; every print is in their history.
    case printSignInCodes = "print sign-in codes"
    /// Change what the chapter has chosen for itself, such as its colour.
    case changeSettings = "change the settings"
    /// Plan meetings and record who came.
    case planMeetings = "plan meetings"
    /// Make, open and close ballots.
    case runBallots = "run ballots"
    /// Take back what members of this chapter have said in groups.
    case takeBackPosts = "take back what others said"
    /// Invite, confirm, block and leave.
    case linkChapters = "link chapters"
    /// See the node's technical state.
    case seeNode = "see the node"
}
