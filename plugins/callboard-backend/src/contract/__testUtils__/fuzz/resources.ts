import { Endpoint } from '@callboard/plugin-callboard-common';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { entityOf, World } from '../World';

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
export type ResourceMaker = (world: World) => Promise<Resource>;

/**
 * The part of an endpoint's path up to its last parameter, which identifies a kind of resource;
 * undefined for a path without parameters.
 */
export function kindIn({ path }: Pick<Endpoint, 'path'>): string | undefined {
  return /^.*\}/.exec(path)?.[0];
}

const WORKSPACE = '/workspaces/{slug}';
const PROJECT = `${WORKSPACE}/projects/{pid}`;

/** The kind of time suggestions. */
export const SUGGESTION = '/me/time-suggestions/{id}';

/** The kind of pseudonyms. */
export const PSEUDONYM = '/activity/pseudonyms/{id}';

/** The containers of all other resources; requests that only pass through share them. */
export const places: Record<string, ResourceMaker> = {
  [WORKSPACE]: async world => ({
    params: { slug: await world.slug('own') },
    id: await world.workspaceId('own'),
  }),
  [PROJECT]: async world => {
    const params = await world.project('own');
    return { params, id: params.pid };
  },
};

const inProject =
  (path: string, bodyOf: (world: World) => object): ResourceMaker =>
  async world =>
    named(await world.newOfProject('own', path, bodyOf(world)));

/** Creates a new resource of each kind. */
export const resourceMakers: Record<string, ResourceMaker> = {
  [WORKSPACE]: world => world.newPlainWorkspace(),
  [PROJECT]: world => world.newPlainProject(),
  [`${WORKSPACE}/projects/by-entity/{kind}/{namespace}/{name}`]:
    async world => {
      const { kind, name } = entityOf('own');
      return {
        params: {
          slug: await world.slug('own'),
          kind,
          namespace: 'default',
          name,
        },
        id: `${kind}:default/${name}`,
      };
    },
  [`${WORKSPACE}/members/{id}`]: async world =>
    named({
      slug: await world.slug('own'),
      id: await world.newMember('own'),
    }),
  [`${PROJECT}/members/{id}`]: async world =>
    named(await world.newProjectMember('own')),
  [`${WORKSPACE}/departments/{id}`]: async world =>
    named(await world.newDepartment('own')),
  [`${WORKSPACE}/departments/{id}/links/{link_id}`]: async world => {
    const params = await world.newDepartmentLink('own');
    return { params, id: params.link_id };
  },
  [`${WORKSPACE}/staff/{id}`]: async world =>
    named(await world.newStaffMember('own')),
  [`${PROJECT}/states/{id}`]: inProject('states', world => ({
    name: world.newName('State'),
    group: 'started',
  })),
  [`${PROJECT}/labels/{id}`]: inProject('labels', world => ({
    name: world.newName('Label'),
  })),
  [`${PROJECT}/cycles/{id}`]: inProject('cycles', world => ({
    name: world.newName('Cycle'),
  })),
  [`${PROJECT}/modules/{id}`]: inProject('modules', world => ({
    name: world.newName('Module'),
  })),
  [`${PROJECT}/work-items/{id}`]: inProject('work-items', world => ({
    title: world.newName('Work'),
  })),
  [`${PROJECT}/work-items/{iid}`]: async world => {
    const { id, ...params } = await world.newOfProject('own', 'work-items', {
      title: world.newName('Work'),
    });
    return { params: { ...params, iid: id }, id };
  },
  [`${PROJECT}/work-items/{iid}/comments/{id}`]: async world =>
    named(await world.newComment('own')),
  [`${PROJECT}/work-items/{iid}/worklogs/{id}`]: async world =>
    named(await world.time.newWorklog('own')),
  // Users recall their own periods, and decide on those of others.
  [`${WORKSPACE}/periods/{id}`]: (() => {
    let count = 0;
    return async (world: World) => {
      count += 1;
      const who = count % 2 ? 'member' : 'superAdmin';
      return named(await world.time.newPeriod('own', who));
    };
  })(),
  [`${WORKSPACE}/holidays/{id}`]: async world =>
    named(await world.time.newHoliday('own')),
  [`${WORKSPACE}/time-off/{id}`]: async world =>
    named(await world.time.newTimeOff('own')),
  '/calendar/{token}': async world => {
    const params = await world.time.newCalendarFeed();
    return { params, id: params.token };
  },
  [PSEUDONYM]: async world => named({ id: await world.pseudonym('own') }),
  [SUGGESTION]: async world => named(await world.time.newUnloggedTime()),
  [`${WORKSPACE}/webhooks/{id}`]: async world =>
    named(await world.newWebhook('own')),
  [`${WORKSPACE}/webhooks/{id}/deliveries/{did}`]: async world => {
    const params = await world.newDelivery('own');
    return { params, id: params.did };
  },
  [`${WORKSPACE}/dashboards/{id}`]: async world =>
    onDashboard(world, await world.dashboards.newDashboard('own'), 'id'),
  [`${WORKSPACE}/dashboards/{id}/widgets/{wid}`]: async world =>
    onDashboard(world, await world.dashboards.newWidget('own'), 'wid'),
  [`${WORKSPACE}/dashboards/{id}/schedules/{sid}`]: async world =>
    onDashboard(world, await world.dashboards.newSchedule('own'), 'sid'),
  [`${WORKSPACE}/announcements/{id}`]: async world =>
    named(await world.newAnnouncement('own')),
  '/notifications/{id}': async world =>
    named({ id: await world.newNotification() }),
  '/admin/dispatches/{change_id}/{subscriber}': async world => {
    // Each belongs to its own change.
    await world.newMember('own');
    const params = await world.newDeadLetter();
    return { params, id: params.change_id };
  },
  '/admin/mail/folder/{id}': async world => named(await world.newFolderMail()),
  '/admin/critical-events/{id}': async world =>
    named(await world.newCriticalEvent()),
  '/admin/critical-rules/{id}': async () => named({ id: 'tamper_found' }),
  '/admin/activity/verifications/{id}': async world =>
    named(await world.newVerification()),
  '/admin/erasures/{id}': async world => named(await world.newErasure()),
  '/admin/subscribers/{subscriber}': async world => {
    const params = await world.newMissingSubscriber();
    return { params, id: params.subscriber };
  },
};

