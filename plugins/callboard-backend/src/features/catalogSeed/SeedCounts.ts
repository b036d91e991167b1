import { CatalogImportResult } from '@callboard/plugin-callboard-common';

/** The numbers of created, updated and unchanged departments or staff. */
export type SeedCounts = CatalogImportResult['departments'];
