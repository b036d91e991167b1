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
import { entityOf, Place, World } from './World';

const byWorkspace: RequestMaker = async (world, place) => ({
  query: { workspace: await world.slug(place) },
});

const byWorkspaceId: RequestMaker = async (world, place) => ({
  query: { workspace_id: await world.workspaceId(place) },
});

const byDepartment: RequestMaker = async (world, place) => ({
  params: await world.newDepartment(place),
});

const byStaffMember: RequestMaker = async (world, place) => ({
  params: await world.newStaffMember(place),
});

const byWebhook = async (world: World, place: Place) => ({
  params: await world.newWebhook(place),
});

const byDelivery = async (world: World, place: Place) => ({
  params: await world.newDelivery(place),
});

/** Requests about one kind of project setting. */
function settingRequests(
  path: string,
  one: string,
  many: string,
  more: object = {},
): Record<string, RequestMaker> {
  const fresh = (world: World) => ({ name: world.newName(one), ...more });
  const made: RequestMaker = async (world, place) => ({
    params: await world.newOfProject(place, path, fresh(world)),
  });
  return {
    [`list${many}`]: byProject,
    [`create${one}`]: async (world, place) => ({
      params: await world.project(place),
      body: fresh(world),
    }),
    [`get${one}`]: made,
    [`update${one}`]: async (world, place) => ({
      ...(await made(world, place)),
      body: { name: world.newName(one) },
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
  retryDeadLetter: async world => ({
    params: await world.newDeadLetter(),
  }),
  listSubscribers: plain,
  forgetSubscriber: async world => ({
    params: await world.newMissingSubscriber(),
  }),
  listQueues: plain,
  retryDeadJobs: () => ({ body: { queue: 'mails' } }),
  getMailStatus: plain,
  listFolderMails: plain,
  getFolderMail: async world => ({ params: await world.newFolderMail() }),
  getMe: plain,
  getMyAccess: plain,
  getMyData: plain,
  exportMyData: plain,
  listMyAccessLog: plain,
  getLive: plain,
  listResources: plain,
  search: () => ({ query: { q: 'pay' } }),

  listWorkspaces: plain,
  createWorkspace: world => ({
    body: { slug: world.newName('made'), name: 'Made' },
  }),
  getWorkspace: bySlug,
  updateWorkspace: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: { name: world.newName('Name') },
  }),
  deleteWorkspace: async (world, place) => ({
    params: { slug: await world.newWorkspace(place as 'own' | 'foreign') },
  }),

  listWorkspaceMembers: bySlug,
  addWorkspaceMember: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: { user_ref: `user:default/${world.newName('p')}`, role: 'guest' },
  }),
  updateWorkspaceMember: async (world, place) => ({
    params: {
      slug: await world.slug(place),
      id: await world.newMember(place),
    },
    body: { role: 'guest' },
  }),
  removeWorkspaceMember: async (world, place) => ({
    params: {
      slug: await world.slug(place),
      id: await world.newMember(place),
    },
  }),

  listProjects: bySlug,
  listProjectOverviews: bySlug,
  ensureProject: async (world, place) => ({
    params: {
      slug: await world.slug(place),
      namespace: 'default',
      ...entityOf(place),
    },
    body: {},
  }),
  getProject: byProject,
  updateProject: async (world, place) => ({
    params: await world.project(place),
    body: { name: world.newName('Project') },
  }),
  joinProject: async (world, place) => ({
    params: await world.project(place),
    body: {},
  }),
  listProjectMembers: byProject,
  addProjectMember: async (world, place) => ({
    params: await world.project(place),
    body: { user_ref: `user:default/${world.newName('p')}`, role: 'guest' },
  }),
  updateProjectMember: async (world, place) => ({
    params: await world.newProjectMember(place),
    body: { role: 'guest' },
  }),
  removeProjectMember: async (world, place) => ({
    params: await world.newProjectMember(place),
  }),

  listDepartments: bySlug,
  getDepartmentTree: bySlug,
  exportDepartmentsCsv: bySlug,
  exportDepartmentsXlsx: bySlug,
  importDepartments: async (world, place) => ({
    params: { slug: await world.slug(place) },
    file: { name: 'teams.csv', content: `name\n${world.newName('Team')}\n` },
  }),
  createDepartment: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: { name: world.newName('Team') },
  }),
  getDepartment: byDepartment,
  updateDepartment: async (world, place) => ({
    params: await world.newDepartment(place),
    body: { name: world.newName('Team') },
  }),
  previewDepartmentMove: async (world, place) => ({
    params: await world.newDepartment(place),
    body: { parent_id: null },
  }),
  deleteDepartment: byDepartment,
  listDepartmentStaff: byDepartment,
  listDepartmentLinks: byDepartment,
  linkDepartment: async (world, place) => ({
    params: await world.newDepartment(place),
    body: { project_id: (await world.project(place)).pid },
  }),
  unlinkDepartment: async (world, place) => ({
    params: await world.newDepartmentLink(place),
  }),

  listStaff: bySlug,
  getStaffStats: bySlug,
  exportStaffCsv: bySlug,
  exportStaffXlsx: bySlug,
  importStaff: async (world, place) => ({
    params: { slug: await world.slug(place) },
    file: { name: 'staff.csv', content: importOf(world.newPerson()) },
  }),
  changeManyStaff: async (world, place) => {
    const { slug, id } = await world.newStaffMember(place);
    return { params: { slug }, body: { action: 'delete', ids: [id] } };
  },
  createStaffMember: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: world.newPerson(),
  }),
  getStaffMember: byStaffMember,
  updateStaffMember: async (world, place) => ({
    params: await world.newStaffMember(place),
    body: { position: 'Engineer' },
  }),
  deleteStaffMember: byStaffMember,
  transferStaffMember: async (world, place) => ({
    params: await world.newStaffMember(place),
    body: { department_id: (await world.newDepartment(place)).id },
  }),
  listStaffTransfers: byStaffMember,
  deactivateStaffMember: byStaffMember,
  reactivateStaffMember: byStaffMember,
  getMyTeam: bySlug,
  getMyStaffProfile: async (world, place) => ({
    params: { slug: await world.employAll(place) },
  }),

  explainMembership: async (world, place) => {
    const { slug, pid } = await world.project(place);
    return {
      params: { slug },
      query: { user_ref: 'user:default/nobody', project: pid },
    };
  },
  syncMemberships: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: {},
  }),

  listPublishedDepartments: plain,
  seedFromCatalog: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: { dry_run: false },
  }),

  ...settingRequests('states', 'State', 'States', { group: 'started' }),
  ...settingRequests('labels', 'Label', 'Labels'),
  ...settingRequests('cycles', 'Cycle', 'Cycles'),
  ...settingRequests('modules', 'Module', 'Modules'),

  listWorkItems: byProject,
  countWorkItems: byProject,
  createWorkItem: async (world, place) => ({
    params: await world.project(place),
    body: { title: 'New' },
  }),
  updateManyWorkItems: async (world, place) => {
    const { id, ...params } = await newWorkItem(world, place);
    return { params, body: { ids: [id], changes: { priority: 'low' } } };
  },
  patchManyWorkItems: async (world, place) => {
    const { id, ...params } = await newWorkItem(world, place);
    const changes = { priority: 'low' };
    return { params, body: { patches: [{ id, version: 1, changes }] } };
  },
  getWorkItem: async (world, place) => ({
    params: await newWorkItem(world, place),
  }),
  updateWorkItem: async (world, place) => ({
    params: await newWorkItem(world, place),
    body: { title: 'Newer' },
  }),
  deleteWorkItem: async (world, place) => ({
    params: await newWorkItem(world, place),
  }),
  listWorkItemComments: byNewWorkItem,
  createWorkItemComment: async (world, place) => ({
    ...(await byNewWorkItem(world, place)),
    body: { body: 'Well done' },
  }),
  getWorkItemComment: async (world, place) => ({
    params: await world.newComment(place),
  }),
  updateWorkItemComment: async (world, place) => ({
    params: await world.newComment(place),
    body: { body: 'Very well done' },
  }),
  deleteWorkItemComment: async (world, place) => ({
    params: await world.newComment(place),
  }),
  ingestWorkItemComments: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: { source: 'tests', comments: [{}] },
  }),
  listWorkItemsOfWorkspace: bySlug,
  listSearchableWorkItems: plain,
  ingestWorkItems: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: { source: 'tests', items: [{}] },
  }),

  ...validTimeRequests,

  listWebhookEvents: bySlug,
  listWebhooks: bySlug,
  createWebhook: async (world, place) => ({
    params: { slug: await world.slug(place) },
    body: world.newReceiver(),
  }),
  getWebhook: byWebhook,
  updateWebhook: async (world, place) => ({
    ...(await byWebhook(world, place)),
    body: { name: world.newName('Webhook') },
  }),
  deleteWebhook: byWebhook,
  rotateWebhookSecret: async (world, place) => ({
    ...(await byWebhook(world, place)),
    body: {},
  }),
  testWebhook: byWebhook,
  getWebhookHealth: byWebhook,
  listWebhookDeliveries: byWebhook,
  getWebhookDelivery: byDelivery,
  replayWebhookDelivery: byDelivery,
  replayWebhookDeliveries: async (world, place) => ({
    ...(await byWebhook(world, place)),
    body: { start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z' },
  }),

  ...validDashboardRequests,

  listNotifications: byWorkspace,
  getUnreadCount: plain,
  updateNotification: async world => ({
    params: { id: await world.newNotification() },
    body: { is_read: true },
  }),
  updateManyNotifications: async world => ({
    body: { ids: [await world.newNotification()], is_archived: true },
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
  createNotification: async world => ({
    body: {
      workspace: await world.slug('own'),
      recipients: null,
      type: 'tests.said',
      title: 'Said',
    },
  }),
  getProjectSubscription: byProject,
  putProjectSubscription: async (world, place) => ({
    ...(await byProject(world, place)),
    body: { level: 'all' },
  }),
  deleteProjectSubscription: byProject,
  getWorkItemSubscription: byNewWorkItem,
  putWorkItemSubscription: async (world, place) => ({
    ...(await byNewWorkItem(world, place)),
    body: { level: 'none' },
  }),
  deleteWorkItemSubscription: byNewWorkItem,
  listAnnouncements: bySlug,
  createAnnouncement: async (world, place) => ({
    ...(await bySlug(world, place)),
    body: { title: 'Said', to: { everyone: true } },
  }),
  getAnnouncement: async (world, place) => ({
    params: await world.newAnnouncement(place),
  }),

  postActivity: async (world, place) => ({
    query: { workspace: await world.slug(place) },
    body: { action: 'page_view' },
  }),
  checkActivityCounts: plain,
  rebuildActivityCounts: () => ({ body: {} }),
  listCriticalEvents: byWorkspaceId,
  acknowledgeCriticalEvent: async world => ({
    params: await world.newCriticalEvent(),
    body: {},
  }),
  listCriticalRules: plain,
  updateCriticalRule: () => ({
    params: { id: 'mass_delete' },
    body: { count: 30 },
  }),
  listAssistantTools: plain,
  erase: async world => ({
    body: { user_ref: world.newStrangerRef(), reason: 'They asked for it' },
  }),
  listErasures: plain,
  getErasure: async world => ({ params: await world.newErasure() }),
  getRetention: plain,
  setRetention: () => ({ body: { rules: [] } }),
  unmaskPerson: async (world, place) => ({
    query: { workspace: await world.slug(place) },
    body: { pseudonym: await world.pseudonym(place), reason: 'Asked to' },
  }),
  previewRetention: () => ({ body: {} }),
  verifyActivity: plain,
  listActivitySeals: plain,
  startVerification: () => ({ body: {} }),
  listVerifications: plain,
  getVerification: async world => ({ params: await world.newVerification() }),
  cancelVerification: async world => ({
    params: await world.newVerification(),
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
