/** A Group of the catalog. */
export interface CatalogGroup {
  entity_ref: string;
  name: string;
  type: string;
  description: string | null;
  /** The parent Group. */
  parent_ref: string | null;
  /** The department from which Callboard published it, if any. */
  department_id: string | null;
}

/** A User of the catalog that does not come from Callboard. */
export interface CatalogUser {
  entity_ref: string;
  display_name: string;
  email: string | null;
  /** Their Groups, in the order of the catalog. */
  group_refs: string[];
}

/** All Groups and Users, ordered by reference. */
export interface CatalogOrganisation {
  groups: CatalogGroup[];
  users: CatalogUser[];
}
