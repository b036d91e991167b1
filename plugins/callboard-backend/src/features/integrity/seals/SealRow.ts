import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../../database/dialect';
import { readPage, PageQuery } from '../../../database/paging';
import { Position } from './positions';
import { SEAL_VERSION, SealContent } from './hashes';

/** A stored seal: one block of the hash chain over the log. */
export interface Seal {
  content: SealContent;
  /** The hash of the content. */
  head: string;
  /** The position of the last row that the chain covers with this seal. */
  end: Position;
}

export const sealColumns = [
  'number',
  'kind',
  'sealed_at',
  'rows',
  'first_id',
  'last_id',
  'root',
  'rule',
  'previous',
  'head',
  'end_arrival',
  'end_id',
] as const;

export function readSeal(row: any): Seal {
  const { head, end_arrival, end_id, ...content } = row;
  return {
    content: {
      ...content,
      version: SEAL_VERSION,
      number: Number(content.number),
      sealed_at: readInstant(content.sealed_at),
      rule: content.rule === null ? null : readJson(content.rule),
    },
    head,
    end: { arrival: String(end_arrival), id: end_id },
  };
}

export function toSealResponse({ content, head }: Seal): ActivitySeal {
  return { ...content, head };
}

/** Lists the seals of the log, newest first. */
export async function listSeals(knex: Knex, query: PageQuery) {
  return readPage(query, isNumber, {
    list: async (after, limit): Promise<ActivitySeal[]> => {
      const rows = knex('activity_seals')
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

function isNumber(position: unknown): position is number {
  return Number.isSafeInteger(position);
}
