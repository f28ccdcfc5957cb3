#!/bin/sh
# Two roles of PostgreSQL, the vault's and Temporal's, each with databases of its own that the other cannot connect to. Safe to run
# again, which also sets a password that was changed. Connects by PGHOST, PGPORT, PGUSER and PGPASSWORD, as who may make roles.
set -eu

psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres <<'SQL'
\getenv vault_password VAULT_DB_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD

select format('create role %I login', name) from unnest(array['vault', 'temporal']) as wanted (name)
  where not exists (select from pg_roles where rolname = name) \gexec
alter role vault password :'vault_password';
alter role temporal password :'temporal_password';

select format('create database %I owner %I', name, owner)
  from (values ('vault', 'vault'), ('temporal', 'temporal'), ('temporal_visibility', 'temporal')) as wanted (name, owner)
  where not exists (select from pg_database where datname = name) \gexec
revoke all on database vault, temporal, temporal_visibility, postgres, template1 from public;
SQL
