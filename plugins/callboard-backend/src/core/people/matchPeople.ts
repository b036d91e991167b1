import { Knex } from 'knex';
import { uniq } from 'lodash';
import { ProjectAudience } from '../projects/ProjectAudience';
import { inListSql } from '../../database/bulk';

/** The person as named in a file; at least one field is set. */
export interface DraftPerson {
  user_ref: string | null;
  /** Lowercase. */
  email: string | null;
  username: string | null;
  name: string | null;
}

type MatchedPerson = { user_ref: string } | { reason: string };

interface PersonIdentifiers {
  refs: string[];
  emails: string[];
  names: string[];
}

interface PersonAlias {
  user_ref: string;
  email: string | null;
  name: string;
}

const unknownPerson: MatchedPerson = { reason: 'is not in this workspace' };
const ambiguousPerson: MatchedPerson = {
  reason:
    'matches several people in this workspace. Use a user reference or an email address',
};

/**
 * Matches people in a file to people in a workspace, in a constant number of queries.
 *
 * @returns a function that matches a person in the file: by user reference, if the file has it;
 *   else by email address, if the file has it; else by username; and if the username matches
 *   nobody, by display name. A username matches the user reference in the default namespace
 */
export async function matchPeople(
  knex: Knex,
  audience: ProjectAudience,
  workspace_id: string,
  people: readonly DraftPerson[],
): Promise<(person: DraftPerson) => MatchedPerson> {
  const aliases = await listKnownPeople(
    knex,
    audience,
    workspace_id,
    collectIdentifiers(people),
  );
  const userRefs = new Set(aliases.map(({ user_ref }) => user_ref));
  const refsByEmail = groupRefs(aliases, ({ email }) => email);
  const refsByName = groupRefs(aliases, ({ name }) => name);
  return ({ user_ref, email, username, name }) => {
    if (user_ref !== null || email !== null) {
      return user_ref === null
        ? toMatchedPerson(refsByEmail.get(email!))
        : toMatchedPerson(userRefs.has(user_ref) ? [user_ref] : []);
    }
    const usernameRef = username === null ? '' : toUserRef(username);
    return userRefs.has(usernameRef)
      ? { user_ref: usernameRef }
      : toMatchedPerson(name === null ? [] : refsByName.get(name));
  };
}

async function listKnownPeople(
  knex: Knex,
  audience: ProjectAudience,
  workspace_id: string,
  identifiers: PersonIdentifiers,
): Promise<PersonAlias[]> {
  const aliases = [
    ...(await findMatchingPeople(knex, identifiers)),
    ...(await findMatchingStaff(knex, workspace_id, identifiers)),
  ];
  const roles = await audience.readWorkspaceRoles(
    knex,
    workspace_id,
    uniq(aliases.map(({ user_ref }) => user_ref)),
  );
  return aliases.filter(({ user_ref }) => roles.get(user_ref)?.workspace);
}

function collectIdentifiers(people: readonly DraftPerson[]): PersonIdentifiers {
  const toUniqueTexts = (values: Array<string | null>) =>
    uniq(values.filter(value => value !== null));
  return {
    refs: toUniqueTexts(
      people.flatMap(({ user_ref, username }) => [
        user_ref,
        username && toUserRef(username),
      ]),
    ),
    emails: toUniqueTexts(people.map(({ email }) => email)),
    names: toUniqueTexts(people.map(({ name }) => name)),
  };
}

/** Returns the User reference of a username in the default namespace. */
function toUserRef(username: string): string {
  return `user:default/${username.toLowerCase()}`;
}

/**
 * Finds people in the portal. Scans all of them, because email addresses and names are not indexed.
 */
async function findMatchingPeople(
  knex: Knex,
  { refs, emails, names }: PersonIdentifiers,
): Promise<PersonAlias[]> {
  return knex('people')
    .select('user_ref', 'display_name as name')
    .select(knex.raw('lower(email) AS email'))
    .where(either =>
      either
        .whereRaw(...inListSql(knex, 'user_ref', refs, 'text'))
        .orWhereRaw(...inListSql(knex, 'lower(email)', emails, 'text'))
        .orWhereRaw(...inListSql(knex, 'display_name', names, 'text')),
    );
}

async function findMatchingStaff(
  knex: Knex,
  workspace_id: string,
  { emails, names }: PersonIdentifiers,
): Promise<PersonAlias[]> {
  const name = "trim(first_name || ' ' || coalesce(last_name, ''))";
  return knex('staff')
    .select('user_ref')
    .select(knex.raw(`lower(email) AS email, ${name} AS name`))
    .where({ workspace_id })
    .whereNull('deleted_at')
    .whereNotNull('user_ref')
    .where(either =>
      either
        .whereRaw(...inListSql(knex, 'lower(email)', emails, 'text'))
        .orWhereRaw(...inListSql(knex, `(${name})`, names, 'text')),
    );
}

function groupRefs(
  aliases: readonly PersonAlias[],
  getKey: (alias: PersonAlias) => string | null,
): ReadonlyMap<string, string[]> {
  const refs = new Map<string, string[]>();
  for (const alias of aliases) {
    const key = getKey(alias);
    if (key !== null) {
      refs.set(key, uniq([...(refs.get(key) ?? []), alias.user_ref]));
    }
  }
  return refs;
}

function toMatchedPerson(refs: readonly string[] = []): MatchedPerson {
  if (refs.length > 1) {
    return ambiguousPerson;
  }
  return refs.length === 1 ? { user_ref: refs[0] } : unknownPerson;
}
