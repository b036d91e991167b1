import { Endpoint } from '@callboard/plugin-callboard-common';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { getProjectEntity, ContractFixture } from '../ContractFixture';

/** A resource that a path can identify. */
export interface Resource {
  /** Its path parameters, which belong together. */
  params: Record<string, string>;
  /** Its id in bodies and queries. */
  id: string;
  /** Deletes it to make room for another, if their number is limited. */
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

/** Creates the containers of all other resources, which requests to these resources share. */
export const containerMakers: Record<string, ResourceMaker> = {
  [WORKSPACE]: async fixture => ({
    params: { slug: await fixture.slug('own') },
    id: await fixture.workspaceId('own'),
  }),
  [PROJECT]: async fixture => {
    const params = await fixture.project('own');
    return { params, id: params.pid };
  },
};

const inProject =
  (
    path: string,
    createBody: (fixture: ContractFixture) => object,
  ): ResourceMaker =>
  async fixture =>
    named(await fixture.createInProject('own', path, createBody(fixture)));

/** Creates a new resource of each kind. */
export const resourceMakers: Record<string, ResourceMaker> = {
  [WORKSPACE]: fixture => fixture.newPlainWorkspace(),
  [PROJECT]: fixture => fixture.newPlainProject(),
  [`${WORKSPACE}/projects/by-entity/{kind}/{namespace}/{name}`]:
    async fixture => {
      const { kind, name } = getProjectEntity('own');
      return {
        params: {
          slug: await fixture.slug('own'),
          kind,
          namespace: 'default',
          name,
        },
        id: `${kind}:default/${name}`,
      };
    },
  [`${WORKSPACE}/members/{id}`]: async fixture =>
    named({
      slug: await fixture.slug('own'),
      id: await fixture.newMember('own'),
    }),
  [`${PROJECT}/members/{id}`]: async fixture =>
    named(await fixture.newProjectMember('own')),
  [`${WORKSPACE}/departments/{id}`]: async fixture =>
    named(await fixture.newDepartment('own')),
  [`${WORKSPACE}/departments/{id}/links/{link_id}`]: async fixture => {
    const params = await fixture.newDepartmentLink('own');
    return { params, id: params.link_id };
  },
  [`${WORKSPACE}/staff/{id}`]: async fixture =>
    named(await fixture.newStaffMember('own')),
  [`${PROJECT}/states/{id}`]: inProject('states', fixture => ({
    name: fixture.newName('State'),
    group: 'started',
  })),
  [`${PROJECT}/labels/{id}`]: inProject('labels', fixture => ({
    name: fixture.newName('Label'),
  })),
  [`${PROJECT}/cycles/{id}`]: inProject('cycles', fixture => ({
    name: fixture.newName('Cycle'),
  })),
  [`${PROJECT}/modules/{id}`]: inProject('modules', fixture => ({
    name: fixture.newName('Module'),
  })),
  [`${PROJECT}/work-items/{id}`]: inProject('work-items', fixture => ({
    title: fixture.newName('Work'),
  })),
  [`${PROJECT}/work-items/{iid}`]: async fixture => {
    const { id, ...params } = await fixture.createInProject(
      'own',
      'work-items',
      {
        title: fixture.newName('Work'),
      },
    );
    return { params: { ...params, iid: id }, id };
  },
  [`${PROJECT}/work-items/{iid}/comments/{id}`]: async fixture =>
    named(await fixture.newComment('own')),
  [`${PROJECT}/work-items/{iid}/worklogs/{id}`]: async fixture =>
    named(await fixture.time.newWorklog('own')),
  // Users recall their own periods, and decide on those of others.
  [`${WORKSPACE}/periods/{id}`]: (() => {
    let count = 0;
    return async (fixture: ContractFixture) => {
      count += 1;
      const who = count % 2 ? 'member' : 'superAdmin';
      return named(await fixture.time.newPeriod('own', who));
    };
  })(),
  [`${WORKSPACE}/holidays/{id}`]: async fixture =>
    named(await fixture.time.newHoliday('own')),
  [`${WORKSPACE}/time-off/{id}`]: async fixture =>
    named(await fixture.time.newTimeOff('own')),
  '/calendar/{token}': async fixture => {
    const params = await fixture.time.newCalendarFeed();
    return { params, id: params.token };
  },
  [PSEUDONYM]: async fixture => named({ id: await fixture.pseudonym('own') }),
  [SUGGESTION]: async fixture => named(await fixture.time.newUnloggedTime()),
  [`${WORKSPACE}/webhooks/{id}`]: async fixture =>
    named(await fixture.newWebhook('own')),
  [`${WORKSPACE}/webhooks/{id}/deliveries/{did}`]: async fixture => {
    const params = await fixture.newDelivery('own');
    return { params, id: params.did };
  },
  [`${WORKSPACE}/dashboards/{id}`]: async fixture =>
    onDashboard(fixture, await fixture.dashboards.newDashboard('own'), 'id'),
  [`${WORKSPACE}/dashboards/{id}/widgets/{wid}`]: async fixture =>
    onDashboard(fixture, await fixture.dashboards.newWidget('own'), 'wid'),
  [`${WORKSPACE}/dashboards/{id}/schedules/{sid}`]: async fixture =>
    onDashboard(fixture, await fixture.dashboards.newSchedule('own'), 'sid'),
  [`${WORKSPACE}/announcements/{id}`]: async fixture =>
    named(await fixture.newAnnouncement('own')),
  '/notifications/{id}': async fixture =>
    named({ id: await fixture.newNotification() }),
  '/admin/dispatches/{change_id}/{subscriber}': async fixture => {
    // Creates a change first, so that each dead letter belongs to another change.
    await fixture.newMember('own');
    const params = await fixture.newDeadLetter();
    return { params, id: params.change_id };
  },
  '/admin/mail/folder/{id}': async fixture =>
    named(await fixture.newFolderMail()),
  '/admin/critical-events/{id}': async fixture =>
    named(await fixture.newCriticalEvent()),
  '/admin/critical-rules/{id}': async () => named({ id: 'tamper_found' }),
  '/admin/activity/verifications/{id}': async fixture =>
    named(await fixture.newVerification()),
  '/admin/erasures/{id}': async fixture => named(await fixture.newErasure()),
  '/admin/subscribers/{subscriber}': async fixture => {
    const params = await fixture.newMissingSubscriber();
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

/** Creates a resource on its own dashboard. */
function onDashboard<Name extends string>(
  fixture: ContractFixture,
  params: Record<Name | 'slug' | 'id', string>,
  name: Name,
): Resource {
  const discard = () => fixture.dashboards.delete(params);
  return { params, id: params[name], discard };
}

function named<P extends { id: string } & Record<string, string>>(
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
  comments: `${PROJECT}/work-items/{iid}/comments/{id}`,
  projects: PROJECT,
  departments: `${WORKSPACE}/departments/{id}`,
  staff: `${WORKSPACE}/staff/{id}`,
  workspaces: WORKSPACE,
};

/** Fields that refer to the kind of the endpoint itself. */
const sameKindFields = ['ids', 'parent', 'parent_id', 'reassign_to'];

/** Fields that take ids of every kind, with one of these kinds. */
const anyKindFields: Record<string, string | undefined> = {
  '/resources ids': PROJECT,
};

/**
 * Fields whose ids need no resource: callers choose `client_event_id` themselves, and the others
 * may match nothing.
 */
const unrelatedFields = ['client_event_id', 'batch_id', 'id'];

/**
 * The kind of resource that an id field of an endpoint's query or body refers to; undefined if any
 * id will do.
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
