// Packages add configurations of their own. This one is for the scripts of the repository, and for what
// holds everywhere.
module.exports = {
  ...require('@backstage/cli/config/eslint-factory').createConfigForRole(
    __dirname,
    'cli',
    {
      parserOptions: { ecmaVersion: 2022 },
      settings: {
        'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
        'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      },
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
