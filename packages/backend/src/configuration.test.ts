import { ConfigSources, loadConfigSchema } from '@backstage/config-loader';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const base = join(root, 'app-config.yaml');
const production = join(root, 'app-config.production.yaml');

/** The environment variables that the examples read. */
const variables: Record<string, string | undefined> = {
  POSTGRES_HOST: 'db',
  POSTGRES_USER: 'portal',
  MAIL_FROM: 'callboard@example.com',
  JIRA_EMAIL: 'portal@example.com',
  JIRA_TOKEN: 'secret',
  SMTP_HOST: 'smtp.example.com',
  SMTP_USER: 'portal',
  SMTP_PASSWORD: 'secret',
};

async function load(...files: string[]) {
  return ConfigSources.toConfig(
    ConfigSources.default({
      watch: false,
      argv: files.flatMap(file => ['--config', file]),
      substitutionFunc: async name => variables[name],
    }),
  );
}

/** The commented blocks of the production file, as they would be used. */
async function readExamples(): Promise<string[]> {
  const text = await readFile(production, 'utf8');
  return [...text.matchAll(/^#\n((?:# .*\n)+)/gm)].map(([, block]) =>
    block.replace(/^# /gm, ''),
  );
}

describe('portal configuration', () => {
  it('passes schema validation with the demo enabled @full', async () => {
    const config = await load(base);
    expect(config.getBoolean('demo.enabled')).toBe(true);
    const schema = await loadConfigSchema({ dependencies: ['backend', 'app'] });
    expect(() =>
      schema.process([{ data: config.get(), context: 'app-config.yaml' }]),
    ).not.toThrow();
  });

  it('disables the demo in production, and omits its admins, repositories and Jira', async () => {
    const config = await load(base, production);
    expect(config.getBoolean('demo.enabled')).toBe(false);
    expect(config.getStringArray('callboard.superAdmins')).toEqual([]);
    expect(config.get('callboard.github')).toEqual({ repositories: [] });
    expect(config.get('callboard.gitlab.projects')).toEqual([]);
    expect(config.get('integrations.gitlab')).toEqual([]);
    expect(config.get('callboard.jira')).toEqual([]);
  });

  it('loads the production examples, alone and together @full', async () => {
    const examples = await readExamples();
    expect(examples.length).toBeGreaterThanOrEqual(4);
    const schema = await loadConfigSchema({ dependencies: ['backend', 'app'] });
    const folder = await mkdtemp(join(tmpdir(), 'callboard-config-'));
    try {
      const files = await Promise.all(
        examples.map(async (example, index) => {
          const file = join(folder, `${index}.yaml`);
          await writeFile(file, example);
          return file;
        }),
      );
      for (const chosen of [...files.map(file => [file]), files]) {
        const config = await load(base, production, ...chosen);
        expect(() =>
          schema.process([{ data: config.get(), context: 'example' }]),
        ).not.toThrow();
      }
      const all = await load(base, production, ...files);
      expect(all.getString('backend.database.client')).toBe('pg');
      expect(all.getString('backend.database.connection.port')).toBe('5432');
      expect(all.get('callboard.mail')).toMatchObject({
        from: 'Callboard <callboard@example.com>',
        smtp: { host: 'smtp.example.com', security: 'starttls' },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
