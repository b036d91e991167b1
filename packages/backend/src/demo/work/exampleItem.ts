import {
  IngestedWorkItem,
  IngestedWorkItemComment,
  mentionOf,
} from '@callboard/plugin-callboard-common';
import { demoPeople, userRefOf } from '../demoPeople';
import { Deed } from './Deed';
import { Remark } from './Remark';
import { Storyteller } from './Storyteller';

const [ALEX, MONA, MAX] = demoPeople.map(userRefOf);

/** The item's number in its project, as in PAY-311. */
const NUMBER = 311;

const URL = 'https://github.com/lantern/payments/issues/128';
const EXTERNAL_ID = '2990000128';
const WEEK_MS = 7 * 24 * 3_600_000;

/** A state of an issue, and when Callboard receives it. */
export interface Arrival {
  at: Date;
  /** The item's name in the deeds. */
  name: string;
  item: IngestedWorkItem;
  comments: IngestedWorkItemComment[];
}

/** People's changes and comments, and the issues from GitHub. */
export interface WorkStory {
  deeds: Deed[];
  remarks: Remark[];
  arrivals: Arrival[];
}

/**
 * Gives PAY-311 a history with every kind of change: GitHub creates it, people
 * change it alone and in bulk, and GitHub changes it again. The documentation shows
 * this item.
 *
 * @param deeds - of the project, in order of time
 * @returns undefined if the project has fewer items
 */
export function withExampleItem(
  deeds: readonly Deed[],
  entity_ref: string,
  { clock, crew, cycles }: Storyteller,
): WorkStory | undefined {
  const makes = deeds.filter(deed => 'make' in deed);
  const original = makes[NUMBER - 1];
  if (!original) {
    return undefined;
  }
  const name = original.make;
  const companions = makes
    .slice(NUMBER - 3, NUMBER - 1)
    .map(({ make }) => make);
  const start = original.at.getTime();
  /** The next working day. */
  let first = 0;
  while (first < clock.length && clock.momentOf(first).getTime() <= start) {
    first += 1;
  }
  const last = clock.length - 0.01;
  if (last <= first) {
    return undefined;
  }
  /**
   * The moment when the given part (0 to 1) of the working time until today has
   * passed.
   */
  const after = (part: number) => clock.momentOf(first + part * (last - first));
  const by = (user_ref: string, part: number) => ({
    user_ref,
    at: after(part),
  });
  const change = [name];
  const target_date = new Date(after(1).getTime() + WEEK_MS)
    .toISOString()
    .slice(0, 10);
  const item: IngestedWorkItem = {
    entity_ref,
    external_id: EXTERNAL_ID,
    external_url: URL,
    updated_at: new Date(start - 60_000).toISOString(),
    title: 'A split refund loses a cent',
    description:
      '## What happens\n\nA refund of **€10.01** in two parts pays back €10.00.\n\n## What should happen\n\nThe parts add up to the whole.',
    labels: ['bug'],
    state_groups: ['triage', 'backlog', 'unstarted', 'started'],
    created_by: crew.lead,
    created_at: new Date(start - 60_000).toISOString(),
  };
  return {
    deeds: [
      ...withoutItem(deeds, name),
      { ...by(MONA, 0.1), change, gift: { state: 'Todo' } },
      { ...by(MONA, 0.15), change, gift: { assignees: [MAX] } },
      { ...by(MAX, 0.3), change, gift: { state: 'In Progress' } },
      {
        ...by(ALEX, 0.45),
        change: [...companions, name],
        gift: { cycle: cycles.count - 2 },
      },
      { ...by(MONA, 0.55), change, gift: { target_date } },
      { ...by(MONA, 0.85), change, gift: { state: 'In Review' } },
    ].sort((a, b) => a.at.getTime() - b.at.getTime()),
    remarks: [
      {
        ...by(MONA, 0.16),
        on: name,
        body: `${mentionOf(MAX)} can you take this? Finance asks about it.`,
      },
      {
        ...by(MAX, 0.32),
        on: name,
        body: 'Found it: each part is rounded for itself. The **last part** should get what is left.',
      },
    ],
    arrivals: [
      { at: original.at, name, item, comments: [] },
      {
        at: after(0.7),
        name,
        item: {
          ...item,
          updated_at: after(0.69).toISOString(),
          title: 'A refund in several parts loses cents',
          labels: ['bug', 'customer request'],
        },
        comments: [
          {
            external_id: `${EXTERNAL_ID}-1`,
            work_item_external_id: EXTERNAL_ID,
            updated_at: after(0.4).toISOString(),
            created_at: after(0.4).toISOString(),
            author_name: 'tilde-lamps',
            body: 'We see the same with three parts: two cents are missing.',
            external_url: `${URL}#issuecomment-1`,
          },
          {
            external_id: `${EXTERNAL_ID}-2`,
            work_item_external_id: EXTERNAL_ID,
            updated_at: after(0.6).toISOString(),
            created_at: after(0.6).toISOString(),
            author_ref: MAX,
            author_name: 'max-member',
            body: 'Thank you. The fix covers any number of parts.',
            external_url: `${URL}#issuecomment-2`,
          },
        ],
      },
    ],
  };
}

/** The deeds without those about one item. */
function withoutItem(deeds: readonly Deed[], name: string): Deed[] {
  return deeds.flatMap((deed): Deed[] => {
    if ('make' in deed) {
      const { parent, ...gift } = deed.gift;
      return deed.make === name
        ? []
        : [parent === name ? { ...deed, gift } : deed];
    }
    const change = deed.change.filter(other => other !== name);
    return change.length > 0 ? [{ ...deed, change }] : [];
  });
}
