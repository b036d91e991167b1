import {
  CallboardSignal,
  ChangeEvent,
  ProjectAccess,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { validate } from 'uuid';
import {
  publishConcurrently,
  CONCURRENCY,
} from '../../changes/relay/createEventsPublisher';
import { ExternalSubscriber } from '../../changes/Subscriber';
import { inListSql } from '../../database/bulk';
import { ChannelKey, findChannelNames, formatChannelKey } from './channelNames';
import { LiveSignals } from './LiveSignals';

/**
 * The channels of a change: together they reach exactly the users who may see it.
 *
 * @param getProjectAccess - the current access of a project; undefined if it does not exist
 */
export function getChangeChannels(
  {
    workspace_id,
    project_id,
    visibility,
    people,
    actor,
  }: Pick<
    ChangeEvent,
    'workspace_id' | 'project_id' | 'visibility' | 'people' | 'actor'
  >,
  getProjectAccess: (project_id: string) => ProjectAccess | undefined,
): ChannelKey[] {
  const workspaceKey: ChannelKey = { kind: 'workspace', scope: workspace_id };
  const createRestrictedKeys = (...keys: ChannelKey[]): ChannelKey[] => [
    { kind: 'admins', scope: workspace_id },
    { kind: 'person', scope: actor.user_ref },
    ...keys,
  ];
  switch (visibility) {
    case 'workspace':
      return [workspaceKey];
    case 'project':
      return project_id && getProjectAccess(project_id) === 'open'
        ? [workspaceKey]
        : createRestrictedKeys({ kind: 'project', scope: project_id! });
    case 'project_members':
      return createRestrictedKeys({ kind: 'members', scope: project_id! });
    case 'people':
      return createRestrictedKeys(
        ...people.map(scope => ({ kind: 'person' as const, scope })),
      );
    default:
      return createRestrictedKeys();
  }
}

/**
 * The users whose memberships have changed. They may see more or less now, and must request their
 * channels again.
 */
function listUsersWithChangedAccess(changes: readonly ChangeEvent[]): string[] {
  return changes.flatMap(({ entity_type, resource }) =>
    (entity_type === 'workspace_member' || entity_type === 'project_member') &&
    typeof resource?.user_ref === 'string'
      ? [resource.user_ref]
      : [],
  );
}

/** The maximum number of individual signals per type. */
const MAX_SIGNALS = 10;

/**
 * Creates a subscriber that signals changed resources to browsers, on the channels of users who may
 * see them.
 */
export function createSignalsPublisher(
  knex: Knex,
  signals: LiveSignals,
): ExternalSubscriber {
  return {
    name: 'signals',
    // More than for the events service, because the changes of a type are combined.
    maxChangesPerCall: CONCURRENCY * 16,
    async handle(changes) {
      await signals.notifyRenamedChannels();
      const channelChanges = await addChannels(knex, changes);
      const userChannels = listUsersWithChangedAccess(changes).map(
        (scope): ChannelKey => ({
          kind: 'person',
          scope,
        }),
      );
      const names = await findChannelNames(knex, [
        ...channelChanges.flatMap(({ keys }) => keys),
        ...userChannels,
      ]);
      const messages = new Map<string, Message>();
      const add = (key: ChannelKey, message: CallboardSignal) => {
        const channel = names.get(formatChannelKey(key));
        // A channel without a name has no listeners.
        if (channel !== undefined) {
          const text = JSON.stringify([channel, message]);
          messages.set(text, { channel, message });
        }
      };
      for (const { key, changes: changesOfType } of groupByChannel(
        channelChanges,
      )) {
        toSignals(changesOfType).forEach(message => add(key, message));
      }
      userChannels.forEach(key => add(key, { type: 'renew' }));
      await publishConcurrently(
        [...messages.values()],
        ({ channel, message }) => signals.publish(channel, message),
      );
    },
  };
}

interface Message {
  channel: string;
  message: CallboardSignal;
}

interface ChannelChange {
  change: ChangeEvent;
  keys: ChannelKey[];
}

async function addChannels(
  knex: Knex,
  changes: readonly ChangeEvent[],
): Promise<ChannelChange[]> {
  const ids = new Set(changes.flatMap(({ project_id }) => project_id ?? []));
  const rows =
    ids.size === 0
      ? []
      : await knex('projects')
          .select('id', 'access')
          .whereRaw(...inListSql(knex, 'id', [...ids]));
  const access = new Map(rows.map((row: any) => [row.id, row.access]));
  const isMember = await createMembershipCheck(knex, changes);
  return changes.map(change => ({
    change,
    keys: getChangeChannels(
      {
        ...change,
        people: change.people.filter(ref => isMember(change, ref)),
      },
      id => access.get(id),
    ),
  }));
}

/**
 * Creates a function that checks whether a user in the audience of a change is a member of the
 * workspace of the change.
 */
async function createMembershipCheck(
  knex: Knex,
  changes: readonly ChangeEvent[],
) {
  const addressed = changes.filter(({ people }) => people.length > 0);
  const rows: Array<{ scope_id: string; user_ref: string }> =
    addressed.length === 0
      ? []
      : await knex('memberships')
          .select('scope_id', 'user_ref')
          .whereNull('deleted_at')
          .whereRaw(
            ...inListSql(knex, 'scope_id', [
              ...new Set(addressed.map(({ workspace_id }) => workspace_id)),
            ]),
          )
          .whereRaw(
            ...inListSql(
              knex,
              'user_ref',
              [...new Set(addressed.flatMap(({ people }) => people))],
              'text',
            ),
          );
  const memberKeys = new Set(
    rows.map(({ scope_id, user_ref }) => `${scope_id} ${user_ref}`),
  );
  return ({ workspace_id }: ChangeEvent, user_ref: string) =>
    memberKeys.has(`${workspace_id} ${user_ref}`);
}

function groupByChannel(channelChanges: readonly ChannelChange[]) {
  const groups = new Map<string, { key: ChannelKey; changes: ChangeEvent[] }>();
  for (const { change, keys } of channelChanges) {
    for (const key of keys) {
      const { workspace_id, entity_type } = change;
      const text = `${formatChannelKey(key)} ${workspace_id} ${entity_type}`;
      const group = groups.get(text) ?? { key, changes: [] };
      group.changes.push(change);
      groups.set(text, group);
    }
  }
  return groups.values();
}

function toSignals(changes: ChangeEvent[]): CallboardSignal[] {
  const [{ workspace_id, entity_type }] = changes;
  // All details of a batch become one signal.
  const ids = new Set(
    changes.map(({ id, is_detail, batch_id, entity_id }) =>
      is_detail ? batch_id! : toAnonymousId(entity_id, id),
    ),
  );
  // Clients would not refetch so many resources one by one, so a single signal is enough.
  const signalIds = ids.size > MAX_SIGNALS ? [changes[0].id] : [...ids];
  return signalIds.map(entity_id => ({
    type: 'change',
    workspace_id,
    entity_type,
    entity_id,
  }));
}

/**
 * Replaces an entity id that is not a UUID. A change that records the reveal of a pseudonym has a
 * user reference as its entity id, and signals must not disclose it.
 */
function toAnonymousId(entity_id: string, change_id: string): string {
  return validate(entity_id) ? entity_id : change_id;
}
