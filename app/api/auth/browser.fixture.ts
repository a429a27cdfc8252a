import { actionRequest } from "./next-headers.fixture";

type Handler = (
  request: Request,
  context?: { readonly params: Promise<Readonly<Record<string, string[]>>> },
) => Promise<Response>;

const origin = "http://127.0.0.1:3000";
let addresses = 0;

/** An address that no other test comes from. */
export function freshAddress(): string {
  addresses += 1;
  return `198.51.${100 + Math.floor(addresses / 250)}.${1 + (addresses % 250)}`;
}

/** For tests: somebody's browser, with its cookies and its network address. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly address: string;
  readonly userAgent: string;
  constructor(
    address = freshAddress(),
    userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  ) {
    this.address = address;
    this.userAgent = userAgent;
  }

  /** What it sends with every request. */
  headers(more: Readonly<Record<string, string>> = {}): Headers {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return new Headers({
      "x-hi-peer-address": this.address,
      "user-agent": this.userAgent,
      host: "127.0.0.1:3000",
      origin,
      "sec-fetch-site": "same-origin",
      ...(cookie === "" ? {} : { cookie }),
      ...more,
    });
  }

  /** Sends JSON to a route handler. */
  async post(handler: Handler, path: string, body: unknown, more: Readonly<Record<string, string>> = {}) {
    const headers = this.headers({ "content-type": "application/json", ...more });
    const request = new Request(`${origin}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return this.keep(await handler(request));
  }

  async get(handler: Handler, path: string, more: Readonly<Record<string, string>> = {}) {
    return this.keep(await handler(new Request(`${origin}${path}`, { headers: this.headers(more) })));
  }

  /** Keeps the cookies of an answer, as a browser does. */
  keep(response: Response): Response {
    for (const header of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = header.split(";");
      const at = pair.indexOf("=");
      const name = pair.slice(0, at);
      if (attributes.some((part) => part.trim().toLowerCase() === "max-age=0")) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(at + 1));
    }
    return response;
  }

  /** Calls a server action; wants `next/headers` mocked by next-headers.fixture.ts. */
  async act<Input, Result>(
    action: (input: Input) => Promise<Result>,
    input: Input,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Result> {
    actionRequest.headers = this.headers(more);
    actionRequest.cookiesSet.length = 0;
    const result = await action(input);
    for (const { name, value } of actionRequest.cookiesSet) {
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return result;
  }
}
