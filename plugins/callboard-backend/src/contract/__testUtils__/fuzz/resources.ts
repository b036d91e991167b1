import { Endpoint } from '@callboard/plugin-callboard-common';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { getProjectEntity, ContractFixture } from '../ContractFixture';

/** A resource that a path can identify. */
export interface Resource {
  /** Its path parameters, which belong together. */
  params: Record<string, string>;
  /** Its id in bodies and queries. */
  id: string;
  /** Deletes the resource to make room for another; only for kinds whose number is limited. */
  discard?: () => Promise<void>;
}

/** Creates a new resource. */
export type ResourceMaker = (fixture: ContractFixture) => Promise<Resource>;

/**
 * The part of an endpoint's path up to its last parameter, which identifies a kind of resource;
 * undefined for a path without parameters.
 */
export function getResourceKind({
  path,
}: Pick<Endpoint, 'path'>): string | undefined {
  return /^.*\}/.exec(path)?.[0];
}

const WORKSPACE = '/workspaces/{slug}';
const PROJECT = `${WORKSPACE}/projects/{pid}`;

/** The kind of time suggestions. */
export const SUGGESTION = '/me/time-suggestions/{id}';

/** The kind of pseudonyms. */
export const PSEUDONYM = '/activity/pseudonyms/{id}';

/** Creates the workspace and the project that contain all other resources. Requests share them. */
export const containerMakers: Record<string, ResourceMaker> = {
  [WORKSPACE]: async fixture => ({
    params: { slug: await fixture.getSlug('own') },
    id: await fixture.getWorkspaceId('own'),
  }),
  [PROJECT]: async fixture => {
    const params = await fixture.ensureProject('own');
    return { params, id: params.pid };
  },
};

const createProjectMaker =
  (
    path: string,
    createBody: (fixture: ContractFixture) => object,
  ): ResourceMaker =>
  async fixture =>
    toResource(await fixture.createInProject('own', path, createBody(fixture)));

