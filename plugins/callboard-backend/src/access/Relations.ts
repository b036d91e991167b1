import { Relations as Kind } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/** What a request names, and who makes it. */
export interface RelationQuery {
  user_ref: string;
  project_id: string;
  /** The parameters of its path. */
  params: Readonly<Record<string, string | undefined>>;
}

/**
 * Says whether somebody is involved in what a request names.
 *
 * @throws NotFoundError when that is not there
 */
export type RelationRule = (
  knex: Knex,
  question: RelationQuery,
) => Promise<boolean>;

/**
 * Who is involved in a project without a role in it. Features know, and say it
 * here: nothing beneath them asks them.
 */
export class Relations {
  readonly #rules = new Map<Kind, RelationRule>();

  constructor(private readonly knex: Knex) {}

  /** Says how to tell who is involved in one way. */
  define(kind: Kind, rule: RelationRule): void {
    this.#rules.set(kind, rule);
  }

  /**
   * Whether somebody is involved in one way.
   *
   * @throws NotFoundError when what the request names is not there
   */
  async includes(kind: Kind, question: RelationQuery): Promise<boolean> {
    const rule = this.#rules.get(kind);
    if (!rule) {
      throw new Error(`Nobody says who is involved as ${kind}`);
    }
    return rule(this.knex, question);
  }
}
