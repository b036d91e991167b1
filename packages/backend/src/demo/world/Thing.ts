/** A thing in the catalog that is not a person or a team. */
export interface Thing {
  kind: 'Domain' | 'System' | 'Component' | 'API' | 'Resource';
  name: string;
  title?: string;
  description: string;
  /** The name of the team or department that owns it. */
  owner: string;
  type?: string;
  lifecycle?: 'experimental' | 'production' | 'deprecated';
  /** The domain of a system, the system of everything else. */
  within?: string;
  tags?: string[];
  provides?: string[];
  consumes?: string[];
  /** Entity references such as `resource:ledger-db`. */
  dependsOn?: string[];
}
