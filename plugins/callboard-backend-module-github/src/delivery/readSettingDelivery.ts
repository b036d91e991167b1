import { IngestedSetting } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { githubLabel, githubMilestone } from '../mapping/githubIssue';
import { OrderInSecond, truncateToSeconds } from '../mapping/OrderInSecond';
import {
  toIngestedLabel,
  toIngestedCycle,
} from '../mapping/labelsAndMilestones';
import {
  action,
  DeliveredRepository,
  parse,
  repository,
  topics,
} from './readDelivery';

/** The actions on labels and milestones that change labels and cycles. */
const settingActions = ['closed', 'created', 'deleted', 'edited', 'opened'];

/** Milliseconds between the UUID epoch (1582-10-15) and the Unix epoch. */
const UUID_EPOCH_MS = 12_219_292_800_000;

/**
 * The time when GitHub sent a delivery. Delivery ids are version 1 UUIDs, which contain the time. A
 * redelivery has the same id.
 *
 * @param id - the `X-GitHub-Delivery` header
 * @param now - returned if the id contains no plausible time
 */
export function getDeliveryTime(id: string | undefined, now: Date): Date {
  const [, low, mid, high] =
    /^([0-9a-f]{8})-([0-9a-f]{4})-1([0-9a-f]{3})-/i.exec(id ?? '') ?? [];
  if (!high) {
    return now;
  }
  const ticks = BigInt(`0x${high}${mid}${low}`);
  // A tick is 100 ns.
  const sent = Number(ticks / BigInt(10_000)) - UUID_EPOCH_MS;
  // An id with a time before 1970 or in the future does not contain the time of the delivery. The
  // clocks of GitHub and this machine may differ by a minute.
  return sent > 0 && sent <= now.getTime() + 60_000 ? new Date(sent) : now;
}

type WithoutEntity<Setting> = Setting extends object
  ? Omit<Setting, 'entity_ref'>
  : never;

/** A delivery about a label or milestone of a repository. */
interface SettingDelivery extends DeliveredRepository {
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
  if (!data || !settingActions.includes(data.action)) {
    return undefined;
  }
  const is_deleted = data.action === 'deleted';
  if (topic === topics.labels) {
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
  if (topic === topics.milestones) {
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
