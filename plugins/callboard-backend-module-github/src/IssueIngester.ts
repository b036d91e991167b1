import { LoggerService } from '@backstage/backend-plugin-api';
import {
  IngestedWorkItem,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { findPeople } from './catalog/findPeople';
import { GithubIssue, getIssueLogins } from './mapping/githubIssue';
import { toIngestedWorkItem } from './mapping/toIngestedWorkItem';
import { OrderInSecond } from './mapping/OrderInSecond';
import { GithubConfig } from './readGithubConfig';

export interface IssueState {
  issue: GithubIssue;
  orderInSecond: OrderInSecond;
  is_deleted: boolean;
  /** The external id of the parent; null if the issue has no parent, undefined if unknown. */
  parent_external_id?: string | null;
}

export class IssueIngester {
  constructor(
    private readonly deps: { config: GithubConfig; logger: LoggerService },
  ) {}

  /** Ingests states of issues of one repository, in one transaction. */
  async ingest(
    sink: WorkItemSink,
    entity_ref: string,
    states: readonly IssueState[],
  ): Promise<IngestionResult[]> {
    const { config, logger } = this.deps;
    const logins = states.flatMap(({ issue }) => getIssueLogins(issue));
    const people = await findPeople(sink, config, logins);
    const items = states.map(
      ({ issue, is_deleted, ...state }): IngestedWorkItem => ({
        ...toIngestedWorkItem(issue, { ...state, entity_ref, people }),
        is_deleted,
      }),
    );
    const results = await sink.ingest(config.workspace, items);
    results.forEach(({ status, reason }, index) => {
      if (status === 'failed') {
        logger.warn(
          `${items[index].external_url} could not be imported: ${reason}`,
        );
      }
    });
    return results;
  }
}
