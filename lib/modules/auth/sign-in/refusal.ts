/**
 * What somebody reads who is not let in: no such account, another password, an address that was not confirmed. Different
 * words would tell strangers who has an account here; also to somebody who registered the address of another to see.
 */
export const notSignedIn =
  "That did not work. Check the name and the password; if you registered just now, first follow the link in our mail.";

/** Said to nobody but who knows the password. */
export const suspended = "This account is suspended. Ask the administrator of your company.";

/** For a link that is used up, too old, of another purpose or made up. */
export const deadLink = "This link does not work (any more): it was used already, or has expired.";
