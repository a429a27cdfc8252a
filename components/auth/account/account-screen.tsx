import { CompaniesSection } from "@/components/auth/account/companies-section";
import { DevicesSection } from "@/components/auth/account/devices-section";
import { EmailSection } from "@/components/auth/account/email-section";
import { LateKeysSection } from "@/components/auth/account/late-sections";
import { PasswordSection } from "@/components/auth/account/password-section";
import { ProfileSection } from "@/components/auth/account/profile-section";
import { type SectionEntry, SectionList } from "@/components/auth/account/section-list";
import { PrivacySection } from "@/components/auth/privacy/privacy-section";
import { PasskeysSection } from "@/components/auth/security/passkeys-section";
import { TotpSection } from "@/components/auth/security/totp-section";
import { WalletsSection } from "@/components/auth/security/wallets-section";
import { PageHeader } from "@/components/shell/page-header";
import type { Account } from "@/lib/modules/auth/accounts/schema";
import type { PasskeyList } from "@/lib/modules/auth/passkeys/schema";
import type { Device } from "@/lib/modules/auth/sessions/schema";
import type { TotpState } from "@/lib/modules/auth/totp/schema";
import type { Wallet } from "@/lib/modules/auth/wallets/schema";

const sections: readonly SectionEntry[] = [
  { id: "profile", title: "Profile" },
  { id: "email", title: "E-mail" },
  { id: "password", title: "Password" },
  { id: "devices", title: "Devices" },
  { id: "two-step", title: "Two-step sign-in" },
  { id: "passkeys", title: "Passkeys" },
  { id: "wallets", title: "Wallets" },
  { id: "companies", title: "Companies" },
  { id: "keys", title: "API keys" },
  { id: "privacy", title: "Your data" },
];

interface AccountScreenProps {
  readonly account: Account;
  readonly devices: readonly Device[];
  readonly totp: TotpState;
  readonly passkeys: PasskeyList;
  readonly wallets: readonly Wallet[];
}

/** Everything about oneself, on one page. */
export function AccountScreen({ account, devices, totp, passkeys, wallets }: AccountScreenProps) {
  const count = devices.length === 1 ? "this device only" : `${devices.length} devices`;
  return (
    <>
      <PageHeader title="Your account" state={`${account.email}, signed in on ${count}`} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[11rem_minmax(0,46rem)]">
        <SectionList sections={sections} />
        <div className="grid min-w-0 gap-5">
          <ProfileSection account={account} />
          <EmailSection account={account} />
          <PasswordSection account={account} />
          <DevicesSection devices={devices} />
          <TotpSection totp={totp} />
          <PasskeysSection list={passkeys} />
          <WalletsSection wallets={wallets} />
          <CompaniesSection />
          <LateKeysSection />
          <PrivacySection email={account.email} />
        </div>
      </div>
    </>
  );
}
