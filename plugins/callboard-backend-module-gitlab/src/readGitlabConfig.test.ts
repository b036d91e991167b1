import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readGitlabConfig } from './readGitlabConfig';

const read = (gitlab?: JsonObject, integrations: JsonObject[] = []) =>
  readGitlabConfig(
    new ConfigReader({
      ...(gitlab && { callboard: { gitlab } }),
      integrations: { gitlab: integrations },
    }),
  );

const own = {
  host: 'git.example.com',
  apiBaseUrl: 'https://git.example.com/api/v4',
  token: 't',
};

describe('readGitlabConfig', () => {
  it('imports nothing by default', () => {
    expect(read()).toMatchObject({
      workspace: 'default',
      hosts: [{ host: 'gitlab.com', prefix: '' }],
      projects: [],
      kinds: ['system', 'component'],
      schedule: { frequency: { minutes: 10 } },
    });
  });

  it('reads hosts from the integrations, the first without a prefix', () => {
    const { hosts } = read({ hosts: ['git.example.com', 'gitlab.com'] }, [own]);
    expect(hosts).toEqual([
      { ...own, baseUrl: 'https://git.example.com', prefix: '' },
      expect.objectContaining({ host: 'gitlab.com', prefix: 'gitlab.com/' }),
    ]);
  });

  it('rejects a host without an integration', () => {
    expect(() => read({ hosts: ['git.example.com'] })).toThrow(
      'callboard.gitlab.hosts: integrations.gitlab has no entry for git.example.com',
    );
  });

  it('rejects credentials in the address of an API, without showing them', () => {
    const apiBaseUrl = 'https://user:secret@git.example.com/api/v4';
    expect(() =>
      read({ hosts: ['git.example.com'] }, [{ ...own, apiBaseUrl }]),
    ).toThrow(
      'integrations.gitlab: apiBaseUrl of git.example.com must not contain credentials',
    );
  });

  it('accepts projects and groups, in lower case', () => {
    const projects = ['Lantern/Payments', 'lantern/*', 'lantern/shop/web.app'];
    expect(read({ projects }).projects).toEqual(
      projects.map(name => name.toLowerCase()),
    );
  });

  it.each(['payments', '*', '/*', 'a b/c', 'https://gitlab.com/a/b', 'a/**'])(
    'rejects the project %p',
    name => {
      expect(() => read({ projects: [name] })).toThrow(
        /must be group\/name or group\/\*/,
      );
    },
  );
});
