"use client";

import { type NavigationItem, navigation } from "@/components/shell/navigation";
import { usePerson } from "@/components/shell/person/use-person";

/** What the person may go to; until it is known who they are, what everybody may. */
export function useNavigation(): readonly NavigationItem[] {
  const { data } = usePerson();
  return data?.kind === "user" ? [...navigation, ...data.navigation] : navigation;
}
