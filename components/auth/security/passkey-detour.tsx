import { Alert } from "@/components/ui/alert";

/** Says that passkeys do not work at this address, and leads to the one where they do. */
export function PasskeyDetour({ href }: { readonly href: string }) {
  const { origin } = new URL(href);
  return (
    <Alert title="Passkeys do not work at an address of numbers">
      Browsers bind them to a host name. Open this page at{" "}
      <a href={href} className="text-primary-text underline underline-offset-3">
        {origin}
      </a>{" "}
      instead; you sign in there anew.
    </Alert>
  );
}
