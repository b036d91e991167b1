/** A Group of the catalog. */
export interface CatalogGroup {
  entity_ref: string;
  name: string;
  type: string;
  description: string | null;
  /** The Group above. */
  parent_ref: string | null;
  /** The department it was published from, if Callboard did that. */
  department_id: string | null;
}

/** A User of the catalog that does not come from Callboard. */
export interface CatalogUser {
  entity_ref: string;
  display_name: string;
  email: string | null;
  /** The Groups they are in, in the order of the catalog. */
  group_refs: string[];
}

/** All Groups and Users, ordered by reference. */
export interface CatalogOrganisation {
  groups: CatalogGroup[];
  users: CatalogUser[];
}
