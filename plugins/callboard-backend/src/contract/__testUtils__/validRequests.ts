import {
  byNewWorkItem,
  byProject,
  bySlug,
  importOf,
  newWorkItem,
  plain,
  RequestMaker,
} from './requestMakers';
import { validDashboardRequests } from './validDashboardRequests';
import { validTimeRequests } from './validTimeRequests';
import { entityOf, Place, ContractFixture } from './ContractFixture';

const byWorkspace: RequestMaker = async (fixture, place) => ({
  query: { workspace: await fixture.slug(place) },
});

const byWorkspaceId: RequestMaker = async (fixture, place) => ({
  query: { workspace_id: await fixture.workspaceId(place) },
});

const byDepartment: RequestMaker = async (fixture, place) => ({
  params: await fixture.newDepartment(place),
});

const byStaffMember: RequestMaker = async (fixture, place) => ({
  params: await fixture.newStaffMember(place),
});

const byWebhook = async (fixture: ContractFixture, place: Place) => ({
  params: await fixture.newWebhook(place),
});

const byDelivery = async (fixture: ContractFixture, place: Place) => ({
  params: await fixture.newDelivery(place),
});

/** Requests about one kind of project setting. */
function settingRequests(
  path: string,
  one: string,
  many: string,
  more: object = {},
): Record<string, RequestMaker> {
  const fresh = (fixture: ContractFixture) => ({
    name: fixture.newName(one),
    ...more,
  });
  const made: RequestMaker = async (fixture, place) => ({
    params: await fixture.newOfProject(place, path, fresh(fixture)),
  });
  return {
    [`list${many}`]: byProject,
    [`create${one}`]: async (fixture, place) => ({
      params: await fixture.project(place),
      body: fresh(fixture),
    }),
    [`get${one}`]: made,
    [`update${one}`]: async (fixture, place) => ({
      ...(await made(fixture, place)),
      body: { name: fixture.newName(one) },
    }),
    [`delete${one}`]: made,
  };
}