/** Creates a new resource of each kind. */
export const resourceMakers: Record<string, ResourceMaker> = {
  [WORKSPACE]: fixture => fixture.createPlainWorkspace(),
  [PROJECT]: fixture => fixture.createPlainProject(),
  [`${WORKSPACE}/projects/by-entity/{kind}/{namespace}/{name}`]:
    async fixture => {
      const { kind, name } = getProjectEntity('own');
      return {
        params: {
          slug: await fixture.getSlug('own'),
          kind,
          namespace: 'default',
          name,
        },
        id: `${kind}:default/${name}`,
      };
    },
  [`${WORKSPACE}/members/{id}`]: async fixture =>
    toResource({
      slug: await fixture.getSlug('own'),
      id: await fixture.createMember('own'),
    }),
  [`${PROJECT}/members/{id}`]: async fixture =>
    toResource(await fixture.createProjectMember('own')),
  [`${WORKSPACE}/departments/{id}`]: async fixture =>
    toResource(await fixture.createDepartment('own')),
  [`${WORKSPACE}/departments/{id}/links/{link_id}`]: async fixture => {
    const params = await fixture.createDepartmentLink('own');
    return { params, id: params.link_id };
  },
  [`${WORKSPACE}/staff/{id}`]: async fixture =>
    toResource(await fixture.createStaffMember('own')),
  [`${PROJECT}/states/{id}`]: createProjectMaker('states', fixture => ({
    name: fixture.createName('State'),
    group: 'started',
  })),
  [`${PROJECT}/labels/{id}`]: createProjectMaker('labels', fixture => ({
    name: fixture.createName('Label'),
  })),
  [`${PROJECT}/cycles/{id}`]: createProjectMaker('cycles', fixture => ({
    name: fixture.createName('Cycle'),
  })),
  [`${PROJECT}/modules/{id}`]: createProjectMaker('modules', fixture => ({
    name: fixture.createName('Module'),
  })),
  [`${PROJECT}/sources/{source}`]: async fixture => {
    const params = await fixture.createSource('own');
    return { params, id: params.source };
  },
  [`${PROJECT}/work-items/{id}`]: createProjectMaker('work-items', fixture => ({
    title: fixture.createName('Work'),
  })),
  [`${PROJECT}/work-items/{iid}`]: async fixture => {
    const { id, ...params } = await fixture.createInProject(
      'own',
      'work-items',
      {
        title: fixture.createName('Work'),
      },
    );
    return { params: { ...params, iid: id }, id };
  },
  [`${PROJECT}/work-items/imports/{batch_id}`]: async fixture => {
    const params = await fixture.importWorkItem('own');
    return { params, id: params.batch_id };
  },
  [`${PROJECT}/work-items/{iid}/comments/{id}`]: async fixture =>
    toResource(await fixture.createComment('own')),
  [`${PROJECT}/work-items/{iid}/worklogs/{id}`]: async fixture =>
    toResource(await fixture.time.createWorklog('own')),
  // The super admin can recall only their own periods, and approve or reject only those of others.
  [`${WORKSPACE}/periods/{id}`]: (() => {
    let count = 0;
    return async (fixture: ContractFixture) => {
      count += 1;
      const callerName = count % 2 ? 'member' : 'superAdmin';
      return toResource(await fixture.time.createPeriod('own', callerName));
    };
  })(),
  [`${WORKSPACE}/holidays/{id}`]: async fixture =>
    toResource(await fixture.time.createHoliday('own')),
  [`${WORKSPACE}/time-off/{id}`]: async fixture =>
    toResource(await fixture.time.createTimeOff('own')),
  '/calendar/{token}': async fixture => {
    const params = await fixture.time.createCalendarFeed();
    return { params, id: params.token };
  },
  [PSEUDONYM]: async fixture =>
    toResource({ id: await fixture.getPseudonym('own') }),
  [SUGGESTION]: async fixture =>
    toResource(await fixture.time.createUnloggedTime()),
  [`${WORKSPACE}/webhooks/{id}`]: async fixture =>
    toResource(await fixture.createWebhook('own')),
  [`${WORKSPACE}/webhooks/{id}/deliveries/{did}`]: async fixture => {
    const params = await fixture.createDelivery('own');
    return { params, id: params.did };
  },
  [`${WORKSPACE}/dashboards/{id}`]: async fixture =>
    toDashboardResource(
      fixture,
      await fixture.dashboards.createDashboard('own'),
      'id',
    ),
  [`${WORKSPACE}/dashboards/{id}/widgets/{wid}`]: async fixture =>
    toDashboardResource(
      fixture,
      await fixture.dashboards.createWidget('own'),
      'wid',
    ),
  [`${WORKSPACE}/dashboards/{id}/schedules/{sid}`]: async fixture =>
    toDashboardResource(
      fixture,
      await fixture.dashboards.createSchedule('own'),
      'sid',
    ),
  [`${WORKSPACE}/announcements/{id}`]: async fixture =>
    toResource(await fixture.createAnnouncement('own')),
  '/notifications/{id}': async fixture =>
    toResource({ id: await fixture.createNotification() }),
  '/admin/dispatches/{change_id}/{subscriber}': async fixture => {
    // Creates a change first, so that each dead letter belongs to another change.
    await fixture.createMember('own');
    const params = await fixture.createDeadLetter();
    return { params, id: params.change_id };
  },
  '/admin/mail/folder/{id}': async fixture =>
    toResource(await fixture.createFolderMail()),
  '/admin/critical-events/{id}': async fixture =>
    toResource(await fixture.createCriticalEvent()),
  '/admin/critical-rules/{id}': async () => toResource({ id: 'tamper_found' }),
  '/admin/activity/verifications/{id}': async fixture =>
    toResource(await fixture.createVerification()),
  '/admin/erasures/{id}': async fixture =>
    toResource(await fixture.createErasure()),
  '/admin/subscribers/{subscriber}': async fixture => {
    const params = await fixture.createMissingSubscriber();
    return { params, id: params.subscriber };
  },
};

/** Preconditions of each request to a path, in addition to its resource. */
export const conditions: Record<
  string,
  (fixture: ContractFixture) => Promise<void>
> = {
  '/me/timer': fixture => fixture.time.startTimers('superAdmin'),
  '/me/timer/stop': fixture => fixture.time.startTimers('superAdmin'),
};

