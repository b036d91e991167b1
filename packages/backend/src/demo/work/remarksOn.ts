import { mentionOf } from '@callboard/plugin-callboard-common';
import { Faker } from '@faker-js/faker';
import { createChance } from '../world/chance';
import { Deed } from './Deed';
import { DemoProject } from './DemoProject';
import { Remark } from './Remark';
import { vocabulary } from './vocabulary';

const HOUR_MS = 3_600_000;

/** The share of items that have comments. */
const TALKED_ABOUT = 0.13;

/** The words that fill in a remark: the person it addresses, and the item's subject. */
interface Topic {
  who: string;
  thing: string;
  place: string;
  when: string;
}

const questions: Array<(topic: Topic) => string> = [
  ({ who, when }) => `${who} does this also happen when ${when}?`,
  ({ who, thing }) => `${who} who decides how the ${thing} should look?`,
  ({ who, place }) => `${who} can you have a look? I only see it in ${place}.`,
  ({ thing, place }) =>
    `The ${thing} in ${place} is **not** affected, as far as I can tell.`,
  ({ when }) =>
    `I could reproduce it:\n\n1. Start with an empty database\n2. Wait until ${when}\n\nEvery second time.`,
];

const answers: Array<(topic: Topic) => string> = [
  ({ who }) => `${who} yes. I have changed the description.`,
  ({ when }) => `Only when ${when}. The rest works.`,
  ({ who, place }) => `Not sure. ${who} knows ${place} better than I do.`,
  () => 'Let us keep that for later, and finish this first.',
  ({ thing }) => `Agreed. I will add a test for the ${thing}.`,
];

const quoteOf = (body: string) =>
  body
    .split('\n\n')[0]
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n');

/** A moment of that day on which people work, within bounds if possible. */
function atWork(
  chance: Faker,
  moment: number,
  { from, to }: { from: number; to: number },
): number {
  const date = new Date(moment);
  date.setUTCHours(chance.number.int({ min: 8, max: 17 }));
  const daysOff = [2, 0, 0, 0, 0, 0, 1][date.getUTCDay()];
  const wanted = date.getTime() - daysOff * 24 * HOUR_MS;
  return Math.min(to, Math.max(from, wanted));
}

/** What two or three people say about an item, between two moments. */
function talk(
  chance: Faker,
  name: string,
  { people, ...bounds }: { people: string[]; from: number; to: number },
  topic: Omit<Topic, 'who'>,
): Remark[] {
  const count = chance.number.int({ min: 1, max: 4 });
  const moments = Array.from({ length: count }, () =>
    atWork(
      chance,
      chance.number.int({ min: bounds.from, max: bounds.to }),
      bounds,
    ),
  ).sort((a, b) => a - b);
  const remarks: Remark[] = [];
  moments.forEach((moment, index) => {
    const user_ref = people[index % people.length];
    const who = mentionOf(people[(index + 1) % people.length]);
    const texts = index === 0 ? questions : answers;
    const text = chance.helpers.arrayElement(texts)({ ...topic, who });
    const before = remarks[index - 1];
    const isReply = before && chance.datatype.boolean(0.4);
    remarks.push({
      user_ref,
      at: new Date(moment),
      on: name,
      body: isReply ? `${quoteOf(before.body)}\n\n${text}` : text,
    });
  });
  return remarks;
}

/**
 * What people say in a year about the items of a project, while they have to do
 * with them. It is drawn for itself: what happens to the items stays the same.
 */
export function remarksOn(
  { name: project, domain }: DemoProject,
  deeds: readonly Deed[],
): Remark[] {
  const chance = createChance(`talk of ${project}`);
  const words = vocabulary[domain];
  const lives = new Map<string, Deed[]>();
  for (const deed of deeds) {
    for (const name of 'make' in deed ? [deed.make] : deed.change) {
      lives.set(name, [...(lives.get(name) ?? []), deed]);
    }
  }
  return [...lives].flatMap(([name, life]) => {
    const people = [
      ...new Set(
        life.flatMap(({ user_ref, gift }) => [
          user_ref,
          ...(gift.assignees ?? []),
        ]),
      ),
    ];
    const isTalkedAbout = chance.datatype.boolean(TALKED_ABOUT);
    const from = life[0].at.getTime();
    const to = life[life.length - 1].at.getTime();
    const pick = (list: readonly string[]) => chance.helpers.arrayElement(list);
    return isTalkedAbout && people.length > 1 && to - from > HOUR_MS
      ? talk(
          chance,
          name,
          { people: people.slice(0, 3), from, to },
          {
            thing: pick(words.things),
            place: pick(words.places),
            when: pick(words.conditions),
          },
        )
      : [];
  });
}
