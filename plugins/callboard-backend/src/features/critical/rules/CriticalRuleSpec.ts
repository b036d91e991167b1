import {
  CriticalEvent,
  CriticalRuleId,
} from '@callboard/plugin-callboard-common';
import { MatchedLogRow } from '../watching/MatchedLogRow';

/** The log rows that a rule evaluates; an omitted field matches any value. */
export interface RowMatcher {
  /** Whether it is an audit event of another plugin. */
  isAudited?: boolean;
  action?: string;
  entity_type?: string;
  /** Whether to include each change of a bulk operation. */
  withDetails?: boolean;
}

/** The settings of a rule that admins can change. */
export interface Tuning {
  is_enabled: boolean;
  /** The number of occurrences by one person within `minutes` that raises an event. */
  count: number;
  minutes: number;
  /** The number of data rows that raises an event; null if rows do not matter. */
  rows: number | null;
}

/** A rule that raises critical events. */
export interface CriticalRuleSpec {
  id: CriticalRuleId;
  title: string;
  description: string;
  /** The default settings. */
  defaults: Tuning;
  /** Selects candidate rows in the database; `countOccurrences` decides. */
  matchers: readonly RowMatcher[];
  /** How many occurrences a row counts as; 0 for none. */
  countOccurrences(row: MatchedLogRow): number;
  /** The number of data rows that a log row concerns, for rules that count them. */
  countDataRows?(row: MatchedLogRow): number;
  /** Whether another notification informs admins already. */
  isNotifiedAlready?(event: Pick<CriticalEvent, 'action'>): boolean;
}
