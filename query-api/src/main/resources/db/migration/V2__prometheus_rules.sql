-- Files of recording and alerting rules in Prometheus's form.
create table prometheus_rule_file (
  name text primary key,
  version text not null,
  content text not null,
  updated timestamptz not null default now()
);
