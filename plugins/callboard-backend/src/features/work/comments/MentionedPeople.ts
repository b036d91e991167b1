import {
  MAX_MENTIONS,
  parseMentions,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { ProjectRow } from '../../../access/Caller';

/** Resolves the people whom texts mention. */
export class MentionedPeople {
  constructor(private readonly audience: ProjectAudience) {}

  /** Lists the people whom a text mentions and who can see the project, in order. */
  async resolveMentions(
    knex: Knex,
    project: ProjectRow,
    text: string,
  ): Promise<string[]> {
    return this.filterByProjectAccess(knex, project, listMentionedRefs(text));
  }

  async resolveAllMentions(
    knex: Knex,
    project: ProjectRow,
    texts: readonly string[],
  ): Promise<string[][]> {
    const mentioned = texts.map(listMentionedRefs);
    const viewers = new Set(
      await this.filterByProjectAccess(knex, project, uniq(mentioned.flat())),
    );
    return mentioned.map(refs => refs.filter(ref => viewers.has(ref)));
  }

  /** Filters people to those who can see the project, in order. */
  async filterByProjectAccess(
    knex: Knex,
    project: ProjectRow,
    user_refs: readonly string[],
  ): Promise<string[]> {
    const viewers = await this.audience.filterProjectViewers(
      knex,
      project,
      user_refs,
    );
    return user_refs.filter(ref => viewers.has(ref));
  }
}

/** Lists the references of the first `MAX_MENTIONS` people whom a text mentions, in order. */
export function listMentionedRefs(text: string): string[] {
  const refs = parseMentions(text).map(({ user_ref }) => user_ref);
  return uniq(refs).slice(0, MAX_MENTIONS);
}
