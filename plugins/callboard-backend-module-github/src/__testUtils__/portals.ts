/** Test utilities of the backend, which does not export them. */
/* eslint-disable @backstage/no-relative-monorepo-imports */
export { createEntity } from '../../../callboard-backend/src/__testUtils__/createEntity';
export { testSeed } from '../../../callboard-backend/src/__testUtils__/random';
export {
  describePortal,
  SourcePortal,
} from '../../../callboard-backend/src/__testUtils__/SourcePortal';
