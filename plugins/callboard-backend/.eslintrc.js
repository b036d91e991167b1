const { readdirSync } = require('fs');
const { join } = require('path');

const listFolders = folder =>
  readdirSync(join(__dirname, folder), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => `./${folder}/${name}`);

const features = listFolders('src/features');
const coreParts = listFolders('src/core');

/** Files of a feature that only the feature itself may import. */
const privateFiles = '**/{*Store,*ReadModel,routes}.ts';

/** The layers from the bottom up. A folder may import only folders of lower layers. */
const layers = [
  ['kernel'],
  ['database'],
  ['changes', 'queue'],
  ['access', 'exports'],
  ['http', 'pseudonyms'],
  ['imports'],
  ['core'],
  ['features', 'seeding'],
];

// `docs/architecture.md` describes the layers.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['src/**/*.ts'],
      excludedFiles: ['**/*.test.ts', '**/__testUtils__/**'],
      rules: {
        'import/no-restricted-paths': [
          'error',
          {
            basePath: __dirname,
            zones: [
              ...layers.flatMap((layer, index) =>
                layer.map(folder => ({
                  target: `./src/${folder}`,
                  from: layers
                    .slice(index)
                    .flat()
                    .filter(other => other !== folder)
                    .map(other => `./src/${other}`),
                  message: 'Import only from lower layers.',
                })),
              ),
              {
                target: layers
                  .flat()
                  .filter(folder => folder !== 'database')
                  .map(folder => `./src/${folder}`),
                from: './src/database/isPostgres.ts',
                message: 'Call a function of database/ named for what it does.',
              },
              ...features.map(feature => ({
                target: feature,
                from: [...features, ...coreParts]
                  .filter(other => other !== feature)
                  .map(other => `${other}/${privateFiles}`),
                message: 'Call the service, not the store behind it.',
              })),
            ],
          },
        ],
      },
    },
  ],
});
