import { WidgetData } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { CommittedRows, readCommittedRows } from '../../../database/arrivals';
import { hasChangedSince } from '../../activity/rollups/changesSince';
import { ResponseCache } from './ResponseCache';
import { hashScope } from './getNumberScope';

/** The identity of a shareable response. */
export interface SharedQuery {
  workspace_id: string;
  /** Everything that the response depends on, including the visibility of its readers. */
  same: readonly unknown[];
  /** Whether it depends on the activity log, which changes with every page view. */
  isOfLog: boolean;
  /** The maximum age of the response; a second by default. */
  maxAgeMs?: number;
}

/**
 * Shares numbers between people with the same query and visibility. Numbers of work and time are
 * cached for up to a minute while nothing changes in their workspace.
 */
export class SharedNumbers {
  readonly #shared = new ResponseCache<WidgetData>();
  /** The log position before each shared response was computed. */
  readonly #watermarks = new WeakMap<WidgetData, CommittedRows>();

  constructor(private readonly knex: Knex) {}

  /** Returns a cached response, or calls `make` if none is acceptable. */
  async get(
    { workspace_id, same, isOfLog, maxAgeMs }: SharedQuery,
    make: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const resolvedQuery = hashScope([JSON.stringify(same)]);
    return isOfLog
      ? this.#shared.get(resolvedQuery, make, { maxAgeMs })
      : this.#shared.get(resolvedQuery, () => this.makeWithWatermark(make), {
          maxAgeMs,
          isUnchanged: answer => this.isUnchanged(workspace_id, answer),
        });
  }

  private async makeWithWatermark(
    make: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const watermark = await readCommittedRows(this.knex);
    const answer = await make();
    this.#watermarks.set(answer, watermark);
    return answer;
  }

  private async isUnchanged(
    workspace_id: string,
    answer: WidgetData,
  ): Promise<boolean> {
    const watermark = this.#watermarks.get(answer);
    return (
      watermark !== undefined &&
      !(await hasChangedSince(this.knex, workspace_id, watermark))
    );
  }
}
