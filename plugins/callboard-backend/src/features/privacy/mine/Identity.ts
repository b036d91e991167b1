import { Knex } from 'knex';
import { compact, uniq } from 'lodash';
import { PersonKey } from '../../../database/FeatureTables';

/** The values that identify a person in the database, by kind of key. */
export type Identity = Record<PersonKey['holds'], readonly string[]>;

/** Reads the values that identify a person. */
export async function readIdentity(
  knex: Knex,
  user_ref: string,
): Promise<Identity> {
  const people = await knex('people').where({ user_ref }).pluck('email');
  const staff = await knex('staff').where({ user_ref }).select('id', 'email');
  const emails = [...people, ...staff.map(({ email }) => email)];
  const memberships = await knex('memberships').where({ user_ref }).pluck('id');
  return {
    user_ref: [user_ref],
    email: uniq(compact(emails)),
    'staff.id': staff.map(({ id }) => id),
    'memberships.id': memberships,
  };
}
