public import GRDB

extension Chapter {
    /// Registers the migrations of the chapter's own tables, feature by feature.
    ///
    /// A migration is plain SQL and is never edited once it has landed; a change is a new one.
    public static func registerMigrations(in migrator: inout DatabaseMigrator) {
        registerPeopleMigrations(in: &migrator)
        registerImportMigrations(in: &migrator)
        registerMeetingsMigrations(in: &migrator)
        registerGroupsMigrations(in: &migrator)
        registerBallotsMigrations(in: &migrator)
        registerSigningInMigrations(in: &migrator)
        registerSettingsMigrations(in: &migrator)
        registerRelationsMigrations(in: &migrator)
        registerAgreementsMigrations(in: &migrator)
        registerMembershipsMigrations(in: &migrator)
        registerTimelineMigrations(in: &migrator)
        registerListsMigrations(in: &migrator)
        registerTagsMigrations(in: &migrator)
        registerDuplicatesMigrations(in: &migrator)
        registerFieldsMigrations(in: &migrator)
        registerPlacesMigrations(in: &migrator)
        registerOverviewMigrations(in: &migrator)
        registerDirectoryMigrations(in: &migrator)
        registerLaterAgreementsMigrations(in: &migrator)
        registerImportNoteMigrations(in: &migrator)
        registerBranchMigrations(in: &migrator)
        registerLaterListsMigrations(in: &migrator)
        registerReportsMigrations(in: &migrator)
        registerHistoriesMigrations(in: &migrator)
    }
}
