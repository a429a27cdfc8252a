ALTER TABLE "event_outbox" ADD COLUMN "coalesced_into" bigint;
