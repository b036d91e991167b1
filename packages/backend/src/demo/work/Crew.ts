import { Faker } from '@faker-js/faker';
import { userRefOf } from '../demoPeople';
import { Tenure } from '../year/tenures';
import { DemoProject } from './DemoProject';

/** Who helps out where hardly anybody works. */
const helpers = ['alex.admin', 'mona.manager', 'max.member'];

/**
 * The people who work on a project: members of the workspace who are still
 * there today.
 */
export class Crew {
  readonly #tenures: Tenure[];

  constructor(
    { teams, guests = [], isSecret, from }: DemoProject,
    all: Tenure[],
  ) {
    const able = all.filter(
      ({ role, until }) => role !== 'guest' && until === undefined,
    );
    const named = ({ person }: Tenure, names: string[]) =>
      names.includes(person.name);
    // Who joins later hears nothing of a secret.
    const own = able.filter(
      tenure =>
        (teams.includes(tenure.person.team) || named(tenure, guests)) &&
        (!isSecret || tenure.from < from),
    );
    const isEnough = own.length > 2 && own.some(each => each.from === 0);
    const help = isSecret ? helpers.slice(0, 1) : helpers;
    this.#tenures = isEnough
      ? own
      : able.filter(each => own.includes(each) || named(each, help));
  }

  /** Everybody, whoever has been there longest first. */
  get members(): Tenure[] {
    return this.#tenures;
  }

  /**
   * Somebody who is there already.
   *
   * @param at - a fraction of the year
   */
  pick(chance: Faker, at: number): string {
    const there = this.#tenures.filter(({ from }) => from === 0 || from < at);
    return userRefOf(chance.helpers.arrayElement(there).person);
  }

  /** Who plans. */
  get lead(): string {
    const [lead] = [...this.#tenures].sort((a, b) => a.from - b.from);
    return userRefOf(lead.person);
  }
}
