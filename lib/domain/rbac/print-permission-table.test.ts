import { describe, expect, it } from "vitest";
import { printPermissionTable } from "./print-permission-table";

// Columns: owner, admin, site manager, operator, sales, customer, guest, visitor.
const expectedTable = `
auth:manage_own_account      OOOOOOO-
auth:read_own_permissions    OOOOOOO-
auth:export_own_data         OOOOOOO-
auth:erase_own_account       OOOOOOO- !
auth:manage_own_keys         OOOOOO-- !
auth:read_people             CCSS----
auth:invite_people           CCS-C---
auth:change_people           CC------ !
auth:change_owners           C------- !
auth:erase_people            C------- !
auth:view_as                 CC------ !
auth:read_logins             CC------
auth:read_audit              CC------
auth:manage_company_keys     CC------ !
auth:change_company          CC------
auth:delete_company          C------- !
market:read                  OOOOOOOO
market:read_sources          OOOO----
market:manage_sources        CC------
calculator:use               OOOOOOOO
calculator:save              OOOOOOO-
calculator:manage_models     CC------
batch:use                    OOOOOOOO
batch:keep_runs              OOOOOO--
crm:read_customers           CCS-C---
crm:change_customers         CCS-C---
crm:delete_customers         CC------ !
crm:read_deals               CCS-C---
crm:change_deals             CCS-C---
crm:read_commissions         CC--O---
crm:change_commissions       CC------
crm:export                   CC--C--- !
billing:read                 CCS-CO--
billing:write_invoices       CCS-----
billing:record_payments      CCS----- !
billing:pay                  CC---O--
billing:read_settlements     CCS--O--
billing:settle               CC------ !
billing:change_prices        CC------
billing:manage_plan          C------- !
hosting:read                 CCSS-O--
hosting:create_sites         CC------
hosting:change_sites         CCS-----
hosting:change_miners        CCS-----
hosting:restart_miners       CCSS----
hosting:configure_miners     CCS----- !
hosting:request_work         CCSS-O--
hosting:approve_work         CCS----- !
hosting:use_tickets          CCSS-O--
hosting:read_usage           CCSS-O--
hosting:reconcile            CCS-----
hosting:acknowledge_alerts   CCSS----
hosting:change_alert_rules   CCS-----
hosting:read_curtailment     CCSS-O--
hosting:plan_curtailment     CCSS----
hosting:run_curtailment      CCSS---- !
hosting:emergency_stop       CCSS----
hosting:manage_collectors    CCS----- !
client:read                  CCS--O--
client:change_payout_address -----O-- !
analytics:read_market        OOOOOO--
analytics:read_performance   CCSS-O--
analytics:read_profit        CCS--O--
analytics:export             CCSS-O--
intelligence:read_forecast   OOOOOO--
intelligence:explain         OOOOOO--
intelligence:read_anomalies  CCSS-O--
intelligence:diagnose        CCSS----
intelligence:optimize_power  CCSS----
intelligence:manage_models   CC------
treasury:simulate            OOO-OO--
treasury:read                CC------
treasury:plan                CC------
treasury:propose_sale        CC------ !
treasury:approve_sale        CC------ !
treasury:stop_sales          CC------
treasury:set_limits          C------- !
treasury:manage_wallets      C------- !
trust:verify                 OOOOOOOO
trust:read                   CCSS-O--
trust:issue                  CCS----- !
trust:anchor                 CC------ !
trust:manage_contracts       C------- !
events:receive_live          CCSSCOO-
events:read                  CC------
events:retry                 CC------
events:pause_functions       CC------
events:discard               CC------ !
events:manage_webhooks       CC------ !
`;

describe("printPermissionTable", () => {
  it("is the policy as it was last agreed on", () => {
    expect(printPermissionTable()).toBe(expectedTable.trim());
  });
});
