// The demo uses the same one.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
export { FakeGitlab } from '../../../../scripts/lib/fakeGitlab.cjs';
