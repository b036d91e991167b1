import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import {
  readProjectKinds,
  readSyncSchedule,
} from '@callboard/plugin-callboard-node';

const KEY = 'callboard.gitlab';

/** A GitLab instance. */
export interface GitlabHost {
  /** The name of its integration, such as `gitlab.com`. */
  host: string;
  /** The address of its pages, without a slash at the end. */
  baseUrl: string;
  apiBaseUrl: string;
  token?: string;
  /**
   * Precedes the instance's ids and project names, which are unique only within the instance. Empty
   * for the first host.
   */
  prefix: string;
}

export type GitlabConfig = ReturnType<typeof readGitlabConfig>;

/** @throws Error if a value of `callboard.gitlab` is invalid */
export function readGitlabConfig(root: Config) {
  const config = root.getOptionalConfig(KEY);
  return {
    /** The slug of the workspace. */
    workspace: config?.getOptionalString('workspace') ?? DEFAULT_WORKSPACE,
    hosts: readHosts(root, config),
    /** The allowed projects: `group/name` or `group/*`, in lower case. */
    projects: readProjects(config),
    /** The kinds of entities that can have a project, in lower case. */
    kinds: readProjectKinds(root),
    schedule: readSyncSchedule(config, { minutes: 10 }),
  };
}

function readHosts(root: Config, config?: Config): GitlabHost[] {
  const hosts = config?.getOptionalStringArray('hosts') ?? ['gitlab.com'];
  const { gitlab } = ScmIntegrations.fromConfig(root);
  return hosts.map((host, index) => {
    const integration = gitlab.byHost(host)?.config;
    if (!integration) {
      throw new Error(
        `${KEY}.hosts: integrations.gitlab has no entry for ${host}`,
      );
    }
    const { baseUrl, apiBaseUrl, token } = integration;
    const { username, password } = new URL(apiBaseUrl);
    if (username || password) {
      throw new Error(
        `integrations.gitlab: apiBaseUrl of ${host} must not contain credentials`,
      );
    }
    const prefix = index === 0 ? '' : `${host}/`;
    return { host, baseUrl, apiBaseUrl, token, prefix };
  });
}

function readProjects(config?: Config): string[] {
  const names = config?.getOptionalStringArray('projects') ?? [];
  return names.map(name => {
    if (!/^[\w.-]+(\/[\w.-]+)*\/(\*|[\w.-]+)$/.test(name)) {
      throw new Error(
        `${KEY}.projects: "${name}" must be group/name or group/*`,
      );
    }
    return name.toLowerCase();
  });
}
