import { formatMention } from '@callboard/plugin-callboard-common';
import { SeedComment } from '@callboard/plugin-callboard-node';
import { Faker } from '@faker-js/faker';
import { groupBy, sortBy, template, times, uniq } from 'lodash';
import { DAY_MS } from '../Calendar';
import { createRandom } from '../company/random';
import { ItemChange } from './history';
import { DemoProject } from './projects';
import { vocabulary } from './items';

/** The share of items that have comments. */
const DISCUSSED = 0.13;

/** About the subject of an item, to the person whom the comment addresses. */
const questions = [
  '${who} does this also happen when ${when}?',
  '${who} who decides how the ${subject} should look?',
  '${who} can you take a look? I only see it in ${location}.',
  'The ${subject} in ${location} is **not** affected, as far as I can tell.',
  'I could reproduce it:\n\n1. Start with an empty database\n2. Wait until ${when}\n\nIt happens every other time.',
];

const answers = [
  '${who} yes. I have changed the description.',
  'Only when ${when}. The rest works.',
  'Not sure. ${who} knows ${location} better than I do.',
  'Let’s leave that for later and finish this first.',
  'Agreed. I will add a test for the ${subject}.',
];

/** Draws a moment between two others, in working hours if possible. */
function drawMoment(random: Faker, min: number, max: number): number {
  const date = new Date(random.number.int({ min, max }));
  date.setUTCHours(random.number.int({ min: 8, max: 17 }));
  const daysOff = [2, 0, 0, 0, 0, 0, 1][date.getUTCDay()];
  return Math.min(max, Math.max(min, date.getTime() - daysOff * DAY_MS));
}

/**
 * Creates the comments of the people who worked on the items of a project, while
 * they did. They have their own random values: the history stays the same.
 *
 * @param history - in order of time
 */
export function createComments(
  { name: project, domain }: DemoProject,
  history: readonly ItemChange[],
): SeedComment[] {
  const random = createRandom(`talk of ${project}`);
  const { arrayElement: pick } = random.helpers;
  const { subjects, locations, conditions } = vocabulary[domain];
  const steps = history.flatMap(each =>
    ('make' in each ? [each.make] : each.change).map(on => ({ on, ...each })),
  );
  return Object.entries(groupBy(steps, 'on')).flatMap(([on, life]) => {
    const people = uniq(
      life.flatMap(each => [each.user_ref, ...(each.patch.assignees ?? [])]),
    );
    const [from, to] = [life[0], life[life.length - 1]].map(({ at }) => +at);
    const isDiscussed = random.datatype.boolean(DISCUSSED);
    if (!isDiscussed || people.length < 2 || to - from <= 3_600_000) {
      return [];
    }
    const [subject, location] = [pick(subjects), pick(locations)];
    const topic = { subject, location, when: pick(conditions) };
    const talkers = people.slice(0, 3);
    const moments = times(random.number.int({ min: 1, max: 4 }), () =>
      drawMoment(random, from, to),
    );
    let previous: string | undefined;
    return sortBy(moments).map((moment, index) => {
      const user_ref = talkers[index % talkers.length];
      const who = formatMention(talkers[(index + 1) % talkers.length]);
      const draft = pick(previous ? answers : questions);
      const text = template(draft)({ ...topic, who });
      const isReply = previous && random.datatype.boolean(0.4);
      const quote = previous?.split('\n\n')[0].replace(/^/gm, '> ');
      const body = isReply ? `${quote}\n\n${text}` : text;
      previous = body;
      return { user_ref, at: new Date(moment), on, body };
    });
  });
}
