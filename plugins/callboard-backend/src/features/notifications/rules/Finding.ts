import { ChangeEvent } from '@callboard/plugin-callboard-common';
import {
  ChangeScope,
  NotificationRule,
  RuleEvent,
  BulkChanges,
} from '@callboard/plugin-callboard-node';
import { validateRuleEvent } from './sanitiseRuleTexts';
import { NotificationRules } from './NotificationRules';

/** The maximum number of changes that a summary can list. */
const MAX_FIRST_CHANGES = 5;

/** Findings of one rule that are combined in one notification. */
export class FindingGroup implements BulkChanges {
  readonly counts = new Map<string, number>();
  readonly first: ChangeEvent[] = [];
  /** The keys of the findings whose changes are in `first`. */
  readonly #findingKeys: string[] = [];
  count = 0;
  /** Whether any finding has the visibility `recipients`. */
  isForRecipients = false;

  /** @param firstFinding - the first finding; the caller must also `add` it */
  constructor(readonly firstFinding: Finding) {}

  add({ ruleEvent: { type, visibility }, change, index }: Finding): void {
    this.count += 1;
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    this.isForRecipients ||= visibility === 'recipients';
    if (this.first.length < MAX_FIRST_CHANGES) {
      this.first.push(change);
      this.#findingKeys.push(`${change.id} ${index}`);
    }
  }

  /** Equal for groups with the same content. */
  get key(): string {
    const counts = [...this.counts].sort().map(each => each.join('='));
    const { rule } = this.firstFinding;
    return [rule.name, ...counts, ...this.#findingKeys].join(' ');
  }
}

export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const key = `${finding.rule.name} ${getGroupKey(finding)}`;
    const group = groups.get(key) ?? new FindingGroup(finding);
    groups.set(key, group);
    group.add(finding);
  }
  return [...groups.values()];
}

/** Returns the key of a finding's group. Without `bulk`, each finding has its own group. */
function getGroupKey({ rule, change, scope, index }: Finding): string {
  const { bulk } = rule;
  if (!bulk) {
    return `${change.id} ${index}`;
  }
  return bulk.within === 'project'
    ? `${scope.workspace.id} ${scope.project?.id} ${change.visibility}`
    : scope.workspace.id;
}

/** A notification that a rule creates for a change. */
export interface Finding {
  rule: NotificationRule;
  /** Validated, so that it can be stored. */
  ruleEvent: RuleEvent;
  /** Its `resource` is null to save memory: large bulk actions have thousands of findings. */
  change: ChangeEvent;
  scope: ChangeScope;
  /** The zero-based index among the notifications that the rule creates for the change. */
  index: number;
}

export type RuleFailure = (
  rule: NotificationRule,
  change: ChangeEvent,
  error: unknown,
) => void;

/** Runs the matching rules on a change and returns their findings in rule order. */
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
      return events.map((ruleEvent, index) => ({
        rule,
        scope,
        index,
        ruleEvent: validateRuleEvent(ruleEvent),
        change: changeWithoutResource,
      }));
    } catch (error) {
      onFailure(rule, change, error);
      return [];
    }
  });
}

/**
 * Whether a finding notifies a user or Group in its audience, regardless of access and preferences.
 * False for users in `except`, for the actor unless `notifies_actor` is set, and, if the change has
 * the visibility `people`, for everyone whom the change does not name.
 */
export function isAddressedTo(
  ref: string,
  { ruleEvent, change }: Finding,
): boolean {
  const { to, notifies_actor } = ruleEvent;
  const { actor, visibility, people } = change;
  return (
    (notifies_actor || ref !== actor.user_ref) &&
    (visibility !== 'people' || people.includes(ref)) &&
    !('followers_of' in to && to.except?.includes(ref))
  );
}
