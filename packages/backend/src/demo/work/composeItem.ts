import { Faker } from '@faker-js/faker';
import { Priority } from '@callboard/plugin-callboard-common';
import { Domain, vocabulary } from './vocabulary';

/** What an item says, before anything happens to it. */
export interface Composed {
  kind: 'feature' | 'bug' | 'chore';
  title: string;
  description: string | null;
  labels: string[];
  module: string | null;
  priority: Priority;
  estimate_points: number | null;
  /** Minutes. */
  estimate_time: number | null;
}

const symptoms = [
  'is empty',
  'is shown twice',
  'takes a minute',
  'shows yesterday’s state',
  'fails without a message',
  'is cut off',
  'gets lost',
];

const formats = ['CSV', 'Excel', 'PDF', 'JSON'];

const capital = (text: string) => text[0].toUpperCase() + text.slice(1);

function describe(
  chance: Faker,
  { kind, thing, place, who, when }: Record<string, string>,
): string {
  if (kind === 'bug') {
    const seen = chance.number.int({ min: 2, max: 40 });
    return [
      '## What happens',
      `The ${thing} goes wrong when ${when}. Seen **${seen} times** this week.`,
      '## How to see it',
      `1. Open ${place}\n2. Wait until ${when}\n3. Look at the ${thing}`,
      '## What should happen',
      `The ${thing} is right, and ${who} notice nothing.`,
    ].join('\n\n');
  }
  if (kind === 'feature') {
    return [
      `${capital(
        who,
      )} have asked for this: the ${thing} should be in ${place}.`,
      '**Done when**',
      `- [ ] the ${thing} is there\n- [ ] it also works when ${when}\n- [ ] ${who} know about it`,
    ].join('\n\n');
  }
  return `Not visible to ${who}, but it slows us down whenever ${when}.\n\n> Keep it small: one change, one review.`;
}

/** Puts an item together from the words of a domain. */
export function composeItem(chance: Faker, domain: Domain): Composed {
  const pick = <T>(values: readonly T[]) => chance.helpers.arrayElement(values);
  const words = vocabulary[domain];
  const [thing, place, who, when] = [
    pick(words.things),
    pick(words.places),
    pick(words.people),
    pick(words.conditions),
  ];
  const kind = chance.helpers.weightedArrayElement([
    { weight: 5, value: 'feature' as const },
    { weight: 3, value: 'bug' as const },
    { weight: 2, value: 'chore' as const },
  ]);
  const titles = {
    feature: [
      `Show the ${thing} in ${place}`,
      `Let ${who} export the ${thing} as ${pick(formats)} from ${place}`,
      `Tell ${who} in ${place} when the ${thing} changes`,
      `Keep the ${thing} when ${when}`,
      `Let ${who} correct the ${thing} in ${place}`,
    ],
    bug: [
      `The ${thing} ${pick(symptoms)} when ${when}`,
      `The ${thing} in ${place} ${pick(symptoms)}`,
      `Wrong ${thing} in ${place} when ${when}`,
    ],
    chore: [
      `Test the ${thing} for when ${when}`,
      `Write down for ${who} how the ${thing} works`,
      `Remove the old ${thing} from ${place}`,
      `Measure how long the ${thing} takes when ${when}`,
    ],
  };
  const labels = chance.helpers.maybe(
    () => [pick(['customer request', 'performance', 'security', 'quick win'])],
    { probability: 0.25 },
  );
  return {
    kind,
    title: pick(titles[kind]),
    description: chance.datatype.boolean(0.45)
      ? describe(chance, { kind, thing, place, who, when })
      : null,
    labels: [kind, ...(labels ?? [])],
    module: chance.datatype.boolean(0.8) ? pick(words.modules) : null,
    priority: chance.helpers.weightedArrayElement([
      { weight: kind === 'bug' ? 2 : 0.3, value: 'urgent' as const },
      { weight: kind === 'bug' ? 5 : 3, value: 'high' as const },
      { weight: 8, value: 'medium' as const },
      { weight: 5, value: 'low' as const },
      { weight: 2, value: 'none' as const },
    ]),
    estimate_points: chance.datatype.boolean(0.8)
      ? pick([1, 1, 2, 2, 3, 3, 5, 8])
      : null,
    estimate_time: chance.datatype.boolean(0.7)
      ? pick([120, 240, 480, 960, 1440, 1920, 2880])
      : null,
  };
}
