"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { RowMenuContentProps } from "@/components/auth/people/row-menu-content";
import { Button } from "@/components/ui/button";

const Content = dynamic(
  () => import("@/components/auth/people/row-menu-content").then((m) => m.RowMenuContent),
  {
    ssr: false,
    loading: () => <Dots label="Loading" />,
  },
);

/** What may be done with a row. The menu itself loads with the first press. */
export function RowMenu(props: RowMenuContentProps) {
  const [isWanted, setIsWanted] = useState(false);
  return isWanted ? (
    <Content {...props} />
  ) : (
    <Dots label={`Actions for ${props.name}`} onClick={() => setIsWanted(true)} />
  );
}

function Dots({ label, onClick }: { readonly label: string; readonly onClick?: () => void }) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} aria-haspopup="menu" onClick={onClick}>
      <Ellipsis aria-hidden="true" />
    </Button>
  );
}
