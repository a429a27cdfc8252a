CREATE TABLE "engine_functions" (
	"fn_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"triggers" jsonb NOT NULL,
	"retries" integer NOT NULL,
	"registered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE engine_functions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY working ON engine_functions USING ((SELECT is_system()));
