import { Knex } from 'knex';
import { getInstantFromId, LOWEST_ID } from '../../database/ids';
import { activityDaySql, localDaySql } from '../../database/sql/localDaySql';
import {
  toInstantRange,
  OffsetSegment,
  listOffsetSegments,
} from '../../database/zones';
import { readLogEnd } from './logMoment';
import { ActivitySelection } from './selectActivity';

const DAY_MS = 86_400_000;

/** Longer ranges are cut to the days between the oldest and the newest row of the log. */
const MAX_UNCUT_DAYS = 400;

/** The days of a selection's zone, numbered from 1970-01-01 on. */
export class LocalDays {
  private readonly offsets: OffsetSegment[];

  private constructor(
    private readonly zone: string,
    private readonly oldest: number,
    private readonly newest: number,
  ) {
    this.offsets = listOffsetSegments(zone, oldest, newest);
  }

  /**
   * Determines the days of a selection. For a long or open range, reads the log's oldest and newest
   * row.
   */
  static async read(
    knex: Knex,
    { filter, zone }: ActivitySelection,
  ): Promise<LocalDays> {
    const { from, to } = toInstantRange(filter.start, filter.end, zone);
    if (
      from !== undefined &&
      to !== undefined &&
      from < to &&
      to - from <= MAX_UNCUT_DAYS * DAY_MS
    ) {
      return new LocalDays(zone, from, to);
    }
    const oldest = getInstantFromId(
      (await readLogEnd(knex, 'oldest')) ?? LOWEST_ID,
    );
    const newest = getInstantFromId(
      (await readLogEnd(knex, 'newest')) ?? LOWEST_ID,
    );
    const first = Math.max(from ?? oldest, oldest);
    const last = Math.max(first, Math.min(to ?? newest, newest));
    return new LocalDays(zone, first, last);
  }

  get hasUtcDays(): boolean {
    return this.offsets.every(({ offset }) => offset === 0);
  }

  /**
   * SQL for the day of an instant.
   *
   * @param ms - SQL for the instant in milliseconds since 1970
   */
  instantDaySql(ms: string): string {
    return localDaySql(ms, this.offsets);
  }

  /** SQL for the local day of a log row. */
  rowDaySql(knex: Knex): Knex.Raw {
    const { zone, oldest, newest, offsets } = this;
    return activityDaySql(knex, { zone, oldest, newest, offsets });
  }
}
