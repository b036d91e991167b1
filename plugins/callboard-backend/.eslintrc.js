const { readdirSync } = require('fs');
const { join } = require('path');

const foldersIn = folder =>
  readdirSync(join(__dirname, folder), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => `./${folder}/${name}`);

const features = foldersIn('src/features');
const coreParts = foldersIn('src/core');

/** What only the feature itself calls. */
const privateFiles = '**/{*Store,*ReadModel,routes}.ts';

/** From the bottom up: a folder imports those before it and, within one floor, none of its neighbours. */
const floors = [
  ['kernel'],
  ['database'],
  ['changes', 'queue'],
  ['access', 'exports'],
  ['http', 'pseudonyms'],
  ['imports'],
  ['core'],
  ['features', 'seeding'],
];

// `docs/architecture.md` describes the floors.
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
              ...floors.flatMap((floor, index) =>
                floor.map(folder => ({
                  target: `./src/${folder}`,
                  from: floors
                    .slice(index)
                    .flat()
                    .filter(other => other !== folder)
                    .map(other => `./src/${other}`),
                  message: 'A lower floor never imports a higher one.',
                })),
              ),
              {
                target: floors
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
