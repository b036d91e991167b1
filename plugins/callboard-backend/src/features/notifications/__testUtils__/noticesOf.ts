import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangePlace,
  NotificationDeclarations,
} from '@callboard/plugin-callboard-node';
import { SaidOfThread, ThreadLevels } from '../following/ThreadLevels';
import { ActNotices } from '../rules/ActNotices';
import { findingsOf } from '../rules/Finding';
import { noticesOfChange } from '../rules/noticesOfChange';
import { NotificationRules } from '../rules/NotificationRules';
import { NoticeToTell } from '../telling/NoticeToTell';
import { place } from './changeEvent';

interface Circumstances {
  at?: ChangePlace;
  /** Assignees and authors, by work item. */
  involved?: Record<string, string[]>;
  /** What people have said of projects and work items. */
  said?: SaidOfThread[];
  /** Who has muted which types. */
  muted?: Record<string, string[]>;
}

/**
 * What rules make of an act, with the changes in it as its details if they are
 * many. What a rule throws, this throws.
 */
export async function noticesOf(
  { rules, types }: NotificationDeclarations,
  changes: readonly ChangeEvent[],
  { at = place, involved = {}, said = [], muted = {} }: Circumstances = {},
): Promise<NoticeToTell[]> {
  const is_detail = changes.length > 1;
  const all = new NotificationRules(rules);
  const fail = (_: unknown, __: unknown, error: unknown) => {
    throw error;
  };
  const findings = changes.flatMap(change =>
    findingsOf(all, { change: { ...change, is_detail }, place: at }, fail),
  );
  const interest = {
    involved: new Map(Object.entries(involved)),
    levels: new ThreadLevels(said),
    wants: (ref: string, type: string) => !muted[ref]?.includes(type),
    isMandatory: () => false,
  };
  const notices = is_detail
    ? await new ActNotices(findings, interest, fail).notices()
    : noticesOfChange(findings);
  const declared = types.map(({ type }) => type);
  const unknown = notices.filter(({ type }) => !declared.includes(type));
  expect(unknown).toEqual([]);
  return notices;
}
