/** Test utilities of the demo and of the backend, which no package exports. */
/* eslint-disable @backstage/no-relative-monorepo-imports */
export { createEntity } from '../../../callboard-backend/src/__testUtils__/createEntity';
export { FakeGitlab } from '../../../../scripts/lib/fakeGitlab.cjs';
