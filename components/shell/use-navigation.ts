"use client";

import { enterable, type NavigationItem, navigation } from "@/components/shell/navigation";
import { usePerson } from "@/components/shell/person/use-person";

/** What the person may go to; until it is known who they are, what everybody may. Each page decides for itself anyway. */
export function useNavigation(): readonly NavigationItem[] {
  const { data } = usePerson();
  return enterable(navigation, data?.kind === "user" ? data.permissions : null);
}