/** Preconditions of each request to a path, in addition to its resource. */
export const conditions: Record<string, (world: World) => Promise<void>> = {
  '/me/timer': world => world.time.startTimers('superAdmin'),
  '/me/timer/stop': world => world.time.startTimers('superAdmin'),
};

/** Creates a resource on its own dashboard. */
function onDashboard<Name extends string>(
  world: World,
  params: Record<Name | 'slug' | 'id', string>,
  name: Name,
): Resource {
  const discard = () => world.dashboards.delete(params);
  return { params, id: params[name], discard };
}

function named<P extends { id: string } & Record<string, string>>(
  params: P,
): Resource {
  return { params, id: params.id };
}

/** The caller whose requests can succeed: a service if only services are admitted. */
export function mayCall({ access }: Endpoint): PersonName | 'service' {
  return access.kind === 'service' ? 'service' : 'superAdmin';
}

/** The resource kinds of id fields. */
const meanings: Record<string, string> = {
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
const ofItsOwnKind = ['ids', 'parent', 'parent_id', 'reassign_to'];

/** Fields that take ids of every kind, with one of these kinds. */
const ofAnyKind: Record<string, string | undefined> = {
  '/resources ids': PROJECT,
};

/** Callers choose the first themselves; the others match nothing. */
const free = ['client_event_id', 'batch_id', 'id'];

/**
 * The kind of resource that an id field of an endpoint's query or body refers to; undefined if any
 * id will do.
 *
 * @throws Error for an undeclared field
 */
export function kindMeantBy(
  endpoint: Endpoint,
  field: string,
): string | undefined {
  const kind = ofItsOwnKind.includes(field)
    ? kindListedAt(endpoint.path) ?? ofAnyKind[`${endpoint.path} ${field}`]
    : meanings[field];
  if (!kind && !free.includes(field)) {
    throw new Error(
      `Teach the fuzzer what ${field} means in ${endpoint.method} ${endpoint.path}`,
    );
  }
  return kind;
}

/** The kind that is listed under a part of a path, such as `work-items`. */
function kindListedAt(path: string): string | undefined {
  const parts = path.split('/').reverse();
  const kinds = Object.keys(resourceMakers);
  return parts
    .map(part => kinds.find(kind => kind.endsWith(`/${part}/{id}`)))
    .find(Boolean);
}
