import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangePlace,
  NotificationRule,
  RuleNotice,
} from '@callboard/plugin-callboard-node';
import { checkedNotice } from './checkedWords';
import { NotificationRules } from './NotificationRules';

/** What a rule has to tell of a change. */
export interface Finding {
  rule: NotificationRule;
  /** Checked, so that it can be stored. */
  notice: RuleNotice;
  /** Without its resource: of large acts, thousands are held. */
  change: ChangeEvent;
  place: ChangePlace;
  /** Which of the notices this is that the rule makes of the change, from 0. */
  nth: number;
}

/** Hears of what a rule throws. */
export type RuleFailure = (
  rule: NotificationRule,
  change: ChangeEvent,
  error: unknown,
) => void;

/** Asks all rules about a change: what they have to tell of it, in their order. */
export function findingsOf(
  rules: NotificationRules,
  { change, place }: Pick<Finding, 'change' | 'place'>,
  onFailure: RuleFailure,
): Finding[] {
  const held = { ...change, resource: null };
  return rules.for(change).flatMap(rule => {
    try {
      const drafts = rule.tell(change, place) ?? [];
      const events: readonly RuleNotice[] = Array.isArray(drafts)
        ? drafts
        : [drafts as RuleNotice];
      return events.map((notice, nth) => ({
        rule,
        place,
        nth,
        notice: checkedNotice(notice),
        change: held,
      }));
    } catch (error) {
      onFailure(rule, change, error);
      return [];
    }
  });
}

/** Whether somebody is to be told, whatever they may see and want. */
export function isFor(ref: string, { notice, change }: Finding): boolean {
  const { to, tells_actor } = notice;
  const { actor, visibility, people } = change;
  return (
    (tells_actor || ref !== actor.user_ref) &&
    (visibility !== 'people' || people.includes(ref)) &&
    !('followers_of' in to && to.except?.includes(ref))
  );
}
