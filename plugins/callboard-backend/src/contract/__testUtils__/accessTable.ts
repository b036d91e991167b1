import { Place } from './World';

/** The columns of the table. The reader of all activity is a guest otherwise. */
export const callers = [
  'nobody',
  'service',
  'guest',
  'member',
  'admin',
  'reader',
  'superAdmin',
] as const;

/**
 * What each caller gets from each endpoint: a status per column of `callers`,
 * and a row per workspace the request can name. Written from the table of roles
 * in the product's description, on purpose not from the contract.
 */
export const accessTable: Record<
  string,
  Partial<Record<Place | 'anywhere', string>>
> = {
  //                nobody service guest member admin reader superAdmin
  getHealth: { anywhere: '200 200 200 200 200 200 200' },
  getOpenApi: { anywhere: '200 200 200 200 200 200 200' },
  getMe: { anywhere: '401 403 200 200 200 200 200' },

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

  postActivity: {
    own: '401 403 201 201 201 201 201',
    foreign: '401 403 404 404 404 404 201',
    default: '401 403 201 201 201 201 201',
  },
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
  ...activityRows('My', { anywhere: '401 403 200 200 200 200 200' }),
};

/** The sub-paths of a scope show the same rows, so they admit the same people. */
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
