import { ConfigReader } from '@backstage/config';
import { readJiraConfig } from './readJiraConfig';

const required = { host: 'example.atlassian.net', token: 't' };

const read = (...jira: object[]) =>
  readJiraConfig(new ConfigReader({ callboard: { jira } } as any));

describe('readJiraConfig', () => {
  it('returns no instances by default', () => {
    expect(readJiraConfig(new ConfigReader({}))).toEqual([]);
  });

  it('returns a default for every optional key', () => {
    expect(read(required)).toEqual([
      {
        id: 'jira',
        host: 'example.atlassian.net',
        webUrl: 'https://example.atlassian.net',
        apiUrl: 'https://example.atlassian.net',
        email: undefined,
        token: 't',
        webhookSecret: undefined,
        projects: new Map(),
        annotatedProjects: new Set(['*']),
        workspace: 'default',
        userAnnotation: 'jira/account-id',
        schedule: {
          frequency: { minutes: 10 },
          timeout: { minutes: 30 },
          initialDelay: { minutes: 1 },
        },
      },
    ]);
  });

  it('reads an address without a slash at its end, and entity references in lower case', () => {
    const [instance] = read({
      ...required,
      host: 'Example.com/jira',
      apiBaseUrl: 'http://jira.internal:8080/',
      projects: { PAY: 'Component:default/Payments' },
    });
    expect(instance).toMatchObject({
      webUrl: 'https://example.com/jira',
      apiUrl: 'http://jira.internal:8080',
      projects: new Map([['PAY', 'component:default/payments']]),
    });
  });

  it.each([
    [{ host: 'https://example.atlassian.net' }, /callboard\.jira\[0\]\.host/],
    [{ host: 'user@example.com' }, /callboard\.jira\[0\]\.host/],
    [{ apiBaseUrl: 'ftp://x' }, /callboard\.jira\[0\]\.apiBaseUrl/],
    [
      { projects: { pay: 'component:default/x' } },
      /callboard\.jira\[0\]\.projects/,
    ],
    [{ projects: { PAY: 'payments' } }, /callboard\.jira\[0\]\.projects/],
    [
      { annotatedProjects: ['PAY', 'ops'] },
      /callboard\.jira\[0\]\.annotatedProjects: "ops"/,
    ],
    [{ token: undefined }, /token/],
  ])('rejects %j', (fields, message) => {
    expect(() => read({ ...required, ...fields })).toThrow(message);
  });

  it('requires different ids of several instances', () => {
    const second = { ...required, host: 'jira.example.com' };
    expect(() => read(required, second)).toThrow(/callboard\.jira\[1\]\.id/);
    expect(read(required, { ...second, id: 'jira-dc' })).toHaveLength(2);
  });
});
