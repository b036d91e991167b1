import { Knex } from 'knex';
import { NoticeToTell } from './NoticeToTell';

/** Tells people things within a transaction. */
export interface Teller {
  tell(
    tx: Knex.Transaction,
    notices: readonly NoticeToTell[],
  ): Promise<unknown>;
}
