import { Knex } from 'knex';
import { maxBy, min } from 'lodash';
import { addOptimizationFence } from '../../../database/dialect';
import { countRows } from '../../../database/statements';
import { normaliseForSearch } from '../../../database/text';
import { Arrival, getArrivalBinding } from '../../../database/arrivals';
import { disableJit } from '../../../database/sql/planner';
import {
  ActivityPart,
  ActivitySelection,
  whereText,
  selectActivityParts,
} from '../selectActivity';
import { LogSnapshot } from '../rollups/watermark';
import {
  findTexts,
  FoundText,
  FoundTexts,
  TextPosition,
  TextSearch,
  selectRowsWithTexts,
} from './findTexts';

const defaultSearchSteps = {
  /** The number of newest rows to read before querying the stored texts. */
  firstRows: 1_000,
  /** The number of rows to read in each later step, while the text may be frequent. */
  furtherRows: 20_000,
  /** The number of texts in the first step: about the number of rows of a page. */
  firstTexts: 64,
};

type SearchSteps = typeof defaultSearchSteps;

/** Reading the log continues while at least this share of the rows matches. */
const FREQUENT_SHARE = 0.02;

/**
 * Like `FREQUENT_SHARE`, for the first steps of a count. A count has to read many rows, so it turns
 * earlier to the matching texts: if these are few, looking up their rows is faster.
 */
const VERY_FREQUENT_SHARE = 0.2;

/** The factor by which the number of texts grows with each step. */
const GROWTH = 8;

/** The maximum number of texts per step. */
const MAX_TEXTS = 4_096;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface MatchCollector {
  /** Returns the number of rows added. */
  add(rows: Knex.QueryBuilder): Promise<number>;
  /** Whether the result is complete once all matching rows with ids >= `edge` have been added. */
  isComplete(edge: string): boolean;
  /** Reading the newest rows continues while at least this share of them matches. */
  firstMatchShare: number;
  /** Whether the same row may be added twice. */
  ignoresRepeats: boolean;
}

/**
 * Finds rows of one part of a selection that have a text, newest first. Reading the log is fast for
 * a frequent text, and looking up stored texts for a rare one. The frequency is unknown beforehand,
 * so the search alternates between both.
 */
class PartSearch {
  readonly #search: TextSearch;

