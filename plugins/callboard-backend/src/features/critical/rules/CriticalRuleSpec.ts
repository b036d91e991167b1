import {
  CriticalEvent,
  CriticalRuleId,
} from '@callboard/plugin-callboard-common';
import { HeardRow } from '../watching/HeardRow';

/** Rows of the log that a rule looks at; what is left out may be anything. */
export interface Heard {
  /** Whether it is what another plugin of the portal had audited. */
  isAudited?: boolean;
  action?: string;
  entity_type?: string;
  /** Also each of the many changes of a bulk operation. */
  withDetails?: boolean;
}

/** What admins can tune. */
export interface Tuning {
  is_enabled: boolean;
  /** How often it has to happen, by one person, within `minutes`. */
  count: number;
  minutes: number;
  /** How many rows are as bad as that; null where they do not matter. */
  rows: number | null;
}

/** A rule by which something is critical. */
export interface CriticalRuleSpec {
  id: CriticalRuleId;
  title: string;
  description: string;
  /** What holds where nobody has chosen otherwise. */
  defaults: Tuning;
  /** What the database finds for it; `timesOf` decides. */
  hears: readonly Heard[];
  /** How many times a row that it hears counts; 0 for none. */
  timesOf(row: HeardRow): number;
  /** How many rows of data a row that it hears is about, for rules that count them. */
  rowsOf?(row: HeardRow): number;
  /** Whether another notification tells admins of it already. */
  isNotifiedAlready?(event: Pick<CriticalEvent, 'action'>): boolean;
}
