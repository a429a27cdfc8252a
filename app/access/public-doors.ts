/**
 * Routes and server actions that ask for no permission, and why. One that is not listed fails the walk over all doors
 * (access.test.ts), so that nothing becomes public by a slip.
 */
export const publicDoors: Readonly<Record<string, string>> = {
  "GET /api/health": "Asked by whatever watches the process; says up or down.",
  "GET /api/ready": "Asked by whatever sends traffic here; says up, down and a reason code.",
  "GET /api/openapi.json": "Describes the interface, which is the same for everybody.",
  "GET /api/{missing}": "Says that there is nothing at the address.",
  "POST /api/{missing}": "Says that there is nothing at the address.",
  "PUT /api/{missing}": "Says that there is nothing at the address.",
  "PATCH /api/{missing}": "Says that there is nothing at the address.",
  "DELETE /api/{missing}": "Says that there is nothing at the address.",

  "GET /api/inngest": "The jobs engine's signature decides; without such an engine it is 404.",
  "POST /api/inngest": "The jobs engine's signature decides; without such an engine it is 404.",
  "PUT /api/inngest": "The jobs engine's signature decides; without such an engine it is 404.",

  "GET /api/auth/me": "Says who asks; a visitor is an answer.",
  "POST /api/auth/login": "The password decides.",
  "POST /api/auth/logout": "Answers the same to somebody whose session has ended already.",
  "GET /api/auth/{nextauth}": "next-auth's own client: says what the cookie says.",
  "POST /api/auth/{nextauth}": "next-auth's own client: the password decides.",
  "POST /api/auth/token": "Proves who somebody is by password or key; what it is given decides.",
  "POST /api/auth/token/refresh": "The refresh token in the body decides.",
  "POST /api/auth/token/revoke": "The refresh token in the body decides; a foreign one changes nothing.",
  "POST /api/wallet/nonce": "Begins a sign-in with a wallet; tells nothing about anybody.",
  "POST /api/wallet/login": "The signature in the body decides.",

  login: "The password decides.",
  register: "Makes an account that can do nothing before its address is verified.",
  verifyEmail: "The token of the link decides.",
  forgotPassword: "Sends a mail or does not; its answer is the same.",
  resetPassword: "The token of the link decides.",
  confirmEmailChange: "The token of the link decides.",
  completeSecondFactor: "The challenge of the password and the code decide.",
  beginPasskeySignIn: "Begins a sign-in; tells nothing about anybody.",
  signInByPasskey: "The signature of the passkey decides.",
  acceptInvitation: "The token of the link decides.",
  logout: "Answers the same to somebody whose session has ended already.",
};
