import { CatalogSeed } from '@callboard/plugin-callboard-common';

/** What becomes of departments, or of staff. */
export type SeedCounts = CatalogSeed['departments'];
