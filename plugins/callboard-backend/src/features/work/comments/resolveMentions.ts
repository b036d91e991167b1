import {
  MAX_MENTIONS,
  parseMentions,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { ProjectRow } from '../../../access/Caller';

/** Lists, for each text, the people whom it mentions and who can see the project, in order. */
export async function resolveMentions(
  knex: Knex,
  audience: ProjectAudience,
  project: ProjectRow,
  texts: readonly string[],
): Promise<string[][]> {
  const mentioned = texts.map(listMentionedRefs);
  const people = uniq(mentioned.flat());
  const viewers = await audience.filterProjectViewers(knex, project, people);
  return mentioned.map(refs => refs.filter(ref => viewers.has(ref)));
}

/** Lists the references of the first `MAX_MENTIONS` people whom a text mentions, in order. */
export function listMentionedRefs(text: string): string[] {
  const refs = parseMentions(text).map(({ user_ref }) => user_ref);
  return uniq(refs).slice(0, MAX_MENTIONS);
}
