import { mailCarrier } from "@/lib/server/mail/mail-carrier";
import type { Consumer } from "@/lib/server/outbox/consumer";
import { mailConsumer } from "./consumers/mail";

/** Everybody who has events delivered; a new consumer adds itself here and nowhere else. */
export const consumers = (): readonly Consumer[] => [mailConsumer(mailCarrier())];
