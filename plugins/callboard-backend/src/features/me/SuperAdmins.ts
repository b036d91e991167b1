import { NamedPerson } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy, uniq } from 'lodash';
import { CallboardConfig } from '../../kernel/config';
import { PeopleService } from '../../core/people/PeopleService';

/** Limits the list: a user needs only a contact. */
const MAX_ADMINS = 20;

/** Lists the super admins: the Users and the members of the Groups in the configuration. */
export class SuperAdmins {
  constructor(
    private readonly deps: {
      knex: Knex;
      config: Pick<CallboardConfig, 'superAdmins'>;
      people: Pick<PeopleService, 'getMany'>;
    },
  ) {}

  get groups(): string[] {
    return this.deps.config.superAdmins.filter(ref => ref.startsWith('group:'));
  }

  /**
   * The super admins by name, at most 20. Members of Groups are included if they have used
   * Callboard.
   */
  async list(): Promise<NamedPerson[]> {
    const { knex, config, people } = this.deps;
    const users = config.superAdmins.filter(ref => ref.startsWith('user:'));
    const groupMembers: string[] =
      this.groups.length > 0
        ? await knex('ownership_refs')
            .distinct('user_ref')
            .whereIn('owner_ref', this.groups)
            .orderBy('user_ref')
            .limit(MAX_ADMINS)
            .pluck('user_ref')
        : [];
    const refs = uniq([...users, ...groupMembers]).slice(0, MAX_ADMINS);
    const admins = await people.getMany(refs);
    return sortBy(
      admins.map(({ user_ref, display_name }) => ({ user_ref, display_name })),
      ({ display_name }) => display_name.toLocaleLowerCase('en'),
    );
  }
}
