import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readPage } from '../../../database/paging/readPage';
import { readSeal, sealColumns, toSealResponse } from './SealRow';

/** Lists the seals of the log. */
export class SealReader {
  constructor(private readonly knex: Knex) {}

  /** Lists the seals, newest first. */
  async list(query: { cursor?: string; limit: number }) {
    return readPage(query, isNumber, {
      list: async (after, limit): Promise<ActivitySeal[]> => {
        const rows = this.knex('activity_seals')
          .select(sealColumns)
          .orderBy('number', 'desc')
          .limit(limit);
        if (after) {
          rows.where('number', '<', after);
        }
        return (await rows).map(readSeal).map(toSealResponse);
      },
      getPosition: ({ number }) => number,
    });
  }
}

function isNumber(position: unknown): position is number {
  return Number.isSafeInteger(position);
}
