import {
  MAX_KEEP_DAYS,
  type RetentionClass,
  type RetentionRule,
} from '@callboard/plugin-callboard-common';

/** A rule as a draft in the form's fields. */
export interface DraftRule {
  /** Distinguishes rules with equal values. */
  key: number;
  workspace_id: string | null;
  class: RetentionClass;
  /** The raw text; empty for unlimited. */
  days: string;
}

/** The error of a rule. */
export type DraftProblem = 'days' | 'twice';

/** Converts rules to drafts. */
export function toDrafts(rules: readonly RetentionRule[]): DraftRule[] {
  return rules.map(({ keep_days, ...rule }, key) => ({
    ...rule,
    key,
    days: keep_days === null ? '' : String(keep_days),
  }));
}

/** Converts drafts to the rules of a request. */
export function toRules(drafts: readonly DraftRule[]): RetentionRule[] {
  return drafts.map(({ workspace_id, class: kind, days }) => ({
    workspace_id,
    class: kind,
    keep_days: days.trim() === '' ? null : Number(days),
  }));
}

/**
 * Validates drafts.
 *
 * @returns errors by the drafts' keys
 */
export function findDraftProblems(
  drafts: readonly DraftRule[],
): Map<number, DraftProblem> {
  const seen = new Set<string>();
  const problems = new Map<number, DraftProblem>();
  for (const { key, workspace_id, class: kind, days } of drafts) {
    const about = `${workspace_id} ${kind}`;
    const text = days.trim();
    if (seen.has(about)) {
      problems.set(key, 'twice');
    } else if (
      text !== '' &&
      !(/^\d{1,9}$/.test(text) && +text >= 1 && +text <= MAX_KEEP_DAYS)
    ) {
      problems.set(key, 'days');
    }
    seen.add(about);
  }
  return problems;
}
