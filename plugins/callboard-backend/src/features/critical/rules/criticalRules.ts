import { JsonObject, JsonValue } from '@backstage/types';
import { callboardActor } from '../../../access/actor';
import { HeardRow } from '../watching/HeardRow';
import { CriticalRuleSpec, Tuning } from './CriticalRuleSpec';

const once: Tuning = { is_enabled: true, count: 1, minutes: 10 };

/** What an audited plugin said of something itself. */
function metaOf({ metadata }: HeardRow): JsonObject {
  return objectOf(metadata?.meta);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? value
    : {};
}

const always = () => 1;

/** The names of the errors that say that somebody may not do something. */
const refusals = new Set<unknown>(['NotAllowedError', 'AuthenticationError']);

/** All rules, in the order in which admins see them. */
export const criticalRules: readonly CriticalRuleSpec[] = [
  {
    id: 'entity_deleted',
    title: 'Catalog entity deleted',
    description:
      'Somebody deletes an entity from the catalog, or unregisters the location that it comes from. Needs the audit events of the catalog.',
    defaults: once,
    hears: [
      { isAudited: true, action: 'catalog.entity-mutate' },
      { isAudited: true, action: 'catalog.location-mutate' },
    ],
    timesOf: row =>
      row.metadata?.status === 'succeeded' &&
      metaOf(row).actionType === 'delete'
        ? 1
        : 0,
  },
  {
    id: 'refusals',
    title: 'Many refusals in a row',
    description:
      'A plugin of the portal refuses what one person, or one program, asks for again and again. Needs the audit events of that plugin.',
    defaults: { is_enabled: true, count: 10, minutes: 10 },
    hears: [{ isAudited: true }],
    timesOf: ({ metadata }) =>
      metadata?.status === 'failed' &&
      refusals.has(objectOf(metadata.error).name)
        ? 1
        : 0,
  },
  {
    id: 'mass_delete',
    title: 'Mass delete',
    description:
      'One person deletes many things in Callboard, one by one or in bulk.',
    defaults: { is_enabled: true, count: 20, minutes: 5 },
    hears: [{ action: 'delete' }, { action: 'bulk_delete' }],
    timesOf({ user_id, action, metadata }) {
      // What Callboard deletes itself follows from what somebody did.
      if (user_id === callboardActor.user_ref) {
        return 0;
      }
      return action === 'delete' ? 1 : Number(metadata?.changed ?? 1);
    },
  },
  {
    id: 'mass_export',
    title: 'Mass export',
    description: 'One person downloads many files with data out of Callboard.',
    defaults: { is_enabled: true, count: 10, minutes: 10 },
    hears: [{ action: 'export' }],
    timesOf: always,
  },
  {
    id: 'admin_granted',
    title: 'Somebody became an admin',
    description: 'The role of somebody in a workspace is raised to admin.',
    defaults: once,
    hears: [
      { action: 'create', entity_type: 'workspace_member', withDetails: true },
      { action: 'update', entity_type: 'workspace_member', withDetails: true },
    ],
    timesOf({ user_id, changes }) {
      const becomes = (name: string, value: string) =>
        changes.some(
          ({ field, new_value }) => field === name && new_value === value,
        );
      // Whoever creates a workspace is its first admin, and no less before that.
      return becomes('role', 'admin') && !becomes('user_ref', user_id) ? 1 : 0;
    },
  },
  {
    id: 'protection_changed',
    title: 'Retention or these rules changed',
    description:
      'Somebody changes for how long the log is kept, or what counts as critical.',
    defaults: once,
    hears: [{ entity_type: 'retention' }, { entity_type: 'critical_rule' }],
    timesOf: always,
  },
  {
    id: 'webhook_deactivated',
    title: 'Webhook deactivated',
    description:
      'Callboard deactivates a webhook because its receiver does not work. The admins of the workspace are told of that anyway.',
    defaults: once,
    hears: [{ action: 'deactivate', entity_type: 'webhook' }],
    timesOf: always,
    isToldAlready: true,
  },
  {
    id: 'tamper_found',
    title: 'Tampering found',
    description:
      'A check finds that the log is not as it was written: a row was changed, removed or slipped in.',
    defaults: once,
    hears: [{ action: 'tamper_found', entity_type: 'activity_verification' }],
    timesOf: always,
  },
  {
    id: 'person_unmasked',
    title: 'Person unmasked',
    description: 'Somebody asks who is behind a pseudonym.',
    defaults: once,
    hears: [{ action: 'unmask' }],
    timesOf: always,
  },
  {
    id: 'person_erased',
    title: 'Person erased',
    description: 'Somebody has the data of a person erased.',
    defaults: once,
    hears: [{ action: 'create', entity_type: 'erasure' }],
    timesOf: always,
  },
];
