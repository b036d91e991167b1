import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { Repositories } from '../catalog/Repositories';
import { CommentIngester } from '../CommentIngester';
import { IssueIngester } from '../IssueIngester';
import { GithubConfig } from '../readGithubConfig';
import { CommentImport } from './CommentImport';
import { IssueImport } from './IssueImport';
import { IssuesApi } from './IssuesApi';
import { KnownIssues } from './KnownIssues';

/** Creates a function that schedules the import, or does nothing if the import is off. */
export function createSync(deps: {
  config: GithubConfig;
  rootConfig: RootConfigService;
  logger: LoggerService;
  repositories: Repositories;
  issueIngester: IssueIngester;
  commentIngester: CommentIngester;
}): (sink: WorkItemSink) => Promise<void> {
  const { config, repositories } = deps;
  return async sink => {
    if (!config.import) {
      return;
    }
    const { host, schedule } = config.import;
    const integrations = ScmIntegrations.fromConfig(deps.rootConfig);
    const shared = {
      ...deps,
      sink,
      workspace: config.workspace,
      pullRequests: config.pullRequests,
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
      comments: new CommentImport(shared),
    });
    await sink.scheduleSync({
      workspace: config.workspace,
      schedule,
      async listProjects() {
        const listed = await repositories.listAll();
        return listed.map(({ full_name, entity_ref }) => ({
          entity_ref,
          name: full_name,
          url: `https://${host}/${full_name}`,
        }));
      },
      readProject: (project, run) => issueImport.read(project, run),
    });
  };
}
