import { NamedPerson } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy } from 'lodash';
import { CallboardConfig } from '../../config';
import { PeopleService } from '../../core/people/PeopleService';

/** As many as somebody reads before they write to one. */
const MOST = 20;

/** The super admins that the configuration names, themselves or by a Group. */
export class SuperAdmins {
  constructor(
    private readonly deps: {
      knex: Knex;
      config: Pick<CallboardConfig, 'superAdmins'>;
      people: Pick<PeopleService, 'getMany'>;
    },
  ) {}

  /** The Groups among them. */
  get groups(): string[] {
    return this.deps.config.superAdmins.filter(ref => ref.startsWith('group:'));
  }

  /**
   * The people, by name, at most 20. Of a Group, those are known who have used
   * Callboard.
   */
  async list(): Promise<NamedPerson[]> {
    const { knex, config, people } = this.deps;
    const named = config.superAdmins.filter(ref => ref.startsWith('user:'));
    const inGroups: string[] =
      this.groups.length > 0
        ? await knex('ownership_refs')
            .distinct('user_ref')
            .whereIn('owner_ref', this.groups)
            .orderBy('user_ref')
            .limit(MOST)
            .pluck('user_ref')
        : [];
    const refs = [...new Set([...named, ...inGroups])].slice(0, MOST);
    const found = await people.getMany(refs);
    return sortBy(
      found.map(({ user_ref, display_name }) => ({ user_ref, display_name })),
      ({ display_name }) => display_name.toLocaleLowerCase('en'),
    );
  }
}
