/** The list of all operations of the API: the router, the check and OpenAPI are made from it. */
import type { Catalogue } from '#kit/catalogue.ts'
import type { Operation } from '#server/http/operation.ts'
import { addAccounts, listAccounts } from '#server/http/operations/accounts.ts'
import {
  approve,
  handRequestsOver,
  listApprovals,
  reject,
  withdraw,
} from '#server/http/operations/approvals.ts'
import { listCalls } from '#server/http/operations/calls.ts'
import { listColleagues } from '#server/http/operations/colleagues.ts'
import { addCommodities, listCommodities } from '#server/http/operations/commodities.ts'
import { addCompany, listCompanies } from '#server/http/operations/companies.ts'
import {
  addDelegations,
  endOfDelegations,
  listOfDelegations,
} from '#server/http/operations/delegations.ts'
import {
  acknowledge,
  endOfExceptions,
  listConflicts,
  listOfExceptions,
  reviewOfExceptions,
} from '#server/http/operations/duties.ts'
import {
  getEntry,
  listOfEntries,
  reverseEntry,
  settleEntry,
  voidEntry,
} from '#server/http/operations/entries.ts'
import { endOfExample, seeExample } from '#server/http/operations/example.ts'
import { cancelJob, getJob, listJobs, resumeJob } from '#server/http/operations/jobs.ts'
import { listOwnNews, listOwnTasks, markOwnNews } from '#server/http/operations/news.ts'
import { addJournals, listJournals } from '#server/http/operations/journals.ts'
import { listKeys, listScopes, makeKey, revokeKey } from '#server/http/operations/keys.ts'
import { listNextNumbers } from '#server/http/operations/numbering.ts'
import { listPeriods, openFiscalYear, setPeriodState } from '#server/http/operations/periods.ts'
import { listOfPolicies, setOfPolicies } from '#server/http/operations/policies.ts'
import { getPreferences, setPreferences } from '#server/http/operations/preferences.ts'
import { previewPrint } from '#server/http/operations/print-previews.ts'
import { cancelPrint, getPrint, getPrintFile, printPapers } from '#server/http/operations/prints.ts'
import { reportOperations } from '#server/http/operations/reports.ts'
import {
  changePassword,
  confirmSession,
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  signOut,
  whoAmI,
} from '#server/http/operations/own-sign-in.ts'
import {
  invitePerson,
  inviteAgain,
  listAccessEvents,
  listPersons,
  personLeaves,
  removeSecondFactor,
} from '#server/http/operations/persons.ts'
import {
  beginTotp,
  confirmTotp,
  makeRecoveryCodes,
  removeTotp,
} from '#server/http/operations/second-factor.ts'
import {
  acceptInvitation,
  askForNewPassword,
  chooseOrganization,
  setNewPassword,
  showSecondFactor,
  signIn,
} from '#server/http/operations/sign-in.ts'
import { simulatePolicy } from '#server/http/operations/simulation.ts'
import { postEntries } from '#server/http/operations/post-entry.ts'
import { endOfGrants, grant, listOfGrants, listOfRoles } from '#server/http/operations/roles.ts'
import { createOrganization, organizationForm, welcome } from '#server/http/operations/welcome.ts'
import { bulkSteps } from '#server/http/papers/bulk-steps.ts'
import { importDrafts } from '#server/http/papers/import-drafts.ts'
import { importMappings } from '#server/http/papers/import-mappings.ts'
import { importTemplates } from '#server/http/papers/import-templates.ts'
import { importWork } from '#server/http/papers/import-work.ts'
import { importing } from '#server/http/papers/importing.ts'
import {
  changeOfRhythm,
  goingOnOfTask,
  listTimetable,
  pauseOfTask,
  runOfTask,
} from '#server/http/operations/timetable.ts'
import { listOfViews, removalOfViews, saveOfViews } from '#server/http/operations/views.ts'
import { deliveryOperations } from '#server/http/operations/webhook-deliveries.ts'
import { webhookOperations } from '#server/http/operations/webhooks.ts'
import { paperOperations } from '#server/http/papers/all.ts'
import { describeScreens } from '#server/http/papers/screens.ts'

/** All operations: those that are written by hand, and those of the papers and registers. */
export function operationsOf(catalogue: Catalogue): readonly Operation[] {
  return [
    ...operations,
    describeScreens,
    listNextNumbers,
    simulatePolicy,
    ...views,
    ...work,
    ...paperOperations(catalogue),
  ]
}

const views = [listOfViews, saveOfViews, removalOfViews]
const imports = [
  ...importing,
  ...importDrafts,
  ...importWork,
  ...importMappings,
  ...importTemplates,
]

const work = [...imports, ...bulkSteps]

const operations: readonly Operation[] = [
  listCompanies,
  addCompany,
  listCommodities,
  addCommodities,
  listAccounts,
  addAccounts,
  listJournals,
  addJournals,
  openFiscalYear,
  listPeriods,
  setPeriodState,
  postEntries,
  listOfEntries,
  getEntry,
  reverseEntry,
  settleEntry,
  voidEntry,
  ...reportOperations,
  listJobs,
  getJob,
  cancelJob,
  resumeJob,
  printPapers,
  getPrint,
  cancelPrint,
  getPrintFile,
  previewPrint,
  listTimetable,
  pauseOfTask,
  goingOnOfTask,
  changeOfRhythm,
  runOfTask,
  listKeys,
  listScopes,
  makeKey,
  revokeKey,
  listCalls,
  ...webhookOperations,
  ...deliveryOperations,
  listOfRoles,
  listOfGrants,
  grant,
  endOfGrants,
  listConflicts,
  listOfExceptions,
  acknowledge,
  reviewOfExceptions,
  endOfExceptions,
  listOfPolicies,
  setOfPolicies,
  listColleagues,
  listOfDelegations,
  addDelegations,
  endOfDelegations,
  listApprovals,
  approve,
  reject,
  withdraw,
  handRequestsOver,
  listPersons,
  invitePerson,
  inviteAgain,
  personLeaves,
  removeSecondFactor,
  listAccessEvents,
  whoAmI,
  signOut,
  listOwnSessions,
  endOwnSession,
  endOtherSessions,
  confirmSession,
  changePassword,
  getPreferences,
  setPreferences,
  listOwnNews,
  listOwnTasks,
  markOwnNews,
  beginTotp,
  confirmTotp,
  removeTotp,
  makeRecoveryCodes,
  seeExample,
  endOfExample,
  organizationForm,
  createOrganization,
  // These are for everybody, without key or session.
  signIn,
  chooseOrganization,
  showSecondFactor,
  acceptInvitation,
  askForNewPassword,
  setNewPassword,
  welcome,
]
