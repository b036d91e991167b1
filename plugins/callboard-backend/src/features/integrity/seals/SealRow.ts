import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { readInstant, readJson } from '../../../database/dialect';
import { Position } from './positions';
import { SEAL_VERSION, SealContent } from './hashes';

/** A seal as it is stored. */
export interface Seal {
  content: SealContent;
  /** The hash of it. */
  head: string;
  /** That of the last row that the chain is over by then. */
  end: Position;
}

/** The columns of a seal. */
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

/** A seal as the database has it. */
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

/** A seal as the API shows it. */
export function toSealResponse({ content, head }: Seal): ActivitySeal {
  return { ...content, head };
}
