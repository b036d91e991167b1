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

// `docs/architecture.md` tells what stands on what.
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
              {
                target: foldersIn('src').filter(
                  folder => !/^\.\/src\/(features|seeding)$/.test(folder),
                ),
                from: ['./src/features', './src/seeding'],
                message: 'Features stand on this; it stands on none of them.',
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
