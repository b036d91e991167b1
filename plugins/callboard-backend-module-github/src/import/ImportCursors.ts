import { WorkItemCursors } from '@callboard/plugin-callboard-node';
import { z } from 'zod';

/** The name of the stored pause; unlike the names of lists, it has no slash. */
const PAUSE = 'pause';

const position = z.object({
  since: z.string().nullable(),
  etag: z.string().nullable(),
  pull_requests: z.boolean(),
});

const pause = z.object({ until: z.iso.datetime() });

/** The position in a repository's list of issues or comments at which the next request starts. */
export interface Position {
  /** Read only changes at this time or later; null to read all. */
  since: string | null;
  /** The ETag of GitHub's last response to that request. */
  etag: string | null;
}

/** The stored positions of the import. */
export class ImportCursors {
  constructor(
    private readonly cursors: WorkItemCursors,
    private readonly config: { workspace: string; pullRequests: boolean },
  ) {}

  /**
   * The position to continue from. Restarts from the beginning if the setting for pull requests has
   * changed, because earlier runs may have skipped them.
   *
   * @param name - names the list; contains the name of the repository
   */
  async readPosition(name: string): Promise<Position> {
    const { workspace, pullRequests } = this.config;
    const { data } = position.safeParse(
      await this.cursors.read(workspace, name),
    );
    return data?.pull_requests === pullRequests
      ? { since: data.since, etag: data.etag }
      : { since: null, etag: null };
  }

  /** Stores the position to continue from. */
  async storePosition(name: string, { since, etag }: Position): Promise<void> {
    const { workspace, pullRequests } = this.config;
    await this.cursors.write(workspace, name, {
      since,
      etag,
      pull_requests: pullRequests,
    });
  }

  /** The end of GitHub's rate limit, if one is active. */
  async readPauseEnd(now: number): Promise<Date | undefined> {
    const value = await this.cursors.read(this.config.workspace, PAUSE);
    const { data } = pause.safeParse(value);
    const until = data && new Date(data.until);
    return until && until.getTime() > now ? until : undefined;
  }

  /** Stores the end of GitHub's rate limit. */
  async pauseUntil(until: Date): Promise<void> {
    await this.cursors.write(this.config.workspace, PAUSE, {
      until: until.toISOString(),
    });
  }
}
