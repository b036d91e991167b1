import { resolveAsyncFeatures } from '@backstage/frontend-defaults';
import type {
  ExtensionDefinition,
  FrontendModule,
  FrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fields that exist at run time but not in the public types. */
type Feature = (FrontendPlugin | FrontendModule) & {
  extensions: Array<
    ExtensionDefinition & {
      id: string;
      configSchema?: {
        schema(): { schema: { properties?: Record<string, unknown> } };
      };
    }
  >;
};

const plugins = join(__dirname, '../../../plugins');

const packages = readdirSync(plugins)
  .map(folder => join(plugins, folder))
  .map(folder => ({
    folder,
    manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  }))
  .filter(({ manifest }) =>
    manifest.backstage.role.startsWith('frontend-plugin'),
  )
  .map(({ folder, manifest }): [string, string] => [manifest.name, folder]);

/** A row of the table: an extension's id, description and configuration. */
const row = /^\| `([\w-]+:[\w/-]+)` *\|[^|]*\w[^|]*\|([^|]*)\|$/gm;

it('finds the frontend packages', () => {
  expect(packages.length).toBeGreaterThanOrEqual(4);
});

it.each(packages)(
  'lists every extension of %s and its configuration in the README',
  async (name, folder) => {
    const { default: entry } = await import(name);
    const config = mockApis.config();
    const resolved = await resolveAsyncFeatures({ config, features: [entry] });
    const [feature] = resolved.features as Feature[];
    const provided = feature.extensions.map(({ id, configSchema }) => [
      id,
      Object.keys(configSchema?.schema().schema.properties ?? {}).sort(),
    ]);
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const listed = [...readme.matchAll(row)].map(([, id, configuration]) => [
      id,
      [...configuration.matchAll(/`(\w+)`/g)].map(([, key]) => key).sort(),
    ]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(provided));
    expect(listed).toHaveLength(provided.length);
  },
);
