import { Knex } from 'knex';
import { uniq } from 'lodash';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { inListSql } from '../../../database/bulk';
import { DraftPerson } from './WorklogDraft';

/** The matched person, or the reason why none matches. */
export type MeantPerson = { user_ref: string } | { reason: string };

/** The references, email addresses and names in a file. */
interface Called {
  refs: string[];
  mails: string[];
  names: string[];
}

/** A person and the names by which a file can refer to them. */
interface Known {
  user_ref: string;
  email: string | null;
  name: string;
}

const nobody: MeantPerson = { reason: 'is not in this workspace' };
const several: MeantPerson = {
  reason:
    'matches several people in this workspace. Use a user reference or an email address',
};

/** Matches the people of a file with the people of a workspace. */
export class PeopleOfFiles {
  constructor(private readonly audience: ProjectAudience) {}

  /**
   * Matches people of a file with people of a workspace: three queries for any number. A reference
   * or an email address decides alone. Otherwise the person matches whose reference has the user
   * name, or else the only one with the display name.
   */
  async find(
    knex: Knex,
    workspace_id: string,
    people: readonly DraftPerson[],
  ): Promise<(person: DraftPerson) => MeantPerson> {
    const known = await this.listKnownPeople(
      knex,
      workspace_id,
      collectIdentifiers(people),
    );
    const byRef = new Map(known.map(one => [one.user_ref, one.user_ref]));
    const byMail = groupRefs(known, ({ email }) => email);
    const byName = groupRefs(known, ({ name }) => name);
    return ({ user_ref, email, username, name }) => {
      if (user_ref !== null || email !== null) {
        return user_ref === null
          ? toMeantPerson(byMail.get(email!))
          : toMeantPerson(byRef.has(user_ref) ? [user_ref] : []);
      }
      const signedIn = username === null ? '' : toUserRef(username);
      return byRef.has(signedIn)
        ? { user_ref: signedIn }
        : toMeantPerson(name === null ? [] : byName.get(name));
    };
  }

  /** Lists the matching people of the workspace, once for each of their names. */
  private async listKnownPeople(
    knex: Knex,
    workspace_id: string,
    called: Called,
  ): Promise<Known[]> {
    const found = [
      ...(await findMatchingPeople(knex, called)),
      ...(await findMatchingStaff(knex, workspace_id, called)),
    ];
    const roles = await this.audience.readWorkspaceRoles(
      knex,
      workspace_id,
      uniq(found.map(({ user_ref }) => user_ref)),
    );
    return found.filter(({ user_ref }) => roles.get(user_ref)?.workspace);
  }
}

function collectIdentifiers(people: readonly DraftPerson[]): Called {
  const toUniqueTexts = (values: Array<string | null>) =>
    uniq(values.filter(value => value !== null));
  return {
    refs: toUniqueTexts(
      people.flatMap(({ user_ref, username }) => [
        user_ref,
        username && toUserRef(username),
      ]),
    ),
    mails: toUniqueTexts(people.map(({ email }) => email)),
    names: toUniqueTexts(people.map(({ name }) => name)),
  };
}

/** The default User reference for a login name. */
function toUserRef(username: string): string {
  return `user:default/${username.toLowerCase()}`;
}

/** Scans all people: email addresses are rarely known except through an import. */
async function findMatchingPeople(
  knex: Knex,
  { refs, mails, names }: Called,
): Promise<Known[]> {
  return knex('people')
    .select('user_ref', 'display_name as name')
    .select(knex.raw('lower(email) AS email'))
    .where(any =>
      any
        .whereRaw(...inListSql(knex, 'user_ref', refs, 'text'))
        .orWhereRaw(...inListSql(knex, 'lower(email)', mails, 'text'))
        .orWhereRaw(...inListSql(knex, 'display_name', names, 'text')),
    );
}

async function findMatchingStaff(
  knex: Knex,
  workspace_id: string,
  { mails, names }: Called,
): Promise<Known[]> {
  const name = "trim(first_name || ' ' || coalesce(last_name, ''))";
  return knex('staff')
    .select('user_ref')
    .select(knex.raw(`lower(email) AS email, ${name} AS name`))
    .where({ workspace_id })
    .whereNull('deleted_at')
    .whereNotNull('user_ref')
    .where(any =>
      any
        .whereRaw(...inListSql(knex, 'lower(email)', mails, 'text'))
        .orWhereRaw(...inListSql(knex, `(${name})`, names, 'text')),
    );
}

function groupRefs(
  known: readonly Known[],
  getKey: (one: Known) => string | null,
): ReadonlyMap<string, string[]> {
  const refs = new Map<string, string[]>();
  for (const one of known) {
    const key = getKey(one);
    if (key !== null) {
      refs.set(key, uniq([...(refs.get(key) ?? []), one.user_ref]));
    }
  }
  return refs;
}

function toMeantPerson(refs: readonly string[] = []): MeantPerson {
  if (refs.length > 1) {
    return several;
  }
  return refs.length === 1 ? { user_ref: refs[0] } : nobody;
}
