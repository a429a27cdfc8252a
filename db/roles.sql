-- Run once by an administrator, connected to the application's database, before the first migration:
--
--   psql "$ADMIN_URL" -v database=hashinsight -v owner_password=... -v app_password=... -v read_password=... -f db/roles.sql
--
-- hi_owner changes the schema (DATABASE_DIRECT_URL), hi_app serves people (DATABASE_URL), hi_read is for reports.
-- None of them is a superuser or steps over row-level security.

CREATE ROLE hi_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE hi_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE ROLE hi_read LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'read_password';

GRANT ALL ON DATABASE :"database" TO hi_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO hi_app, hi_read;
ALTER DATABASE :"database" SET timezone TO 'UTC';

GRANT ALL ON SCHEMA public TO hi_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO hi_app, hi_read;
