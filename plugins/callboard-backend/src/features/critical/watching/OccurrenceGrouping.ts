import { CriticalEvent } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { createId } from '../../../database/ids';
import { ConfiguredRule } from '../rules/CriticalRuleService';
import { MatchedLogRow } from '../rules/criticalRules';
import { TimedCount, RuleCount } from './RuleCountStore';

const MINUTE_MS = 60_000;

/** A rule and an actor in a workspace, whose occurrences are counted together. */
type Group = Pick<RuleCount, 'rule_id' | 'actor_ref' | 'workspace_id'>;

const getGroupKey = ({ rule_id, actor_ref, workspace_id }: Group) =>
  [rule_id, workspace_id, actor_ref].join(' ');

/**
 * Groups occurrences into events. An occurrence joins the open event of its rule, actor and
 * workspace if it follows the event's last occurrence within the rule's time window. An event is
 * open until an admin acknowledges it.
 */
export class OccurrenceGrouping {
  readonly #open: Map<string, CriticalEvent>;
  readonly #ruleCounts: Map<string, RuleCount>;
  /** By id. */
  readonly #changedEvents = new Map<string, CriticalEvent>();
  readonly #changedCounts = new Map<string, RuleCount>();
  /** The new events. */
  readonly raised: CriticalEvent[] = [];

  /**
   * @param previous - the stored state: `open`, the unacknowledged events in the order in which
   *   they were raised, and `ruleCounts`
   * @param now - milliseconds since 1970
   */
  constructor(
    { open, ruleCounts }: { open: CriticalEvent[]; ruleCounts: RuleCount[] },
    private readonly now: number,
  ) {
    this.#open = new Map(open.map(event => [getGroupKey(event), event]));
    this.#ruleCounts = new Map(
      ruleCounts.map(count => [getGroupKey(count), count]),
    );
  }

  /** The new and the updated events. */
  get events(): CriticalEvent[] {
    return [...this.#changedEvents.values()];
  }

  /** The changed counts, including those emptied because an event was raised. */
  get changedCounts(): RuleCount[] {
    return [...this.#changedCounts.values()];
  }

  /**
   * Adds the occurrences of a rule in a log row.
   *
   * @param counts - `occurrences`: the number of occurrences; `dataRows`: how many data rows they
   *   concern, such as exported rows
   */
  add(
    { spec, settings }: ConfiguredRule,
    logRow: MatchedLogRow,
    { occurrences, dataRows }: { occurrences: number; dataRows: number },
  ): void {
    const group: Group = {
      rule_id: spec.id,
      actor_ref: logRow.user_id,
      workspace_id: logRow.workspace_id,
    };
    const key = getGroupKey(group);
    const windowMs = settings.minutes * MINUTE_MS;
    const open = this.#open.get(key);
    if (open && logRow.at - Date.parse(open.last_at) <= windowMs) {
      const last = Math.max(logRow.at, Date.parse(open.last_at));
      const last_at = new Date(last).toISOString();
      this.setEvent({ ...open, count: open.count + occurrences, last_at });
      return;
    }
    const before = this.#ruleCounts.get(key)?.timedCounts ?? [];
    const added: TimedCount =
      dataRows > 0
        ? [logRow.at, occurrences, dataRows]
        : [logRow.at, occurrences];
    const timedCounts = [...before, added].filter(
      ([at]) => at >= logRow.at - windowMs,
    );
    const count = sumBy(timedCounts, ([, rowOccurrences]) => rowOccurrences);
    const isCritical =
      count >= settings.count ||
      (settings.rows !== null &&
        sumBy(timedCounts, ([, , rows = 0]) => rows) >= settings.rows);
    if (isCritical) {
      this.raise(group, logRow, { count, firstAt: timedCounts[0][0] });
    }
    if (!isCritical || before.length > 0) {
      const ruleCount = {
        ...group,
        timedCounts: isCritical ? [] : timedCounts,
      };
      this.#ruleCounts.set(key, ruleCount);
      this.#changedCounts.set(key, ruleCount);
    }
  }

  private raise(
    group: Group,
    logRow: MatchedLogRow,
    { count, firstAt }: { count: number; firstAt: number },
  ): void {
    const event: CriticalEvent = {
      id: createId(this.now),
      ...group,
      activity_id: logRow.id,
      actor_name: logRow.user_name,
      action: logRow.action,
      entity_type: logRow.entity_type,
      entity_id: logRow.entity_id,
      entity_label: logRow.entity_label,
      count,
      first_at: new Date(firstAt).toISOString(),
      last_at: new Date(logRow.at).toISOString(),
      acknowledged_at: null,
      acknowledged_by: null,
    };
    this.setEvent(event);
    this.raised.push(event);
  }

  private setEvent(event: CriticalEvent): void {
    this.#open.set(getGroupKey(event), event);
    this.#changedEvents.set(event.id, event);
  }
}
