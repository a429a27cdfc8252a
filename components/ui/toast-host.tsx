"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onWaitingNotice } from "@/components/ui/toast";

const ToastRegion = dynamic(
  () => import("@/components/ui/toast-region").then((module) => module.ToastRegion),
  {
    ssr: false,
  },
);

/** Stands once in the frame and loads the notices' library when there is something to say. */
export function ToastHost() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => onWaitingNotice(() => setNeeded(true)), []);
  return needed ? <ToastRegion /> : null;
}
