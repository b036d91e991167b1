import { TargetWorkspace } from './ContractFixture';

/** The columns of the table. The reader of all activity is a guest of the workspace. */
export const callers = [
  'nobody',
  'service',
  'guest',
  'member',
  'admin',
  'reader',
  'superAdmin',
] as const;

type Row = Partial<Record<TargetWorkspace | 'anywhere', string>>;

/** Statuses of reads that all members of a workspace may do. */
const readRow: Row = {
  own: '401 403 200 200 200 200 200',
  foreign: '401 403 404 404 404 404 200',
};

/**
 * Statuses of requests that require an admin of a workspace.
 *
 * @param status - the status for admins
 */
const adminRow = (status: number): Row => ({
  own: `401 403 403 403 ${status} 403 ${status}`,
  foreign: `401 403 404 404 404 404 ${status}`,
});

/**
 * Statuses of requests of members about their own data.
 *
 * @param status - the status for members
 */
const memberRow = (status: number): Row => ({
  own: `401 403 403 ${status} ${status} 403 ${status}`,
  foreign: `401 403 404 404 404 404 ${status}`,
});

/**
 * Statuses of a request about a period, which only its person and its approvers can see.
 *
 * @param own - the status for the person
 */
const periodRow = (own: number): Row => ({
  own: `401 403 404 ${own} 200 404 200`,
  foreign: '401 403 404 404 404 404 200',
});

/**
 * The status that each caller gets from each endpoint: a column per caller, and a row per workspace
 * that the request can name. Derived from the table of roles in the product's description,
 * intentionally not from the contract.
 */
