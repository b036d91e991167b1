import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangeScope,
  NotificationDeclarations,
} from '@callboard/plugin-callboard-node';
import {
  SubscriptionSetting,
  SubscriptionLevels,
} from '../following/SubscriptionLevels';
import { ActionEvents } from '../rules/ActionEvents';
import { collectFindings } from '../rules/Finding';
import { createNotificationEvents } from '../rules/createNotificationEvents';
import { NotificationRules } from '../rules/NotificationRules';
import { NotificationEvent } from '../dispatch/NotificationEvent';
import { changeScope } from './createChangeEvent';

interface RuleContext {
  at?: ChangeScope;
  /** Assignees and authors, by work item. */
  defaultFollowers?: Record<string, string[]>;
  /** Subscription levels of projects and work items. */
  settings?: SubscriptionSetting[];
  /** Muted types, by user. */
  muted?: Record<string, string[]>;
}

/**
 * Runs rules on changes, and returns the notification events. Treats several changes as the details
 * of one bulk action. Rethrows the errors of rules.
 */
export async function listNotificationEvents(
  { rules, types }: NotificationDeclarations,
  changes: readonly ChangeEvent[],
  {
    at = changeScope,
    defaultFollowers = {},
    settings = [],
    muted = {},
  }: RuleContext = {},
): Promise<NotificationEvent[]> {
  const is_detail = changes.length > 1;
  const all = new NotificationRules(rules);
  const fail = (_: unknown, __: unknown, error: unknown) => {
    throw error;
  };
  const findings = changes.flatMap(change =>
    collectFindings(all, { change: { ...change, is_detail }, scope: at }, fail),
  );
  const interest = {
    defaultFollowers,
    levels: new SubscriptionLevels(settings),
    acceptsType: (ref: string, type: string) => !muted[ref]?.includes(type),
    isMandatory: () => false,
  };
  const events = is_detail
    ? await new ActionEvents(findings, interest, fail).createEvents()
    : createNotificationEvents(findings);
  const declared = types.map(({ type }) => type);
  const unknown = events.filter(({ type }) => !declared.includes(type));
  expect(unknown).toEqual([]);
  return events;
}
