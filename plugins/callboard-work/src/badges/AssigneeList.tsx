import {
  parseRef,
  PeopleList,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import { useWorkProject } from '../data/useWorkProject';

/** The assignees of an item, inside a card or a row that is clickable itself. */
export function AssigneeList(props: {
  assignees: readonly string[];
  people: readonly PersonOption[];
  /** Omits the name of a single assignee, where the width is small. */
  small?: boolean;
}) {
  const { assignees, people, small } = props;
  const { workspace } = useWorkProject();
  const named = assignees.map(user_ref => ({
    user_ref,
    name:
      people.find(person => person.user_ref === user_ref)?.name ??
      parseRef(user_ref)?.name ??
      user_ref,
  }));
  return (
    <PeopleList
      people={named}
      workspace={workspace.slug}
      small={small}
      linked={false}
    />
  );
}
