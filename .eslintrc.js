// Packages have configurations of their own; this one is for the scripts of the repository.
module.exports = {
  ...require('@backstage/cli/config/eslint-factory').createConfigForRole(
    __dirname,
    'cli',
    {
      parserOptions: { ecmaVersion: 2022 },
      rules: {
        // The scripts run on Node as they are, which wants the extension.
        'import/extensions': 'off',
        'import/no-extraneous-dependencies': [
          'error',
          { devDependencies: true },
        ],
      },
    },
  ),
  root: true,
};
