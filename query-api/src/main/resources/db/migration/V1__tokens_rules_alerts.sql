-- Who may call the API. The token itself is never stored: the hash is enough to know it again.
create table api_token (
  name text primary key,
  hash bytea not null unique check (length(hash) = 32),
  created timestamptz not null default now(),
  last_used timestamptz,
  expires timestamptz
);

-- Falco rule files; they load in the order of their names.
create table rule_file (
  name text primary key,
  version text not null,
  content text not null,
  updated timestamptz not null default now()
);

create table metric_alert (
  name text primary key,
  version text not null,
  content text not null,
  updated timestamptz not null default now()
);
