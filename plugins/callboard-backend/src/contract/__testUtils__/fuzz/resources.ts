import { Endpoint } from '@callboard/plugin-callboard-common';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { entityOf, World } from '../World';

/** Something that a path can name. */
export interface Resource {
  /** The parameters of the path to it, which belong together. */
  params: Record<string, string>;
  /** What bodies and queries call it. */
  id: string;
  /** Makes room for another, where there can be so many and no more. */
  discard?: () => Promise<void>;
}

/** Makes a new thing in a world. */
export type ResourceMaker = (world: World) => Promise<Resource>;

/**
 * The part of an endpoint's path up to its last parameter, which stands for a
 * kind of things; undefined for a path without parameters.
 */
export function kindIn({ path }: Pick<Endpoint, 'path'>): string | undefined {
  return /^.*\}/.exec(path)?.[0];
}

const WORKSPACE = '/workspaces/{slug}';
const PROJECT = `${WORKSPACE}/projects/{pid}`;

/** The kind of suggestions of time. */
export const SUGGESTION = '/me/time-suggestions/{id}';

/** The kind of pseudonyms of people. */
export const PSEUDONYM = '/activity/pseudonyms/{id}';

/** What everything else is in; requests that only pass through share them. */
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

/** How a new thing of each kind comes to be. */
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
  // People recall their own time, and decide on that of others.
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
    // Each is of a change of its own.
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

/** What has to be so at each request to a path, beside what it names. */
export const conditions: Record<string, (world: World) => Promise<void>> = {
  '/me/timer': world => world.time.startTimers('superAdmin'),
  '/me/timer/stop': world => world.time.startTimers('superAdmin'),
};

/** A dashboard, or what has one to itself. */
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

/** Whose requests can succeed: services', where only they are let in. */
export function mayCall({ access }: Endpoint): PersonName | 'service' {
  return access.kind === 'service' ? 'service' : 'superAdmin';
}

/** The kinds of things that a field with an id can mean. */
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

/** Fields that mean things of the kind which the endpoint itself is about. */
const ofItsOwnKind = ['ids', 'parent', 'parent_id', 'reassign_to'];

/** Callers think of the first themselves; of the others, nothing is an answer. */
const free = ['client_event_id', 'batch_id', 'id'];

/**
 * The kind of things that a field of an endpoint's query or body names by id;
 * undefined where any id will do.
 *
 * @throws Error for a field nobody has said it of
 */
export function kindMeantBy(
  endpoint: Endpoint,
  field: string,
): string | undefined {
  const kind = ofItsOwnKind.includes(field)
    ? kindListedAt(endpoint.path)
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
