import { DevicesSection } from "@/components/auth/account/devices-section";
import { EmailSection } from "@/components/auth/account/email-section";
import { PasswordSection } from "@/components/auth/account/password-section";
import { ProfileSection } from "@/components/auth/account/profile-section";
import { type SectionEntry, SectionList } from "@/components/auth/account/section-list";
import { KeysSection } from "@/components/auth/keys/keys-section";
import { PageHeader } from "@/components/shell/page-header";
import type { Account } from "@/lib/modules/auth/accounts/schema";
import type { Device } from "@/lib/modules/auth/sessions/schema";

const sections: readonly SectionEntry[] = [
  { id: "profile", title: "Profile" },
  { id: "email", title: "E-mail" },
  { id: "password", title: "Password" },
  { id: "devices", title: "Devices" },
  { id: "keys", title: "API keys" },
];

interface AccountScreenProps {
  readonly account: Account;
  readonly devices: readonly Device[];
}

/** Everything about oneself, on one page. */
export function AccountScreen({ account, devices }: AccountScreenProps) {
  const count = devices.length === 1 ? "this device only" : `${devices.length} devices`;
  return (
    <>
      <PageHeader title="Your account" state={`${account.email}, signed in on ${count}`} />
      <div className="grid gap-8 lg:grid-cols-[11rem_minmax(0,46rem)]">
        <SectionList sections={sections} />
        <div className="grid gap-5">
          <ProfileSection account={account} />
          <EmailSection account={account} />
          <PasswordSection account={account} />
          <DevicesSection devices={devices} />
          <KeysSection />
        </div>
      </div>
    </>
  );
}
