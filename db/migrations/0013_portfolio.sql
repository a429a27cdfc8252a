CREATE TABLE "portfolio_history" (
	"user_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"day_utc" date NOT NULL,
	"machines" integer NOT NULL,
	"hashrate_ths" double precision NOT NULL,
	"btc_per_day_net_estimate" double precision NOT NULL,
	"daily_revenue_usd_estimate" double precision,
	"daily_power_cost_usd_estimate" double precision NOT NULL,
	"daily_profit_usd_estimate" double precision,
	"daily_profit_btc_estimate" double precision,
	"btc_price_usd" numeric,
	"difficulty" numeric NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "portfolio_history_user_id_org_id_day_utc_pk" PRIMARY KEY("user_id","org_id","day_utc")
);
--> statement-breakpoint
CREATE TABLE "portfolio_results" (
	"miner_id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"miner_version" integer NOT NULL,
	"calculated_at" timestamp with time zone NOT NULL,
	"estimate" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_miners" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"site" text DEFAULT '' NOT NULL,
	"model_slug" text,
	"hashrate_ths" numeric,
	"power_watts" numeric,
	"quantity" integer NOT NULL,
	"electricity_usd_per_kwh" numeric NOT NULL,
	"pool_fee_ratio" numeric DEFAULT 0 NOT NULL,
	"uptime_ratio" numeric DEFAULT 1 NOT NULL,
	"hashrate_decay_ratio_per_month" numeric DEFAULT 0 NOT NULL,
	"capex_usd" numeric,
	"purchased_on" date,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "user_miners_machine_known" CHECK ("user_miners"."model_slug" is not null or ("user_miners"."hashrate_ths" is not null and "user_miners"."power_watts" is not null)),
	CONSTRAINT "user_miners_hashrate_sane" CHECK ("user_miners"."hashrate_ths" > 0 and "user_miners"."hashrate_ths" <= 1e9),
	CONSTRAINT "user_miners_power_sane" CHECK ("user_miners"."power_watts" >= 0 and "user_miners"."power_watts" <= 1e9),
	CONSTRAINT "user_miners_quantity_sane" CHECK ("user_miners"."quantity" between 1 and 10000000),
	CONSTRAINT "user_miners_electricity_sane" CHECK ("user_miners"."electricity_usd_per_kwh" between 0 and 100),
	CONSTRAINT "user_miners_ratios_sane" CHECK ("user_miners"."pool_fee_ratio" between 0 and 1 and "user_miners"."uptime_ratio" between 0 and 1
        and "user_miners"."hashrate_decay_ratio_per_month" between 0 and 0.5),
	CONSTRAINT "user_miners_capex_sane" CHECK ("user_miners"."capex_usd" between 0 and 1e15)
);
--> statement-breakpoint
CREATE TABLE "user_portfolios" (
	"user_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"calculated_version" integer DEFAULT 0 NOT NULL,
	"calculated_at" timestamp with time zone,
	"market" jsonb,
	"totals" jsonb,
	"missing_reason" text,
	CONSTRAINT "user_portfolios_user_id_org_id_pk" PRIMARY KEY("user_id","org_id")
);
--> statement-breakpoint
ALTER TABLE "portfolio_history" ADD CONSTRAINT "portfolio_history_portfolio_fk" FOREIGN KEY ("user_id","org_id") REFERENCES "public"."user_portfolios"("user_id","org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_results" ADD CONSTRAINT "portfolio_results_miner_id_user_miners_id_fk" FOREIGN KEY ("miner_id") REFERENCES "public"."user_miners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_miners" ADD CONSTRAINT "user_miners_model_slug_miner_models_slug_fk" FOREIGN KEY ("model_slug") REFERENCES "public"."miner_models"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_miners" ADD CONSTRAINT "user_miners_portfolio_fk" FOREIGN KEY ("user_id","org_id") REFERENCES "public"."user_portfolios"("user_id","org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_portfolios" ADD CONSTRAINT "user_portfolios_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_portfolios" ADD CONSTRAINT "user_portfolios_org_id_companies_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "portfolio_results_portfolio_idx" ON "portfolio_results" USING btree ("user_id","org_id");--> statement-breakpoint
CREATE INDEX "user_miners_portfolio_idx" ON "user_miners" USING btree ("user_id","org_id");--> statement-breakpoint

-- A person's own machines are theirs alone, and in one company alone: no colleague's role opens them. What was calculated
-- is written by the product.
ALTER TABLE user_portfolios ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE user_miners ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE portfolio_results ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE portfolio_history ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY scope ON user_portfolios USING (
  (SELECT is_system()) OR (user_id = (SELECT current_person()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY scope ON user_miners USING (
  (SELECT is_system()) OR (user_id = (SELECT current_person()) AND org_id = (SELECT current_org())));--> statement-breakpoint
CREATE POLICY scope ON portfolio_results USING (
  (SELECT is_system()) OR (user_id = (SELECT current_person()) AND org_id = (SELECT current_org())))
  WITH CHECK ((SELECT is_system()));--> statement-breakpoint
CREATE POLICY scope ON portfolio_history USING (
  (SELECT is_system()) OR (user_id = (SELECT current_person()) AND org_id = (SELECT current_org())))
  WITH CHECK ((SELECT is_system()));--> statement-breakpoint
REVOKE ALL ON user_portfolios, user_miners, portfolio_results, portfolio_history FROM hi_read;
