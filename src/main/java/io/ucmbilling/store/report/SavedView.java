package io.ucmbilling.store.report;

import java.util.UUID;

/**
 * View of the report under a name.
 *
 * @param owner the name of the user who saved it
 * @param shared whether all users are offered it, or the owner alone
 * @param query of its address, without a question mark
 */
public record SavedView(UUID id, String name, String owner, boolean shared, String query) {}
