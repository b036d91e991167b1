import { SeedActor } from '@callboard/plugin-callboard-node';
import { Actor } from '../kernel/actor';
import { Caller } from '../access/Caller';
import { ensureActivityMonths } from '../database/activityMonths';
import { Core } from './Core';

/** Actors at other times than now: only while data is seeded. */
export class DatedActors {
  constructor(
    private readonly core: Pick<Core, 'knex' | 'people' | 'platform'>,
  ) {}

  /** A user at a given time. */
  async getActor({ user_ref, at }: SeedActor): Promise<Actor> {
    const person = await this.core.people.get(user_ref);
    return { ...person, ip: null, request_id: null, at: at.getTime() };
  }

  /** The same, for changes: ensures that the log has a partition for their time. */
  async getAuthor(actor: SeedActor): Promise<Actor> {
    const at = actor.at.getTime();
    await ensureActivityMonths(this.core.knex, at, at);
    return this.getActor(actor);
  }

  /** The same, as a super admin who sends requests. */
  async getCaller(actor: SeedActor): Promise<Caller> {
    const { people, platform } = this.core;
    const { picture } = await people.get(actor.user_ref);
    return {
      ...(await this.getAuthor(actor)),
      picture,
      refs: new Set([actor.user_ref]),
      is_super_admin: true,
      is_activity_reader: false,
      credentials: await platform.auth.getOwnServiceCredentials(),
    };
  }
}
