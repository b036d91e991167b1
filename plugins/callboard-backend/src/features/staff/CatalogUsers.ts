import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, UserEntity } from '@backstage/catalog-model';
import { StaffPatch } from '@callboard/plugin-callboard-common';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { chunk } from 'lodash';
import { PeopleService } from '../../core/people/PeopleService';

/** The number of email addresses per catalog request: even the longest fit the request body. */
const EMAILS_PER_REQUEST = 250;

const USERS_PER_REQUEST = 500;

/** References of catalog users, by lower-case email address. Omits addresses that users share. */
export type UsersByEmail = ReadonlyMap<string, string>;

/** Finds the users of the catalog by email address. */
export class CatalogUsers {
  constructor(
    private readonly deps: {
      catalog: CatalogService;
      auth: AuthService;
      logger: LoggerService;
      people: PeopleService;
    },
  ) {}

  /**
   * Finds the users to which a staff member can be matched: none if the input already names a user
   * or has no email address.
   */
  async findCandidates({
    user_ref,
    email,
  }: Pick<StaffPatch, 'user_ref' | 'email'>): Promise<UsersByEmail> {
    if (user_ref) {
      // Stores the name, because the user may become a member.
      await this.deps.people.get(user_ref);
      return new Map();
    }
    return email === undefined ? new Map() : this.findByEmails([email]);
  }

  /**
   * Finds users by email address, ignoring case. An address that several users share matches none
   * of them. Returns no users while the catalog is unavailable.
   */
  async findByEmails(addresses: readonly string[]): Promise<UsersByEmail> {
    const users = new Map<string, string>();
    for (const [email, refs] of await this.findEmailHolders(addresses)) {
      if (refs.length === 1) {
        users.set(email, refs[0]);
      }
    }
    // Stores the names, because the users may become members.
    for (const refs of chunk([...users.values()], USERS_PER_REQUEST)) {
      await this.deps.people.getMany(refs);
    }
    return users;
  }

  private async findEmailHolders(
    addresses: readonly string[],
  ): Promise<Map<string, string[]>> {
    const emails = [...new Set(addresses.map(email => email.toLowerCase()))];
    const holders = new Map<string, string[]>();
    try {
      for (const someEmails of chunk(emails, EMAILS_PER_REQUEST)) {
        for await (const user of this.streamUsers(someEmails)) {
          const email = user.spec.profile!.email!.toLowerCase();
          const refs = holders.get(email) ?? [];
          holders.set(email, [...refs, stringifyEntityRef(user)]);
        }
      }
      return holders;
    } catch (error) {
      this.deps.logger.warn(
        'Users could not be found in the catalog by email address',
        error as Error,
      );
      return new Map();
    }
  }

  private async *streamUsers(addresses: string[]): AsyncGenerator<UserEntity> {
    const { catalog, auth } = this.deps;
    const pages = catalog.streamEntities(
      {
        query: {
          $all: [
            { kind: 'User' },
            { 'spec.profile.email': { $in: addresses } },
          ],
        },
        fields: ['kind', 'metadata', 'spec.profile'],
        pageSize: USERS_PER_REQUEST,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const users of pages) {
      yield* users as UserEntity[];
    }
  }
}
