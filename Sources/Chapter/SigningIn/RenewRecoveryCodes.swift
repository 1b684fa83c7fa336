import GRDB

/// Draws new recovery codes for the member who acts; those there were work no longer.
public struct RenewRecoveryCodes: Act {
    /// Every member's, for themselves.
    public static let permission = Permission.takePart

    /// Six digits from the app, or one of the old recovery codes.
    public var code: String

    /// New codes, in exchange for a code.
    public init(code: String) { self.code = code }

    /// Draws them; they are shown once.
    public func perform(in context: ActContext) throws -> Result<[PaperCode], Refusal> {
        try refusing {
            let person = try context.memberToSignIn(context.actingMember).get()
            guard try context.useSecondStep(code, of: person, by: "RenewRecoveryCodes") else {
                throw Refusal.invalid(
                    "code", "This is neither the code of this moment nor a recovery code of yours.")
            }
            var change = PersonChange(of: person, by: "RenewRecoveryCodes", in: context)
            try change.record(
                SignInField.recoveryCodes.rawValue, old: "made", new: "made anew")
            try change.finish()
            return try context.newRecoveryCodes(of: person.id)
        }
    }
}