  /**
   * @param log - a snapshot of the log; texts are stored up to its watermark
   * @param part - a part of the selection without the text
   */
  constructor(
    private readonly log: { knex: Knex; watermark: Arrival },
    private readonly q: string,
    { selection, part }: { selection: ActivitySelection; part: ActivityPart },
    private readonly steps = defaultSearchSteps,
  ) {
    this.#search = {
      text: getLongestLine(normaliseForSearch(q)),
      selection,
      part,
    };
  }

  async findNewestIds(maxRows: number): Promise<string[]> {
    const ids = new Set<string>();
    const add = async (rows: Knex.QueryBuilder) => {
      const found: string[] = await rows
        .clone()
        .orderBy('activity.id', 'desc')
        .limit(maxRows)
        .pluck('activity.id');
      found.forEach(id => ids.add(id));
      return found.length;
    };
    const getSortedIds = () => [...ids].sort().reverse().slice(0, maxRows);
    const isComplete = (edge: string) => {
      const sortedIds = getSortedIds();
      return sortedIds.length >= maxRows && sortedIds[maxRows - 1] >= edge;
    };
    await this.collect(maxRows, {
      add,
      isComplete,
      firstMatchShare: FREQUENT_SHARE,
      ignoresRepeats: true,
    });
    return getSortedIds();
  }

  /** Counts the rows, up to `maxRows`. */
  async count(maxRows: number): Promise<number> {
    let count = 0;
    const add = async (rows: Knex.QueryBuilder) => {
      const limitedRows = rows
        .clone()
        .select('activity.id')
        .limit(maxRows - count)
        .as('some');
      const found = await countRows(this.log.knex.from(limitedRows));
      count += found;
      return found;
    };
    await this.collect(maxRows, {
      add,
      isComplete: () => count >= maxRows,
      firstMatchShare: VERY_FREQUENT_SHARE,
      ignoresRepeats: false,
    });
    return count;
  }

  private async collect(
    maxRows: number,
    collector: MatchCollector,
  ): Promise<void> {
    // All matching rows with this id or a higher one have been added.
    let edge = await this.readWhileFrequent(collector);
    if (edge === undefined) {
      return;
    }
    await collector.add(this.selectWithoutStoredTexts(edge));
    let isFirst = true;
    for await (const { found, next } of this.streamTexts()) {
      // Once rows were added by text, reading further would add them again.
      if (isFirst || collector.ignoresRepeats) {
        // Texts with newer rows come first, so the remaining texts have no rows with this id or a
        // higher one.
        edge = min([edge, found[0].end_id])!;
        edge = next ? await this.readWhileFrequent(collector, edge) : edge;
      }
      isFirst = false;
      if (edge === undefined || collector.isComplete(edge)) {
        return;
      }
      await collector.add(this.selectFoundRows(found, edge, maxRows));
    }
  }

  /**
   * Reads the newest rows and continues while the text is frequent.
   *
   * @param start - if given, reads only rows with lower ids, and only rows with stored texts
   * @returns the id of the last row read; undefined when the result is complete or no row is left
   */
  private async readWhileFrequent(
    { add, isComplete, firstMatchShare }: MatchCollector,
    start?: string,
  ): Promise<string | undefined> {
    const { query } = this.#search.part;
    const { firstRows, furtherRows } = this.steps;
    const minMatchShare =
      start === undefined ? firstMatchShare : FREQUENT_SHARE;
    let stepSize = start === undefined ? firstRows : furtherRows;
    for (let edge = start; ; stepSize = furtherRows) {
      const unread =
        start === undefined
          ? query.clone().where('activity.id', '<', edge ?? LAST_ID)
          : this.selectWithStoredTexts(edge!);
      const last: string | undefined = await readIdAtOffset(
        unread,
        stepSize - 1,
      );
      const matching = this.filterByText(unread);
      const found = await add(
        last === undefined
          ? matching
          : matching.where('activity.id', '>=', last),
      );
      if (last === undefined || isComplete(last)) {
        return undefined;
      }
      if (found < stepSize * minMatchShare) {
        return last;
      }
      edge = last;
    }
  }

  private async *streamTexts(): AsyncGenerator<FoundTexts> {
    let after: TextPosition | undefined;
    for (let limit = this.steps.firstTexts; ; limit *= GROWTH) {
      const texts = await findTexts(
        this.log.knex,
        this.#search,
        Math.min(limit, MAX_TEXTS),
        after,
      );
      if (texts.found.length > 0) {
        yield texts;
      }
      if (!texts.next) {
        return;
      }
      after = texts.next;
    }
  }

  /** The matching rows of the found texts, with ids lower than `edge`. */
  private selectFoundRows(
    found: FoundText[],
    edge: string,
    maxRows: number,
  ): Knex.QueryBuilder {
    const query = this.filterByText(this.selectWithStoredTexts(edge));
    const { text } = this.#search;
    return selectRowsWithTexts(this.log.knex, query, found, { text, maxRows });
  }

  /** The rows with stored texts, with ids lower than `edge`. */
  private selectWithStoredTexts(edge: string): Knex.QueryBuilder {
    return this.selectByArrival('<', edge);
  }

  /** The matching rows without stored texts, with ids lower than `edge`. */
  private selectWithoutStoredTexts(edge: string): Knex.QueryBuilder {
    const query = this.filterByText(this.selectByArrival('>=', edge));
    return addOptimizationFence(this.log.knex, query, 'activity');
  }

  private selectByArrival(
    comparison: '<' | '>=',
    edge: string,
  ): Knex.QueryBuilder {
    return this.#search.part.query
      .clone()
      .where('activity.id', '<', edge)
      .whereRaw(
        `activity.arrival ${comparison} ${getArrivalBinding(this.log.knex)}`,
        [this.log.watermark],
      );
  }

  private filterByText(query: Knex.QueryBuilder): Knex.QueryBuilder {
    const filteredQuery = query.clone();
    whereText(filteredQuery, this.q, this.#search.selection.pseudonymiser);
    return filteredQuery;
  }
}

/** Reads the id of the row at an offset of a query, newest first. */
async function readIdAtOffset(
  query: Knex.QueryBuilder,
  offset: number,
): Promise<string | undefined> {
  const [row] = await query
    .clone()
    .select('activity.id')
    .orderBy('activity.id', 'desc')
    .offset(offset)
    .limit(1);
  return row?.id;
}

/**
 * The longest line of the text. Every matching row has this line in one of its two stored texts.
 * The whole text could span both.
 */
function getLongestLine(text: string): string {
  return maxBy(text.split('\n'), 'length')!;
}

/**
 * If a selection filters by text, creates a search for each part of the selection.
 *
 * @param options.beforeId - includes only rows with lower ids
 * @returns undefined if the selection has no text, and while the stored texts are unreliable, right
 *   after a restore into another server
 */
export async function createPartSearches(
  { knex, watermark }: LogSnapshot,
  { filter: { q, ...filter }, ...otherFields }: ActivitySelection,
  { beforeId, steps }: { beforeId?: string; steps?: SearchSteps } = {},
): Promise<PartSearch[] | undefined> {
  if (watermark === undefined || q === undefined) {
    return undefined;
  }
  await disableJit(knex);
  const selection = { ...otherFields, filter };
  return selectActivityParts(knex, selection).map(part => {
    if (beforeId !== undefined) {
      part.query.where('activity.id', '<', beforeId);
    }
    return new PartSearch({ knex, watermark }, q, { selection, part }, steps);
  });
}
