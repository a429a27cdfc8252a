import type { Mail } from "@/lib/server/mail/request-mail";

/** The mail as plain text: paragraphs, then the one thing to do with its bare address, then why it came. */
export function mailText(mail: Mail): string {
  const action = mail.action === undefined ? [] : [`${mail.action.label}:\n${mail.action.url}`];
  return `${[...mail.paragraphs, ...action, `--\n${mail.reason}`].join("\n\n")}\n`;
}

const muted = "color:#52606d;font-size:13px;line-height:20px";

/** The same as simple HTML. Everything a person may have typed is escaped; there is no script, image or outside style. */
export function mailHtml(mail: Mail): string {
  const paragraphs = mail.paragraphs.map((text) => `<p>${escaped(text).replaceAll("\n", "<br>")}</p>`);
  const { action } = mail;
  const button =
    action === undefined
      ? []
      : [
          `<p style="margin:28px 0"><a href="${escaped(action.url)}" style="background:#1d4ed8;color:#ffffff;padding:11px 20px;border-radius:6px;text-decoration:none;font-weight:600">${escaped(action.label)}</a></p>`,
          `<p style="${muted}">If the button does not work, open this address:<br>${escaped(action.url)}</p>`,
        ];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escaped(mail.subject)}</title></head>`,
    '<body style="margin:0;padding:32px 16px;background:#f5f7fa;color:#1f2933;font:16px/24px system-ui,sans-serif">',
    '<div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:8px;padding:32px">',
    '<p style="margin:0 0 24px;font-weight:600">HashInsight</p>',
    ...paragraphs,
    ...button,
    `<p style="margin:28px 0 0;${muted}">${escaped(mail.reason)}</p>`,
    "</div></body></html>",
  ].join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
