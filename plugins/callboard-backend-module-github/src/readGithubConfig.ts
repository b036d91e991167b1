import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { DEFAULT_WORKSPACE, userRef } from '@callboard/plugin-callboard-common';
import {
  readProjectKinds,
  readSyncSchedule,
} from '@callboard/plugin-callboard-node';

const KEY = 'callboard.github';

export type GithubConfig = ReturnType<typeof readGithubConfig>;

/** @throws Error if a value of `callboard.github` is invalid */
export function readGithubConfig(root: Config) {
  const config = root.getOptionalConfig(KEY);
  return {
    /** The slug of the workspace. */
    workspace: config?.getOptionalString('workspace') ?? DEFAULT_WORKSPACE,
    /** The allowed repositories: `owner/name` or `owner/*`, in lower case. */
    repositories: readRepositories(config),
    /** The kinds of entities that can have a project, in lower case. */
    kinds: readProjectKinds(root),
    /** Whether pull requests are work items too. */
    pullRequests: config?.getOptionalBoolean('pullRequests') ?? false,
    userAnnotation:
      config?.getOptionalString('userAnnotation') ?? 'github.com/user-login',
    /** Users by login in lower case. */
    users: new Map(config?.getOptionalConfigArray('users')?.map(readUser)),
    /** Undefined if the import through GitHub's REST API is off. */
    import: readImport(root, config?.getOptionalConfig('import')),
  };
}

function readRepositories(config?: Config): string[] {
  const names = config?.getOptionalStringArray('repositories') ?? [];
  return names.map(name => {
    if (!/^[\w-]+\/(\*|[\w.-]+)$/.test(name)) {
      throw new Error(
        `${KEY}.repositories: "${name}" must be owner/repository or owner/*`,
      );
    }
    return name.toLowerCase();
  });
}

function readUser(config: Config): [login: string, ref: string] {
  const ref = config.getString('user_ref').toLowerCase();
  const { error } = userRef.safeParse(ref);
  if (error) {
    throw new Error(`${KEY}.users: ${ref} ${error.issues[0].message}`);
  }
  return [config.getString('login').toLowerCase(), ref];
}

function readImport(root: Config, config?: Config) {
  const host = config?.getOptionalString('host') ?? 'github.com';
  const integration = ScmIntegrations.fromConfig(root).github.byHost(host);
  const { token, apps = [] } = integration?.config ?? {};
  const isEnabled =
    config?.getOptionalBoolean('enabled') ?? Boolean(token || apps.length > 0);
  if (!isEnabled) {
    return undefined;
  }
  if (!integration) {
    throw new Error(
      `${KEY}.import: integrations.github has no entry for ${host}`,
    );
  }
  return {
    host,
    schedule: readSyncSchedule(config, { hours: 1 }),
  };
}
