-- The audit is read newest first, of one actor or one kind of action.

CREATE INDEX audit_of_actor ON audit (actor, at, id);
CREATE INDEX audit_of_action ON audit (action, at, id);
