import GRDB

/// Registers what all histories have in common, after the tables of each feature.
func registerHistoriesMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("histories-0001") { db in try db.execute(sql: fromWhereAndWhy) }
}

/// From where a change came, as `ActOrigin` says it, and the reason that was given.
///
/// The history of contacts had both before; older lines of the others say nothing. Lines are never
/// rewritten: the triggers of each history see to that.
private let fromWhereAndWhy = """
    ALTER TABLE interaction_history ADD COLUMN device TEXT CHECK (length(device) BETWEEN 1 AND 80);
    ALTER TABLE interaction_history ADD COLUMN why TEXT CHECK (length(why) BETWEEN 1 AND 500);
    ALTER TABLE agreement_history ADD COLUMN device TEXT CHECK (length(device) BETWEEN 1 AND 80);
    ALTER TABLE agreement_history ADD COLUMN why TEXT CHECK (length(why) BETWEEN 1 AND 500);
    ALTER TABLE own_object_history ADD COLUMN device TEXT CHECK (length(device) BETWEEN 1 AND 80);
    ALTER TABLE own_object_history ADD COLUMN why TEXT CHECK (length(why) BETWEEN 1 AND 500);
    ALTER TABLE saved_search_history ADD COLUMN device TEXT
      CHECK (length(device) BETWEEN 1 AND 80);
    ALTER TABLE saved_search_history ADD COLUMN why TEXT CHECK (length(why) BETWEEN 1 AND 500);
    ALTER TABLE tag_history ADD COLUMN device TEXT CHECK (length(device) BETWEEN 1 AND 80);
    ALTER TABLE tag_history ADD COLUMN why TEXT CHECK (length(why) BETWEEN 1 AND 500);
    """
