module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Waiting for what a person would see is an assertion.
    'jest/expect-expect': 'off',
  },
});