/** A valid request to each endpoint, by operation id. */
export const validRequests: Record<string, RequestMaker> = {
  getHealth: plain,
  getOpenApi: plain,
  listDeadLetters: plain,
  retryDeadLetters: () => ({ body: {} }),
  retryDeadLetter: async fixture => ({
    params: await fixture.newDeadLetter(),
  }),
  listSubscribers: plain,
  forgetSubscriber: async fixture => ({
    params: await fixture.newMissingSubscriber(),
  }),
  listQueues: plain,
  retryDeadJobs: () => ({ body: { queue: 'mails' } }),
  getMailStatus: plain,
  listFolderMails: plain,
  getFolderMail: async fixture => ({ params: await fixture.newFolderMail() }),
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
    body: { slug: fixture.newName('made'), name: 'Made' },
  }),
  getWorkspace: bySlug,
  updateWorkspace: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: { name: fixture.newName('Name') },
  }),
  deleteWorkspace: async (fixture, place) => ({
    params: { slug: await fixture.newWorkspace(place as 'own' | 'foreign') },
  }),

  listWorkspaceMembers: bySlug,
  addWorkspaceMember: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: { user_ref: `user:default/${fixture.newName('p')}`, role: 'guest' },
  }),
  updateWorkspaceMember: async (fixture, place) => ({
    params: {
      slug: await fixture.slug(place),
      id: await fixture.newMember(place),
    },
    body: { role: 'guest' },
  }),
  removeWorkspaceMember: async (fixture, place) => ({
    params: {
      slug: await fixture.slug(place),
      id: await fixture.newMember(place),
    },
  }),

  listProjects: bySlug,
  listProjectOverviews: bySlug,
  ensureProject: async (fixture, place) => ({
    params: {
      slug: await fixture.slug(place),
      namespace: 'default',
      ...entityOf(place),
    },
    body: {},
  }),
  getProject: byProject,
  updateProject: async (fixture, place) => ({
    params: await fixture.project(place),
    body: { name: fixture.newName('Project') },
  }),
  joinProject: async (fixture, place) => ({
    params: await fixture.project(place),
    body: {},
  }),
  listProjectMembers: byProject,
  addProjectMember: async (fixture, place) => ({
    params: await fixture.project(place),
    body: { user_ref: `user:default/${fixture.newName('p')}`, role: 'guest' },
  }),
  updateProjectMember: async (fixture, place) => ({
    params: await fixture.newProjectMember(place),
    body: { role: 'guest' },
  }),
  removeProjectMember: async (fixture, place) => ({
    params: await fixture.newProjectMember(place),
  }),

  listDepartments: bySlug,
  getDepartmentTree: bySlug,
  exportDepartmentsCsv: bySlug,
  exportDepartmentsXlsx: bySlug,
  importDepartments: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    file: { name: 'teams.csv', content: `name\n${fixture.newName('Team')}\n` },
  }),
  createDepartment: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: { name: fixture.newName('Team') },
  }),
  getDepartment: byDepartment,
  updateDepartment: async (fixture, place) => ({
    params: await fixture.newDepartment(place),
    body: { name: fixture.newName('Team') },
  }),
  previewDepartmentMove: async (fixture, place) => ({
    params: await fixture.newDepartment(place),
    body: { parent_id: null },
  }),
  deleteDepartment: byDepartment,
  listDepartmentStaff: byDepartment,
  listDepartmentLinks: byDepartment,
  linkDepartment: async (fixture, place) => ({
    params: await fixture.newDepartment(place),
    body: { project_id: (await fixture.project(place)).pid },
  }),
  unlinkDepartment: async (fixture, place) => ({
    params: await fixture.newDepartmentLink(place),
  }),

  listStaff: bySlug,
  getStaffStats: bySlug,
  exportStaffCsv: bySlug,
  exportStaffXlsx: bySlug,
  importStaff: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    file: { name: 'staff.csv', content: importOf(fixture.newPerson()) },
  }),
  changeManyStaff: async (fixture, place) => {
    const { slug, id } = await fixture.newStaffMember(place);
    return { params: { slug }, body: { action: 'delete', ids: [id] } };
  },
  createStaffMember: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: fixture.newPerson(),
  }),
  getStaffMember: byStaffMember,
  updateStaffMember: async (fixture, place) => ({
    params: await fixture.newStaffMember(place),
    body: { position: 'Engineer' },
  }),
  deleteStaffMember: byStaffMember,
  transferStaffMember: async (fixture, place) => ({
    params: await fixture.newStaffMember(place),
    body: { department_id: (await fixture.newDepartment(place)).id },
  }),
  listStaffTransfers: byStaffMember,
  deactivateStaffMember: byStaffMember,
  reactivateStaffMember: byStaffMember,
  getMyTeam: bySlug,
  getMyStaffProfile: async (fixture, place) => ({
    params: { slug: await fixture.employAll(place) },
  }),

  explainMembership: async (fixture, place) => {
    const { slug, pid } = await fixture.project(place);
    return {
      params: { slug },
      query: { user_ref: 'user:default/nobody', project: pid },
    };
  },
  syncMemberships: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: {},
  }),

  listPublishedDepartments: plain,
  seedFromCatalog: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: { dry_run: false },
  }),

  ...settingRequests('states', 'State', 'States', { group: 'started' }),
  ...settingRequests('labels', 'Label', 'Labels'),
  ...settingRequests('cycles', 'Cycle', 'Cycles'),
  ...settingRequests('modules', 'Module', 'Modules'),

  listWorkItems: byProject,
  countWorkItems: byProject,
  createWorkItem: async (fixture, place) => ({
    params: await fixture.project(place),
    body: { title: 'New' },
  }),
  updateManyWorkItems: async (fixture, place) => {
    const { id, ...params } = await newWorkItem(fixture, place);
    return { params, body: { ids: [id], changes: { priority: 'low' } } };
  },
  patchManyWorkItems: async (fixture, place) => {
    const { id, ...params } = await newWorkItem(fixture, place);
    const changes = { priority: 'low' };
    return { params, body: { patches: [{ id, version: 1, changes }] } };
  },
  getWorkItem: async (fixture, place) => ({
    params: await newWorkItem(fixture, place),
  }),
  updateWorkItem: async (fixture, place) => ({
    params: await newWorkItem(fixture, place),
    body: { title: 'Newer' },
  }),
  deleteWorkItem: async (fixture, place) => ({
    params: await newWorkItem(fixture, place),
  }),
  listWorkItemComments: byNewWorkItem,
  createWorkItemComment: async (fixture, place) => ({
    ...(await byNewWorkItem(fixture, place)),
    body: { body: 'Well done' },
  }),
  getWorkItemComment: async (fixture, place) => ({
    params: await fixture.newComment(place),
  }),
  updateWorkItemComment: async (fixture, place) => ({
    params: await fixture.newComment(place),
    body: { body: 'Very well done' },
  }),
  deleteWorkItemComment: async (fixture, place) => ({
    params: await fixture.newComment(place),
  }),
  ingestWorkItemComments: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: { source: 'tests', comments: [{}] },
  }),
  listWorkItemsOfWorkspace: bySlug,
  listSearchableWorkItems: plain,
  ingestWorkItems: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: { source: 'tests', items: [{}] },
  }),

  ...validTimeRequests,

  listWebhookEvents: bySlug,
  listWebhooks: bySlug,
  createWebhook: async (fixture, place) => ({
    params: { slug: await fixture.slug(place) },
    body: fixture.newReceiver(),
  }),
  getWebhook: byWebhook,
  updateWebhook: async (fixture, place) => ({
    ...(await byWebhook(fixture, place)),
    body: { name: fixture.newName('Webhook') },
  }),
  deleteWebhook: byWebhook,
  rotateWebhookSecret: async (fixture, place) => ({
    ...(await byWebhook(fixture, place)),
    body: {},
  }),
  testWebhook: byWebhook,
  getWebhookHealth: byWebhook,
  listWebhookDeliveries: byWebhook,
  getWebhookDelivery: byDelivery,
  replayWebhookDelivery: byDelivery,
  replayWebhookDeliveries: async (fixture, place) => ({
    ...(await byWebhook(fixture, place)),
    body: { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' },
  }),

  ...validDashboardRequests,

  listNotifications: byWorkspace,
  getUnreadCount: plain,
  updateNotification: async fixture => ({
    params: { id: await fixture.newNotification() },
    body: { is_read: true },
  }),
  updateManyNotifications: async fixture => ({
    body: { ids: [await fixture.newNotification()], is_archived: true },
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
      workspace: await fixture.slug('own'),
      recipients: null,
      type: 'tests.said',
      title: 'Said',
    },
  }),
  getProjectSubscription: byProject,
  putProjectSubscription: async (fixture, place) => ({
    ...(await byProject(fixture, place)),
    body: { level: 'all' },
  }),
  deleteProjectSubscription: byProject,
  getWorkItemSubscription: byNewWorkItem,
  putWorkItemSubscription: async (fixture, place) => ({
    ...(await byNewWorkItem(fixture, place)),
    body: { level: 'none' },
  }),
  deleteWorkItemSubscription: byNewWorkItem,
  listAnnouncements: bySlug,
  createAnnouncement: async (fixture, place) => ({
    ...(await bySlug(fixture, place)),
    body: { title: 'Said', to: { everyone: true } },
  }),
  getAnnouncement: async (fixture, place) => ({
    params: await fixture.newAnnouncement(place),
  }),

  postActivity: async (fixture, place) => ({
    query: { workspace: await fixture.slug(place) },
    body: { action: 'page_view' },
  }),
  checkActivityCounts: plain,
  rebuildActivityCounts: () => ({ body: {} }),
  listCriticalEvents: byWorkspaceId,
  acknowledgeCriticalEvent: async fixture => ({
    params: await fixture.newCriticalEvent(),
    body: {},
  }),
  listCriticalRules: plain,
  updateCriticalRule: () => ({
    params: { id: 'mass_delete' },
    body: { count: 30 },
  }),
  listAssistantTools: plain,
  erase: async fixture => ({
    body: { user_ref: fixture.newStrangerRef(), reason: 'They asked for it' },
  }),
  listErasures: plain,
  getErasure: async fixture => ({ params: await fixture.newErasure() }),
  getRetention: plain,
  setRetention: () => ({ body: { rules: [] } }),
  unmaskPerson: async (fixture, place) => ({
    query: { workspace: await fixture.slug(place) },
    body: { pseudonym: await fixture.pseudonym(place), reason: 'Asked to' },
  }),
  previewRetention: () => ({ body: {} }),
  verifyActivity: plain,
  listActivitySeals: plain,
  startVerification: () => ({ body: {} }),
  listVerifications: plain,
  getVerification: async fixture => ({
    params: await fixture.newVerification(),
  }),
  cancelVerification: async fixture => ({
    params: await fixture.newVerification(),
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
