/**
 * What people are members of: a workspace, or a project in it.
 *
 * @public
 */
export type MemberScope = { slug: string; name: string } & (
  | { kind: 'workspace' }
  | {
      kind: 'project';
      pid: string;
      /** Whether only members see it. */
      isSecret: boolean;
      /** The entity it is of, whose owners are admins. */
      entityRef: string;
    }
);
