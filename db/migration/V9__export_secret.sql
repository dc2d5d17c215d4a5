-- The key with which every replica signs the Digest nonces of the exports, so that any takes another's.
create table export_secret (
    the_one boolean     primary key default true check (the_one),
    secret  bytea       not null check (octet_length(secret) = 32),
    made_at timestamptz not null default now()
);

comment on table export_secret is 'One row: the key that signs the nonces of Digest authentication. Made at the first start.';
comment on column export_secret.the_one is 'Always true: keeps the table at one row.';
comment on column export_secret.secret is '32 random bytes. To change the key, delete the row and restart every replica.';
comment on column export_secret.made_at is 'When the first replica made it.';
