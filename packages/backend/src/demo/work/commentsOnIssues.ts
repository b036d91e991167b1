import {
  IngestedWorkItem,
  IngestedWorkItemComment,
} from '@callboard/plugin-callboard-common';
import { createChance } from '../world/chance';
import { IssueState } from './issuesOfProject';
import { DemoProject } from './DemoProject';
import { Storyteller } from './Storyteller';
import { vocabulary } from './vocabulary';

/** The share of issues that have comments. */
const TALKED_ABOUT = 0.08;

/** People on GitHub whom the portal does not know. */
const strangers = ['lampfan42', 'ines-codes', 'brightside-bot', 'kwame-dev'];

/** A comment, and the day of the calendar it was written on. */
export interface IssueComment {
  day: number;
  comment: IngestedWorkItemComment;
}

/** The comments on the issues of a repository, in order of time. */
export function commentsOnIssues(
  { name, domain }: DemoProject,
  states: readonly IssueState[],
  { crew, days }: Storyteller,
): IssueComment[] {
  const chance = createChance(`issue talk of ${name}`);
  const { things, conditions } = vocabulary[domain];
  const pick = (list: readonly string[]) => chance.helpers.arrayElement(list);
  const texts: Array<() => string> = [
    () => `Same here, when ${pick(conditions)}.`,
    () => `Is the ${pick(things)} affected as well?`,
    () => 'I cannot reproduce this. Which version is it?',
    () => `Fixed on \`main\`. Please try again when ${pick(conditions)}.`,
  ];
  const say = () => chance.helpers.arrayElement(texts)();
  const lives = new Map<string, IssueState[]>();
  for (const each of states) {
    const id = each.state.external_id;
    lives.set(id, [...(lives.get(id) ?? []), each]);
  }
  return [...lives.values()].flatMap(life => {
    if (life.length < 2 || !chance.datatype.boolean(TALKED_ABOUT)) {
      return [];
    }
    return life.slice(1).map(({ day, state }, index): IssueComment => {
      const author_ref = crew.pick(chance, day / days);
      const author = chance.datatype.boolean(0.6)
        ? { author_ref, author_name: author_ref.split('/')[1] }
        : { author_name: pick(strangers) };
      return { day, comment: commentOn(state, index, author, say()) };
    });
  });
}

/** A comment written when the issue changed. */
function commentOn(
  { external_id, external_url, updated_at }: IngestedWorkItem,
  index: number,
  author: Pick<IngestedWorkItemComment, 'author_ref' | 'author_name'>,
  body: string,
): IngestedWorkItemComment {
  const id = `${external_id}${index}`;
  return {
    external_id: id,
    work_item_external_id: external_id,
    external_url: `${external_url}#issuecomment-${id}`,
    updated_at,
    created_at: updated_at,
    body,
    ...author,
  };
}
