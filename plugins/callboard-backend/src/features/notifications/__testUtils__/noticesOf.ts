import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangePlace,
  NotificationDeclarations,
} from '@callboard/plugin-callboard-node';
import { ActNotices } from '../rules/ActNotices';
import { NotificationRules } from '../rules/NotificationRules';
import { NoticeToTell } from '../telling/NoticeToTell';
import { place } from './changeEvent';

/**
 * What rules make of an act, with the changes in it as its details if they are
 * many. What a rule throws, this throws.
 */
export function noticesOf(
  { rules, types }: NotificationDeclarations,
  changes: readonly ChangeEvent[],
  at: ChangePlace = place,
): NoticeToTell[] {
  const act = new ActNotices(new NotificationRules(rules), (_, __, error) => {
    throw error;
  });
  changes.forEach(change =>
    act.add({ ...change, is_detail: changes.length > 1 }, at),
  );
  const notices = act.finish();
  const declared = types.map(({ type }) => type);
  const unknown = notices.filter(({ type }) => !declared.includes(type));
  expect(unknown).toEqual([]);
  return notices;
}
