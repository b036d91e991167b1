/** Test utilities of the backend, which does not export them. They load the whole backend. */
/* eslint-disable @backstage/no-relative-monorepo-imports */
export {
  describePortal,
  SourcePortal,
} from '../../../callboard-backend/src/__testUtils__/SourcePortal';
