import { IngestedSetting } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { githubLabel, githubMilestone } from '../mapping/githubIssue';
import { OrderInSecond, truncateToSeconds } from '../mapping/OrderInSecond';
import {
  toIngestedLabel,
  toIngestedCycle,
} from '../mapping/labelsAndMilestones';
import { action, parse, repository } from './readDelivery';
import { LABELS_TOPIC, MILESTONES_TOPIC, settingActions } from './topics';

type WithoutEntity<Setting> = Setting extends object
  ? Omit<Setting, 'entity_ref'>
  : never;

/** A delivery about a label or milestone of a repository. */
interface SettingDelivery {
  /** `owner/name` of its repository. */
  repository: string;
  /** Whether the repository is private; undefined if the delivery does not state it. */
  is_private?: boolean;
  setting: WithoutEntity<IngestedSetting>;
}

const labelPayload = z.object({
  repository,
  label: githubLabel.required({ id: true }),
});
const milestonePayload = z.object({
  repository,
  milestone: githubMilestone.required({ id: true }),
});

/**
 * Parses a delivery about labels and milestones.
 *
 * @param topic - the events topic of the portal, such as `github.label`
 * @param delivered_at - when GitHub sent the delivery
 * @returns undefined if the delivery is about something else
 * @throws InputError if the delivery does not match GitHub's documentation
 */
export function readSettingDelivery(
  topic: string,
  payload: unknown,
  delivered_at: Date,
): SettingDelivery | undefined {
  const { data } = action.safeParse(payload);
  if (!data || !settingActions.has(data.action)) {
    return undefined;
  }
  const is_deleted = data.action === 'deleted';
  if (topic === LABELS_TOPIC) {
    const delivery = parse(labelPayload, payload);
    const label = toIngestedLabel(delivery.label);
    // GitHub provides no change time for labels.
    const updated_at = delivered_at.toISOString();
    return typeof label === 'object'
      ? toDelivery(delivery.repository, {
          kind: 'label',
          ...label,
          updated_at,
          is_deleted,
        })
      : undefined;
  }
  if (topic === MILESTONES_TOPIC) {
    const delivery = parse(milestonePayload, payload);
    const { milestone } = delivery;
    const cycle = toIngestedCycle(milestone);
    const secondMs = milestone.updated_at
      ? truncateToSeconds(milestone.updated_at).getTime()
      : delivered_at.getTime();
    const orderInSecond =
      data.action === 'created' ? OrderInSecond.opened : OrderInSecond.later;
    return cycle && typeof cycle === 'object'
      ? toDelivery(delivery.repository, {
          kind: 'cycle',
          ...cycle,
          updated_at: new Date(secondMs + orderInSecond).toISOString(),
          is_deleted,
        })
      : undefined;
  }
  return undefined;
}

function toDelivery(
  { full_name, private: is_private }: z.output<typeof repository>,
  setting: WithoutEntity<IngestedSetting>,
): SettingDelivery {
  return { repository: full_name, is_private, setting };
}
