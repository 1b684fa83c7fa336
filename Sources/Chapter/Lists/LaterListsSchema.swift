import GRDB

/// Registers what searches look up in tables that other features make.
func registerLaterListsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("lists-0006") { db in try db.execute(sql: conditionIndexes) }
}

/// What conditions ask of agreements, answers, outcomes, things and ages, without a look at every
/// row.
///
/// Of answers the moment stands first, so that whose somebody's are is still looked up by their
/// number where people are walked through.
private let conditionIndexes = """
    CREATE INDEX agreement_by_kind ON agreement(kind, ends_on, starts_on, own_kind)
      WHERE removed_at IS NULL;
    CREATE INDEX agreement_party_unsigned ON agreement_party(member_id) WHERE signed_on IS NULL;
    CREATE INDEX rsvp_by_moment ON rsvp(at, answer, member_id);
    CREATE INDEX interaction_with_outcome ON interaction(at, kind, outcome)
      WHERE outcome IS NOT NULL AND removed_at IS NULL AND is_private = 0;
    CREATE INDEX own_object_by_folded_name ON own_object(folded_name);
    """
