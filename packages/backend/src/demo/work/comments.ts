import { formatMention } from '@callboard/plugin-callboard-common';
import { times } from 'lodash';
import { vocabulary } from './items';
import { ProjectContext } from './projects';

/** The share of items that have comments. */
const DISCUSSED = 0.13;

/** The maximum number of draws to find an author other than the addressee. */
const MAX_DRAWS = 8;

/** Creates the comments on an item, after a position in the calendar. Most items have none. */
export function createComments(
  { project, random, calendar, pickPerson }: ProjectContext,
  start: number,
) {
  const { arrayElement: pick } = random.helpers;
  const { subjects, locations, conditions } = vocabulary[project.domain];
  const [subject, location] = [pick(subjects), pick(locations)];
  const when = pick(conditions);
  const questions = [
    `does this also happen when ${when}?`,
    `who decides how the ${subject} should look?`,
    `can you take a look? I only see it in ${location}.`,
    `the ${subject} in ${location} is **not** affected, as far as I can tell.`,
    `I could reproduce it:\n\n1. Start with an empty database\n2. Wait until ${when}\n\nIt happens every other time.`,
  ];
  const answers = [
    'yes. I have changed the description.',
    `only when ${when}. The rest works.`,
    'let’s leave that for later and finish this first.',
    `agreed. I will add a test for the ${subject}.`,
  ];
  const isDiscussed = random.datatype.boolean(DISCUSSED);
  const count = isDiscussed ? random.number.int({ min: 1, max: 4 }) : 0;
  let position = start;
  let addressee = pickPerson(start);
  let previous = '';
  return times(count, () => {
    position += random.number.float({ min: 0.1, max: 3 });
    const people = times(MAX_DRAWS, () => pickPerson(position));
    // In a team of one, nobody else can answer.
    const user_ref = people.find(each => each !== addressee) ?? addressee;
    const text = pick(previous ? answers : questions);
    const isQuoted = previous !== '' && random.datatype.boolean(0.4);
    const quote = isQuoted ? `> ${previous.split('\n')[0]}\n\n` : '';
    const mention =
      user_ref === addressee ? '' : `${formatMention(addressee)} `;
    const body = `${quote}${mention}${text}`;
    [addressee, previous] = [user_ref, text];
    return { position, user_ref, body };
  })
    .filter(each => each.position < calendar.length)
    .map(({ position: at, ...comment }) => {
      return { ...comment, at: calendar.getWorkingMoment(at) };
    });
}