export const accessTable: Record<string, Row> = {
  //                nobody service guest member admin reader superAdmin
  getHealth: { anywhere: '200 200 200 200 200 200 200' },
  getOpenApi: { anywhere: '200 200 200 200 200 200 200' },
  listDeadLetters: { anywhere: '401 403 403 403 403 403 200' },
  retryDeadLetters: { anywhere: '401 403 403 403 403 403 200' },
  retryDeadLetter: { anywhere: '401 403 403 403 403 403 200' },
  listSubscribers: { anywhere: '401 403 403 403 403 403 200' },
  forgetSubscriber: { anywhere: '401 403 403 403 403 403 204' },
  listQueues: { anywhere: '401 403 403 403 403 403 200' },
  retryDeadJobs: { anywhere: '401 403 403 403 403 403 200' },
  getMailStatus: { anywhere: '401 403 403 403 403 403 200' },
  listFolderMails: { anywhere: '401 403 403 403 403 403 200' },
  getFolderMail: { anywhere: '401 403 403 403 403 403 200' },
  getMe: { anywhere: '401 403 200 200 200 200 200' },
  getMyAccess: { anywhere: '401 403 200 200 200 200 200' },
  getMyData: { anywhere: '401 403 200 200 200 200 200' },
  exportMyData: { anywhere: '401 403 200 200 200 200 200' },
  listMyAccessLog: { anywhere: '401 403 200 200 200 200 200' },
  getLive: { anywhere: '401 403 200 200 200 200 200' },
  listResources: { anywhere: '401 403 200 200 200 200 200' },
  search: { anywhere: '401 403 200 200 200 200 200' },

  listWorkspaces: { anywhere: '401 403 200 200 200 200 200' },
  createWorkspace: { anywhere: '401 403 403 403 403 403 201' },
  getWorkspace: {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 404 404 404 404 200',
  },
  updateWorkspace: {
    own: '401 403 403 403 200 403 200',
    foreign: '401 403 404 404 404 404 200',
  },
  deleteWorkspace: {
    own: '401 403 403 403 403 403 204',
    foreign: '401 403 404 404 404 404 204',
  },

  listWorkspaceMembers: {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 404 404 404 404 200',
  },
  addWorkspaceMember: {
    own: '401 403 403 403 201 403 201',
    foreign: '401 403 404 404 404 404 201',
  },
  updateWorkspaceMember: {
    own: '401 403 403 403 200 403 200',
    foreign: '401 403 404 404 404 404 200',
  },
  removeWorkspaceMember: {
    own: '401 403 403 403 204 403 204',
    foreign: '401 403 404 404 404 404 204',
  },

  listProjects: {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 404 404 404 404 200',
  },
  listProjectOverviews: readRow,
  ensureProject: {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 404 404 404 404 200',
  },
  getProject: projectRow('200 200 200 200 200'),
  updateProject: projectRow('403 403 200 403 200'),
  joinProject: projectRow('403 201 201 403 201'),
  listProjectMembers: projectRow('200 200 200 200 200'),
  addProjectMember: projectRow('403 403 201 403 201'),
  updateProjectMember: projectRow('403 403 200 403 200'),
  removeProjectMember: projectRow('403 403 204 403 204'),

  listDepartments: readRow,
  getDepartmentTree: readRow,
  exportDepartmentsCsv: readRow,
  exportDepartmentsXlsx: readRow,
  importDepartments: adminRow(200),
  createDepartment: adminRow(201),
  getDepartment: readRow,
  updateDepartment: adminRow(200),
  previewDepartmentMove: adminRow(200),
  deleteDepartment: adminRow(204),
  listDepartmentStaff: readRow,
  listDepartmentLinks: readRow,
  linkDepartment: adminRow(201),
  unlinkDepartment: adminRow(204),

  listStaff: readRow,
  getStaffStats: readRow,
  exportStaffCsv: readRow,
  exportStaffXlsx: readRow,
  importStaff: adminRow(200),
  changeManyStaff: adminRow(200),
  createStaffMember: adminRow(201),
  getStaffMember: readRow,
  updateStaffMember: adminRow(200),
  deleteStaffMember: adminRow(204),
  transferStaffMember: adminRow(200),
  listStaffTransfers: readRow,
  deactivateStaffMember: adminRow(200),
  reactivateStaffMember: adminRow(200),
  getMyTeam: readRow,
  getMyStaffProfile: readRow,

  explainMembership: projectRow('200 200 200 200 200'),
  syncMemberships: {
    own: '401 403 403 403 200 403 200',
    foreign: '401 403 404 404 404 404 200',
  },

  listPublishedDepartments: { anywhere: '401 200 403 403 403 403 403' },
  seedFromCatalog: {
    own: '401 403 403 403 200 403 200',
    // Only the own workspace is configured.
    foreign: '401 403 404 404 404 404 409',
  },

  ...settingRows('State', 'States'),
  ...settingRows('Label', 'Labels'),
  ...settingRows('Cycle', 'Cycles'),
  ...settingRows('Module', 'Modules'),

  listWorkSources: projectRow('403 403 200 403 200'),
  // Callboard cannot synchronise this source, because its items were posted.
  syncWorkSource: projectRow('403 403 409 403 409'),
  updateWorkSource: projectRow('403 403 200 403 200'),

  listWorkItems: projectRow('200 200 200 200 200'),
  countWorkItems: projectRow('200 200 200 200 200'),
  createWorkItem: projectRow('403 201 201 403 201'),
  updateManyWorkItems: projectRow('403 200 200 403 200'),
  patchManyWorkItems: projectRow('403 200 200 403 200'),
  getWorkItem: projectRow('200 200 200 200 200'),
  updateWorkItem: projectRow('403 200 200 403 200'),
  deleteWorkItem: projectRow('403 204 204 403 204'),
  listWorkItemsOfWorkspace: readRow,
  // The requested comment belongs to the super admin.
  listWorkItemComments: projectRow('200 200 200 200 200'),
  createWorkItemComment: projectRow('403 201 201 403 201'),
  getWorkItemComment: projectRow('200 200 200 200 200'),
  updateWorkItemComment: projectRow('403 403 403 403 200'),
  deleteWorkItemComment: projectRow('403 403 204 403 204'),
  ingestWorkItemComments: {
    own: '401 200 403 403 403 403 403',
    foreign: '401 200 403 403 403 403 403',
  },
  listSearchableWorkItems: { anywhere: '401 200 403 403 403 403 403' },
  importWorkItems: {
    own: '401 403 403 403 200 403 200',
    // The project is in the body.
    secret: '401 403 400 400 200 400 200',
    foreign: '401 403 404 404 404 404 200',
  },
  undoWorkItemImport: projectRow('403 403 200 403 200'),
  ingestWorkItems: {
    own: '401 200 403 403 403 403 403',
    foreign: '401 200 403 403 403 403 403',
  },

  // The requested worklog belongs to the super admin.
  listWorklogsOfItem: projectRow('403 200 200 403 200'),
  createWorklog: projectRow('403 201 201 403 201'),
  getWorklog: projectRow('403 200 200 403 200'),
  replaceWorklog: projectRow('403 403 200 403 200'),
  updateWorklog: projectRow('403 403 200 403 200'),
  deleteWorklog: projectRow('403 403 204 403 204'),
  getProjectTimeSummary: projectRow('403 200 200 403 200'),
  listWorklogs: readRow,
  exportWorklogsCsv: readRow,
  exportWorklogsXlsx: readRow,
  getTimeSummary: readRow,
  importWorklogs: {
    own: '401 403 403 200 200 403 200',
    foreign: '401 403 404 404 404 404 200',
  },

  getTimesheet: readRow,
  saveTimesheet: memberRow(200),
  // The requested period belongs to the member; in the foreign workspace, to its admin.
  listPeriods: readRow,
  submitPeriod: memberRow(201),
  getPeriod: periodRow(200),
  recallPeriod: {
    own: '401 403 404 200 403 404 403',
    foreign: '401 403 404 404 404 404 403',
  },
  approvePeriod: periodRow(403),
  rejectPeriod: periodRow(403),
  reopenPeriod: periodRow(403),
  getPeriodHistory: periodRow(200),
  getPeriodChanges: periodRow(200),

  getTimeSettings: readRow,
  updateTimeSettings: adminRow(200),
  listHolidays: readRow,
  createHoliday: adminRow(201),
  deleteHoliday: adminRow(204),
  importHolidays: adminRow(200),
  listTimeOff: readRow,
  createTimeOff: memberRow(201),
  // The time off belongs to another user: only admins can see it.
  deleteTimeOff: {
    own: '401 403 403 404 204 403 204',
    foreign: '401 403 404 404 404 404 204',
  },
  getCapacity: readRow,
  getWorkSchedule: readRow,
  // Each caller sets their own work schedule, which only admins may do.
  setWorkSchedule: adminRow(200),
  getTimeBalance: readRow,
  listTimeBalances: readRow,
  listTimeAdjustments: readRow,
  // The requested person has no manager, so only admins may change their balance and entitlement.
  createTimeAdjustment: adminRow(201),
  listLeaveEntitlements: readRow,
  setLeaveEntitlement: adminRow(200),
  listEstimates: projectRow('403 200 200 403 200'),
  // A timer runs only on an item on which the caller may log time.
  getTimer: { anywhere: '401 403 200 200 200 200 200' },
  startTimer: { anywhere: '401 403 400 200 200 400 200' },
  updateTimer: { anywhere: '401 403 404 200 200 404 200' },
  stopTimer: { anywhere: '401 403 404 200 200 404 200' },
  discardTimer: { anywhere: '401 403 404 204 204 404 204' },
  getCalendarFeed: { anywhere: '401 403 200 200 200 200 200' },
  createCalendarFeed: { anywhere: '401 403 201 201 201 201 201' },
  deleteCalendarFeed: { anywhere: '401 403 204 204 204 204 204' },
  readCalendar: { anywhere: '200 200 200 200 200 200 200' },
  // The requested suggestion belongs to the super admin.
  listTimeSuggestions: { anywhere: '401 403 200 200 200 200 200' },
  acceptTimeSuggestions: { anywhere: '401 403 400 400 400 400 201' },
  dismissTimeSuggestion: { anywhere: '401 403 404 404 404 404 204' },

  listWebhookEvents: adminRow(200),
  listWebhooks: adminRow(200),
  createWebhook: adminRow(201),
  getWebhook: adminRow(200),
  updateWebhook: adminRow(200),
  deleteWebhook: adminRow(204),
  rotateWebhookSecret: adminRow(200),
  testWebhook: adminRow(201),
  getWebhookHealth: adminRow(200),
  listWebhookDeliveries: adminRow(200),
  getWebhookDelivery: adminRow(200),
  replayWebhookDelivery: adminRow(200),
  replayWebhookDeliveries: adminRow(200),

  // The requested dashboard belongs to the super admin, and is shared.
  listDashboards: readRow,
  createDashboard: memberRow(201),
  importDashboard: memberRow(201),
  getDashboard: readRow,
  updateDashboard: adminRow(200),
  deleteDashboard: adminRow(204),
  duplicateDashboard: memberRow(201),
  exportDashboard: readRow,
  exportDashboardXlsx: readRow,
  exportDashboardPdf: readRow,
  favourDashboard: readRow,
  unfavourDashboard: {
    own: '401 403 204 204 204 204 204',
    foreign: '401 403 404 404 404 404 204',
  },
  getDashboardSubscription: readRow,
  putDashboardSubscription: readRow,
  deleteDashboardSubscription: {
    own: '401 403 204 204 204 204 204',
    foreign: '401 403 404 404 404 404 204',
  },
  layOutDashboard: adminRow(200),
  getNumberVocabulary: readRow,
  previewWidget: memberRow(200),
  getWidgetData: readRow,
  exportWidgetCsv: readRow,
  exportWidgetXlsx: readRow,
  getAnalytics: readRow,
  listWidgetRows: readRow,
  listWidgets: readRow,
  createWidget: adminRow(201),
  getWidget: readRow,
  updateWidget: adminRow(200),
  deleteWidget: adminRow(204),
  listDashboardSchedules: adminRow(200),
  createDashboardSchedule: adminRow(201),
  updateDashboardSchedule: adminRow(200),
  deleteDashboardSchedule: adminRow(204),

  // The workspace is a filter of the caller's own notifications.
  listNotifications: {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 200 200 200 200 200',
    default: '401 403 200 200 200 200 200',
  },
  getUnreadCount: { anywhere: '401 403 200 200 200 200 200' },
  // The requested notification belongs to the super admin.
  updateNotification: { anywhere: '401 403 404 404 404 404 200' },
  updateManyNotifications: { anywhere: '401 403 200 200 200 200 200' },
  markAllNotificationsRead: { anywhere: '401 403 200 200 200 200 200' },
  getNotificationPreferences: { anywhere: '401 403 200 200 200 200 200' },
  putNotificationPreferences: { anywhere: '401 403 200 200 200 200 200' },
  createNotification: { anywhere: '401 202 403 403 403 403 403' },
  getProjectSubscription: projectRow('200 200 200 200 200'),
  putProjectSubscription: projectRow('200 200 200 200 200'),
  deleteProjectSubscription: projectRow('204 204 204 204 204'),
  getWorkItemSubscription: projectRow('200 200 200 200 200'),
  putWorkItemSubscription: projectRow('200 200 200 200 200'),
  deleteWorkItemSubscription: projectRow('204 204 204 204 204'),
  listAnnouncements: adminRow(200),
  createAnnouncement: adminRow(202),
  getAnnouncement: adminRow(200),

  postActivity: {
    own: '401 403 201 201 201 201 201',
    foreign: '401 403 404 404 404 404 201',
    default: '401 403 201 201 201 201 201',
  },
  checkActivityCounts: { anywhere: '401 403 403 403 403 403 200' },
  rebuildActivityCounts: { anywhere: '401 403 403 403 403 403 200' },
  // Admins of any workspace may call this endpoint; admins of other workspaces find nothing.
  listCriticalEvents: {
    own: '401 403 403 403 200 403 200',
    foreign: '401 403 403 403 200 403 200',
    default: '401 403 403 403 200 403 200',
  },
  acknowledgeCriticalEvent: { anywhere: '401 403 403 403 200 403 200' },
  listCriticalRules: { anywhere: '401 403 403 403 403 403 200' },
  updateCriticalRule: { anywhere: '401 403 403 403 403 403 200' },
  listAssistantTools: { anywhere: '401 403 403 403 403 403 200' },
  erase: { anywhere: '401 403 403 403 403 403 201' },
  listErasures: { anywhere: '401 403 403 403 403 403 200' },
  getErasure: { anywhere: '401 403 403 403 403 403 200' },
  getRetention: { anywhere: '401 403 403 403 403 403 200' },
  setRetention: { anywhere: '401 403 403 403 403 403 200' },
  unmaskPerson: {
    own: '401 403 403 403 200 403 200',
    foreign: '401 403 404 404 404 404 200',
    default: '401 403 404 404 404 404 200',
  },
  previewRetention: { anywhere: '401 403 403 403 403 403 200' },
  verifyActivity: { anywhere: '401 403 403 403 403 403 200' },
  listActivitySeals: { anywhere: '401 403 403 403 403 403 200' },
  startVerification: { anywhere: '401 403 403 403 403 403 201' },
  listVerifications: { anywhere: '401 403 403 403 403 403 200' },
  getVerification: { anywhere: '401 403 403 403 403 403 200' },
  cancelVerification: { anywhere: '401 403 403 403 403 403 200' },
  ...activityRows('Admin', {
    own: '401 403 403 403 403 200 200',
    foreign: '401 403 403 403 403 200 200',
    default: '401 403 403 403 403 200 200',
  }),
  ...activityRows('Workspace', {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 404 404 404 404 200',
    default: '401 403 404 404 404 404 200',
  }),
  listMyProjectsActivity: {
    own: '401 403 200 200 200 200 200',
    foreign: '401 403 404 404 404 404 200',
    default: '401 403 404 404 404 404 200',
  },
  ...activityRows('My', { anywhere: '401 403 200 200 200 200 200' }),
};

