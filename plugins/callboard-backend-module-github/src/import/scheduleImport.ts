import {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { LRUCache } from 'lru-cache';
import { Repositories } from '../catalog/Repositories';
import { CommentIngester } from '../CommentIngester';
import { IssueIngester } from '../IssueIngester';
import { GithubConfig } from '../readGithubConfig';
import { CommentImport } from './CommentImport';
import { IssueImport } from './IssueImport';
import { IssuesApi } from './IssuesApi';

/** Schedules the import through the REST API, unless it is off. */
export async function scheduleImport(
  deps: {
    config: GithubConfig;
    rootConfig: RootConfigService;
    logger: LoggerService;
    repositories: Repositories;
    issueIngester: IssueIngester;
    commentIngester: CommentIngester;
  },
  sink: WorkItemSink,
): Promise<void> {
  const { config, repositories } = deps;
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
    knownIssues: new LRUCache<string, string>({ max: 50_000 }),
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
}
