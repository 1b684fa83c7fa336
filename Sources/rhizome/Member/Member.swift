import ArgumentParser

/// The chapter's people.
struct Member: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "The chapter's people.",
        subcommands: [
            MemberAdd.self, MemberList.self, MemberShow.self, MemberHistory.self, MemberEdit.self,
            MemberEnd.self, MemberRemove.self, MemberBringBack.self,
            MemberRole.self, MemberImport.self, MemberUndoImport.self, MemberExport.self,
            MemberSignIn.self, MemberToken.self, MemberSignOut.self,
            MemberSecondStepOff.self,
        ])
}
