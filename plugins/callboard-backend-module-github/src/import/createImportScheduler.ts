import {
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { Repositories } from '../catalog/Repositories';
import { CommentIngester } from '../CommentIngester';
import { IssueIngester } from '../IssueIngester';
import { PrivateRepositories } from '../PrivateRepositories';
import { GithubConfig } from '../readGithubConfig';
import { CommentImport } from './CommentImport';
import { ImportCursors } from './ImportCursors';
import { IssueImport } from './IssueImport';
import { IssuesApi } from './IssuesApi';
import { KnownIssues } from './KnownIssues';

/** Creates a function that schedules the import, or does nothing if the import is off. */
export function createImportScheduler(deps: {
  config: GithubConfig;
  rootConfig: RootConfigService;
  logger: LoggerService;
  scheduler: SchedulerService;
  repositories: Repositories;
  privateRepositories: PrivateRepositories;
  issueIngester: IssueIngester;
  commentIngester: CommentIngester;
}): (sink: WorkItemSink) => Promise<void> {
  const { config, scheduler } = deps;
  return async sink => {
    if (!config.import) {
      return;
    }
    const { host, schedule } = config.import;
    const integrations = ScmIntegrations.fromConfig(deps.rootConfig);
    const shared = {
      ...deps,
      sink,
      pullRequests: config.pullRequests,
      cursors: new ImportCursors(sink.cursors, config),
      knownIssues: new KnownIssues(),
      api: new IssuesApi({
        baseUrl: integrations.github.byHost(host)!.config.apiBaseUrl,
        host,
        credentials:
          DefaultGithubCredentialsProvider.fromIntegrations(integrations),
      }),
    };
    const issueImport = new IssueImport({
      ...shared,
      comments: new CommentImport({
        ...shared,
      }),
    });
    await scheduler.scheduleTask({
      id: 'callboard-import-github-issues',
      ...schedule,
      // One replica at a time: GitHub discourages concurrent requests.
      scope: 'global',
      fn: signal => issueImport.run(signal),
    });
  };
}
