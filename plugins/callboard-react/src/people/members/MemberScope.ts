/** A workspace or a project, of which people are members. @public */
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
