import { linkHours } from "@/lib/modules/auth/sign-in/mail-token";
import type { Mail } from "@/lib/server/mail/request-mail";
import { publicAddress } from "@/lib/server/public-address";

// All links are made from the configured address, never from what a request says of its host.
const link = (path: string) => `${publicAddress()}${path}`;

const notAsked = "If you did not ask for it, you need do nothing: without the link nothing happens.";

/** To somebody who registered: is this address theirs? */
export function verifyMail(to: string, token: string): Mail {
  return {
    to,
    subject: "Confirm your e-mail address",
    paragraphs: [
      "Somebody registered at HashInsight with this address. If it was you, confirm it; then you can sign in.",
      `The link works once, for ${linkHours.verify_email} hours. ${notAsked}`,
    ],
    action: { label: "Confirm this address", url: link(`/verify-email/${token}`) },
    reason: "You get this mail because your address was used to register.",
  };
}

/** To somebody who registered with an address that has an account. */
export function alreadyRegisteredMail(to: string): Mail {
  return {
    to,
    subject: "You have an account already",
    paragraphs: [
      "Somebody tried to register at HashInsight with this address, which has an account already. Nothing was changed.",
      "If it was you: sign in with your password, or choose a new one if you have forgotten it.",
    ],
    action: { label: "Sign in", url: link("/login") },
    reason: "You get this mail because your address was used to register.",
  };
}

/** To somebody who forgot their password. */
export function resetMail(to: string, token: string): Mail {
  return {
    to,
    subject: "Choose a new password",
    paragraphs: [
      "Somebody asked for a new password for your HashInsight account.",
      `The link works once, for one hour. ${notAsked}`,
    ],
    action: { label: "Choose a new password", url: link(`/reset-password/${token}`) },
    reason: "You get this mail because a new password was asked for with your address.",
  };
}

/** After a password was changed, by whomever. */
export function passwordChangedMail(to: string): Mail {
  return {
    to,
    subject: "Your password was changed",
    paragraphs: [
      "The password of your HashInsight account was changed, and all other browsers were signed out.",
      "If it was not you, choose a new one now: the link to it comes to this address.",
    ],
    action: { label: "It was not me", url: link("/forgot-password") },
    reason: "You get this mail because the password of your account has changed.",
  };
}

/** To the address that an account is to have. */
export function newAddressMail(to: string, token: string): Mail {
  return {
    to,
    subject: "Confirm your new e-mail address",
    paragraphs: [
      "A HashInsight account is to have this address from now on. Confirm it to make the change.",
      `The link works once, for ${linkHours.change_email} hours. ${notAsked}`,
    ],
    action: { label: "Use this address", url: link(`/change-email/${token}`) },
    reason: "You get this mail because your address was given as the new one of an account.",
  };
}

/** To the new address when an account has it already: the person on the page is told the same as ever. */
export function addressTakenMail(to: string): Mail {
  return {
    to,
    subject: "This address has an account already",
    paragraphs: [
      "Somebody wanted to give this address to another HashInsight account. It belongs to yours, and nothing was changed.",
    ],
    reason: "You get this mail because your address was given as the new one of an account.",
  };
}

/** To the address that an account has had until now. */
export function addressLeavesMail(to: string, isDone: boolean): Mail {
  return {
    to,
    subject: isDone ? "Your e-mail address was changed" : "Your e-mail address is to be changed",
    paragraphs: [
      isDone
        ? "Your HashInsight account has another e-mail address now, and mails go there."
        : "Another e-mail address was given for your HashInsight account. It changes once the link sent there is followed.",
      "If it was not you, choose a new password now and tell the administrator of your company.",
    ],
    action: { label: "Go to my account", url: link("/account") },
    reason: "You get this mail because of a change to your account.",
  };
}
