import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { PersonChip } from '@callboard/plugin-callboard-react';
import { useWorkProject } from '../data/useWorkProject';

/** The lead of a module. The catalog names people who are not members. */
export function LeadChip(props: { userRef: string }) {
  const { userRef } = props;
  const { workspace, people } = useWorkProject();
  const { primaryTitle } = useEntityPresentation(userRef);
  const member = people.find(({ user_ref }) => user_ref === userRef);
  return (
    <PersonChip
      userRef={userRef}
      name={member?.name ?? primaryTitle}
      workspace={workspace.slug}
      size={20}
    />
  );
}
