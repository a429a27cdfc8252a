import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

interface AccountSectionProps {
  /** Anchor of the section: "password". */
  readonly id: string;
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of the account, reached by its anchor. */
export function AccountSection({ id, title, description, actions, children }: AccountSectionProps) {
  return (
    <section id={id} aria-label={title} className="scroll-mt-28">
      <Card>
        <CardHeader title={title} description={description} actions={actions} />
        <CardBody>{children}</CardBody>
      </Card>
    </section>
  );
}
