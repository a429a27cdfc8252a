"use client";

import { Monitor, Smartphone } from "lucide-react";
import { usePlaceChanges } from "@/components/auth/people/use-place-changes";
import { Moment } from "@/components/shell/moment";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { PersonDetail } from "@/lib/modules/auth/people/schema";

interface PersonDevicesProps {
  readonly person: Pick<PersonDetail, "userId" | "name">;
  readonly devices: NonNullable<PersonDetail["devices"]>;
  readonly canSignOut: boolean;
}

/** Browsers in which somebody acts for the company at the moment; each can be signed out. */
export function PersonDevices({ person, devices, canSignOut }: PersonDevicesProps) {
  const changes = usePlaceChanges();
  return (
    <Card>
      <CardHeader title="Signed in now" description="Browsers that act for this company." />
      <CardBody>
        {devices.length === 0 ? (
          <p className="text-muted-foreground">None at the moment.</p>
        ) : (
          <ul className="-my-2 divide-y">
            {devices.map(({ id, browser, system, isPhone, address, lastSeenAt, isThisOne }) => {
              const Icon = isPhone ? Smartphone : Monitor;
              return (
                <li key={id} className="flex items-center gap-3 py-2.5">
                  <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
                  <div className="min-w-0 flex-1">
                    <p>
                      {browser} on {system} {isThisOne && <Badge tone="gain">this device</Badge>}
                    </p>
                    <p className="text-muted-foreground text-xs">
                      {address} · last seen <Moment at={lastSeenAt} />
                    </p>
                  </div>
                  {canSignOut && !isThisOne && (
                    <Button size="sm" onClick={() => void changes.signOut(person, id)}>
                      Sign out
                      <span className="sr-only">
                        {" "}
                        {browser} on {system}
                      </span>
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
