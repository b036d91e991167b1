import { WorkItemMarks } from '@callboard/plugin-callboard-node';
import { z } from 'zod';

/** Repositories have a slash in their name. */
const PAUSE = 'pause';

const position = z.object({
  since: z.string().nullable(),
  etag: z.string().nullable(),
  pull_requests: z.boolean(),
});

const pause = z.object({ until: z.iso.datetime() });

/** Where in what is read of a repository the next request begins. */
export interface Position {
  /** Only what changed at this time or later; null for all. */
  since: string | null;
  /** What that request answered last, in short. */
  etag: string | null;
}

/** How far the import has come. */
export class ImportMarks {
  constructor(
    private readonly marks: WorkItemMarks,
    private readonly config: { workspace: string; pullRequests: boolean },
  ) {}

  /**
   * Where to go on. It begins anew once pull requests are wanted or not any more:
   * those read before were passed over.
   *
   * @param name - what is read; has the name of a repository in it
   */
  async positionIn(name: string): Promise<Position> {
    const { workspace, pullRequests } = this.config;
    const { data } = position.safeParse(await this.marks.read(workspace, name));
    return data?.pull_requests === pullRequests
      ? { since: data.since, etag: data.etag }
      : { since: null, etag: null };
  }

  /** Remembers where to go on. */
  async reach(name: string, { since, etag }: Position): Promise<void> {
    const { workspace, pullRequests } = this.config;
    await this.marks.write(workspace, name, {
      since,
      etag,
      pull_requests: pullRequests,
    });
  }

  /** Until when GitHub wants no requests, if it does. */
  async pausedUntil(now: number): Promise<Date | undefined> {
    const value = await this.marks.read(this.config.workspace, PAUSE);
    const { data } = pause.safeParse(value);
    const until = data && new Date(data.until);
    return until && until.getTime() > now ? until : undefined;
  }

  /** Remembers until when GitHub wants no requests. */
  async pauseUntil(until: Date): Promise<void> {
    await this.marks.write(this.config.workspace, PAUSE, {
      until: until.toISOString(),
    });
  }
}
