CREATE TABLE "engine_function_pauses" (
	"fn_id" text PRIMARY KEY NOT NULL,
	"paused_at" timestamp with time zone NOT NULL,
	"paused_by" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inngest_cron" (
	"fn_id" text NOT NULL,
	"cron" text NOT NULL,
	"fire_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inngest_cron_fn_id_cron_pk" PRIMARY KEY("fn_id","cron")
);
--> statement-breakpoint
CREATE TABLE "inngest_debounce" (
	"fn_id" text NOT NULL,
	"key" text NOT NULL,
	"event_id" text NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"hard_deadline" timestamp with time zone NOT NULL,
	CONSTRAINT "inngest_debounce_fn_id_key_pk" PRIMARY KEY("fn_id","key")
);
--> statement-breakpoint
CREATE TABLE "inngest_dedupe" (
	"fn_id" text NOT NULL,
	"key" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inngest_dedupe_fn_id_key_pk" PRIMARY KEY("fn_id","key")
);
--> statement-breakpoint
CREATE TABLE "inngest_event" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"ts_ms" bigint NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inngest_job" (
	"job_key" text PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"fn_id" text NOT NULL,
	"kind" text NOT NULL,
	"step_hash" text,
	"step_name" text,
	"subject" text,
	"is_race" boolean DEFAULT false NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer NOT NULL,
	"slots" text[],
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"leased_at" timestamp with time zone,
	"losses" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inngest_pause" (
	"run_id" uuid NOT NULL,
	"step_hash" text NOT NULL,
	"kind" text NOT NULL,
	"step_name" text NOT NULL,
	"event_name" text,
	"match" jsonb NOT NULL,
	"match_value" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inngest_pause_run_id_step_hash_kind_pk" PRIMARY KEY("run_id","step_hash","kind")
);
--> statement-breakpoint
CREATE TABLE "inngest_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fn_id" text NOT NULL,
	"event_id" text NOT NULL,
	"status" text NOT NULL,
	"req_version" smallint DEFAULT -1 NOT NULL,
	"force_plan" boolean DEFAULT false NOT NULL,
	"stack" text[] DEFAULT '{}' NOT NULL,
	"discover_again" boolean DEFAULT false NOT NULL,
	"slots" text[],
	"singleton_key" text,
	"output" jsonb,
	"error" jsonb,
	"parent_run_id" uuid,
	"parent_step" text,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inngest_step" (
	"run_id" uuid NOT NULL,
	"step_hash" text NOT NULL,
	"op" text NOT NULL,
	"name" text NOT NULL,
	"memo" jsonb NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone NOT NULL,
	CONSTRAINT "inngest_step_run_id_step_hash_pk" PRIMARY KEY("run_id","step_hash")
);
--> statement-breakpoint
CREATE INDEX "inngest_debounce_due_idx" ON "inngest_debounce" USING btree ("run_at");--> statement-breakpoint
CREATE INDEX "inngest_dedupe_expiry_idx" ON "inngest_dedupe" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "inngest_event_received_idx" ON "inngest_event" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "inngest_job_due_idx" ON "inngest_job" USING btree ("fn_id","run_at","job_key") WHERE "inngest_job"."lease_token" is null;--> statement-breakpoint
CREATE INDEX "inngest_job_lease_idx" ON "inngest_job" USING btree ("lease_until") WHERE "inngest_job"."lease_token" is not null;--> statement-breakpoint
CREATE INDEX "inngest_job_run_idx" ON "inngest_job" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inngest_job_discover_idx" ON "inngest_job" USING btree ("run_id") WHERE "inngest_job"."kind" = 'discover';--> statement-breakpoint
CREATE INDEX "inngest_pause_event_idx" ON "inngest_pause" USING btree ("event_name","match_value");--> statement-breakpoint
CREATE UNIQUE INDEX "inngest_run_event_idx" ON "inngest_run" USING btree ("fn_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inngest_run_singleton_idx" ON "inngest_run" USING btree ("fn_id","singleton_key") WHERE "inngest_run"."status" = 'running';--> statement-breakpoint
CREATE INDEX "inngest_run_created_idx" ON "inngest_run" USING btree ("fn_id","created_at");--> statement-breakpoint
CREATE INDEX "inngest_run_of_event_idx" ON "inngest_run" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "inngest_run_ended_idx" ON "inngest_run" USING btree ("ended_at") WHERE "inngest_run"."status" <> 'running';--> statement-breakpoint

-- What the executor keeps holds events of all companies: only the product's own work sees it.
ALTER TABLE inngest_event ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_run ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_step ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_job ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_pause ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_cron ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_debounce ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE inngest_dedupe ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE engine_function_pauses ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY working ON inngest_event USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_run USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_step USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_job USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_pause USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_cron USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_debounce USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON inngest_dedupe USING ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY working ON engine_function_pauses USING ((SELECT is_system()));--> statement-breakpoint
REVOKE ALL ON inngest_event, inngest_run, inngest_step, inngest_job, inngest_pause, inngest_cron, inngest_debounce,
  inngest_dedupe, engine_function_pauses FROM hi_read;--> statement-breakpoint
ALTER TABLE inngest_job SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);--> statement-breakpoint
ALTER TABLE inngest_run SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE inngest_pause SET (autovacuum_vacuum_scale_factor = 0.05);
