-- What every later table inherits. Roles are made before this runs: by the embedded server, or by db/roles.sql.
-- The application (hi_app) reads and changes rows; hi_read only reads; neither can change the schema.

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hi_app;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO hi_read;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO hi_app;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO hi_read;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO hi_app, hi_read;--> statement-breakpoint

-- The migrator's own journal, so that the application can tell which version it stands on.
GRANT USAGE ON SCHEMA drizzle TO hi_app, hi_read;--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO hi_app, hi_read;--> statement-breakpoint

-- Every database is for production unless its owner replaces this function, as the tests do with a clone of theirs.
CREATE FUNCTION public.database_purpose() RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN 'production';
--> statement-breakpoint

-- The clock of everything that expires, is leased or is due. Tests shift it with `SET hi.clock_offset = '10 minutes'`;
-- a database for production refuses a shifted clock instead of ignoring it.
CREATE FUNCTION public.app_now() RETURNS timestamptz
  LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  clock_offset text := current_setting('hi.clock_offset', true);
BEGIN
  IF clock_offset IS NULL OR clock_offset = '' THEN
    RETURN now();
  END IF;
  IF public.database_purpose() <> 'test' THEN
    RAISE EXCEPTION 'hi.clock_offset is set to "%", but this is no test database', clock_offset
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN now() + clock_offset::interval;
END
$$;
