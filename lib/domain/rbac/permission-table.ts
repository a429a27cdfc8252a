import { dangerous, type PermissionRow, row } from "./permission-row";

/** The product's modules; a permission's name begins with one. */
export const permissionModules = [
  "auth",
  "market",
  "calculator",
  "batch",
  "crm",
  "billing",
  "hosting",
  "client",
  "analytics",
  "intelligence",
  "treasury",
  "trust",
  "events",
] as const;

type PermissionModule = (typeof permissionModules)[number];

/**
 * Who may do what, and how far: the only such table of the product.
 *
 * Letters stand for owner, admin, site manager, operator, sales, customer, guest, visitor (not signed in):
 * `C` the whole company, `S` the sites given, `O` their own and what belongs to nobody, `-` nothing.
 * `dangerous` rows want a step-up. Why a row is as it is: README.md beside this file.
 */
export const permissionTable = {
  "auth:manage_own_account": row(
    "OOOOOOO-",
    "change their own profile, password, sessions and second factor",
  ),
  "auth:read_own_permissions": row("OOOOOOO-", "see the permission table and why they may do what they do"),
  "auth:export_own_data": row("OOOOOOO-", "download everything that is stored about them"),
  "auth:erase_own_account": dangerous("OOOOOOO-", "have their own account and personal data erased"),
  "auth:manage_own_keys": dangerous("OOOOOO--", "make and revoke their own API keys"),
  "auth:read_people": row("CCSS----", "see people, their roles and how long they have access"),
  "auth:invite_people": row("CCS-C---", "invite people into the roles they may give"),
  "auth:change_people": dangerous(
    "CC------",
    "change roles, sites and expiry of people, suspend and remove them",
  ),
  "auth:change_owners": dangerous("C-------", "make, suspend and remove owners"),
  "auth:erase_people": dangerous("C-------", "have the personal data of others erased"),
  "auth:view_as": dangerous("CC------", "look at the product as another person sees it, changing nothing"),
  "auth:read_logins": row("CC------", "see who signed in when, from where and with which outcome"),
  "auth:read_audit": row("CC------", "read, export and verify the audit trail"),
  "auth:manage_company_keys": dangerous("CC------", "make and revoke the API keys of the company"),
  "auth:change_company": row("CC------", "change the company's name and settings"),
  "auth:delete_company": dangerous("C-------", "close the company and delete what it has"),

  "market:read": row("OOOOOOOO", "see price, network and fees with source and age"),
  "market:read_sources": row("OOOO----", "see the health of the market data sources"),
  "market:manage_sources": row("CC------", "choose market data sources and their keys"),

  "calculator:use": row("OOOOOOOO", "calculate, compare and share results by link"),
  "calculator:save": row("OOOOOOO-", "keep calculations and fleets under a name"),
  "calculator:manage_models": row("CC------", "add and correct machine models"),

  "batch:use": row("OOOOOOOO", "calculate files of many machines"),
  "batch:keep_runs": row("OOOOOO--", "keep uploaded files and their results"),

  "crm:read_customers": row("CCS-C---", "see customers, contacts and activities"),
  "crm:change_customers": row("CCS-C---", "add and change customers, contacts and activities"),
  "crm:delete_customers": dangerous("CC------", "delete customers"),
  "crm:read_deals": row("CCS-C---", "see leads and deals"),
  "crm:change_deals": row("CCS-C---", "add, move and close leads and deals"),
  "crm:read_commissions": row("CC--O---", "see commissions"),
  "crm:change_commissions": row("CC------", "set and book commissions"),
  "crm:export": dangerous("CC--C---", "export customers, leads and deals"),

  "billing:read": row("CCS-CO--", "see invoices and payments"),
  "billing:write_invoices": row("CCS-----", "write, send and void invoices"),
  "billing:record_payments": dangerous("CCS-----", "mark invoices paid and give refunds"),
  "billing:pay": row("CC---O--", "pay invoices by card or coin"),
  "billing:read_settlements": row("CCS--O--", "see how mined coins are shared out"),
  "billing:settle": dangerous("CC------", "share out and pay out mined coins"),
  "billing:change_prices": row("CC------", "set hosting prices and fees"),
  "billing:manage_plan": dangerous("C-------", "choose and pay the company's own plan"),

  "hosting:read": row("CCSS-O--", "see sites, miners and their state"),
  "hosting:create_sites": row("CC------", "open and close sites"),
  "hosting:change_sites": row("CCS-----", "change a site's capacity, racks and networks"),
  "hosting:change_miners": row("CCS-----", "add, import, move and retire miners"),
  "hosting:restart_miners": row("CCSS----", "restart miners"),
  "hosting:configure_miners": dangerous("CCS-----", "change pools, power modes and firmware of miners"),
  "hosting:request_work": row("CCSS-O--", "ask for work on miners and see what was done"),
  "hosting:approve_work": dangerous("CCS-----", "approve work on miners that somebody else asked for"),
  "hosting:use_tickets": row("CCSS-O--", "open, answer and close tickets"),
  "hosting:read_usage": row("CCSS-O--", "see energy used, uptime and reconciliation"),
  "hosting:reconcile": row("CCS-----", "reconcile energy used with the meter"),
  "hosting:acknowledge_alerts": row("CCSS----", "acknowledge alerts"),
  "hosting:change_alert_rules": row("CCS-----", "set when an alert is raised"),
  "hosting:read_curtailment": row("CCSS-O--", "see planned and past curtailment"),
  "hosting:plan_curtailment": row("CCSS----", "plan curtailment"),
  "hosting:run_curtailment": dangerous("CCSS----", "carry out a curtailment plan"),
  // No step-up: an emergency does not wait for a second factor.
  "hosting:emergency_stop": row("CCSS----", "switch miners off at once in an emergency"),
  "hosting:manage_collectors": dangerous(
    "CCS-----",
    "enrol and revoke the collectors that report from sites",
  ),

  "client:read": row("CCS--O--", "see a customer's portal: miners, income and bills"),
  "client:change_payout_address": dangerous("-----O--", "change the address that their coins are paid to"),

  "analytics:read_market": row("OOOOOO--", "see network, technical and derivatives analysis"),
  "analytics:read_performance": row("CCSS-O--", "see how fleets perform"),
  "analytics:read_profit": row("CCS--O--", "see what fleets earn and cost"),
  "analytics:export": row("CCSS-O--", "export reports on what they may see"),

  "intelligence:read_forecast": row("OOOOOO--", "see forecasts of price and difficulty"),
  "intelligence:explain": row("OOOOOO--", "have a calculation explained"),
  "intelligence:read_anomalies": row("CCSS-O--", "see machines that behave unusually"),
  "intelligence:diagnose": row("CCSS----", "run diagnoses on miners"),
  "intelligence:optimize_power": row("CCSS----", "have power plans proposed"),
  "intelligence:manage_models": row("CC------", "train forecasts and choose the one that is shown"),

  "treasury:simulate": row("OOO-OO--", "try selling strategies on past prices"),
  "treasury:read": row("CC------", "see holdings, plans and signals"),
  "treasury:plan": row("CC------", "write selling plans and alerts"),
  "treasury:propose_sale": dangerous("CC------", "propose a sale"),
  "treasury:approve_sale": dangerous("CC------", "approve a sale that somebody else proposed"),
  // No step-up: stopping is always safe.
  "treasury:stop_sales": row("CC------", "stop all selling at once"),
  "treasury:set_limits": dangerous("C-------", "set the limits of sales"),
  "treasury:manage_wallets": dangerous("C-------", "connect and remove wallets and exchange accounts"),

  "trust:verify": row("OOOOOOOO", "verify a certificate or an anchored record"),
  "trust:read": row("CCSS-O--", "see service level records and certificates"),
  "trust:issue": dangerous("CCS-----", "issue service level certificates"),
  "trust:anchor": dangerous("CC------", "anchor records on the chain"),
  "trust:manage_contracts": dangerous("C-------", "deploy contracts and choose the key that signs"),

  "events:receive_live": row("CCSSCOO-", "receive live changes of what they may see"),
  "events:read": row("CC------", "see events, consumers and dead letters"),
  "events:retry": row("CC------", "run failed events again"),
  "events:pause_functions": row("CC------", "halt functions and let them go on"),
  "events:discard": dangerous("CC------", "throw dead letters away"),
  "events:manage_webhooks": dangerous("CC------", "send events to other systems"),
} as const satisfies Readonly<Record<`${PermissionModule}:${string}`, PermissionRow>>;

/** The name of a permission: `module:action`. A name that the table does not have is no permission. */
export type Permission = keyof typeof permissionTable;

/** All permissions in the table's order. */
export const permissions = Object.keys(permissionTable).filter(isPermission);

/** Whether a word from outside names a permission. Words that every object answers to, "constructor", do not. */
export function isPermission(word: string): word is Permission {
  return Object.hasOwn(permissionTable, word);
}
