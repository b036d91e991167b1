module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Waiting until a page shows something is an assertion.
    'jest/expect-expect': 'off',
  },
});
