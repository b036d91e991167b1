import { chunk } from 'lodash';
import {
  EventAudience,
  NotificationEvent,
} from '../dispatch/NotificationEvent';
import { Finding, isFor } from './Finding';
import { createSingleRuleEvent } from './createRuleEvent';

/** The most people that one event names. */
export const NAMED_AT_ONCE = 1_000;

/**
 * Creates the events of one change: each user gets the first finding that they may see and
 * have not muted.
 */
export function createNotificationEvents(
  findings: readonly Finding[],
): NotificationEvent[] {
  const events = findings.flatMap(finding =>
    getFindingAudiences(finding).map(addressed => ({
      ...createSingleRuleEvent(finding),
      ...addressed,
    })),
  );
  return events.length > 1
    ? events.map((draft, index) => ({
        ...draft,
        action_id: findings[0].change.id,
        unless_notified: index > 0,
      }))
    : events;
}

function getFindingAudiences(
  finding: Finding,
): Array<Pick<NotificationEvent, 'to' | 'except'>> {
  const { to } = finding.ruleEvent;
  if ('people' in to) {
    const refs = [...new Set(to.people)].filter(ref => isFor(ref, finding));
    return chunk(refs, NAMED_AT_ONCE).map(some =>
      createAudience({ refs: some }),
    );
  }
  if ('followers_of' in to) {
    const { project_id } = finding.change;
    const except = [...(to.except ?? [])];
    return project_id === null
      ? []
      : [
          createAudience(
            { followers: { project_id, ...to.followers_of } },
            except,
          ),
        ];
  }
  return [createAudience({ admins: true })];
}

function createAudience(to: EventAudience, except: string[] = []) {
  return { to, except };
}
