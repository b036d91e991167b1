import { Relation } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** The user of a request and the resources in its path. */
export interface RelationQuery {
  user_ref: string;
  project_id: string;
  params: Readonly<Record<string, string | undefined>>;
}

/**
 * Determines whether a user has a relation to the resource of a request.
 *
 * @throws NotFoundError if the resource does not exist
 */
type RelationRule = (knex: Knex, query: RelationQuery) => Promise<boolean>;

/**
 * The relations of users to resources, such as being the author of a comment. An endpoint can
 * require a relation, or accept it instead of a role in the project. Features register the rules of
 * their relations here, because access control must not depend on features.
 */
export class Relations {
  readonly #rules = new Map<Relation, RelationRule>();

  constructor(private readonly knex: Knex) {}

  define(relation: Relation, rule: RelationRule): void {
    this.#rules.set(relation, rule);
  }

  /** @throws NotFoundError if the resource of the request does not exist */
  async hasRelation(
    relation: Relation,
    query: RelationQuery,
  ): Promise<boolean> {
    const rule = this.#rules.get(relation);
    if (!rule) {
      throw new Error(`No rule is registered for the relation ${relation}`);
    }
    return rule(this.knex, query);
  }
}
