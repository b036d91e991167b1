import { WidgetData } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  hasChangedSince,
  LogMark,
  markLog,
} from '../../activity/rollups/changesSince';
import { SharedAnswers } from './SharedAnswers';
import { digestScope } from './getNumberScope';

/** What an answer is about. */
export interface SharedQuestion {
  workspace_id: string;
  /** All that the answer depends on, also what its readers see. */
  same: readonly unknown[];
  /** Whether it is about the log, which changes with everything that anybody looks at. */
  isOfLog: boolean;
  /** How old the answer may be; a second by default. */
  maxAgeMs?: number;
}

/**
 * Numbers that people share who ask the same and see the same. Numbers of work and
 * time stay for up to a minute while nothing changes in their workspace.
 */
export class SharedNumbers {
  readonly #shared = new SharedAnswers<WidgetData>();
  /** What the log contained before each shared answer was made. */
  readonly #marks = new WeakMap<WidgetData, LogMark>();

  constructor(private readonly knex: Knex) {}

  /** The answer to a question; `make` is called unless there is one that will do. */
  async get(
    { workspace_id, same, isOfLog, maxAgeMs }: SharedQuestion,
    make: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const question = digestScope([JSON.stringify(same)]);
    return isOfLog
      ? this.#shared.get(question, make, { maxAgeMs })
      : this.#shared.get(question, () => this.marked(make), {
          maxAgeMs,
          isUnchanged: answer => this.isUnchanged(workspace_id, answer),
        });
  }

  private async marked(make: () => Promise<WidgetData>): Promise<WidgetData> {
    const mark = await markLog(this.knex);
    const answer = await make();
    this.#marks.set(answer, mark);
    return answer;
  }

  private async isUnchanged(
    workspace_id: string,
    answer: WidgetData,
  ): Promise<boolean> {
    const mark = this.#marks.get(answer);
    return (
      mark !== undefined &&
      !(await hasChangedSince(this.knex, workspace_id, mark))
    );
  }
}
