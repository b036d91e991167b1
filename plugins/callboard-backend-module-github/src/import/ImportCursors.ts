import { SyncRun, WorkItemCursors } from '@callboard/plugin-callboard-node';
import { pick } from 'lodash';
import { z } from 'zod';

/** A list of a repository, which the import reads in the order of changes. */
export type ListName = 'issues' | 'comments';

/** The position in a repository's list of issues or comments at which the next request starts. */
const position = z.object({
  /** Read only changes at this time or later; null to read all. */
  since: z.string().nullable(),
  /** The ETag of GitHub's last response to that request. */
  etag: z.string().nullable(),
});

export type Position = z.output<typeof position>;

const storedCursor = z.object({
  issues: position,
  comments: position,
  pull_requests: z.boolean(),
});

/** The stored position of one list in version 1.0.0. */
const oldPosition = position.extend({ pull_requests: z.boolean() });

const START: Position = { since: null, etag: null };

/** Reads and stores the positions that a run has reached in the lists of one repository. */
export class ImportCursors {
  #done = 0;

  private constructor(
    private readonly run: SyncRun,
    private readonly pullRequests: boolean,
    private readonly positions: Record<ListName, Position>,
  ) {}

  /**
   * Reads the positions to continue from. Restarts from the beginning if the setting for pull
   * requests has changed, because earlier runs may have skipped pull requests.
   *
   * @param readOldCursor - reads the position that version 1.0.0 stored for a list
   */
  static async read(
    run: SyncRun,
    pullRequests: boolean,
    readOldCursor: (list: ListName) => ReturnType<WorkItemCursors['read']>,
  ): Promise<ImportCursors> {
    const { data } = storedCursor.safeParse(await run.readCursor());
    const readOldPosition = async (list: ListName) => {
      const { data: found } = oldPosition.safeParse(await readOldCursor(list));
      return found?.pull_requests === pullRequests
        ? pick(found, ['since', 'etag'])
        : START;
    };
    if (!data) {
      return new ImportCursors(run, pullRequests, {
        issues: await readOldPosition('issues'),
        comments: await readOldPosition('comments'),
      });
    }
    const { pull_requests, ...positions } = data;
    return new ImportCursors(
      run,
      pullRequests,
      pull_requests === pullRequests
        ? positions
        : { issues: START, comments: START },
    );
  }

  getPosition(list: ListName): Position {
    return this.positions[list];
  }

  /** @param readCount - the number of entries read since the previous position */
  async store(
    list: ListName,
    { since, etag }: Position,
    readCount: number,
  ): Promise<void> {
    this.positions[list] = { since, etag };
    this.#done += readCount;
    const cursor = { ...this.positions, pull_requests: this.pullRequests };
    await this.run.save(cursor, { done: this.#done });
  }
}