/** Returns a resource that `discard` deletes together with its dashboard. */
function toDashboardResource<Name extends string>(
  fixture: ContractFixture,
  params: Record<Name | 'slug' | 'id', string>,
  name: Name,
): Resource {
  const discard = () => fixture.dashboards.delete(params);
  return { params, id: params[name], discard };
}

function toResource<P extends { id: string } & Record<string, string>>(
  params: P,
): Resource {
  return { params, id: params.id };
}

/** The caller whose requests can succeed: a service if only services are admitted. */
export function chooseCaller({ access }: Endpoint): PersonName | 'service' {
  return access.kind === 'service' ? 'service' : 'superAdmin';
}

/** The kind of resource to which an id field refers. */
const kindByField: Record<string, string> = {
  department: `${WORKSPACE}/departments/{id}`,
  department_id: `${WORKSPACE}/departments/{id}`,
  workspace_id: WORKSPACE,
  project: PROJECT,
  project_id: PROJECT,
  dashboard_id: `${WORKSPACE}/dashboards/{id}`,
  state_id: `${PROJECT}/states/{id}`,
  work_states: `${PROJECT}/states/{id}`,
  labels: `${PROJECT}/labels/{id}`,
  add_labels: `${PROJECT}/labels/{id}`,
  remove_labels: `${PROJECT}/labels/{id}`,
  cycle_id: `${PROJECT}/cycles/{id}`,
  module_id: `${PROJECT}/modules/{id}`,
  work_items: `${PROJECT}/work-items/{id}`,
  work_item_ids: `${PROJECT}/work-items/{id}`,
  project_ids: PROJECT,
  department_ids: `${WORKSPACE}/departments/{id}`,
  states: `${PROJECT}/states/{id}`,
  cycles: `${PROJECT}/cycles/{id}`,
  modules: `${PROJECT}/modules/{id}`,
  worklogs: `${PROJECT}/work-items/{iid}/worklogs/{id}`,
  periods: `${WORKSPACE}/periods/{id}`,
  dashboards: `${WORKSPACE}/dashboards/{id}`,
  work_item_id: `${PROJECT}/work-items/{id}`,
  items: `${PROJECT}/work-items/{id}`,
  create: PROJECT,
  comments: `${PROJECT}/work-items/{iid}/comments/{id}`,
  projects: PROJECT,
  departments: `${WORKSPACE}/departments/{id}`,
  staff: `${WORKSPACE}/staff/{id}`,
  workspaces: WORKSPACE,
  webhooks: `${WORKSPACE}/webhooks/{id}`,
};

/** Fields that refer to the kind of the endpoint itself. */
const sameKindFields = ['ids', 'parent', 'parent_id', 'reassign_to'];

/** Fields that take ids of every kind, with the kind to use. */
const anyKindFields: Record<string, string | undefined> = {
  '/resources ids': PROJECT,
};

/**
 * Fields whose ids need no resource: callers choose `client_event_id` themselves, and the other
 * fields are filters that may match nothing.
 */
const unrelatedFields = ['client_event_id', 'batch_id', 'id'];

/**
 * The kind of resource that an id field of an endpoint's query or body refers to; undefined if any
 * id is valid.
 *
 * @throws Error for an undeclared field
 */
export function resolveFieldKind(
  endpoint: Endpoint,
  field: string,
): string | undefined {
  const kind = sameKindFields.includes(field)
    ? findListedKind(endpoint.path) ??
      anyKindFields[`${endpoint.path} ${field}`]
    : kindByField[field];
  if (!kind && !unrelatedFields.includes(field)) {
    throw new Error(
      `The fuzzer does not know which resources ${field} of ${endpoint.method} ${endpoint.path} refers to`,
    );
  }
  return kind;
}

/** The kind that is listed under a part of a path, such as `work-items`. */
function findListedKind(path: string): string | undefined {
  const parts = path.split('/').reverse();
  const kinds = Object.keys(resourceMakers);
  return parts
    .map(part => kinds.find(kind => kind.endsWith(`/${part}/{id}`)))
    .find(Boolean);
}
