import { notificationSeverities } from '@callboard/plugin-callboard-common';
import { maxBy, chunk } from 'lodash';
import {
  EventAudience,
  NotificationEvent,
} from '../dispatch/NotificationEvent';
import { sanitiseRuleTexts } from './sanitiseRuleTexts';
import { Finding, FindingGroup, isAddressedTo } from './Finding';

export const MAX_REFS_PER_EVENT = 1_000;

/**
 * Creates the events of one change: each user gets the first finding that they may see and
 * have not muted.
 */
export function createNotificationEvents(
  findings: readonly Finding[],
): NotificationEvent[] {
  const events = findings.flatMap(finding =>
    getFindingAudiences(finding).map(audience => ({
      ...createFindingDraft(finding),
      ...audience,
    })),
  );
  return events.length > 1
    ? events.map((event, index) => ({
        ...event,
        action_id: findings[0].change.id,
        unless_notified: index > 0,
      }))
    : events;
}

function getFindingAudiences(
  finding: Finding,
): Array<{ to: EventAudience; except?: readonly string[] }> {
  const { to } = finding.ruleEvent;
  if ('people' in to) {
    const refs = [...new Set(to.people)].filter(ref =>
      isAddressedTo(ref, finding),
    );
    return chunk(refs, MAX_REFS_PER_EVENT).map(someRefs => ({
      to: { refs: someRefs },
    }));
  }
  if ('followers_of' in to) {
    const { project_id } = finding.change;
    return project_id === null
      ? []
      : [
          {
            to: { followers: { project_id, ...to.followers_of } },
            except: to.except ?? [],
          },
        ];
  }
  return [{ to: { admins: true } }];
}

export type EventDraft = Omit<NotificationEvent, 'to'>;

function createFindingDraft(finding: Finding): EventDraft {
  const { ruleEvent, change } = finding;
  return {
    ...buildCommonFields(finding),
    ...sanitiseRuleTexts(ruleEvent),
    ...(ruleEvent.visibility === 'recipients'
      ? { visibility: 'recipients', project_id: null }
      : { visibility: change.visibility, project_id: change.project_id }),
    about: ruleEvent.about ?? null,
    is_mention: ruleEvent.is_mention ?? false,
  };
}

/**
 * Creates a draft from a rule's findings in a bulk action. A single finding gets its own texts;
 * several findings get the rule's summary.
 *
 * @throws Error when the rule's summary is invalid
 */
export function createGroupDraft(group: FindingGroup): EventDraft {
  const { rule, change, scope } = group.firstFinding;
  if (group.count === 1 || !rule.bulk) {
    return createFindingDraft(group.firstFinding);
  }
  const { within, toEvent } = rule.bulk;
  const isProjectEvent = within === 'project' && !group.isForRecipients;
  const project = within === 'project' ? scope.project : null;
  return {
    ...buildCommonFields(group.firstFinding),
    ...sanitiseRuleTexts(toEvent(group, { ...scope, project })),
    // Texts about a whole workspace name no project, so their visibility depends on no project.
    ...(isProjectEvent
      ? { visibility: change.visibility, project_id: change.project_id }
      : {
          visibility: group.isForRecipients ? 'recipients' : 'workspace',
          project_id: null,
        }),
  };
}

/** Merges drafts for the same users and action. The first draft's body lists the other titles. */
export function mergeDrafts([
  first,
  ...otherDrafts
]: readonly EventDraft[]): EventDraft {
  if (otherDrafts.length === 0) {
    return first;
  }
  const otherTitles = otherDrafts.map(({ title }) => `Also: ${title}`);
  const severities = [first, ...otherDrafts].map(({ severity }) => severity);
  return {
    ...first,
    body: sanitiseRuleTexts({
      ...first,
      body: [...(first.body ? [first.body] : []), ...otherTitles].join('\n'),
    }).body,
    severity: maxBy(severities, each => notificationSeverities.indexOf(each))!,
    about: null,
    dedupe_key: null,
  };
}

function buildCommonFields({ rule, ruleEvent, change }: Finding) {
  return {
    workspace_id: change.workspace_id,
    at: Date.parse(change.created_at),
    actor_ref: ruleEvent.notifies_actor ? null : change.actor.user_ref,
    rule: rule.name,
  };
}
