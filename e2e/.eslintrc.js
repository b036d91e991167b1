module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Waiting until a person would see something asserts that they do.
    'jest/expect-expect': 'off',
  },
});
