import { Faker } from '@faker-js/faker';
import { NewLabel, Priority } from '@callboard/plugin-callboard-common';
import { parseTable } from '../company/random';
import { Domain, vocabulary } from './vocabulary';

/** The labels of every project. */
export const labels: NewLabel[] = [
  { name: 'bug', color: '#d73a4a' },
  { name: 'chore', color: '#6e7781' },
  { name: 'customer request', color: '#8250df' },
  { name: 'feature', color: '#1f6feb' },
  { name: 'performance', color: '#bf8700' },
  { name: 'quick win', color: '#1a7f37' },
  { name: 'security', color: '#b35900' },
];

/** The content of a new item. */
export interface ItemContent {
  kind: 'feature' | 'bug' | 'chore';
  title: string;
  description: string | null;
  /** By name, like the module. */
  labels: string[];
  module: string | null;
  priority: Priority;
  estimate_points: number | null;
  /** Minutes. */
  estimate_time: number | null;
}

const [symptoms, formats, extraLabels] = parseTable(`
  is empty | is shown twice | takes a minute | shows yesterday’s state | fails without a message | is cut off | gets lost
  CSV | Excel | PDF | JSON
  customer request | performance | security | quick win
`);

function describe(
  random: Faker,
  { kind, subject, place, who, when }: Record<string, string>,
): string {
  switch (kind) {
    case 'bug': {
      const count = random.number.int({ min: 2, max: 40 });
      return [
        '## What happens',
        `The ${subject} goes wrong when ${when}. Seen **${count} times** this week.`,
        '## How to see it',
        `1. Open ${place}\n2. Wait until ${when}\n3. Look at the ${subject}`,
        '## What should happen',
        `The ${subject} is right, and ${who} notice nothing.`,
      ].join('\n\n');
    }
    case 'feature': {
      const people = who[0].toUpperCase() + who.slice(1);
      return [
        `${people} have asked for this: the ${subject} should be in ${place}.`,
        '**Done when**',
        `- [ ] the ${subject} is there\n- [ ] it also works when ${when}\n- [ ] ${who} know about it`,
      ].join('\n\n');
    }
    default:
      return `Not visible to ${who}, but it slows us down whenever ${when}.\n\n> Keep it small: one change, one review.`;
  }
}

/** Composes an item from the words of a domain. */
export function composeItem(random: Faker, domain: Domain): ItemContent {
  const pick = <T>(values: readonly T[]) => random.helpers.arrayElement(values);
  const words = vocabulary[domain];
  const subject = pick(words.subjects);
  const place = pick(words.places);
  const who = pick(words.people);
  const when = pick(words.conditions);
  const kind = random.helpers.weightedArrayElement([
    { weight: 5, value: 'feature' as const },
    { weight: 3, value: 'bug' as const },
    { weight: 2, value: 'chore' as const },
  ]);
  const titles = {
    feature: [
      `Show the ${subject} in ${place}`,
      `Let ${who} export the ${subject} as ${pick(formats)} from ${place}`,
      `Tell ${who} in ${place} when the ${subject} changes`,
      `Keep the ${subject} when ${when}`,
      `Let ${who} correct the ${subject} in ${place}`,
    ],
    bug: [
      `The ${subject} ${pick(symptoms)} when ${when}`,
      `The ${subject} in ${place} ${pick(symptoms)}`,
      `Wrong ${subject} in ${place} when ${when}`,
    ],
    chore: [
      `Test the ${subject} for when ${when}`,
      `Write down for ${who} how the ${subject} works`,
      `Remove the old ${subject} from ${place}`,
      `Measure how long the ${subject} takes when ${when}`,
    ],
  };
  const extra = random.datatype.boolean(0.25) ? [pick(extraLabels)] : [];
  return {
    kind,
    title: pick(titles[kind]),
    description: random.datatype.boolean(0.45)
      ? describe(random, { kind, subject, place, who, when })
      : null,
    labels: [kind, ...extra],
    module: random.datatype.boolean(0.8) ? pick(words.modules) : null,
    priority: random.helpers.weightedArrayElement([
      { weight: kind === 'bug' ? 2 : 0.3, value: 'urgent' as const },
      { weight: kind === 'bug' ? 5 : 3, value: 'high' as const },
      { weight: 8, value: 'medium' as const },
      { weight: 5, value: 'low' as const },
      { weight: 2, value: 'none' as const },
    ]),
    estimate_points: random.datatype.boolean(0.8)
      ? pick([1, 1, 2, 2, 3, 3, 5, 8])
      : null,
    estimate_time: random.datatype.boolean(0.7)
      ? pick([120, 240, 480, 960, 1440, 1920, 2880])
      : null,
  };
}