/**
 * Statuses of a project admin who is a guest of the workspace. Lists only statuses that differ from
 * those of a guest.
 */
export const projectAdminTable: typeof accessTable = {
  getProject: { secret: '200' },
  updateProject: { own: '200', secret: '200' },
  joinProject: { secret: '403' },
  listProjectMembers: { secret: '200' },
  addProjectMember: { own: '201', secret: '201' },
  updateProjectMember: { own: '200', secret: '200' },
  removeProjectMember: { own: '204', secret: '204' },
  explainMembership: { secret: '200' },
  ...settingAdmin('State', 'States'),
  ...settingAdmin('Label', 'Labels'),
  ...settingAdmin('Cycle', 'Cycles'),
  ...settingAdmin('Module', 'Modules'),
  listWorkSources: { own: '200', secret: '200' },
  syncWorkSource: { own: '409', secret: '409' },
  updateWorkSource: { own: '200', secret: '200' },
  listWorkItems: { secret: '200' },
  countWorkItems: { secret: '200' },
  createWorkItem: { own: '201', secret: '201' },
  updateManyWorkItems: { own: '200', secret: '200' },
  patchManyWorkItems: { own: '200', secret: '200' },
  getWorkItem: { secret: '200' },
  updateWorkItem: { own: '200', secret: '200' },
  deleteWorkItem: { own: '204', secret: '204' },
  importWorkItems: { own: '200', secret: '200' },
  undoWorkItemImport: { own: '200', secret: '200' },
  listWorkItemComments: { secret: '200' },
  createWorkItemComment: { own: '201', secret: '201' },
  getWorkItemComment: { secret: '200' },
  updateWorkItemComment: { secret: '403' },
  deleteWorkItemComment: { own: '204', secret: '204' },
  listWorklogsOfItem: { own: '200', secret: '200' },
  createWorklog: { own: '201', secret: '201' },
  getWorklog: { own: '200', secret: '200' },
  replaceWorklog: { own: '200', secret: '200' },
  updateWorklog: { own: '200', secret: '200' },
  deleteWorklog: { own: '204', secret: '204' },
  getProjectTimeSummary: { own: '200', secret: '200' },
  listEstimates: { own: '200', secret: '200' },
  startTimer: { anywhere: '200' },
  updateTimer: { anywhere: '200' },
  stopTimer: { anywhere: '200' },
  discardTimer: { anywhere: '204' },
  getProjectSubscription: { secret: '200' },
  putProjectSubscription: { secret: '200' },
  deleteProjectSubscription: { secret: '204' },
  getWorkItemSubscription: { secret: '200' },
  putWorkItemSubscription: { secret: '200' },
  deleteWorkItemSubscription: { secret: '204' },
};

