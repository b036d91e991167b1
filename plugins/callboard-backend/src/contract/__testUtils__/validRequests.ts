import {
  byNewWorkItem,
  byProject,
  bySlug,
  createImportFile,
  createWorkItem,
  plain,
  RequestMaker,
} from './requestMakers';
import { validDashboardRequests } from './validDashboardRequests';
import { validTimeRequests } from './validTimeRequests';
import {
  getProjectEntity,
  TargetWorkspace,
  ContractFixture,
} from './ContractFixture';

const byWorkspace: RequestMaker = async (fixture, target) => ({
  query: { workspace: await fixture.getSlug(target) },
});

const byWorkspaceId: RequestMaker = async (fixture, target) => ({
  query: { workspace_id: await fixture.getWorkspaceId(target) },
});

const byDepartment: RequestMaker = async (fixture, target) => ({
  params: await fixture.createDepartment(target),
});

const byStaffMember: RequestMaker = async (fixture, target) => ({
  params: await fixture.createStaffMember(target),
});

const byWebhook = async (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => ({
  params: await fixture.createWebhook(target),
});

const byDelivery = async (
  fixture: ContractFixture,
  target: TargetWorkspace,
) => ({
  params: await fixture.createDelivery(target),
});

/** Requests about one kind of project setting. */
function settingRequests(
  path: string,
  one: string,
  many: string,
  extraFields: object = {},
): Record<string, RequestMaker> {
  const createBody = (fixture: ContractFixture) => ({
    name: fixture.createName(one),
    ...extraFields,
  });
  const byNewSetting: RequestMaker = async (fixture, target) => ({
    params: await fixture.createInProject(target, path, createBody(fixture)),
  });
  return {
    [`list${many}`]: byProject,
    [`create${one}`]: async (fixture, target) => ({
      params: await fixture.ensureProject(target),
      body: createBody(fixture),
    }),
    [`get${one}`]: byNewSetting,
    [`update${one}`]: async (fixture, target) => ({
      ...(await byNewSetting(fixture, target)),
      body: { name: fixture.createName(one) },
    }),
    [`delete${one}`]: byNewSetting,
  };
}

/** A valid request to each endpoint, by operation id. */
export const validRequests: Record<string, RequestMaker> = {
  getHealth: plain,
  getOpenApi: plain,
  listDeadLetters: plain,
  retryDeadLetters: () => ({ body: {} }),
  retryDeadLetter: async fixture => ({
    params: await fixture.createDeadLetter(),
  }),
  listSubscribers: plain,
  forgetSubscriber: async fixture => ({
    params: await fixture.createMissingSubscriber(),
  }),
  listQueues: plain,
  retryDeadJobs: () => ({ body: { queue: 'mails' } }),
  getMailStatus: plain,
  listFolderMails: plain,
  getFolderMail: async fixture => ({
    params: await fixture.createFolderMail(),
  }),
  getMe: plain,
  getMyAccess: plain,
  getMyData: plain,
  exportMyData: plain,
  listMyAccessLog: plain,
  getLive: plain,
  listResources: plain,
  search: () => ({ query: { q: 'pay' } }),

  listWorkspaces: plain,
  createWorkspace: fixture => ({
    body: { slug: fixture.createName('made'), name: 'Made' },
  }),
  getWorkspace: bySlug,
  updateWorkspace: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: { name: fixture.createName('Name') },
  }),
  deleteWorkspace: async (fixture, target) => ({
    params: {
      slug: await fixture.createWorkspace(target as 'own' | 'foreign'),
    },
  }),

  listWorkspaceMembers: bySlug,
  addWorkspaceMember: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: {
      user_ref: `user:default/${fixture.createName('p')}`,
      role: 'guest',
    },
  }),
  updateWorkspaceMember: async (fixture, target) => ({
    params: {
      slug: await fixture.getSlug(target),
      id: await fixture.createMember(target),
    },
    body: { role: 'guest' },
  }),
  removeWorkspaceMember: async (fixture, target) => ({
    params: {
      slug: await fixture.getSlug(target),
      id: await fixture.createMember(target),
    },
  }),

  listProjects: bySlug,
  listProjectOverviews: bySlug,
  ensureProject: async (fixture, target) => ({
    params: {
      slug: await fixture.getSlug(target),
      namespace: 'default',
      ...getProjectEntity(target),
    },
    body: {},
  }),
  getProject: byProject,
  updateProject: async (fixture, target) => ({
    params: await fixture.ensureProject(target),
    body: { name: fixture.createName('Project') },
  }),
  joinProject: async (fixture, target) => ({
    params: await fixture.ensureProject(target),
    body: {},
  }),
  listProjectMembers: byProject,
  addProjectMember: async (fixture, target) => ({
    params: await fixture.ensureProject(target),
    body: {
      user_ref: `user:default/${fixture.createName('p')}`,
      role: 'guest',
    },
  }),
  updateProjectMember: async (fixture, target) => ({
    params: await fixture.createProjectMember(target),
    body: { role: 'guest' },
  }),
  removeProjectMember: async (fixture, target) => ({
    params: await fixture.createProjectMember(target),
  }),

  listDepartments: bySlug,
  getDepartmentTree: bySlug,
  exportDepartmentsCsv: bySlug,
  exportDepartmentsXlsx: bySlug,
  importDepartments: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    file: {
      name: 'teams.csv',
      content: `name\n${fixture.createName('Team')}\n`,
    },
  }),
  createDepartment: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: { name: fixture.createName('Team') },
  }),
  getDepartment: byDepartment,
  updateDepartment: async (fixture, target) => ({
    params: await fixture.createDepartment(target),
    body: { name: fixture.createName('Team') },
  }),
  previewDepartmentMove: async (fixture, target) => ({
    params: await fixture.createDepartment(target),
    body: { parent_id: null },
  }),
  deleteDepartment: byDepartment,
  listDepartmentStaff: byDepartment,
  listDepartmentLinks: byDepartment,
  linkDepartment: async (fixture, target) => ({
    params: await fixture.createDepartment(target),
    body: { project_id: (await fixture.ensureProject(target)).pid },
  }),
  unlinkDepartment: async (fixture, target) => ({
    params: await fixture.createDepartmentLink(target),
  }),

  listStaff: bySlug,
  getStaffStats: bySlug,
  exportStaffCsv: bySlug,
  exportStaffXlsx: bySlug,
  importStaff: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    file: {
      name: 'staff.csv',
      content: createImportFile(fixture.createStaffBody()),
    },
  }),
  changeManyStaff: async (fixture, target) => {
    const { slug, id } = await fixture.createStaffMember(target);
    return { params: { slug }, body: { action: 'delete', ids: [id] } };
  },
  createStaffMember: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: fixture.createStaffBody(),
  }),
  getStaffMember: byStaffMember,
  updateStaffMember: async (fixture, target) => ({
    params: await fixture.createStaffMember(target),
    body: { position: 'Engineer' },
  }),
  deleteStaffMember: byStaffMember,
  transferStaffMember: async (fixture, target) => ({
    params: await fixture.createStaffMember(target),
    body: { department_id: (await fixture.createDepartment(target)).id },
  }),
  listStaffTransfers: byStaffMember,
  deactivateStaffMember: byStaffMember,
  reactivateStaffMember: byStaffMember,
  getMyTeam: bySlug,
  getMyStaffProfile: async (fixture, target) => ({
    params: { slug: await fixture.employAll(target) },
  }),

  explainMembership: async (fixture, target) => {
    const { slug, pid } = await fixture.ensureProject(target);
    return {
      params: { slug },
      query: { user_ref: 'user:default/nobody', project: pid },
    };
  },
  syncMemberships: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: {},
  }),

  listPublishedDepartments: plain,
  seedFromCatalog: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: { dry_run: false },
  }),

  ...settingRequests('states', 'State', 'States', { group: 'started' }),
  ...settingRequests('labels', 'Label', 'Labels'),
  ...settingRequests('cycles', 'Cycle', 'Cycles'),
  ...settingRequests('modules', 'Module', 'Modules'),

  listWorkItems: byProject,
  countWorkItems: byProject,
  createWorkItem: async (fixture, target) => ({
    params: await fixture.ensureProject(target),
    body: { title: 'New' },
  }),
  updateManyWorkItems: async (fixture, target) => {
    const { id, ...params } = await createWorkItem(fixture, target);
    return { params, body: { ids: [id], changes: { priority: 'low' } } };
  },
  patchManyWorkItems: async (fixture, target) => {
    const { id, ...params } = await createWorkItem(fixture, target);
    const changes = { priority: 'low' };
    return { params, body: { patches: [{ id, version: 1, changes }] } };
  },
  getWorkItem: async (fixture, target) => ({
    params: await createWorkItem(fixture, target),
  }),
  updateWorkItem: async (fixture, target) => ({
    params: await createWorkItem(fixture, target),
    body: { title: 'Newer' },
  }),
  deleteWorkItem: async (fixture, target) => ({
    params: await createWorkItem(fixture, target),
  }),
  listWorkItemComments: byNewWorkItem,
  createWorkItemComment: async (fixture, target) => ({
    ...(await byNewWorkItem(fixture, target)),
    body: { body: 'Well done' },
  }),
  getWorkItemComment: async (fixture, target) => ({
    params: await fixture.createComment(target),
  }),
  updateWorkItemComment: async (fixture, target) => ({
    params: await fixture.createComment(target),
    body: { body: 'Very well done' },
  }),
  deleteWorkItemComment: async (fixture, target) => ({
    params: await fixture.createComment(target),
  }),
  ingestWorkItemComments: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: { source: 'tests', comments: [{}] },
  }),
  listWorkSources: byProject,
  syncWorkSource: async (fixture, target) => ({
    params: await fixture.createSource(target),
  }),
  updateWorkSource: async (fixture, target) => ({
    params: await fixture.createSource(target),
    body: { states: [{ name: 'QA', state_id: null }] },
  }),
  listWorkItemsOfWorkspace: bySlug,
  listSearchableWorkItems: plain,
  importWorkItems: async (fixture, target) => {
    const { slug, pid } = await fixture.ensureProject(target);
    const content = createImportFile({ title: 'Work' });
    return {
      params: { slug },
      body: { project_id: pid },
      file: { name: 'items.csv', content },
    };
  },
  undoWorkItemImport: async (fixture, target) => ({
    params: await fixture.importWorkItem(target),
    body: {},
  }),
  ingestWorkItems: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: { source: 'tests', items: [{}] },
  }),

  ...validTimeRequests,

  listWebhookEvents: bySlug,
  listWebhooks: bySlug,
  createWebhook: async (fixture, target) => ({
    params: { slug: await fixture.getSlug(target) },
    body: fixture.createWebhookBody(),
  }),
  getWebhook: byWebhook,
  updateWebhook: async (fixture, target) => ({
    ...(await byWebhook(fixture, target)),
    body: { name: fixture.createName('Webhook') },
  }),
  deleteWebhook: byWebhook,
  rotateWebhookSecret: async (fixture, target) => ({
    ...(await byWebhook(fixture, target)),
    body: {},
  }),
  testWebhook: byWebhook,
  getWebhookHealth: byWebhook,
  listWebhookDeliveries: byWebhook,
  getWebhookDelivery: byDelivery,
  replayWebhookDelivery: byDelivery,
  replayWebhookDeliveries: async (fixture, target) => ({
    ...(await byWebhook(fixture, target)),
    body: { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' },
  }),

  ...validDashboardRequests,

  listNotifications: byWorkspace,
  getUnreadCount: plain,
  updateNotification: async fixture => ({
    params: { id: await fixture.createNotification() },
    body: { is_read: true },
  }),
  updateManyNotifications: async fixture => ({
    body: { ids: [await fixture.createNotification()], is_archived: true },
  }),
  markAllNotificationsRead: () => ({ body: {} }),
  getNotificationPreferences: plain,
  putNotificationPreferences: () => ({
    body: {
      types: [],
      digest: { frequency: 'daily', at: '08:30', weekday: 1 },
      timezone: 'Europe/Berlin',
      quiet_hours: { from: '22:00', to: '07:00' },
    },
  }),
  createNotification: async fixture => ({
    body: {
      workspace: await fixture.getSlug('own'),
      recipients: null,
      type: 'tests.said',
      title: 'Said',
    },
  }),
  getProjectSubscription: byProject,
  putProjectSubscription: async (fixture, target) => ({
    ...(await byProject(fixture, target)),
    body: { level: 'all' },
  }),
  deleteProjectSubscription: byProject,
  getWorkItemSubscription: byNewWorkItem,
  putWorkItemSubscription: async (fixture, target) => ({
    ...(await byNewWorkItem(fixture, target)),
    body: { level: 'none' },
  }),
  deleteWorkItemSubscription: byNewWorkItem,
  listAnnouncements: bySlug,
  createAnnouncement: async (fixture, target) => ({
    ...(await bySlug(fixture, target)),
    body: { title: 'Said', to: { everyone: true } },
  }),
  getAnnouncement: async (fixture, target) => ({
    params: await fixture.createAnnouncement(target),
  }),

  postActivity: async (fixture, target) => ({
    query: { workspace: await fixture.getSlug(target) },
    body: { action: 'page_view' },
  }),
  checkActivityCounts: plain,
  rebuildActivityCounts: () => ({ body: {} }),
  listCriticalEvents: byWorkspaceId,
  acknowledgeCriticalEvent: async fixture => ({
    params: await fixture.createCriticalEvent(),
    body: {},
  }),
  listCriticalRules: plain,
  updateCriticalRule: () => ({
    params: { id: 'mass_delete' },
    body: { count: 30 },
  }),
  listAssistantTools: plain,
  erase: async fixture => ({
    body: {
      user_ref: fixture.createStrangerRef(),
      reason: 'They asked for it',
    },
  }),
  listErasures: plain,
  getErasure: async fixture => ({ params: await fixture.createErasure() }),
  getRetention: plain,
  setRetention: () => ({ body: { rules: [] } }),
  unmaskPerson: async (fixture, target) => ({
    query: { workspace: await fixture.getSlug(target) },
    body: { pseudonym: await fixture.getPseudonym(target), reason: 'Asked to' },
  }),
  previewRetention: () => ({ body: {} }),
  verifyActivity: plain,
  listActivitySeals: plain,
  startVerification: () => ({ body: {} }),
  listVerifications: plain,
  getVerification: async fixture => ({
    params: await fixture.createVerification(),
  }),
  cancelVerification: async fixture => ({
    params: await fixture.createVerification(),
    body: {},
  }),
  listAdminActivity: byWorkspaceId,
  summarizeAdminActivity: byWorkspaceId,
  getAdminActivityFacets: byWorkspaceId,
  exportAdminActivityXlsx: byWorkspaceId,
  exportAdminActivityCsv: byWorkspaceId,
  exportAdminActivityJsonl: byWorkspaceId,
  listMyProjectsActivity: byWorkspace,
  listWorkspaceActivity: byWorkspace,
  summarizeWorkspaceActivity: byWorkspace,
  getWorkspaceActivityFacets: byWorkspace,
  exportWorkspaceActivityXlsx: byWorkspace,
  exportWorkspaceActivityCsv: byWorkspace,
  exportWorkspaceActivityJsonl: byWorkspace,
  listMyActivity: plain,
  summarizeMyActivity: plain,
  getMyActivityFacets: plain,
  exportMyActivityXlsx: plain,
  exportMyActivityCsv: plain,
  exportMyActivityJsonl: plain,
};
