import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { readSyncSchedule } from '@callboard/plugin-callboard-node';

const KEY = 'callboard.jira';

/** In `annotatedProjects`, stands for every project. */
export const ALL_PROJECTS = '*';

const PROJECT_KEY = /^[A-Z][A-Z0-9_]{1,99}$/;

export type JiraInstanceConfig = ReturnType<typeof readInstance>;

/** @throws Error if a value of `callboard.jira` is invalid */
export function readJiraConfig(root: Config): JiraInstanceConfig[] {
  const instances = (root.getOptionalConfigArray(KEY) ?? []).map(readInstance);
  instances.forEach(({ id }, index) => {
    if (instances.findIndex(other => other.id === id) < index) {
      throw new Error(
        `${KEY}[${index}].id: "${id}" is the id of another instance; each instance needs its own id`,
      );
    }
  });
  return instances;
}

function readInstance(config: Config, index: number) {
  const host = config.getString('host').toLowerCase();
  if (!/^[a-z0-9.-]+(:\d+)?(\/[\w./-]*\w)?$/.test(host)) {
    throw new Error(
      `${KEY}[${index}].host: "${host}" must be a host such as example.atlassian.net, without https://`,
    );
  }
  const webUrl = `https://${host}`;
  const apiUrl = config.getOptionalString('apiBaseUrl') ?? webUrl;
  if (!URL.canParse(apiUrl) || !/^https?:$/.test(new URL(apiUrl).protocol)) {
    throw new Error(`${KEY}[${index}].apiBaseUrl: "${apiUrl}" must be a URL`);
  }
  return {
    /** The `source` of its work items. */
    id: config.getOptionalString('id') ?? 'jira',
    /** The host, in lower case, optionally with a path. */
    host,
    /** The address for browsers, without a slash at the end. */
    webUrl,
    /** The address of the REST API, without a slash at the end. */
    apiUrl: apiUrl.replace(/\/+$/, ''),
    /** Undefined at Data Center. */
    email: config.getOptionalString('email'),
    token: config.getString('token'),
    webhookSecret: config.getOptionalString('webhookSecret'),
    /** Entity references by project key. */
    projects: readProjects(config, index),
    /** The keys of the projects that entities can name in an annotation; `*` for all. */
    annotatedProjects: readAnnotatedProjects(config, index),
    /** The slug of the workspace. */
    workspace: config.getOptionalString('workspace') ?? DEFAULT_WORKSPACE,
    userAnnotation:
      config.getOptionalString('userAnnotation') ?? 'jira/account-id',
    schedule: readSyncSchedule(config, { minutes: 10 }),
  };
}

function readProjects(config: Config, index: number): Map<string, string> {
  const projects = config.getOptionalConfig('projects');
  return new Map(
    (projects?.keys() ?? []).map(key => {
      if (!isProjectKey(key)) {
        throw new Error(
          `${KEY}[${index}].projects: "${key}" must be the key of a project, such as PAY`,
        );
      }
      return [key, readEntityRef(projects!.getString(key), index)];
    }),
  );
}

function readAnnotatedProjects(config: Config, index: number): Set<string> {
  const keys = config.getOptionalStringArray('annotatedProjects') ?? [
    ALL_PROJECTS,
  ];
  const invalid = keys.find(key => key !== ALL_PROJECTS && !isProjectKey(key));
  if (invalid !== undefined) {
    throw new Error(
      `${KEY}[${index}].annotatedProjects: "${invalid}" must be the key of a project, such as PAY, or "${ALL_PROJECTS}"`,
    );
  }
  return new Set(keys);
}

function readEntityRef(text: string, index: number): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new Error(
      `${KEY}[${index}].projects: "${text}" must be an entity reference, such as component:default/payments`,
    );
  }
}

export function isProjectKey(text: string): boolean {
  return PROJECT_KEY.test(text);
}
