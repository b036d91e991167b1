import { NotificationChannels } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { noRoles } from '../../../access/visibility/whereProjectVisible';
import { buildValuesTable, inListSql } from '../../../database/bulk';
import {
  canSeeEvent,
  whereDashboardReadable,
} from '../../../access/visibility/whereVisible';
import { Audience } from './AudienceReader';
import { NotificationEventRow } from './NotificationEventRow';
import { SubscriptionLevels } from '../following/SubscriptionLevels';
import { readChannels } from '../Preferences';

/**
 * Filters users to those who have muted neither the type nor the thread. Mandatory types cannot be
 * muted.
 *
 * @param defaultChannels - the channels of users without a setting for the type
 * @returns the channels of each remaining user, in the order of `people`
 */
export async function filterByPreferences(
  knex: Knex,
  notificationEvent: NotificationEventRow,
  people: readonly string[],
  defaultChannels: NotificationChannels,
): Promise<ReadonlyMap<string, NotificationChannels>> {
  const { type, is_mandatory, audience } = notificationEvent;
  const stored = await knex('notification_preferences')
    .where({ type })
    .whereRaw(...inListSql(knex, 'user_ref', people, 'text'));
  const storedChannels = new Map(
    stored.map((row: any) => [row.user_ref, readChannels(row)]),
  );
  const unmuted =
    is_mandatory || audience.is_chosen
      ? people
      : await filterUnmuted(knex, notificationEvent, people);
  const withChannels = unmuted.map(
    ref => [ref, storedChannels.get(ref) ?? defaultChannels] as const,
  );
  return new Map(
    withChannels.filter(([, channels]) => channels.bell || is_mandatory),
  );
}

async function filterUnmuted(
  knex: Knex,
  { work_item_id, project_id, is_mention }: NotificationEventRow,
  people: readonly string[],
): Promise<readonly string[]> {
  if (project_id === null) {
    return people;
  }
  const levels = await SubscriptionLevels.read(
    knex('subscriptions')
      .whereIn('thread_id', [project_id, work_item_id ?? project_id])
      .whereRaw(...inListSql(knex, 'user_ref', people, 'text')),
  );
  return people.filter(ref =>
    levels.acceptsEvent(ref, { project_id, work_item_id }, is_mention),
  );
}

/**
 * Filters users to those who may currently see the resource of a notification event.
 * `whereStillAccessible` applies the same rule on every read.
 *
 * @returns in the order of `people`
 */
export async function filterByVisibility(
  knex: Knex,
  {
    audience,
    notificationEvent,
  }: { audience: ProjectAudience; notificationEvent: NotificationEventRow },
  people: readonly string[],
  admins: Audience['admins'],
): Promise<string[]> {
  const { dashboard_id, work_item_id } = notificationEvent;
  const readers =
    dashboard_id === null
      ? people
      : await filterDashboardReaders(knex, dashboard_id, people);
  const { workspace_id, project_id, visibility } = notificationEvent;
  if (visibility === 'recipients') {
    return [...readers];
  }
  const isItemDeleted =
    work_item_id !== null &&
    !(await knex('work_items')
      .where({ id: work_item_id })
      .whereNull('deleted_at')
      .first('id'));
  if (isItemDeleted) {
    return [];
  }
  const { roles, access } =
    project_id === null
      ? {
          roles: await audience.readWorkspaceRoles(knex, workspace_id, readers),
          access: undefined,
        }
      : await audience.readRolesAndAccess(knex, project_id, readers);
  return readers.filter(user_ref =>
    canSeeEvent(
      { user_ref, roles: roles.get(user_ref) ?? noRoles },
      {
        // Unused, because the actor is not among the readers.
        user_id: '',
        visibility: admins.has(user_ref) ? 'admins' : visibility,
        people: [user_ref],
        project: access ? { access } : null,
      },
    ),
  );
}

/** Filters users to those who may read a dashboard; none if it is deleted. */
async function filterDashboardReaders(
  knex: Knex,
  id: string,
  people: readonly string[],
): Promise<string[]> {
  const requestedUsers = buildValuesTable(
    knex,
    'requested',
    people.map(user_ref => ({ user_ref })),
    ['user_ref'],
  );
  return knex('dashboards')
    .crossJoin(requestedUsers as any)
    .where('dashboards.id', id)
    .whereNull('dashboards.deleted_at')
    .modify(whereDashboardReadable(knex.raw('requested.user_ref')))
    .orderBy('requested.position')
    .pluck('requested.user_ref');
}
