import { engineCallContract, engineReadContract, engineSyncContract } from "@/inngest/engine-contract";
import { auditContract, auditExportContract, auditVerifyContract } from "@/lib/modules/auth/audit/schema";
import { createKeyContract, listKeysContract, revokeKeyContract } from "@/lib/modules/auth/keys/schema";
import {
  explainContract,
  inviteContract,
  loginsContract,
  peopleContract,
  personContract,
  revokeInvitationContract,
} from "@/lib/modules/auth/people/people-contract";
import { exportPersonContract } from "@/lib/modules/auth/privacy/schema";
import {
  checkContract,
  matrixContract,
  myPermissionsContract,
  rolesContract,
} from "@/lib/modules/auth/rbac/schema";
import {
  loginContract,
  logoutContract,
  meContract,
  nextAuthReadContract,
  nextAuthWriteContract,
} from "@/lib/modules/auth/sign-in/api-contract";
import { refreshTokenContract, revokeTokenContract, tokenContract } from "@/lib/modules/auth/tokens/schema";
import { walletLoginContract, walletNonceContract } from "@/lib/modules/auth/wallets/contracts";
import { batchContract } from "@/lib/modules/batch/schema/batch-contract";
import { templateContract } from "@/lib/modules/batch/schema/template-contract";
import { uploadContract } from "@/lib/modules/batch/schema/upload-contract";
import { minersContract } from "@/lib/modules/calculator/catalogue/schema";
import {
  addMachinesContract,
  changeMachineContract,
  portfolioContract,
  portfolioHistoryContract,
  removeMachineContract,
} from "@/lib/modules/calculator/portfolio/contracts";
import { calculateContract } from "@/lib/modules/calculator/schema/calculate-contract";
import {
  deadLettersContract,
  eventsOverviewContract,
  functionsContract,
  replayContract,
  runContract,
  runsContract,
} from "@/lib/modules/events/contracts";
import { marketHistoryContract, marketNowContract } from "@/lib/modules/market/schema";
import type { AnyRouteContract } from "@/lib/server/contract";
import { healthContract, openApiContract, readyContract } from "@/lib/server/health-contracts";
import { receiptsContract, streamContract } from "@/lib/server/live/contracts";

/** The contract of every route: what `/api/openapi.json` describes. A test holds it against the route files. */
export const contracts = [
  calculateContract,
  batchContract,
  uploadContract,
  templateContract,
  minersContract,
  portfolioContract,
  portfolioHistoryContract,
  addMachinesContract,
  changeMachineContract,
  removeMachineContract,
  marketNowContract,
  marketHistoryContract,
  tokenContract,
  refreshTokenContract,
  revokeTokenContract,
  listKeysContract,
  createKeyContract,
  revokeKeyContract,
  exportPersonContract,
  matrixContract,
  myPermissionsContract,
  checkContract,
  rolesContract,
  peopleContract,
  personContract,
  explainContract,
  inviteContract,
  revokeInvitationContract,
  loginsContract,
  loginContract,
  logoutContract,
  meContract,
  nextAuthReadContract,
  nextAuthWriteContract,
  walletNonceContract,
  walletLoginContract,
  auditContract,
  auditExportContract,
  auditVerifyContract,
  streamContract,
  receiptsContract,
  eventsOverviewContract,
  functionsContract,
  runsContract,
  runContract,
  deadLettersContract,
  replayContract,
  engineReadContract,
  engineCallContract,
  engineSyncContract,
  healthContract,
  readyContract,
  openApiContract,
] as const satisfies readonly AnyRouteContract[];
