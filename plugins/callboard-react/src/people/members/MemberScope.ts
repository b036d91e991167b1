/** A workspace or a project with members. @public */
export type MemberScope = { slug: string; name: string } & (
  | { kind: 'workspace' }
  | {
      kind: 'project';
      pid: string;
      /** Whether only members see it. */
      isSecret: boolean;
      /** The project's entity, whose owners are admins. */
      entityRef: string;
    }
);
