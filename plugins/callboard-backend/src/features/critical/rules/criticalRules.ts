import { JsonObject, JsonValue } from '@backstage/types';
import {
  CriticalEvent,
  CriticalRule,
  CriticalRuleId,
  FieldChange,
} from '@callboard/plugin-callboard-common';
import { callboardActor } from '../../../kernel/actor';

/**
 * Selects the log rows that a rule evaluates. If `action` or `entity_type` is omitted, any value
 * matches.
 */
export interface RowMatcher {
  /** True selects only audit events; false, the default, only rows that are not audit events. */
  isAudited?: boolean;
  action?: string;
  entity_type?: string;
  withDetails?: boolean;
}

export interface MatchedLogRow {
  id: string;
  workspace_id: string;
  user_id: string;
  user_name: string;
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  entity_label: string | null;
  metadata: JsonObject | null;
  changes: FieldChange[];
  /** Milliseconds since 1970. */
  at: number;
  is_detail: boolean;
  source: string;
  /** Whether the row records that the creator of a workspace became a member by creating it. */
  isCreatorMembership: boolean;
}

/** The settings of a rule that admins can change. */
export type RuleSettings = CriticalRule['defaults'];

export interface CriticalRuleSpec {
  id: CriticalRuleId;
  title: string;
  description: string;
  defaults: RuleSettings;
  /** Selects candidate rows in the database; `countOccurrences` decides which of them count. */
  matchers: readonly RowMatcher[];
  /** Returns how many occurrences a row counts as; true stands for one, false for none. */
  countOccurrences(row: MatchedLogRow): number | boolean;
  /** Returns the number of data rows that a log row concerns, for rules that count them. */
  countDataRows?(row: MatchedLogRow): number;
  /** Whether another notification already informs admins of an event. */
  isNotifiedAlready?(event: Pick<CriticalEvent, 'action'>): boolean;
}

const createSettings = (count: number, minutes: number): RuleSettings => ({
  is_enabled: true,
  count,
  minutes,
  rows: null,
});

/** The settings of rules that raise an event on the first occurrence. */
const firstOccurrence = createSettings(1, 10);

/** Returns the metadata that an audited plugin reported. */
function getReportedMeta({ metadata }: MatchedLogRow): JsonObject {
  return toJsonObject(metadata?.meta);
}

function toJsonObject(value: JsonValue | undefined): JsonObject {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? value
    : {};
}

const countOnce = () => true;

/**
 * Matches the name of an error that denies access. Also matches the message of a plain error in
 * which a plugin wrapped such an error.
 */
const denialPattern = /^(NotAllowedError|AuthenticationError)(:|$)/;

const isDenial = (text: JsonValue | undefined) =>
  typeof text === 'string' && denialPattern.test(text);

/** Returns a number in an activity entry, or a default. */
const toCount = (count: JsonValue | undefined, fallback: number) =>
  typeof count === 'number' ? count : fallback;

const isChangedTo = (
  { changes }: MatchedLogRow,
  name: string,
  value: JsonValue,
) =>
  changes.some(({ field, new_value }) => field === name && new_value === value);

/** All rules, in the order shown to admins. */
export const criticalRules: readonly CriticalRuleSpec[] = [
  {
    id: 'entity_deleted',
    title: 'Catalog entity deleted',
    description:
      'Someone deletes an entity from the catalog or unregisters its location. Works only if audit events of the catalog are recorded.',
    defaults: firstOccurrence,
    matchers: [
      { isAudited: true, action: 'catalog.entity-mutate' },
      { isAudited: true, action: 'catalog.location-mutate' },
    ],
    countOccurrences: row =>
      row.metadata?.status === 'succeeded' &&
      getReportedMeta(row).actionType === 'delete',
  },
  {
    id: 'refusals',
    title: 'Repeated access denials',
    description:
      'A portal plugin repeatedly denies requests from one person or service. Works only for plugins whose audit events are recorded.',
    defaults: createSettings(10, 10),
    matchers: [{ isAudited: true }],
    countOccurrences({ metadata }) {
      const { name, message } = toJsonObject(metadata?.error);
      return (
        metadata?.status === 'failed' && (isDenial(name) || isDenial(message))
      );
    },
  },
  {
    id: 'mass_delete',
    title: 'Mass deletion',
    description:
      'One person deletes many resources in Callboard, individually or in bulk.',
    defaults: createSettings(20, 5),
    matchers: [
      { action: 'delete' },
      { action: 'bulk_delete' },
      { action: 'bulk_log' },
    ],
    countOccurrences({ user_id, action, metadata }) {
      // Callboard's own deletions are consequences of a user's action.
      if (user_id === callboardActor.user_ref) {
        return false;
      }
      if (action === 'bulk_log') {
        return toCount(metadata?.deleted, 0);
      }
      return action === 'delete' ? 1 : toCount(metadata?.changed, 1);
    },
  },
  {
    id: 'mass_export',
    title: 'Mass export',
    description: 'One person exports many data files or rows from Callboard.',
    defaults: { ...createSettings(10, 10), rows: 50_000 },
    matchers: [{ action: 'export' }],
    countOccurrences: countOnce,
    countDataRows: ({ metadata }) => toCount(metadata?.rows, 0),
  },
  {
    id: 'admin_granted',
    title: 'Admin role granted',
    description: 'Someone is given the admin role in a workspace.',
    defaults: firstOccurrence,
    matchers: [
      { action: 'create', entity_type: 'workspace_member', withDetails: true },
      { action: 'update', entity_type: 'workspace_member', withDetails: true },
    ],
    // A workspace starts with its creator as admin. That membership is not counted.
    countOccurrences: row =>
      isChangedTo(row, 'role', 'admin') && !row.isCreatorMembership,
  },
  {
    id: 'protection_changed',
    title: 'Retention, privacy or critical event rules changed',
    description:
      'Someone changes the critical event rules, how long the activity log is retained, or whether the log shows names.',
    defaults: firstOccurrence,
    matchers: [
      { entity_type: 'retention' },
      { entity_type: 'privacy' },
      { entity_type: 'critical_rule' },
    ],
    countOccurrences: countOnce,
  },
  {
    id: 'webhook_deactivated',
    title: 'Webhook deactivated',
    description:
      'Someone deactivates a webhook, or Callboard deactivates it because its receiver keeps failing. Workspace admins are always notified when Callboard deactivates a webhook.',
    defaults: firstOccurrence,
    matchers: [
      { action: 'deactivate', entity_type: 'webhook' },
      { action: 'update', entity_type: 'webhook' },
    ],
    countOccurrences: row =>
      row.action === 'deactivate' || isChangedTo(row, 'is_active', false),
    isNotifiedAlready: ({ action }) => action === 'deactivate',
  },
  {
    id: 'tamper_found',
    title: 'Tampering found',
    description:
      'A check finds that a row of the log was changed, removed or inserted.',
    defaults: firstOccurrence,
    matchers: [
      { action: 'tamper_found', entity_type: 'activity_verification' },
    ],
    countOccurrences: countOnce,
  },
  {
    id: 'person_unmasked',
    title: 'Name revealed',
    description: 'Someone reveals the name behind a pseudonym.',
    defaults: firstOccurrence,
    matchers: [{ action: 'unmask' }],
    countOccurrences: countOnce,
  },
  {
    id: 'person_erased',
    title: 'Personal data erased',
    description: 'Someone erases the data of a person.',
    defaults: firstOccurrence,
    matchers: [{ action: 'create', entity_type: 'erasure' }],
    countOccurrences: countOnce,
  },
];
