import { Knex } from 'knex';
import { insertMany } from '../../../database/bulk';
import { newId } from '../../../database/ids';
import { FanOutJob } from './FanOutJob';
import { noticeColumns } from './NoticeRow';
import { NoticeToTell } from './NoticeToTell';

/** Tells people things: cheap, however many they are. */
export class Telling {
  constructor(
    private readonly deps: {
      /** Whether nobody can mute a type. */
      isMandatory: (type: string) => boolean;
      /** Has a notice handed out after the commit. */
      enqueue: (
        tx: Knex.Transaction,
        jobs: readonly FanOutJob[],
      ) => Promise<void>;
    },
  ) {}

  /**
   * Tells all of it if the transaction commits, else nothing. Two statements,
   * however much it is; who hears of it is found out afterwards.
   *
   * @returns the ids of the notices
   */
  async tell(
    tx: Knex.Transaction,
    notices: readonly NoticeToTell[],
  ): Promise<string[]> {
    if (notices.length === 0) {
      return [];
    }
    const { isMandatory, enqueue } = this.deps;
    const rows = notices.map(notice =>
      noticeColumns({
        ...notice,
        id: newId(notice.at),
        is_mandatory: notice.is_mandatory ?? isMandatory(notice.type),
      }),
    );
    const ids = rows.map(({ id }) => id);
    await insertMany(tx, 'notices', rows);
    await enqueue(
      tx,
      ids.map(notice_id => ({ notice_id, after: null })),
    );
    return ids;
  }
}
