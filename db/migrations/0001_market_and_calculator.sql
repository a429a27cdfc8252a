CREATE TABLE "miner_models" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"maker" text NOT NULL,
	"bin" text NOT NULL,
	"hashrate_ths" numeric NOT NULL,
	"power_watts" numeric NOT NULL,
	"cooling" text NOT NULL,
	"released_on" text,
	"source_title" text NOT NULL,
	"source_url" text,
	"source_checked_on" date NOT NULL,
	"status" text NOT NULL,
	"revision" integer NOT NULL,
	"reference_price_usd" numeric,
	"price_as_of" text,
	"note" text,
	"aliases" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "miner_models_name_unique" UNIQUE("name"),
	CONSTRAINT "miner_models_hashrate_positive" CHECK ("miner_models"."hashrate_ths" > 0 and "miner_models"."hashrate_ths" < 1e6),
	CONSTRAINT "miner_models_power_positive" CHECK ("miner_models"."power_watts" > 0 and "miner_models"."power_watts" < 1e6),
	CONSTRAINT "miner_models_cooling_known" CHECK ("miner_models"."cooling" in ('air', 'hydro', 'immersion')),
	CONSTRAINT "miner_models_status_known" CHECK ("miner_models"."status" in ('confirmed', 'unconfirmed')),
	CONSTRAINT "miner_models_confirmed_has_source" CHECK ("miner_models"."status" <> 'confirmed' or "miner_models"."source_url" is not null),
	CONSTRAINT "miner_models_price_has_moment" CHECK (("miner_models"."reference_price_usd" is null) = ("miner_models"."price_as_of" is null))
);
--> statement-breakpoint
CREATE TABLE "difficulty_retargets" (
	"height" integer PRIMARY KEY NOT NULL,
	"day_utc" date NOT NULL,
	"difficulty" numeric NOT NULL,
	"date_source" text NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "difficulty_retargets_height_is_boundary" CHECK ("difficulty_retargets"."height" % 2016 = 0),
	CONSTRAINT "difficulty_retargets_difficulty_sane" CHECK ("difficulty_retargets"."difficulty" >= 1 and "difficulty_retargets"."difficulty" < 1e18),
	CONSTRAINT "difficulty_retargets_origin_known" CHECK ("difficulty_retargets"."origin" in ('shipped', 'provider'))
);
--> statement-breakpoint
CREATE TABLE "market_analytics" (
	"day_utc" date PRIMARY KEY NOT NULL,
	"close_usd" numeric NOT NULL,
	"source_count" smallint NOT NULL,
	"source" text NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "market_analytics_close_sane" CHECK ("market_analytics"."close_usd" > 0 and "market_analytics"."close_usd" < 1e8),
	CONSTRAINT "market_analytics_source_count_positive" CHECK ("market_analytics"."source_count" >= 1),
	CONSTRAINT "market_analytics_origin_known" CHECK ("market_analytics"."origin" in ('shipped', 'provider'))
);
--> statement-breakpoint
CREATE TABLE "network_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slot_starts_at" timestamp with time zone NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"btc_price_usd" numeric,
	"btc_price_source" text,
	"difficulty" numeric,
	"difficulty_source" text,
	"block_height" integer,
	"block_height_source" text,
	"observed_hashrate_ths" numeric,
	"observed_hashrate_source" text,
	"fees_btc_per_block" numeric,
	"fees_source" text,
	CONSTRAINT "network_snapshots_slot_starts_at_unique" UNIQUE("slot_starts_at"),
	CONSTRAINT "network_snapshots_price_sane" CHECK ("network_snapshots"."btc_price_usd" > 0 and "network_snapshots"."btc_price_usd" < 1e8),
	CONSTRAINT "network_snapshots_difficulty_sane" CHECK ("network_snapshots"."difficulty" >= 1 and "network_snapshots"."difficulty" < 1e18),
	CONSTRAINT "network_snapshots_height_sane" CHECK ("network_snapshots"."block_height" >= 0),
	CONSTRAINT "network_snapshots_hashrate_sane" CHECK ("network_snapshots"."observed_hashrate_ths" > 0 and "network_snapshots"."observed_hashrate_ths" < 1e15),
	CONSTRAINT "network_snapshots_fees_sane" CHECK ("network_snapshots"."fees_btc_per_block" >= 0 and "network_snapshots"."fees_btc_per_block" <= 50)
);
--> statement-breakpoint
CREATE TABLE "provider_call_budgets" (
	"provider" text NOT NULL,
	"period" text NOT NULL,
	"calls" bigint NOT NULL,
	CONSTRAINT "provider_call_budgets_provider_period_pk" PRIMARY KEY("provider","period")
);
--> statement-breakpoint
CREATE INDEX "network_snapshots_observed_at_idx" ON "network_snapshots" USING btree ("observed_at" DESC NULLS LAST);