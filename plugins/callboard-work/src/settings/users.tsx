import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import {
  PersonChip,
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { useWorkProject } from '../data/WorkProject';

export function UserChip(props: { userRef: string; size?: number }) {
  const { userRef, size } = props;
  const { workspace, people } = useWorkProject();
  const { primaryTitle } = useEntityPresentation(userRef);
  const member = people.find(({ user_ref }) => user_ref === userRef);
  return (
    <PersonChip
      userRef={userRef}
      name={member?.name ?? primaryTitle}
      workspace={workspace.slug}
      size={size}
    />
  );
}

export function UserField(props: {
  label: string;
  value: string | undefined;
  onChange: (userRef: string | undefined) => void;
}) {
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  return (
    <PersonPicker
      fullWidth
      {...props}
      options={people}
      loading={isLoading}
      onSearch={setSearch}
    />
  );
}