/**
 * Statuses of a request about a project: a secret project is 404 for non-members, except admins of
 * its workspace.
 *
 * @param own - statuses of guest, member, admin, reader and super admin
 */
function projectRow(own: string): (typeof accessTable)[string] {
  const [, , admin, , superAdmin] = own.split(' ');
  return {
    own: `401 403 ${own}`,
    secret: `401 403 404 404 ${admin} 404 ${superAdmin}`,
    foreign: `401 403 404 404 404 404 ${superAdmin}`,
  };
}

/** Statuses of project settings, which everyone in the workspace reads and only admins change. */
function settingRows(one: string, many: string): typeof accessTable {
  return {
    [`list${many}`]: projectRow('200 200 200 200 200'),
    [`create${one}`]: projectRow('403 403 201 403 201'),
    [`get${one}`]: projectRow('200 200 200 200 200'),
    [`update${one}`]: projectRow('403 403 200 403 200'),
    [`delete${one}`]: projectRow('403 403 204 403 204'),
  };
}

function settingAdmin(one: string, many: string): typeof accessTable {
  return {
    [`list${many}`]: { secret: '200' },
    [`create${one}`]: { own: '201', secret: '201' },
    [`get${one}`]: { secret: '200' },
    [`update${one}`]: { own: '200', secret: '200' },
    [`delete${one}`]: { own: '204', secret: '204' },
  };
}

/** The endpoints of a scope show the same rows, so they admit the same users. */
function activityRows(
  scope: string,
  row: (typeof accessTable)[string],
): typeof accessTable {
  return {
    [`list${scope}Activity`]: row,
    [`summarize${scope}Activity`]: row,
    [`get${scope}ActivityFacets`]: row,
    [`export${scope}ActivityXlsx`]: row,
    [`export${scope}ActivityCsv`]: row,
    [`export${scope}ActivityJsonl`]: row,
  };
}
