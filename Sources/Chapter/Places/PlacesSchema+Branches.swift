import GRDB

/// Registers the column for the branch in which a contact lives, apart from the district.
///
/// Branches that were assigned before stand in districts, and stay there: kept searches ask for them
/// by that name. Assigning once more fills the branch; taking the older assignment back, in the log
/// of the chapter, brings the districts back.
func registerBranchMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("branches-0001") { db in
        try db.execute(sql: branchColumn)
    }
}

/// What is written down of contacts, and what an import wants to write.
private let branchColumn = """
    ALTER TABLE member ADD COLUMN branch TEXT CHECK (length(branch) BETWEEN 1 AND 60);
    ALTER TABLE import_person ADD COLUMN branch TEXT;
    DROP INDEX member_by_district;
    CREATE INDEX member_by_branch ON member(branch) WHERE branch IS NOT NULL;
    """
