/** ESLint core rules that oxlint lacks, as a plugin of oxlint. */
const { builtinRules } = require('eslint/use-at-your-own-risk');

module.exports = {
  meta: { name: 'eslint-core' },
  rules: Object.fromEntries(builtinRules),
};
