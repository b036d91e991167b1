import { Place, World } from './World';

/** The parts of a request that is right. */
export interface ValidRequest {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** Makes a valid request that names the workspace in a place. */
export type RequestMaker = (
  world: World,
  place: Place,
) => Promise<ValidRequest> | ValidRequest;

const plain: RequestMaker = () => ({});

const bySlug: RequestMaker = async (world, place) => ({
  params: { slug: await world.slug(place) },
});

const byWorkspace: RequestMaker = async (world, place) => ({
  query: { workspace: await world.slug(place) },
});

const byWorkspaceId: RequestMaker = async (world, place) => ({
  query: { workspace_id: await world.workspaceId(place) },
});

/** A valid request to each endpoint, by operation id. */
export const validRequests: Record<string, RequestMaker> = {
  getHealth: plain,
  getOpenApi: plain,
  getMe: plain,

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

  postActivity: async (world, place) => ({
    query: { workspace: await world.slug(place) },
    body: { action: 'page_view' },
  }),
  listAdminActivity: byWorkspaceId,
  summarizeAdminActivity: byWorkspaceId,
  getAdminActivityFacets: byWorkspaceId,
  exportAdminActivityXlsx: byWorkspaceId,
  exportAdminActivityCsv: byWorkspaceId,
  exportAdminActivityJsonl: byWorkspaceId,
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
