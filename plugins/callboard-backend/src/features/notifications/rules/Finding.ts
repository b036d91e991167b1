import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangeScope,
  NotificationRule,
  RuleEvent,
} from '@callboard/plugin-callboard-node';
import { validateRuleEvent } from './sanitiseRuleTexts';
import { NotificationRules } from './NotificationRules';

/** A notification that a rule creates for a change. */
export interface Finding {
  rule: NotificationRule;
  /** Validated, so that it can be stored. */
  ruleEvent: RuleEvent;
  /** Without its resource: large bulk actions hold thousands of findings. */
  change: ChangeEvent;
  scope: ChangeScope;
  /** The index of this notification among those of the rule and the change, from 0. */
  nth: number;
}

/** Called with the error of a rule. */
export type RuleFailure = (
  rule: NotificationRule,
  change: ChangeEvent,
  error: unknown,
) => void;

/** Runs all rules on a change and returns their findings in rule order. */
export function collectFindings(
  rules: NotificationRules,
  { change, scope }: Pick<Finding, 'change' | 'scope'>,
  onFailure: RuleFailure,
): Finding[] {
  const changeWithoutResource = { ...change, resource: null };
  return rules.findMatching(change).flatMap(rule => {
    try {
      const drafts = rule.toEvent(change, scope) ?? [];
      const events: readonly RuleEvent[] = Array.isArray(drafts)
        ? drafts
        : [drafts as RuleEvent];
      return events.map((ruleEvent, nth) => ({
        rule,
        scope,
        nth,
        ruleEvent: validateRuleEvent(ruleEvent),
        change: changeWithoutResource,
      }));
    } catch (error) {
      onFailure(rule, change, error);
      return [];
    }
  });
}

/** Whether a finding addresses a user, regardless of visibility and preferences. */
export function isFor(ref: string, { ruleEvent, change }: Finding): boolean {
  const { to, notifies_actor } = ruleEvent;
  const { actor, visibility, people } = change;
  return (
    (notifies_actor || ref !== actor.user_ref) &&
    (visibility !== 'people' || people.includes(ref)) &&
    !('followers_of' in to && to.except?.includes(ref))
  );
}
