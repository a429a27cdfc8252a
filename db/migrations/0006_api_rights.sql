ALTER TABLE "refresh_tokens" ADD COLUMN "api_key_id" text;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Takes up to `wanted` tokens from a bucket that refills evenly, in one step for all processes: how many were given, and
-- when there are none, in how many seconds there is one. An unknown bucket is full.
CREATE FUNCTION public.take_rate_tokens(
  bucket text, wanted double precision, capacity double precision, per_second double precision,
  OUT granted double precision, OUT wait_seconds double precision
) LANGUAGE plpgsql AS $$
DECLARE available double precision;
BEGIN
  INSERT INTO rate_limit_buckets (key, tokens, refilled_at) VALUES (bucket, capacity, app_now())
    ON CONFLICT (key) DO NOTHING;
  SELECT least(capacity, b.tokens + greatest(0, extract(epoch FROM app_now() - b.refilled_at)) * per_second)
    INTO available FROM rate_limit_buckets b WHERE b.key = bucket FOR UPDATE;
  granted := least(wanted, floor(available));
  wait_seconds := CASE WHEN granted >= 1 THEN 0 ELSE (1 - available) / per_second END;
  UPDATE rate_limit_buckets SET tokens = available - granted, refilled_at = app_now() WHERE key = bucket;
END
$$;
